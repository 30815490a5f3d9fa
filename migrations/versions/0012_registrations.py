"""The tables of the room registrations."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "cycle_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_steps")),
        sa.UniqueConstraint("edition", "key", name=op.f("uq_cycle_steps_edition_key")),
    )
    op.create_table(
        "support_kinds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_kinds")),
        sa.UniqueConstraint("key", name=op.f("uq_support_kinds_key")),
    )
    op.create_table(
        "surveys",
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_surveys_cycle_id_cycles")),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_surveys_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("tenant_id", "cycle_id", name=op.f("uq_surveys_tenant_id_cycle_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_surveys_tenant_id_id")),
    )
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
        "survey_answers",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("commune_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_survey_answers_commune_id_units")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "survey_id"],
            ["surveys.tenant_id", "surveys.id"],
            name=op.f("fk_survey_answers_tenant_id_survey_id_surveys"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_survey_answers_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answers")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_survey_answers_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "survey_id", "commune_id", name=op.f("uq_survey_answers_tenant_id_survey_id_commune_id")
        ),
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
    op.create_table(
        "steps_done",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["cycle_steps.id"], name=op.f("fk_steps_done_step_id_cycle_steps")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "registration_id"],
            ["registrations.tenant_id", "registrations.id"],
            name=op.f("fk_steps_done_tenant_id_registration_id_registrations"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_steps_done_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_steps_done")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_steps_done_tenant_id_id")),
        sa.UniqueConstraint(
            "tenant_id", "registration_id", "step_id", name=op.f("uq_steps_done_tenant_id_registration_id_step_id")
        ),
    )
    op.create_table(
        "supports",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("money_source", sa.String(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_supports_not_negative")),
        sa.ForeignKeyConstraint(["kind_id"], ["support_kinds.id"], name=op.f("fk_supports_kind_id_support_kinds")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "registration_id"],
            ["registrations.tenant_id", "registrations.id"],
            name=op.f("fk_supports_tenant_id_registration_id_registrations"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_supports_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supports")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_supports_tenant_id_id")),
    )
    op.create_index("ix_supports_tenant_id_registration_id", "supports", ["tenant_id", "registration_id"], unique=False)
    op.create_table(
        "survey_ideas",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("producer", sa.String(), nullable=True),
        sa.Column("set_id", sa.Integer(), nullable=True),
        sa.Column("materials", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("contact_consent", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("waiting", "taken", "declined", name="ideastate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("decision_reason", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["set_id"], ["product_sets.id"], name=op.f("fk_survey_ideas_set_id_product_sets")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answer_id"],
            ["survey_answers.tenant_id", "survey_answers.id"],
            name=op.f("fk_survey_ideas_tenant_id_answer_id_survey_answers"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "registration_id"],
            ["registrations.tenant_id", "registrations.id"],
            name=op.f("fk_survey_ideas_tenant_id_registration_id_registrations"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_survey_ideas_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_ideas")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_survey_ideas_tenant_id_id")),
    )
    op.create_index("ix_survey_ideas_tenant_id_answer_id", "survey_ideas", ["tenant_id", "answer_id"], unique=False)
    wall.secure(op.get_bind(), "surveys")
    wall.secure(op.get_bind(), "registrations")
    wall.secure(op.get_bind(), "survey_answers")
    wall.secure(op.get_bind(), "registration_warnings")
    wall.secure(op.get_bind(), "steps_done")
    wall.secure(op.get_bind(), "supports")
    wall.secure(op.get_bind(), "survey_ideas")


def downgrade() -> None:
    op.drop_table("survey_ideas")
    op.drop_table("supports")
    op.drop_table("steps_done")
    op.drop_table("registration_warnings")
    op.drop_table("survey_answers")
    op.drop_table("registrations")
    op.drop_table("surveys")
    op.drop_table("support_kinds")
    op.drop_table("cycle_steps")
