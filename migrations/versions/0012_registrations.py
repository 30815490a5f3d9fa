"""The tables of the room registrations."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "registrations",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("new", "upgrade", "reassessment", name="kind", native_enum=False, length=32), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "idea",
                "draft",
                "submitted",
                "accepted",
                "refused",
                "dossier_complete",
                "in_assessment",
                "result",
                "withdrawn",
                "never_carried_out",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("expected_stars", sa.Integer(), nullable=True),
        sa.Column("quarter", sa.Integer(), nullable=True),
        sa.Column("support_needed", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("decision_reason", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("submitted_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("expected_stars between 3 and 5", name=op.f("ck_registrations_expected_stars")),
        sa.CheckConstraint("quarter between 1 and 4", name=op.f("ck_registrations_quarter")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_registrations_cycle_id_cycles")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_registrations_tenant_id_product_id_products"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_registrations_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registrations")),
        sa.UniqueConstraint(
            "tenant_id",
            "cycle_id",
            "product_id",
            "kind",
            name=op.f("uq_registrations_tenant_id_cycle_id_product_id_kind"),
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_registrations_tenant_id_id")),
    )
    op.create_index(
        "ix_registrations_tenant_id_cycle_id_state", "registrations", ["tenant_id", "cycle_id", "state"], unique=False
    )
    op.create_table(
        "registration_warnings",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "registration_id"],
            ["registrations.tenant_id", "registrations.id"],
            name=op.f("fk_registration_warnings_tenant_id_registration_id_registrations"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_registration_warnings_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_warnings")),
        sa.UniqueConstraint("registration_id", "code", name=op.f("uq_registration_warnings_registration_id_code")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_registration_warnings_tenant_id_id")),
    )
    wall.secure(op.get_bind(), "registrations")
    wall.secure(op.get_bind(), "registration_warnings")


def downgrade() -> None:
    op.drop_table("registration_warnings")
    op.drop_table("registrations")
