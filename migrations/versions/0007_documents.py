"""The tables of the room documents."""

import sqlalchemy as sa
from alembic import op

from ocop.core.db import Moment
from ocop.tenancy import wall

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "verifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )
    op.create_index("ix_verifications_address_at", "verifications", ["address", "at"], unique=False)
    op.create_table(
        "stamps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("not_issued", "in_force", "replaced", "revoked", name="standing", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("signature_sha256", sa.String(), nullable=True),
        sa.Column("numbered_sha256", sa.String(), nullable=True),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.Column("replaced_by_token", sa.String(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_stamps_unit_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamps")),
        sa.UniqueConstraint("token", name=op.f("uq_stamps_token")),
    )
    op.create_index(op.f("ix_stamps_numbered_sha256"), "stamps", ["numbered_sha256"], unique=False)
    op.create_index(op.f("ix_stamps_signature_sha256"), "stamps", ["signature_sha256"], unique=False)
    op.create_table(
        "documents",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "frozen", "issued", "replaced", "revoked", name="state", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=True),
        sa.Column("frozen_at", Moment(), nullable=True),
        sa.Column("frozen_by", sa.String(), nullable=True),
        sa.Column("qr", sa.String(), nullable=True),
        sa.Column("qr_pages", sa.String(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("signature_file_id", sa.Integer(), nullable=True),
        sa.Column("numbered_file_id", sa.Integer(), nullable=True),
        sa.Column("signed_copy_id", sa.Integer(), nullable=True),
        sa.Column("signed_copy_note", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("issued_at", Moment(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("revoked_reason", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["issuing_bodies.id"], name=op.f("fk_documents_body_id_issuing_bodies")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "numbered_file_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_documents_tenant_id_numbered_file_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "replaces_id"],
            ["documents.tenant_id", "documents.id"],
            name=op.f("fk_documents_tenant_id_replaces_id_documents"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signature_file_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_documents_tenant_id_signature_file_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "signed_copy_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_documents_tenant_id_signed_copy_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_documents_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint(
            "body_id", "symbol", "year", "number", name=op.f("uq_documents_body_id_symbol_year_number")
        ),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_documents_tenant_id_id")),
        sa.UniqueConstraint("token", name=op.f("uq_documents_token")),
    )
    op.create_index("ix_documents_tenant_id_dated", "documents", ["tenant_id", "dated"], unique=False)
    op.create_index("ix_documents_tenant_id_state", "documents", ["tenant_id", "state"], unique=False)
    op.create_table(
        "incoming_documents",
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("sender_unit_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("arrived_at", Moment(), nullable=False),
        sa.Column("incoming_number", sa.String(), nullable=True),
        sa.Column("incoming_on", sa.Date(), nullable=True),
        sa.Column("read_at", Moment(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "incoming_number is null or incoming_on is not null", name=op.f("ck_incoming_documents_numbered_with_date")
        ),
        sa.ForeignKeyConstraint(
            ["sender_unit_id"], ["units.id"], name=op.f("fk_incoming_documents_sender_unit_id_units")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_incoming_documents_tenant_id_attachment_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_incoming_documents_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_documents")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_incoming_documents_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "token", name=op.f("uq_incoming_documents_tenant_id_token")),
    )
    op.create_table(
        "number_series",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["issuing_bodies.id"], name=op.f("fk_number_series_body_id_issuing_bodies")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_number_series_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("body_id", "symbol", "year", name=op.f("uq_number_series_body_id_symbol_year")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_number_series_tenant_id_id")),
    )
    op.create_table(
        "seal_pictures",
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["issuing_bodies.id"], name=op.f("fk_seal_pictures_body_id_issuing_bodies")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_seal_pictures_tenant_id_attachment_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_seal_pictures_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_pictures")),
        sa.UniqueConstraint("tenant_id", "body_id", name=op.f("uq_seal_pictures_tenant_id_body_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_seal_pictures_tenant_id_id")),
    )
    op.create_table(
        "signature_pictures",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attachment_id"],
            ["attachments.tenant_id", "attachments.id"],
            name=op.f("fk_signature_pictures_tenant_id_attachment_id_attachments"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_signature_pictures_tenant_id_units")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_signature_pictures_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_pictures")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_signature_pictures_tenant_id_id")),
        sa.UniqueConstraint("tenant_id", "user_id", name=op.f("uq_signature_pictures_tenant_id_user_id")),
    )
    op.create_table(
        "dispatches",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("receiver_unit_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum("axis", "email", "post", "hand", "portal", name="channel", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.String(), nullable=False),
        sa.Column("delivered_at", Moment(), nullable=True),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("received_by", sa.String(), nullable=True),
        sa.Column("incoming_number", sa.String(), nullable=True),
        sa.Column("incoming_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["receiver_unit_id"], ["units.id"], name=op.f("fk_dispatches_receiver_unit_id_units")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "document_id"],
            ["documents.tenant_id", "documents.id"],
            name=op.f("fk_dispatches_tenant_id_document_id_documents"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_dispatches_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        sa.UniqueConstraint("document_id", "receiver", name=op.f("uq_dispatches_document_id_receiver")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_dispatches_tenant_id_id")),
    )
    op.create_index("ix_dispatches_receiver_unit_id", "dispatches", ["receiver_unit_id"], unique=False)
    op.create_table(
        "document_texts",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "document_id"],
            ["documents.tenant_id", "documents.id"],
            name=op.f("fk_document_texts_tenant_id_document_id_documents"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_document_texts_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_texts")),
        sa.UniqueConstraint("tenant_id", "document_id", name=op.f("uq_document_texts_tenant_id_document_id")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_document_texts_tenant_id_id")),
    )
    op.create_table(
        "void_numbers",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "series_id"],
            ["number_series.tenant_id", "number_series.id"],
            name=op.f("fk_void_numbers_tenant_id_series_id_number_series"),
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["units.id"], name=op.f("fk_void_numbers_tenant_id_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_void_numbers")),
        sa.UniqueConstraint("series_id", "number", name=op.f("uq_void_numbers_series_id_number")),
        sa.UniqueConstraint("tenant_id", "id", name=op.f("uq_void_numbers_tenant_id_id")),
    )
    wall.secure(op.get_bind(), "documents")
    wall.secure(op.get_bind(), "incoming_documents")
    wall.secure(op.get_bind(), "number_series")
    wall.secure(op.get_bind(), "seal_pictures")
    wall.secure(op.get_bind(), "signature_pictures")
    wall.secure(op.get_bind(), "dispatches")
    wall.secure(op.get_bind(), "document_texts")
    wall.secure(op.get_bind(), "void_numbers")


def downgrade() -> None:
    op.drop_table("void_numbers")
    op.drop_table("document_texts")
    op.drop_table("dispatches")
    op.drop_table("signature_pictures")
    op.drop_table("seal_pictures")
    op.drop_table("number_series")
    op.drop_table("incoming_documents")
    op.drop_table("documents")
    op.drop_table("stamps")
    op.drop_table("verifications")
