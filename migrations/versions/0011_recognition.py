"""The tables of the room recognition."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "register_imports",
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("taken_over_at", Moment(), nullable=True),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_register_imports_tenant_id_attachment_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_register_imports_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_imports")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_register_imports_tenant_id_id")),
    )
    op.create_table(
        "recognitions",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("decision_number", sa.String(), nullable=True),
        sa.Column("decision_precision", sa.String(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("stated_expiry", sa.String(), nullable=True),
        sa.Column("expires_earliest", sa.Date(), nullable=True),
        sa.Column("expires_latest", sa.Date(), nullable=True),
        sa.Column("stated_expired", sa.Boolean(), nullable=False),
        sa.Column("five_star_candidate", sa.Boolean(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "ended_as",
            sa.Enum(
                "in_force",
                "expiring",
                "notice_due",
                "expired",
                "unknown",
                "renewed",
                "upgraded",
                "revoked",
                name="standing",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.Column("revoked_ground", sa.String(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("notice_number", sa.String(), nullable=True),
        sa.Column("notice_method", sa.String(), nullable=True),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("stars between 1 and 5", name=op.f("ck_recognitions_stars")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_recognitions_tenant_id_product_id_products"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaced_by_id"],
            ["recognitions.tenant_id", "recognitions.id"],
            name=op.f("fk_recognitions_tenant_id_replaced_by_id_recognitions"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_recognitions_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognitions")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_recognitions_tenant_id_id")),
    )
    op.create_index(
        "ix_recognitions_tenant_id_expires_earliest", "recognitions", ["tenant_id", "expires_earliest"], unique=False
    )
    op.create_index("ix_recognitions_tenant_id_product_id", "recognitions", ["tenant_id", "product_id"], unique=False)
    wall.secure(op.get_bind(), "register_imports")
    wall.secure(op.get_bind(), "recognitions")


def downgrade() -> None:
    op.drop_table("recognitions")
    op.drop_table("register_imports")
