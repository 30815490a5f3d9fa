"""Plans: the texts they start from, their sections, annex rows, checks with reasons, comments, and what a receipt froze."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.attachments.models import Attachment
from ocop.core.db import Base
from ocop.documents.models import Document
from ocop.plans.rules import Check, Source, State
from ocop.plans.rules.template import Part
from ocop.tenancy import Owned, owned_key, owned_unique


class PlanTemplate(Base):
    """A piece of the text that plans or letters of a year are made from (`rules.template.Piece`).

    Un-owned by intent: the province's programme gives the same texts to every unit to start from.
    """

    __tablename__ = "plan_templates"
    __table_args__ = (UniqueConstraint("cycle_id", "template", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    template: Mapped[str]
    position: Mapped[int]
    part: Mapped[Part]
    key: Mapped[str]
    heading: Mapped[str]
    text: Mapped[str]
    kinds: Mapped[str]
    omit_when_zero: Mapped[bool]


class Plan(Owned, Base):
    """One plan of one unit for one cycle. `ordinal` counts them: a plan that replaces another is the next one.

    `replaces_id` with `supplements` False replaces the whole plan, with True adds to it. `document_id` is set when the
    plan is first frozen for signature, `submission_id` when the division's tờ trình is drafted. `legal_bases` and
    `recipients` have one entry a line. The formalities, the budget and the calendar are saved apart from each other, so
    each has its own version to find the stale save.
    """

    __tablename__ = "plans"
    __table_args__ = (
        owned_unique(),
        owned_key("document_id", "documents"),
        owned_key("submission_id", "documents"),
        owned_key("replaces_id", "plans"),
        UniqueConstraint("tenant_id", "cycle_id", "ordinal"),
        Index("ix_plans_cycle_id_tenant_id", "cycle_id", "tenant_id"),
    )

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    ordinal: Mapped[int]
    name: Mapped[str]
    state: Mapped[State]
    document_id: Mapped[int | None]
    submission_id: Mapped[int | None]
    replaces_id: Mapped[int | None]
    supplements: Mapped[bool] = mapped_column(default=False)
    subject: Mapped[str]
    legal_bases: Mapped[str]
    recipients: Mapped[str]
    filed: Mapped[str]
    made_by: Mapped[str]
    made_by_id: Mapped[int | None]
    made_at: Mapped[datetime]
    counted_at: Mapped[datetime | None]
    issued_on: Mapped[date | None]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    budget_version: Mapped[int] = mapped_column(default=1)
    calendar_version: Mapped[int] = mapped_column(default=1)

    document: Mapped[Document | None] = relationship(
        lazy="raise", primaryjoin="foreign(Plan.document_id) == Document.id", viewonly=True
    )
    sections: Mapped[list["PlanSection"]] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="Plan.id == foreign(PlanSection.plan_id)",
        order_by="PlanSection.position",
    )


class PlanMaker(Owned, Base):
    """Somebody who wrote in a plan; none of them may check it."""

    __tablename__ = "plan_makers"
    __table_args__ = (
        owned_unique(),
        owned_key("plan_id", "plans", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "plan_id", "user_id"),
    )

    plan_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class PlanSection(Owned, Base):
    """A section of the plan's text, opening and closing among them, saved by itself; `version` finds the stale save.

    `derived` is the text as it last came from the template and the records: what a refresh is laid over.
    """

    __tablename__ = "plan_sections"
    __table_args__ = (
        owned_unique(),
        owned_key("plan_id", "plans", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "plan_id", "key"),
    )

    plan_id: Mapped[int]
    key: Mapped[str]
    position: Mapped[int]
    heading: Mapped[str]
    text: Mapped[str]
    derived: Mapped[str]
    edited_by: Mapped[str]
    edited_by_id: Mapped[int | None]
    edited_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class PlanVersion(Owned, Base):
    """The words of a plan as they were when it was handed on or refreshed; `content` is a dumped `rules.PlanText`."""

    __tablename__ = "plan_versions"
    __table_args__ = (
        owned_unique(),
        owned_key("plan_id", "plans", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "plan_id", "ordinal"),
    )

    plan_id: Mapped[int]
    ordinal: Mapped[int]
    content: Mapped[str]
    occasion: Mapped[str]
    kept_at: Mapped[datetime]
    kept_by: Mapped[str]


class PlanBudgetLine(Owned, Base):
    """Money of the plan by source and purpose, in đồng (annex "kinh phí")."""

    __tablename__ = "plan_budget_lines"
    __table_args__ = (
        owned_unique(),
        owned_key("plan_id", "plans", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "plan_id", "position"),
        CheckConstraint("amount >= 0", name="not_negative"),
    )

    plan_id: Mapped[int]
    position: Mapped[int]
    purpose: Mapped[str]
    source: Mapped[Source]
    amount: Mapped[int]


class PlanActivity(Owned, Base):
    """A line of the annex "lịch hoạt động": what, when, who."""

    __tablename__ = "plan_activities"
    __table_args__ = (
        owned_unique(),
        owned_key("plan_id", "plans", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "plan_id", "position"),
    )

    plan_id: Mapped[int]
    position: Mapped[int]
    content: Mapped[str]
    period: Mapped[str]
    in_charge: Mapped[str]
    cooperating: Mapped[str | None]


class PlanCheck(Owned, Base):
    """One decision on a plan: passed, or sent back with reasons. From paper: who decided and when, with the scan."""

    __tablename__ = "plan_checks"
    __table_args__ = (
        owned_unique(),
        owned_key("plan_id", "plans", ondelete="CASCADE"),
        owned_key("scan_id", "attachments"),
    )

    plan_id: Mapped[int]
    step: Mapped[Check]
    passed: Mapped[bool]
    by: Mapped[str]
    by_id: Mapped[int | None]
    at: Mapped[datetime]
    from_paper: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[str | None]
    decided_on: Mapped[date | None]
    scan_id: Mapped[int | None]
    note: Mapped[str | None]

    scan: Mapped[Attachment | None] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(PlanCheck.scan_id) == Attachment.id"
    )
    reasons: Mapped[list["PlanReason"]] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="PlanCheck.id == foreign(PlanReason.check_id)",
        order_by="PlanReason.id",
    )


class PlanReason(Owned, Base):
    """Why a section was sent back; `answer` is what the officer says to it, `mended_at` when it was answered."""

    __tablename__ = "plan_reasons"
    __table_args__ = (owned_unique(), owned_key("check_id", "plan_checks", ondelete="CASCADE"))

    check_id: Mapped[int]
    section_key: Mapped[str]
    reason: Mapped[str]
    answer: Mapped[str | None]
    mended_at: Mapped[datetime | None]


class PlanComment(Owned, Base):
    """A comment of the province on a section (document 29); written by a province act in the unit's scope."""

    __tablename__ = "plan_comments"
    __table_args__ = (owned_unique(), owned_key("plan_id", "plans"))

    plan_id: Mapped[int]
    section_key: Mapped[str]
    comment: Mapped[str]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    letter_token: Mapped[str | None]


class PlanReceipt(Owned, Base):
    """The receipt of a plan by the province: the figures that it consolidates, frozen as JSON at that moment."""

    __tablename__ = "plan_receipts"
    __table_args__ = (owned_unique(), owned_key("plan_id", "plans"), UniqueConstraint("tenant_id", "plan_id"))

    plan_id: Mapped[int]
    received_at: Mapped[datetime]
    received_by: Mapped[str]
    incoming_number: Mapped[str | None]
    incoming_on: Mapped[date | None]
    figures: Mapped[str]
