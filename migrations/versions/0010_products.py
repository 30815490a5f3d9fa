"""The tables of the room products."""

import sqlalchemy as sa
from alembic import op

from ocop.tenancy import wall

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
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
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("local_share", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("fresh_or_raw", sa.Boolean(), nullable=False),
        sa.Column("has_stamp", sa.Boolean(), nullable=True),
        sa.Column("has_label", sa.Boolean(), nullable=True),
        sa.Column("traceability_url", sa.String(), nullable=True),
        sa.Column("barcode", sa.String(), nullable=True),
        sa.Column("standards", sa.String(), nullable=True),
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
    wall.secure(op.get_bind(), "products")
    wall.secure(op.get_bind(), "product_revenues")


def downgrade() -> None:
    op.drop_table("product_revenues")
    op.drop_table("products")
    op.drop_table("product_name_marks")
    op.drop_table("product_names")
    op.drop_table("product_sets")
