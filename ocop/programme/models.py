"""The year's programme: its law, milestones, targets and tasks (un-owned: everybody reads them), and what each unit answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.programme.rules import Force, force
from ocop.tenancy import Owned, owned_unique


class LegalBasis(Base):
    """A legal text that documents cite and rules rest on. A date known only to the year keeps its precision."""

    __tablename__ = "legal_bases"
    __table_args__ = (UniqueConstraint("key"), UniqueConstraint("number", "dated"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    number: Mapped[str]
    dated: Mapped[date | None]
    precision: Mapped[str]
    issuer: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str | None]
    citation: Mapped[str]
    effective_from: Mapped[date | None]
    effective_to: Mapped[date | None]
    standing: Mapped[str]
    note: Mapped[str | None]
    source: Mapped[str | None]

    def force_on(self, day: date) -> Force:
        """Whether it is in force on a day."""
        return force(self.effective_from, self.effective_to, on=day)


class Cycle(Base):
    """One year of the programme of one province. `legal_bases` and `funding_bases` list keys of `LegalBasis`, by commas."""

    __tablename__ = "cycles"
    __table_args__ = (UniqueConstraint("unit_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    year: Mapped[int]
    name: Mapped[str]
    period: Mapped[str]
    opened_on: Mapped[date]
    ends_on: Mapped[date]
    recognition_months: Mapped[int]
    legal_bases: Mapped[str]
    funding_bases: Mapped[str]

    milestones: Mapped[list["Milestone"]] = relationship(lazy="raise", back_populates="cycle", order_by="Milestone.due")
    targets: Mapped[list["Target"]] = relationship(lazy="raise", back_populates="cycle", order_by="Target.position")
    tasks: Mapped[list["Task"]] = relationship(lazy="raise", back_populates="cycle", order_by="Task.position")


class Milestone(Base):
    """A date of the cycle: `due` with its inclusive flag and quotation; `arrival_due` is the province's own date for receiving.

    `locked` closes the step after the date; without it lateness is shown and nothing is blocked.
    """

    __tablename__ = "milestones"
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    key: Mapped[str]
    title: Mapped[str]
    due: Mapped[date]
    inclusive: Mapped[bool]
    arrival_due: Mapped[date | None]
    quotation: Mapped[str]
    source: Mapped[str | None]
    note: Mapped[str | None]
    legal_basis_id: Mapped[int | None] = mapped_column(ForeignKey("legal_bases.id"))
    locked: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    cycle: Mapped[Cycle] = relationship(lazy="raise", back_populates="milestones")
    legal_basis: Mapped[LegalBasis | None] = relationship(lazy="raise")


class Extension(Owned, Base):
    """More time for one unit at one milestone: until when, why, by whom. Written by the province in the unit's own scope."""

    __tablename__ = "extensions"
    __table_args__ = (owned_unique(), UniqueConstraint("tenant_id", "milestone_id"))

    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestones.id"))
    until: Mapped[date]
    reason: Mapped[str]
    granted_by: Mapped[str]
    granted_at: Mapped[datetime]


class Target(Base):
    """A target of part II, counted from records and never typed: `metric` names the figure, `counted` says how.

    `lowest` to `highest` in `measure`; a target without `highest` has no ceiling, one without `lowest` no figure.
    `direction`: "at_least", "hold" (not below the baseline), "all" (every one that falls due).
    """

    __tablename__ = "targets"
    __table_args__ = (UniqueConstraint("cycle_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    key: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    measure: Mapped[str]
    direction: Mapped[str] = mapped_column(default="at_least")
    lowest: Mapped[int | None]
    highest: Mapped[int | None]
    metric: Mapped[str]
    counted: Mapped[str]
    approximate: Mapped[bool] = mapped_column(default=False)
    baseline_part: Mapped[int | None]
    baseline_whole: Mapped[int | None]
    baseline_as_of: Mapped[date | None]
    source: Mapped[str | None]

    cycle: Mapped[Cycle] = relationship(lazy="raise", back_populates="targets")


class UnitTarget(Owned, Base):
    """What a unit registered for a target, and what the province assigned to it by a document."""

    __tablename__ = "unit_targets"
    __table_args__ = (
        owned_unique(),
        UniqueConstraint("tenant_id", "target_id"),
        CheckConstraint("registered >= 0 and assigned >= 0", name="not_negative"),
    )

    target_id: Mapped[int] = mapped_column(ForeignKey("targets.id"))
    registered: Mapped[int | None]
    assigned: Mapped[int | None]
    assigned_by: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    target: Mapped[Target] = relationship(lazy="raise")


class Task(Base):
    """A task that the year's plan gives to a department or to the units (part IV)."""

    __tablename__ = "tasks"
    __table_args__ = (UniqueConstraint("cycle_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    key: Mapped[str]
    position: Mapped[int]
    department: Mapped[str]
    department_name: Mapped[str]
    text: Mapped[str]
    cooperating: Mapped[str | None]
    source: Mapped[str | None]

    cycle: Mapped[Cycle] = relationship(lazy="raise", back_populates="tasks")


class Guidance(Base):
    """A document from above (văn bản chỉ đạo) that every unit reads and searches."""

    __tablename__ = "guidance"
    __table_args__ = (UniqueConstraint("number", "dated"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    dated: Mapped[date | None]
    precision: Mapped[str]
    issuer: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    standing: Mapped[str]
    folded: Mapped[str]
    document_token: Mapped[str | None]
