"""The tables of the room catalogue."""

import sqlalchemy as sa
from alembic import op

from ocop.tenancy import wall

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "catalogue_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=True),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("stars_proposed", sa.Boolean(), nullable=False),
        sa.Column("expires_earliest", sa.Date(), nullable=False),
        sa.Column("expires_latest", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("producer", sa.String(), nullable=False),
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
            nullable=True,
        ),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("traceability_url", sa.String(), nullable=True),
        sa.Column("photo", sa.String(), nullable=True),
        sa.Column("photo_sha256", sa.String(), nullable=True),
        sa.Column("thumbnail_sha256", sa.String(), nullable=True),
        sa.Column("photo_alt", sa.String(), nullable=True),
        sa.Column("photo_width", sa.Integer(), nullable=True),
        sa.Column("photo_height", sa.Integer(), nullable=True),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("standards", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_catalogue_entries_commune_id_units")),
        sa.ForeignKeyConstraint(["set_id"], ["product_sets.id"], name=op.f("fk_catalogue_entries_set_id_product_sets")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_catalogue_entries_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_entries")),
        sa.UniqueConstraint("photo", name=op.f("uq_catalogue_entries_photo")),
        sa.UniqueConstraint("product_id", name=op.f("uq_catalogue_entries_product_id")),
        sa.UniqueConstraint("token", name=op.f("uq_catalogue_entries_token")),
    )
    op.create_index("ix_catalogue_entries_sort_key", "catalogue_entries", ["sort_key"], unique=False)
    op.create_index(op.f("ix_catalogue_entries_unit_id"), "catalogue_entries", ["unit_id"], unique=False)
    op.create_table(
        "catalogue_addresses",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_catalogue_addresses_tenant_id_product_id_products"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_catalogue_addresses_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_addresses")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_catalogue_addresses_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "product_id", name=op.f("uq_catalogue_addresses_tenant_id_product_id")),
        sa.UniqueConstraint("token", name=op.f("uq_catalogue_addresses_token")),
    )
    wall.secure(op.get_bind(), "catalogue_addresses")


def downgrade() -> None:
    op.drop_table("catalogue_addresses")
    op.drop_table("catalogue_entries")
