"""Looking up the survey of communes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.products.models import ProductSet
from ocop.registrations.models import Survey, SurveyAnswer, SurveyIdea
from ocop.registrations.rules.survey import IdeaState
from ocop.tenancy import Kind, Unit
from ocop.tenancy.units import KIND_NAMES


class CommuneLine(NamedTuple):
    """One commune of a round: whether it answered, and how many ideas it has and how many of them wait."""

    id: int
    kind: Kind
    name: str
    answered_at: datetime | None
    ideas: int
    waiting: int

    @property
    def full_name(self) -> str:
        """The name at the start of a line: "Phường Mũi Né"."""
        return _titled(self.kind, self.name)


class IdeaLine(NamedTuple):
    """One idea of a round as the district lists it."""

    id: int
    product: str
    producer: str | None
    commune_kind: Kind
    commune_name: str
    product_set: str | None
    materials: str | None
    reason: str
    state: IdeaState
    decision_reason: str | None
    registration_id: int | None

    @property
    def commune(self) -> str:
        """The name at the start of a line: "Phường Mũi Né"."""
        return _titled(self.commune_kind, self.commune_name)


@dataclass(frozen=True)
class Progress:
    """How many of the communes that were asked have answered."""

    answered: int
    asked: int


def of_cycle(cycle_id: int) -> Survey | None:
    """The unit's round of a year."""
    return db.session.scalar(select(Survey).where(Survey.cycle_id == cycle_id))


def survey(survey_id: int) -> Survey:
    """The round with this key; raises `NotYours`."""
    found = db.session.scalar(select(Survey).where(Survey.id == survey_id))
    if found is None:
        raise NotYours
    return found


def communes(survey_id: int) -> Sequence[CommuneLine]:
    """The communes of a round: not answered, then with ideas that wait, then done; within each in Vietnamese order."""
    waiting = func.count(SurveyIdea.id).filter(SurveyIdea.state == IdeaState.WAITING)
    rows = db.session.execute(
        select(SurveyAnswer.id, Unit.kind, Unit.name, SurveyAnswer.answered_at, func.count(SurveyIdea.id), waiting)
        .join(Unit, Unit.id == SurveyAnswer.commune_id)
        .outerjoin(SurveyIdea, SurveyIdea.answer_id == SurveyAnswer.id)
        .where(SurveyAnswer.survey_id == survey_id)
        .group_by(SurveyAnswer.id, Unit.kind, Unit.name, Unit.sort_key, SurveyAnswer.answered_at)
        .order_by(
            case((SurveyAnswer.answered_at.is_(None), 0), (waiting > 0, 1), else_=2), Unit.sort_key, SurveyAnswer.id
        )
    )
    return [CommuneLine(*row) for row in rows]


def progress(lines: Sequence[CommuneLine]) -> Progress:
    """How far a round has come."""
    return Progress(sum(one.answered_at is not None for one in lines), len(lines))


def ideas(survey_id: int) -> Iterator[IdeaLine]:
    """The ideas of a round, those that wait first; without what says how to reach a person."""
    commune = aliased(Unit)
    rows = db.session.execute(
        select(
            SurveyIdea.id, SurveyIdea.product, SurveyIdea.producer, commune.kind, commune.name, ProductSet.name,
            SurveyIdea.materials, SurveyIdea.reason, SurveyIdea.state, SurveyIdea.decision_reason,
            SurveyIdea.registration_id,
        )
        .join(SurveyAnswer, SurveyAnswer.id == SurveyIdea.answer_id)
        .join(commune, commune.id == SurveyAnswer.commune_id)
        .outerjoin(ProductSet, ProductSet.id == SurveyIdea.set_id)
        .where(SurveyAnswer.survey_id == survey_id)
        .order_by(SurveyIdea.state != IdeaState.WAITING, commune.sort_key, SurveyIdea.id)
    )  # fmt: skip
    return (IdeaLine(*row) for row in rows)


def idea(idea_id: int) -> SurveyIdea:
    """An idea with its set, commune and round; raises `NotYours`."""
    return _only(_ideas().where(SurveyIdea.id == idea_id))


def answer_of(commune_id: int | None, cycle_id: int) -> SurveyAnswer | None:
    """A commune's place in the round of a year, with the round and the commune."""
    return db.session.scalar(
        select(SurveyAnswer)
        .join(SurveyAnswer.survey)
        .where(SurveyAnswer.commune_id == commune_id, Survey.cycle_id == cycle_id)
        .options(contains_eager(SurveyAnswer.survey), joinedload(SurveyAnswer.commune))
    )


def ideas_of(answer_id: int) -> Sequence[SurveyIdea]:
    """What a commune wrote down, with the sets."""
    return db.session.scalars(_ideas().where(SurveyIdea.answer_id == answer_id).order_by(SurveyIdea.id)).all()


def idea_of(commune_id: int | None, idea_id: int) -> SurveyIdea:
    """An idea of one commune; another commune's does not exist: raises `NotYours`."""
    return _only(_ideas().where(SurveyIdea.id == idea_id, SurveyAnswer.commune_id == commune_id))


def commune_name(of: Unit) -> str:
    """The name at the start of a line: "Phường Mũi Né"."""
    return _titled(of.kind, of.name)


def _ideas() -> Select[SurveyIdea]:
    return (
        select(SurveyIdea)
        .join(SurveyIdea.answer)
        .join(SurveyAnswer.survey)
        .options(
            contains_eager(SurveyIdea.answer).options(
                contains_eager(SurveyAnswer.survey), joinedload(SurveyAnswer.commune)
            ),
            joinedload(SurveyIdea.product_set),
        )
    )


def _only(wanted: Select[SurveyIdea]) -> SurveyIdea:
    found = db.session.scalar(wanted)
    if found is None:
        raise NotYours
    return found


def _titled(kind: Kind, name: str) -> str:
    words = f"{KIND_NAMES[kind]} {name}"
    return words[:1].upper() + words[1:]
