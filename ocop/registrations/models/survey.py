"""The survey of potential products: what a district asks its communes, and what each commune answers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base
from ocop.products.models import ProductSet
from ocop.registrations.rules.survey import IdeaState
from ocop.tenancy import Owned, Unit, owned_key, owned_unique


class Survey(Owned, Base):
    """One round of a year: open until the end of a day, for the communes that have an answer row."""

    __tablename__ = "surveys"
    __table_args__ = (owned_unique(), UniqueConstraint("tenant_id", "cycle_id"))

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"))
    due: Mapped[date]
    note: Mapped[str | None]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    answers: Mapped[list["SurveyAnswer"]] = relationship(
        lazy="raise", viewonly=True, primaryjoin="Survey.id == foreign(SurveyAnswer.survey_id)"
    )


class SurveyAnswer(Owned, Base):
    """One commune of a round; answered once the commune sends its list, which may be empty."""

    __tablename__ = "survey_answers"
    __table_args__ = (
        owned_unique(),
        owned_key("survey_id", "surveys", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "survey_id", "commune_id"),
    )

    survey_id: Mapped[int]
    commune_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]

    commune: Mapped[Unit] = relationship(lazy="raise", foreign_keys=[commune_id])
    survey: Mapped[Survey] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(SurveyAnswer.survey_id) == Survey.id"
    )


class SurveyIdea(Owned, Base):
    """A product that a commune thinks fit for the programme. No `producer` means that there is none yet.

    `contact` is kept only when the person agreed to be called (Decree 13/2023/NĐ-CP).
    """

    __tablename__ = "survey_ideas"
    __table_args__ = (
        owned_unique(),
        owned_key("answer_id", "survey_answers", ondelete="CASCADE"),
        owned_key("registration_id", "registrations"),
        Index("ix_survey_ideas_tenant_id_answer_id", "tenant_id", "answer_id"),
    )

    answer_id: Mapped[int]
    product: Mapped[str]
    producer: Mapped[str | None]
    set_id: Mapped[int | None] = mapped_column(ForeignKey("product_sets.id"))
    materials: Mapped[str | None]
    reason: Mapped[str]
    contact_consent: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str | None]
    state: Mapped[IdeaState]
    decision_reason: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    registration_id: Mapped[int | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    product_set: Mapped[ProductSet | None] = relationship(lazy="raise")
    answer: Mapped[SurveyAnswer] = relationship(
        lazy="raise", viewonly=True, primaryjoin="foreign(SurveyIdea.answer_id) == SurveyAnswer.id"
    )
