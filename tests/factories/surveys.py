"""Surveys of communes, and the people of communes who answer them."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.registrations.models import Survey, SurveyAnswer, SurveyIdea
from ocop.registrations.rules.survey import IdeaFacts
from ocop.registrations.services import survey as services
from ocop.tenancy import Unit, units
from tests.factories import world
from tests.factories.registrations import cycle, officer

NOW = datetime(2024, 5, 13, 2, tzinfo=UTC)
DUE = date(2024, 5, 17)


def commune(name: str) -> Unit:
    """A commune of the world by its name."""
    return db.session.scalars(select(Unit).where(Unit.name == name, Unit.slug.is_(None))).one()


def posted(slug: str, name: str) -> None:
    """The unit's person with the role of a commune works for this commune."""
    person = db.session.scalars(select(User).where(User.username == world.username(slug, "commune"))).one()
    person.commune_id = commune(name).id
    db.session.commit()


def survey(slug: str = "phan-thiet", due: date = DUE) -> Survey:
    """A round that asks all communes of the unit."""
    asked = units.communes(world.unit_id(slug), clock.today())
    return services.open_survey(cycle(), communes=asked, due=due, note=None, by=officer(slug), now=NOW)


def answer_of(of: Survey, name: str) -> SurveyAnswer:
    """The place of a commune in a round."""
    wanted = (
        select(SurveyAnswer)
        .where(SurveyAnswer.survey_id == of.id, SurveyAnswer.commune_id == commune(name).id)
        .options(joinedload(SurveyAnswer.survey), joinedload(SurveyAnswer.commune))
    )
    return db.session.scalars(wanted).one()


def idea(of: Survey, at: str, product: str, producer: str | None = None) -> SurveyIdea:
    """A potential product of a commune."""
    facts = IdeaFacts(product=product, producer=producer, reason="Có vùng nguyên liệu")
    made = services.add_idea(answer_of(of, at), facts, by=officer(), now=NOW)
    db.session.flush()
    return made
