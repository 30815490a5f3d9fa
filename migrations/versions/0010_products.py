"""The tables of the room products."""

import sqlalchemy as sa
from alembic import op

from ocop.tenancy import wall

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "code_patterns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.Column("example", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_patterns")),
        sa.UniqueConstraint("edition", name=op.f("uq_code_patterns_edition")),
    )
    op.create_table(
        "product_sets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("group_path", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ministry", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_sets")),
        sa.UniqueConstraint("number", name=op.f("uq_product_sets_number")),
    )
    op.create_table(
        "traceability_hosts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_traceability_hosts")),
        sa.UniqueConstraint("host", name=op.f("uq_traceability_hosts_host")),
    )
    op.create_table(
        "product_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_product_names_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_names")),
        sa.UniqueConstraint("product_id", name=op.f("uq_product_names_product_id")),
    )
    op.create_index(op.f("ix_product_names_unit_id"), "product_names", ["unit_id"], unique=False)
    op.create_table(
        "set_legal_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=True),
        sa.Column(
            "legal_form",
            sa.Enum(
                "htx",
                "to_hop_tac",
                "doanh_nghiep",
                "ho_kinh_doanh",
                "trang_trai",
                "co_so",
                "hoi",
                "trung_tam",
                name="legalform",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("citation", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["product_sets.id"], name=op.f("fk_set_legal_forms_set_id_product_sets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_legal_forms")),
        sa.UniqueConstraint("set_id", "legal_form", name=op.f("uq_set_legal_forms_set_id_legal_form")),
    )
    op.create_table(
        "product_name_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["name_id"],
            ["product_names.id"],
            name=op.f("fk_product_name_marks_name_id_product_names"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_name_marks")),
    )
    op.create_index(
        "ix_product_name_marks_mark_size_name_id", "product_name_marks", ["mark", "size", "name_id"], unique=False
    )
    op.create_index(op.f("ix_product_name_marks_name_id"), "product_name_marks", ["name_id"], unique=False)
    op.create_table(
        "products",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=True),
        sa.Column("set_is_suggested", sa.Boolean(), nullable=False),
        sa.Column("group_stated", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("packaging", sa.String(), nullable=True),
        sa.Column("production", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("materials", sa.String(), nullable=True),
        sa.Column("local_share", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("fresh_or_raw", sa.Boolean(), nullable=False),
        sa.Column("has_stamp", sa.Boolean(), nullable=True),
        sa.Column("has_label", sa.Boolean(), nullable=True),
        sa.Column("traceability_url", sa.String(), nullable=True),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("standards", sa.String(), nullable=True),
        sa.Column("declaration_number", sa.String(), nullable=True),
        sa.Column("declaration_date", sa.Date(), nullable=True),
        sa.Column(
            "trademark",
            sa.Enum("chua", "da_nop_don", "duoc_bao_ho", name="trademark", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("trademark_number", sa.String(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("stars_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("local_share between 0 and 100", name=op.f("ck_products_local_share")),
        sa.ForeignKeyConstraint(["set_id"], ["product_sets.id"], name=op.f("fk_products_set_id_product_sets")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "producer_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_products_tenant_id_producer_id_producers"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_products_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_products")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_products_tenant_id_id")),
    )
    op.create_index("ix_products_tenant_id_producer_id", "products", ["tenant_id", "producer_id"], unique=False)
    op.create_index("ix_products_tenant_id_sort_key", "products", ["tenant_id", "sort_key"], unique=False)
    op.create_table(
        "product_links",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "trang_web",
                "shopee",
                "lazada",
                "tiki",
                "sendo",
                "postmart",
                "tiktok",
                "facebook",
                "zalo",
                "san_dia_phuong",
                "khac",
                name="saleschannel",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_product_links_tenant_id_product_id_products"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_product_links_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_links")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_product_links_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "product_id", "url", name=op.f("uq_product_links_tenant_id_product_id_url")),
    )
    op.create_table(
        "product_outputs",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("price_unit", sa.String(), nullable=True),
        sa.Column("quantity", sa.Numeric(precision=15, scale=3), nullable=True),
        sa.Column("quantity_unit", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_product_outputs_price_not_negative")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_product_outputs_quantity_not_negative")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_product_outputs_tenant_id_product_id_products"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_product_outputs_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_outputs")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_product_outputs_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "product_id", "year", name=op.f("uq_product_outputs_tenant_id_product_id_year")
        ),
    )
    op.create_table(
        "product_photos",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("thumbnail_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_product_photos_tenant_id_attachment_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_product_photos_tenant_id_product_id_products"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "thumbnail_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_product_photos_tenant_id_thumbnail_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_product_photos_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_photos")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_product_photos_tenant_id_id")),
    )
    op.create_index(
        "ix_product_photos_tenant_id_product_id_position",
        "product_photos",
        ["tenant_id", "product_id", "position"],
        unique=False,
    )
    op.create_table(
        "product_revenues",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("dong", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("dong >= 0", name=op.f("ck_product_revenues_not_negative")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_product_revenues_tenant_id_product_id_products"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_product_revenues_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_revenues")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_product_revenues_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "product_id", "year", name=op.f("uq_product_revenues_tenant_id_product_id_year")
        ),
    )
    op.create_table(
        "product_standards",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "vietgap",
                "globalgap",
                "huu_co",
                "gmp",
                "haccp",
                "iso_22000",
                "iso_9001",
                "fssc_22000",
                "halal",
                "an_toan_thuc_pham",
                "khac",
                name="standardkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_product_standards_ends_after_begin")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_product_standards_tenant_id_product_id_products"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_product_standards_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_standards")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_product_standards_tenant_id_id")),
    )
    op.create_index(
        "ix_product_standards_tenant_id_product_id", "product_standards", ["tenant_id", "product_id"], unique=False
    )
    wall.secure(op.get_bind(), "products")
    wall.secure(op.get_bind(), "product_links")
    wall.secure(op.get_bind(), "product_outputs")
    wall.secure(op.get_bind(), "product_photos")
    wall.secure(op.get_bind(), "product_revenues")
    wall.secure(op.get_bind(), "product_standards")


def downgrade() -> None:
    op.drop_table("product_standards")
    op.drop_table("product_revenues")
    op.drop_table("product_photos")
    op.drop_table("product_outputs")
    op.drop_table("product_links")
    op.drop_table("products")
    op.drop_table("product_name_marks")
    op.drop_table("set_legal_forms")
    op.drop_table("product_names")
    op.drop_table("traceability_hosts")
    op.drop_table("product_sets")
    op.drop_table("code_patterns")
