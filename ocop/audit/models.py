"""The trail: one chain of entries per unit; the database itself refuses to change or remove one."""

from datetime import datetime

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ocop.audit import rules
from ocop.core.db import Base
from ocop.tenancy import Owned, owned_unique


class AuditEntry(Owned, Base):
    """Who did what to which thing, when and from where, with what changed; `digest` seals the entry and the one before it."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        owned_unique(),
        UniqueConstraint("tenant_id", "sequence"),
        Index("ix_audit_entries_tenant_id_thing", "tenant_id", "thing", "thing_id"),
        Index("ix_audit_entries_tenant_id_actor", "tenant_id", "actor"),
        Index("ix_audit_entries_tenant_id_at", "tenant_id", "at"),
    )

    sequence: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor: Mapped[str]
    act: Mapped[str]
    thing: Mapped[str]
    thing_id: Mapped[int | None]
    thing_name: Mapped[str]
    change: Mapped[dict[str, list[str | None]]] = mapped_column(JSON)
    address: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]

    def seal(self) -> str:
        """The seal that the entry's content asks for; it bears another when somebody changed it."""
        return rules.digest(
            (
                self.previous, self.tenant_id, self.sequence, self.at.isoformat(), self.actor_id, self.actor, self.act,
                self.thing, self.thing_id, self.thing_name, self.change, self.address,
            )
        )  # fmt: skip


class AuditHead(Owned, Base):
    """The last link of a unit's chain: the row that writers lock, and the proof that no entry was cut off the end."""

    __tablename__ = "audit_heads"
    __table_args__ = (owned_unique(), UniqueConstraint("tenant_id"))

    sequence: Mapped[int]
    digest: Mapped[str]


SQLITE_GUARDS = tuple(
    f"create trigger audit_entries_no_{verb} before {verb} on audit_entries "
    "begin select raise(abort, 'audit entries are never changed'); end"
    for verb in ("update", "delete")
)
POSTGRES_GUARDS = (
    "create or replace function audit_entries_refuse() returns trigger language plpgsql as "
    "$$ begin raise exception 'audit entries are never changed'; end $$",
    "create trigger audit_entries_no_change before update or delete on audit_entries "
    "for each row execute function audit_entries_refuse()",
    "create trigger audit_entries_no_truncate before truncate on audit_entries "
    "for each statement execute function audit_entries_refuse()",
)
