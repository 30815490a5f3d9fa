"""The tables of the room plans."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "plan_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "subject",
                "addressees",
                "basis",
                "opening",
                "section",
                "target",
                "assignment",
                "task",
                "purpose",
                "variant",
                "closing",
                "recipient",
                "filed",
                "urgent",
                "kind",
                name="part",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("omit_when_zero", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_plan_templates_cycle_id_cycles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_templates")),
        sa.UniqueConstraint(
            "cycle_id", "template", "position", name=op.f("uq_plan_templates_cycle_id_template_position")
        ),
    )
    op.create_table(
        "plans",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "with_head",
                "with_office",
                "checked",
                "for_signature",
                "issued",
                "sent",
                "commented",
                "received",
                "replaced",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("supplements", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("legal_bases", sa.String(), nullable=False),
        sa.Column("recipients", sa.String(), nullable=False),
        sa.Column("filed", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("counted_at", Moment(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("budget_version", sa.Integer(), nullable=False),
        sa.Column("calendar_version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_plans_cycle_id_cycles")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "document_id"],
            ["documents.tenant_id", "documents.id"],
            name=op.f("fk_plans_tenant_id_document_id_documents"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaces_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plans_tenant_id_replaces_id_plans"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["documents.tenant_id", "documents.id"],
            name=op.f("fk_plans_tenant_id_submission_id_documents"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plans_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
        sa.UniqueConstraint("tenant_id", "cycle_id", "ordinal", name=op.f("uq_plans_tenant_id_cycle_id_ordinal")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plans_tenant_id_id")),
    )
    op.create_index("ix_plans_cycle_id_tenant_id", "plans", ["cycle_id", "tenant_id"], unique=False)
    op.create_table(
        "plan_activities",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("in_charge", sa.String(), nullable=False),
        sa.Column("cooperating", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_activities_tenant_id_plan_id_plans"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_activities_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_activities")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_activities_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "plan_id", "position", name=op.f("uq_plan_activities_tenant_id_plan_id_position")
        ),
    )
    op.create_table(
        "plan_budget_lines",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("trung_uong", "tinh", "huyen", "doi_ung", "khac", name="source", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_plan_budget_lines_not_negative")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_budget_lines_tenant_id_plan_id_plans"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_budget_lines_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_budget_lines")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_budget_lines_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "plan_id", "position", name=op.f("uq_plan_budget_lines_tenant_id_plan_id_position")
        ),
    )
    op.create_table(
        "plan_checks",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column(
            "step", sa.Enum("content", "form", "signature", name="check", native_enum=False, length=32), nullable=False
        ),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("from_paper", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_checks_tenant_id_plan_id_plans"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "scan_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_plan_checks_tenant_id_scan_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_checks_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_checks")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_checks_tenant_id_id")),
    )
    op.create_table(
        "plan_comments",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("section_key", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("letter_token", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_comments_tenant_id_plan_id_plans"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_comments_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_comments")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_comments_tenant_id_id")),
    )
    op.create_table(
        "plan_makers",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_makers_tenant_id_plan_id_plans"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_makers_tenant_id_units")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_plan_makers_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_makers")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_makers_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "plan_id", "user_id", name=op.f("uq_plan_makers_tenant_id_plan_id_user_id")),
    )
    op.create_table(
        "plan_receipts",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("received_by", sa.String(), nullable=False),
        sa.Column("incoming_number", sa.String(), nullable=True),
        sa.Column("incoming_on", sa.Date(), nullable=True),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_receipts_tenant_id_plan_id_plans"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_receipts_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_receipts")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_receipts_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "plan_id", name=op.f("uq_plan_receipts_tenant_id_plan_id")),
    )
    op.create_table(
        "plan_sections",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("derived", sa.String(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_by_id", sa.Integer(), nullable=True),
        sa.Column("edited_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_sections_tenant_id_plan_id_plans"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_sections_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_sections")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_sections_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "plan_id", "key", name=op.f("uq_plan_sections_tenant_id_plan_id_key")),
    )
    op.create_table(
        "plan_versions",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plans.tenant_id", "plans.id"],
            name=op.f("fk_plan_versions_tenant_id_plan_id_plans"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_versions_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_versions")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_versions_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "plan_id", "ordinal", name=op.f("uq_plan_versions_tenant_id_plan_id_ordinal")),
    )
    op.create_table(
        "plan_reasons",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("section_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("mended_at", Moment(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "check_id"],
            ["plan_checks.tenant_id", "plan_checks.id"],
            name=op.f("fk_plan_reasons_tenant_id_check_id_plan_checks"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_plan_reasons_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_reasons")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_plan_reasons_tenant_id_id")),
    )
    wall.secure(op.get_bind(), "plans")
    wall.secure(op.get_bind(), "plan_activities")
    wall.secure(op.get_bind(), "plan_budget_lines")
    wall.secure(op.get_bind(), "plan_checks")
    wall.secure(op.get_bind(), "plan_comments")
    wall.secure(op.get_bind(), "plan_makers")
    wall.secure(op.get_bind(), "plan_receipts")
    wall.secure(op.get_bind(), "plan_sections")
    wall.secure(op.get_bind(), "plan_versions")
    wall.secure(op.get_bind(), "plan_reasons")


def downgrade() -> None:
    op.drop_table("plan_reasons")
    op.drop_table("plan_versions")
    op.drop_table("plan_sections")
    op.drop_table("plan_receipts")
    op.drop_table("plan_makers")
    op.drop_table("plan_comments")
    op.drop_table("plan_checks")
    op.drop_table("plan_budget_lines")
    op.drop_table("plan_activities")
    op.drop_table("plans")
    op.drop_table("plan_templates")
