"""Files of a unit. The bytes lie in the file store under their SHA-256; a row says whose they are and under which name."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from ocop.core.db import Base
from ocop.tenancy import Owned, owned_unique


class Attachment(Owned, Base):
    """One file as one unit keeps it; `token` (12 random characters) is its address, `kind` its media type by content.

    `missing_since` is when a clean-up found that the store has lost its bytes.
    """

    __tablename__ = "attachments"
    __table_args__ = (
        owned_unique(),
        UniqueConstraint("token"),
        Index("ix_attachments_tenant_id_sha256", "tenant_id", "sha256"),
    )

    token: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    kind: Mapped[str]
    name: Mapped[str]
    pages: Mapped[int | None]
    purpose: Mapped[str]
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str]
    revoked_at: Mapped[datetime | None]
    missing_since: Mapped[datetime | None]
