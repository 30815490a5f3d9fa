"""The tables of the room programme."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "guidance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("document_token", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance")),
        sa.UniqueConstraint("number", "dated", name=op.f("uq_guidance_number_dated")),
    )
    op.create_table(
        "legal_bases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("citation", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_bases")),
        sa.UniqueConstraint("key", name=op.f("uq_legal_bases_key")),
        sa.UniqueConstraint("number", "dated", name=op.f("uq_legal_bases_number_dated")),
    )
    op.create_table(
        "cycles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("recognition_months", sa.Integer(), nullable=False),
        sa.Column("legal_bases", sa.String(), nullable=False),
        sa.Column("funding_bases", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_cycles_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
        sa.UniqueConstraint("unit_id", "year", name=op.f("uq_cycles_unit_id_year")),
    )
    op.create_table(
        "milestones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("inclusive", sa.Boolean(), nullable=False),
        sa.Column("arrival_due", sa.Date(), nullable=True),
        sa.Column("quotation", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("legal_basis_id", sa.Integer(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_milestones_cycle_id_cycles")),
        sa.ForeignKeyConstraint(
            ["legal_basis_id"], ["legal_bases.id"], name=op.f("fk_milestones_legal_basis_id_legal_bases")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.UniqueConstraint("cycle_id", "key", name=op.f("uq_milestones_cycle_id_key")),
    )
    op.create_table(
        "targets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=True),
        sa.Column("highest", sa.Integer(), nullable=True),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("baseline_part", sa.Integer(), nullable=True),
        sa.Column("baseline_whole", sa.Integer(), nullable=True),
        sa.Column("baseline_as_of", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_targets_cycle_id_cycles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_targets")),
        sa.UniqueConstraint("cycle_id", "key", name=op.f("uq_targets_cycle_id_key")),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("department_name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cooperating", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_tasks_cycle_id_cycles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("cycle_id", "position", name=op.f("uq_tasks_cycle_id_position")),
    )
    op.create_table(
        "extensions",
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("granted_at", Moment(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestones.id"], name=op.f("fk_extensions_milestone_id_milestones")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_extensions_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_extensions_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "milestone_id", name=op.f("uq_extensions_tenant_id_milestone_id")),
    )
    op.create_table(
        "unit_targets",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("registered", sa.Integer(), nullable=True),
        sa.Column("assigned", sa.Integer(), nullable=True),
        sa.Column("assigned_by", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("registered >= 0 and assigned >= 0", name=op.f("ck_unit_targets_not_negative")),
        sa.ForeignKeyConstraint(["target_id"], ["targets.id"], name=op.f("fk_unit_targets_target_id_targets")),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_unit_targets_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_targets")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_unit_targets_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "target_id", name=op.f("uq_unit_targets_tenant_id_target_id")),
    )
    wall.secure(op.get_bind(), "extensions")
    wall.secure(op.get_bind(), "unit_targets")


def downgrade() -> None:
    op.drop_table("unit_targets")
    op.drop_table("extensions")
    op.drop_table("tasks")
    op.drop_table("targets")
    op.drop_table("milestones")
    op.drop_table("cycles")
    op.drop_table("legal_bases")
    op.drop_table("guidance")
