"""Work in the background: what was asked, how far it is, what came of it."""

from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ocop.core.db import Base
from ocop.tenancy import Owned, owned_unique


class Job(Owned, Base):
    """One long task of one unit; runs in that unit's scope. States: waiting, running, done, failed, cancelled."""

    __tablename__ = "jobs"
    __table_args__ = (owned_unique(), UniqueConstraint("token"))

    token: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    arguments: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    attachment_token: Mapped[str | None]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    cancel_asked: Mapped[bool] = mapped_column(default=False)
