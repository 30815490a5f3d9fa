"""The survey of potential products: the district asks, communes answer, the district takes an idea up or says why not."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import set_committed_value

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, StaleEdit, WrongState
from ocop.core.text.normal import fold
from ocop.producers import queries as producers
from ocop.producers import services as producer_services
from ocop.producers.models import Producer
from ocop.producers.rules import ProducerFacts, as_written
from ocop.products import queries as products
from ocop.products import services as product_services
from ocop.products.models import Product
from ocop.products.rules import ProductFacts
from ocop.programme.models import Cycle
from ocop.registrations.models import Registration, Survey, SurveyAnswer, SurveyIdea
from ocop.registrations.queries import survey as queries
from ocop.registrations.rules import Kind, RegistrationFacts
from ocop.registrations.rules.survey import IDEA_FACTS, IdeaFacts, IdeaState, may_edit, open_on
from ocop.registrations.services.registering import register
from ocop.tenancy import Unit

SOURCE = "khảo sát cấp xã"


def open_survey(
    cycle: Cycle, *, communes: Sequence[Unit], due: date, note: str | None, by: User, now: datetime
) -> Survey:
    """Ask communes for potential products until the end of a day; raises `DomainError` without communes or for a past day."""
    if not communes:
        raise DomainError(_("Vui lòng chọn ít nhất một xã, phường, thị trấn."), field="communes")
    _refuse_past(due, now)
    if queries.of_cycle(cycle.id):
        raise AlreadyThere(_("Năm này đã có đợt khảo sát. Vui lòng gia hạn đợt đang có."))
    survey = Survey(cycle_id=cycle.id, due=due, note=note, opened_by=by.name, opened_at=now)
    db.session.add(survey)
    db.session.flush()
    db.session.add_all(SurveyAnswer(survey_id=survey.id, commune_id=one.id) for one in communes)
    audit.record(
        by, "open_survey", survey, name=str(cycle.year), change={"due": (None, due), "communes": (None, len(communes))}
    )
    return survey


def set_due(survey: Survey, due: date, *, by: User, now: datetime) -> None:
    """Give the communes until another day; raises `DomainError` for a past one."""
    _refuse_past(due, now)
    before = survey.due
    if due == before:
        return
    survey.due = due
    survey.version += 1
    audit.record(by, "extend", survey, name=str(due.year), change={"due": (before, due)})


def add_idea(answer: SurveyAnswer, facts: IdeaFacts, *, by: User, now: datetime) -> SurveyIdea:
    """Write down a potential product of the commune; raises `WrongState` when the round is over."""
    _need_open(answer.survey, now)
    _check(facts)
    idea = SurveyIdea(
        answer_id=answer.id, state=IdeaState.WAITING, created_by=by.name, created_at=now, **asdict(_without_contact(facts))
    )  # fmt: skip
    db.session.add(idea)
    audit.record(by, "add", idea, name=facts.product, change={"product": (None, facts.product)})
    return idea


def change_idea(idea: SurveyIdea, facts: IdeaFacts, *, version: int, by: User, now: datetime) -> None:
    """Correct an idea within the round; raises `StaleEdit` when somebody else saved after `version`."""
    _need_editable(idea, now)
    _check(facts)
    kept = asdict(_without_contact(facts))
    if idea.version != version:
        mine = {name: as_written(value) for name, value in kept.items()}
        theirs = {name: as_written(getattr(idea, name)) for name in IDEA_FACTS}
        raise StaleEdit.between(mine, theirs, version=idea.version)
    changed = [name for name, value in kept.items() if getattr(idea, name) != value]
    for name in changed:
        setattr(idea, name, kept[name])
    if changed:
        idea.version += 1
        audit.record(by, "change", idea, name=idea.product, change={"fields": (None, ", ".join(changed))})


def remove_idea(idea: SurveyIdea, *, by: User, now: datetime) -> None:
    """Strike an idea that the commune wrote down by mistake; raises `WrongState` once the district decided."""
    _need_editable(idea, now)
    audit.record(by, "discard", idea, name=idea.product)
    db.session.delete(idea)


def answer(row: SurveyAnswer, *, by: User, now: datetime) -> None:
    """Send the commune's list to the district; a list without ideas says that there is nothing to name."""
    _need_open(row.survey, now)
    row.answered_at, row.answered_by = now, by.name
    audit.record(by, "answer_survey", row, name=queries.commune_name(row.commune))


def take_up(
    idea: SurveyIdea, *, producer_id: int | None, producer_name: str, cycle: Cycle, by: User, now: datetime
) -> Registration:
    """Make an idea a registration of the year, in the state of an idea, with its product and producer.

    The producer is the one chosen, else one of exactly the name written, else a new one of the commune. Raises `DomainError`
    without either, and when the product cannot be registered as new.
    """
    _need_waiting(idea)
    producer = _producer(idea, producer_id, producer_name, by)
    product = products.named(fold(idea.product), producer.id) or _product(idea, producer, by)
    registration = register(
        product, kind=Kind.NEW, cycle=cycle, facts=RegistrationFacts(note=idea.reason), by=by, now=now, source=SOURCE,
        as_idea=True,
    )  # fmt: skip
    db.session.flush()
    idea.registration_id = registration.id
    _decide(idea, IdeaState.TAKEN, None, by=by, now=now)
    return registration


def decline(idea: SurveyIdea, *, reason: str, by: User, now: datetime) -> None:
    """Say why an idea is not taken up this year; the commune reads the reason."""
    if not reason:
        raise DomainError(_("Vui lòng ghi lý do."), field="reason")
    _need_waiting(idea)
    _decide(idea, IdeaState.DECLINED, reason, by=by, now=now)


def _producer(idea: SurveyIdea, producer_id: int | None, name: str, by: User) -> Producer:
    if producer_id is not None:
        return producers.producer(producer_id)
    if not name:
        raise DomainError(_("Vui lòng chọn chủ thể hoặc ghi tên chủ thể mới."), field="producer_name")
    known = producers.named(fold(name))
    if len(known) > 1:
        raise DomainError(_("Có nhiều chủ thể cùng tên. Vui lòng chọn trong danh sách."), field="producer_id")
    if known:
        return known[0]
    made = producer_services.add(ProducerFacts(name=name, commune_id=idea.answer.commune_id, source=SOURCE), by=by)
    db.session.flush()
    return made


def _product(idea: SurveyIdea, producer: Producer, by: User) -> Product:
    facts = ProductFacts(
        producer_id=producer.id, name=idea.product, set_id=idea.set_id, set_is_suggested=idea.set_id is not None,
        description=idea.materials, source=SOURCE,
    )  # fmt: skip
    made = product_services.add(facts, by=by)
    db.session.flush()
    set_committed_value(made, "producer", producer)
    return made


def _decide(idea: SurveyIdea, state: IdeaState, reason: str | None, *, by: User, now: datetime) -> None:
    idea.state, idea.decision_reason, idea.decided_by, idea.decided_at = state, reason, by.name, now
    idea.version += 1
    said = {"state": (IdeaState.WAITING, state)} | ({"reason": (None, reason)} if reason else {})
    audit.record(by, "move", idea, name=idea.product, change=said)


def _need_waiting(idea: SurveyIdea) -> None:
    if idea.state is not IdeaState.WAITING:
        raise WrongState(_("Ý tưởng này đã được xử lý. Vui lòng tải lại trang."))


def _need_open(survey: Survey, now: datetime) -> None:
    if not open_on(survey.due, clock.office_date(now)):
        raise WrongState(_("Đợt khảo sát đã hết hạn. Đề nghị phòng chuyên môn cấp huyện gia hạn."))


def _need_editable(idea: SurveyIdea, now: datetime) -> None:
    _need_open(idea.answer.survey, now)
    if not may_edit(idea.state, due=idea.answer.survey.due, today=clock.office_date(now)):
        raise WrongState(_("Cấp huyện đã xử lý ý tưởng này nên không sửa được nữa."))


def _refuse_past(due: date, now: datetime) -> None:
    if not open_on(due, clock.office_date(now)):
        raise DomainError(_("Hạn trả lời phải từ hôm nay trở đi."), field="due")


def _check(facts: IdeaFacts) -> None:
    if not facts.product:
        raise DomainError(_("Vui lòng nhập tên sản phẩm."), field="product")
    if not facts.reason:
        raise DomainError(_("Vui lòng ghi vì sao sản phẩm có tiềm năng."), field="reason")


def _without_contact(facts: IdeaFacts) -> IdeaFacts:
    """How to reach a person is kept only with the person's consent."""
    if facts.contact_consent:
        return facts
    return IdeaFacts(**(asdict(facts) | {"contact": None}))
