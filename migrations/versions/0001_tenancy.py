"""The tables of the room tenancy."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "tinh",
                "huyen",
                "thi_xa",
                "thanh_pho",
                "xa",
                "phuong",
                "thi_tran",
                "dac_khu",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("division", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("fk_units_parent_id_units")),
        sa.ForeignKeyConstraint(["successor_id"], ["units.id"], name=op.f("fk_units_successor_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_units_code_valid_from")),
        sa.UniqueConstraint("slug", name=op.f("uq_units_slug")),
    )
    op.create_index(op.f("ix_units_parent_id"), "units", ["parent_id"], unique=False)
    op.create_index("ix_units_parent_id_sort_key", "units", ["parent_id", "sort_key"], unique=False)
    op.create_index(op.f("ix_units_successor_id"), "units", ["successor_id"], unique=False)
    op.create_table(
        "issuing_bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("superior", sa.String(), nullable=True),
        sa.Column("issuer_lines", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("filed", sa.String(), nullable=False),
        sa.Column("series", sa.String(), server_default=sa.text("'external'"), nullable=False),
        sa.Column("qr_pages", sa.String(), server_default=sa.text("'every'"), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("series in ('external', 'own')", name=op.f("ck_issuing_bodies_series")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_issuing_bodies_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuing_bodies")),
        sa.UniqueConstraint("key", name=op.f("uq_issuing_bodies_key")),
    )
    op.create_index(op.f("ix_issuing_bodies_unit_id"), "issuing_bodies", ["unit_id"], unique=False)
    op.create_table(
        "unit_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "tinh",
                "huyen",
                "thi_xa",
                "thanh_pho",
                "xa",
                "phuong",
                "thi_tran",
                "dac_khu",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_unit_names_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_names")),
    )
    op.create_index(op.f("ix_unit_names_unit_id"), "unit_names", ["unit_id"], unique=False)
    op.create_table(
        "signing_blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("document_kind", sa.String(), nullable=True),
        sa.Column("collective", sa.String(), nullable=True),
        sa.Column("on_behalf", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("citation", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["issuing_bodies.id"], name=op.f("fk_signing_blocks_body_id_issuing_bodies")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_blocks")),
    )
    op.create_index(op.f("ix_signing_blocks_body_id"), "signing_blocks", ["body_id"], unique=False)


def downgrade() -> None:
    op.drop_table("signing_blocks")
    op.drop_table("unit_names")
    op.drop_table("issuing_bodies")
    op.drop_table("units")
