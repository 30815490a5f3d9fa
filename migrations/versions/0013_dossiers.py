"""The tables of the room dossiers."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "requirements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("proves", sa.String(), nullable=False),
        sa.Column("sets", sa.String(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("legal_forms", sa.String(), nullable=False),
        sa.Column("mandatory_from", sa.Integer(), nullable=True),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("handed_over", sa.Boolean(), nullable=False),
        sa.Column("of_one_product", sa.Boolean(), nullable=False),
        sa.Column("warning_days", sa.Integer(), nullable=False),
        sa.Column("warning_source", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirements")),
        sa.UniqueConstraint("code", name=op.f("uq_requirements_code")),
    )
    op.create_index("ix_requirements_key", "requirements", ["key"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", Moment(), nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=True),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_evidence_tenant_id_attachment_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "producer_id"],
            ["producers.tenant_id", "producers.id"],
            name=op.f("fk_evidence_tenant_id_producer_id_producers"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "product_id"],
            ["products.tenant_id", "products.id"],
            name=op.f("fk_evidence_tenant_id_product_id_products"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaced_by_id"],
            ["evidence.tenant_id", "evidence.id"],
            name=op.f("fk_evidence_tenant_id_replaced_by_id_evidence"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_evidence_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_evidence_tenant_id_id")),
    )
    op.create_index(
        "ix_evidence_tenant_id_producer_id_key", "evidence", ["tenant_id", "producer_id", "key"], unique=False
    )
    op.create_index("ix_evidence_tenant_id_sort_key", "evidence", ["tenant_id", "sort_key"], unique=False)
    op.create_index("ix_evidence_tenant_id_valid_until", "evidence", ["tenant_id", "valid_until"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("bound_id", sa.Integer(), nullable=True),
        sa.Column("bound_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "bound_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_dossiers_tenant_id_bound_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "registration_id"],
            ["registrations.tenant_id", "registrations.id"],
            name=op.f("fk_dossiers_tenant_id_registration_id_registrations"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_dossiers_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_dossiers_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "registration_id", name=op.f("uq_dossiers_tenant_id_registration_id")),
    )
    op.create_table(
        "dossier_lines",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("not_applicable_why", sa.String(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_dossier_lines_position")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirements.id"], name=op.f("fk_dossier_lines_requirement_id_requirements")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_dossier_lines_tenant_id_dossier_id_dossiers"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_dossier_lines_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_lines")),
        sa.UniqueConstraint("dossier_id", "requirement_id", name=op.f("uq_dossier_lines_dossier_id_requirement_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_dossier_lines_tenant_id_id")),
    )
    op.create_table(
        "dossier_proofs",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "evidence_id"],
            ["evidence.tenant_id", "evidence.id"],
            name=op.f("fk_dossier_proofs_tenant_id_evidence_id_evidence"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "line_id"],
            ["dossier_lines.tenant_id", "dossier_lines.id"],
            name=op.f("fk_dossier_proofs_tenant_id_line_id_dossier_lines"),
            ondelete="CASCADE",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_dossier_proofs_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_proofs")),
        sa.UniqueConstraint("line_id", "evidence_id", name=op.f("uq_dossier_proofs_line_id_evidence_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_dossier_proofs_tenant_id_id")),
    )
    op.create_index(
        "ix_dossier_proofs_tenant_id_evidence_id", "dossier_proofs", ["tenant_id", "evidence_id"], unique=False
    )
    wall.secure(op.get_bind(), "evidence")
    wall.secure(op.get_bind(), "dossiers")
    wall.secure(op.get_bind(), "dossier_lines")
    wall.secure(op.get_bind(), "dossier_proofs")


def downgrade() -> None:
    op.drop_table("dossier_proofs")
    op.drop_table("dossier_lines")
    op.drop_table("dossiers")
    op.drop_table("evidence")
    op.drop_table("requirements")
