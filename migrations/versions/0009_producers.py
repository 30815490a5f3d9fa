"""The tables of the room producers."""

import sqlalchemy as sa
from alembic import op

from ocop.tenancy import wall

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "producers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
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
        sa.Column("registered_name", sa.String(), nullable=True),
        sa.Column("name_difference_reason", sa.String(), nullable=True),
        sa.Column("registration_number", sa.String(), nullable=True),
        sa.Column("registration_date", sa.Date(), nullable=True),
        sa.Column("registration_place", sa.String(), nullable=True),
        sa.Column("business_lines", sa.String(), nullable=True),
        sa.Column("tax_code", sa.String(), nullable=True),
        sa.Column("representative", sa.String(), nullable=True),
        sa.Column("representative_sex", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("commune_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("labour_total", sa.Integer(), nullable=True),
        sa.Column("labour_local", sa.Integer(), nullable=True),
        sa.Column("labour_women", sa.Integer(), nullable=True),
        sa.Column("value_chain", sa.String(), nullable=True),
        sa.Column("public_consent", sa.Boolean(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("consent_how", sa.String(), nullable=True),
        sa.Column("consent_noted_by", sa.String(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_producers_commune_id_units")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "merged_into_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_producers_tenant_id_merged_into_id_producers"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_producers_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_producers")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_producers_tenant_id_id")),
    )
    op.create_index("ix_producers_tenant_id_sort_key", "producers", ["tenant_id", "sort_key"], unique=False)
    op.create_index("ix_producers_tenant_id_tax_code", "producers", ["tenant_id", "tax_code"], unique=False)
    op.create_table(
        "chain_links",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("partner_name", sa.String(), nullable=True),
        sa.Column(
            "role",
            sa.Enum("cung_ung", "che_bien", "tieu_thu", name="chainrole", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(partner_id is null) <> (partner_name is null)", name=op.f("ck_chain_links_one_partner")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "partner_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_chain_links_tenant_id_partner_id_producers"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "producer_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_chain_links_tenant_id_producer_id_producers"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_chain_links_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_links")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_chain_links_tenant_id_id")),
    )
    op.create_index("ix_chain_links_tenant_id_producer_id", "chain_links", ["tenant_id", "producer_id"], unique=False)
    op.create_table(
        "producer_revenues",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dong", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("dong >= 0", name=op.f("ck_producer_revenues_not_negative")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "producer_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_producer_revenues_tenant_id_producer_id_producers"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_producer_revenues_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_producer_revenues")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_producer_revenues_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "producer_id", "year", name=op.f("uq_producer_revenues_tenant_id_producer_id_year")
        ),
    )
    op.create_table(
        "producer_sensitive",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("representative_ethnicity", sa.String(), nullable=True),
        sa.Column("labour_minority", sa.Integer(), nullable=True),
        sa.Column("labour_disabled", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "producer_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_producer_sensitive_tenant_id_producer_id_producers"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_producer_sensitive_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_producer_sensitive")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_producer_sensitive_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "producer_id", name=op.f("uq_producer_sensitive_tenant_id_producer_id")),
    )
    wall.secure(op.get_bind(), "producers")
    wall.secure(op.get_bind(), "chain_links")
    wall.secure(op.get_bind(), "producer_revenues")
    wall.secure(op.get_bind(), "producer_sensitive")


def downgrade() -> None:
    op.drop_table("producer_sensitive")
    op.drop_table("producer_revenues")
    op.drop_table("chain_links")
    op.drop_table("producers")
