"""The tables of the room tallies."""

import sqlalchemy as sa
from alembic import op

from ocop.tenancy import wall

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_tallies_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
        sa.UniqueConstraint("tenant_id", "cycle_id", "key", name=op.f("uq_tallies_tenant_id_cycle_id_key")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_tallies_tenant_id_id")),
    )
    op.create_index(
        "ix_tallies_cycle_id_tenant_id_key_value", "tallies", ["cycle_id", "tenant_id", "key", "value"], unique=False
    )
    wall.secure(op.get_bind(), "tallies")


def downgrade() -> None:
    op.drop_table("tallies")
