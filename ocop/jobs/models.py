"""Work in the background: what was asked, how far it is, what came of it."""

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ocop.core.db import Base
from ocop.jobs.rules import State
from ocop.tenancy import Owned, owned_unique


class Job(Owned, Base):
    """One long task of one unit; runs in that unit's scope. The row is the truth, the queue only wakes a worker.

    `attachment_token` is the file that came of it; `seen_at` the last sign of its progress; `worker` who has it in hand.
    """

    __tablename__ = "jobs"
    __table_args__ = (owned_unique(), UniqueConstraint("token"), Index("ix_jobs_tenant_id_state", "tenant_id", "state"))

    token: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    arguments: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[State] = mapped_column(default=State.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(default="")
    attachment_token: Mapped[str | None]
    asked_by: Mapped[str]
    asked_by_id: Mapped[int | None]
    asked_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None]
    seen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    cancel_asked: Mapped[bool] = mapped_column(default=False)


class Worker(Base):
    """A process that does jobs, by its machine and number; `seen_at` is its last sign of life."""

    __tablename__ = "workers"
    __table_args__ = (UniqueConstraint("name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    seen_at: Mapped[datetime]
