"""The tables of the room audit."""

import sqlalchemy as sa
from alembic import op

from ocop.audit import models
from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("thing_name", sa.String(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_audit_entries_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_audit_entries_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "sequence", name=op.f("uq_audit_entries_tenant_id_sequence")),
    )
    op.create_index("ix_audit_entries_tenant_id_actor", "audit_entries", ["tenant_id", "actor"], unique=False)
    op.create_index("ix_audit_entries_tenant_id_at", "audit_entries", ["tenant_id", "at"], unique=False)
    op.create_index(
        "ix_audit_entries_tenant_id_thing", "audit_entries", ["tenant_id", "thing", "thing_id"], unique=False
    )
    op.create_table(
        "audit_heads",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_audit_heads_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_heads")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_audit_heads_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_audit_heads_tenant_id")),
    )
    wall.secure(op.get_bind(), "audit_entries")
    wall.secure(op.get_bind(), "audit_heads")
    guards = models.POSTGRES_GUARDS if op.get_bind().dialect.name == "postgresql" else models.SQLITE_GUARDS
    for statement in guards:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_heads")
    op.drop_table("audit_entries")
