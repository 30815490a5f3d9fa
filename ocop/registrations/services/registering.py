"""The unit's own steps: register, mend, submit, take back, withdraw."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy.orm.attributes import set_committed_value

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, StaleEdit, WrongState
from ocop.producers.rules import as_written
from ocop.products import queries as products
from ocop.products.models import Product
from ocop.programme.models import Cycle
from ocop.recognition.rules import LOWEST
from ocop.registrations import queries, rules
from ocop.registrations.models import Registration
from ocop.registrations.rules import FACTS, IN_PLAN, OVER, Kind, Obstacle, RegistrationFacts, State
from ocop.registrations.services.concerns import questions
from ocop.tallies.services import keep

ALREADY_THERE = _l("Sản phẩm này đã được đăng ký trong năm. Vui lòng mở đăng ký đang có.")


def register(
    product: Product,
    *,
    kind: Kind,
    cycle: Cycle,
    facts: RegistrationFacts,
    by: User,
    now: datetime,
    source: str | None = None,
    as_idea: bool = False,
) -> Registration:
    """Register a product for a year, as a draft or only an idea.

    Raises `DomainError` when the kind does not fit the product's recognition, `AlreadyThere` when it is registered. What
    was withdrawn or refused is taken up again.
    """
    check(product, kind=kind, cycle=cycle, facts=facts, today=clock.office_date(now))
    _refuse_second(product.id, cycle.id)
    state = State.IDEA if as_idea else State.DRAFT
    row = queries.same(product.id, cycle.id, kind)
    if row is None:
        row = Registration(
            cycle_id=cycle.id, product_id=product.id, kind=kind, state=state, source=source, created_by=by.name,
            created_at=now, **asdict(facts),
        )  # fmt: skip
        set_committed_value(row, "product", product)
        set_committed_value(row, "warnings", [])
        db.session.add(row)
        audit.record(by, "register", row, name=product.name, change={"state": (None, state), "kind": (None, kind)})
        return row
    if not rules.may_move(row.state, State.DRAFT):
        raise AlreadyThere(ALREADY_THERE)
    _take(row, facts)
    move(row, State.DRAFT, by=by, name=product.name)
    return row


def register_again(product_ids: Collection[int], *, cycle: Cycle, by: User, now: datetime) -> list[Registration]:
    """Register for re-assessment every product of the list whose recognition ends, with the stars that it has."""
    return [
        register(
            one.product,
            kind=Kind.REASSESSMENT,
            cycle=cycle,
            facts=RegistrationFacts(expected_stars=_aimed(one.stars)),
            by=by,
            now=now,
        )
        for one in queries.due_again(cycle)
        if one.product_id in product_ids
    ]


def change(
    registration: Registration,
    facts: RegistrationFacts,
    *,
    kind: Kind,
    cycle: Cycle,
    version: int,
    by: User,
    now: datetime,
) -> None:
    """Correct a registration that is not submitted; raises `StaleEdit` when somebody else saved after `version`.

    Raises `WrongState` once it is submitted, `DomainError` when the kind does not fit, `AlreadyThere` when the product was
    registered as this kind before: that registration is to be taken up again.
    """
    if registration.state not in rules.OPEN:
        raise WrongState(_("Đăng ký đã trình nên không sửa được. Vui lòng thu lại trước khi sửa."))
    check(registration.product, kind=kind, cycle=cycle, facts=facts, today=clock.office_date(now))
    refuse_stale(registration, facts, kind, version)
    if kind is not registration.kind and queries.same(registration.product_id, registration.cycle_id, kind):
        raise AlreadyThere(ALREADY_THERE)
    before = {"kind": registration.kind} | {name: getattr(registration, name) for name in FACTS}
    registration.kind = kind
    _take(registration, facts)
    after = {"kind": kind} | asdict(facts)
    changed = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if changed:
        registration.version += 1
        audit.record(by, "change", registration, name=registration.product.name, change=changed)


def submit(registration: Registration, *, by: User, now: datetime) -> None:
    """Put a registration on the unit's list for the province; raises `DomainError` while stars or an answer are missing."""
    if registration.expected_stars is None:
        raise DomainError(_("Vui lòng ghi hạng sao dự kiến trước khi trình."), field="expected_stars")
    unanswered = [one for one in questions(registration) if not one.answer]
    if unanswered:
        raise DomainError(
            ngettext(
                "Còn %(count)s cảnh báo chưa có ý kiến. Vui lòng trả lời trước khi trình.",
                "Còn %(count)s cảnh báo chưa có ý kiến. Vui lòng trả lời trước khi trình.",
                len(unanswered),
                count=len(unanswered),
            )
        )
    if registration.state is State.IDEA:
        move(registration, State.DRAFT, by=by)
    move(registration, State.SUBMITTED, by=by)
    registration.submitted_at = now


def take_back(registration: Registration, *, by: User) -> None:
    """Take back what was submitted, as long as the province has not decided, or take up again what was returned or withdrawn.

    Raises `AlreadyThere` when the product has been registered as something else meanwhile.
    """
    if registration.state in OVER:
        _refuse_second(registration.product_id, registration.cycle_id)
    move(registration, State.DRAFT, by=by)
    registration.submitted_at = None


def withdraw(registration: Registration, *, reason: str, by: User) -> None:
    """Withdraw a registration; raises `DomainError` without a reason."""
    _need(reason)
    move(registration, State.WITHDRAWN, by=by, reason=reason)


def complete_dossier(registration: Registration, *, by: User) -> None:
    """Note that the dossier of an accepted registration is complete."""
    move(registration, State.DOSSIER_COMPLETE, by=by)


def reopen_dossier(registration: Registration, *, by: User) -> None:
    """Take a complete dossier back to mend it, as long as no council has it; raises `WrongState` for any other."""
    if registration.state is not State.DOSSIER_COMPLETE:
        raise WrongState
    move(registration, State.ACCEPTED, by=by)


def never_carried_out(registration: Registration, *, reason: str, by: User) -> None:
    """Note that an accepted registration came to nothing; the next year's officer is warned.

    Raises `DomainError` without a reason.
    """
    _need(reason)
    move(registration, State.NEVER_CARRIED_OUT, by=by, reason=reason)


def move(registration: Registration, end: State, *, by: User, reason: str | None = None, name: str = "") -> None:
    """Pass to another state; raises `WrongState` where the rules know no such step."""
    start = registration.state
    if not rules.may_move(start, end):
        raise WrongState
    registration.state = end
    registration.decision_reason = reason
    registration.version += 1
    said = {"state": (start, end)} | ({"reason": (None, reason)} if reason else {})
    audit.record(by, "move", registration, name=name or registration.product.name, change=said)
    if (start in IN_PLAN) != (end in IN_PLAN):
        keep_tallies(registration.cycle_id)


def keep_tallies(cycle_id: int) -> None:
    """Count the year's registrations by kind again."""
    for kind, number in queries.counts(cycle_id).items():
        keep(f"registrations_{kind.value}", number, cycle_id=cycle_id)


def check(product: Product, *, kind: Kind, cycle: Cycle, facts: RegistrationFacts, today: date) -> None:
    """Raises `DomainError` when the product cannot be registered so."""
    sentence = why_not(product, cycle, today)(kind, facts.expected_stars)
    if sentence is not None:
        raise DomainError(sentence, field="kind")


def why_not(product: Product, cycle: Cycle, today: date) -> Callable[[Kind, int | None], str | None]:
    """Judges kinds and expected stars for a product in a year: the sentence that says why not, or None."""
    recognised = queries.recognised(product.id, today=today)

    def judge(kind: Kind, expected_stars: int | None) -> str | None:
        found = rules.obstacle(kind, recognised, expected_stars=expected_stars, year=cycle.year)
        return None if found is None else obstacle_sentence(found)

    return judge


def obstacle_sentence(obstacle: Obstacle) -> str:
    """Why not, and what to do instead."""
    match obstacle:
        case Obstacle.STILL_RECOGNISED:
            said = _("Sản phẩm còn công nhận có hiệu lực. Vui lòng chọn nâng hạng hoặc đánh giá lại.")
        case Obstacle.NEVER_RECOGNISED:
            said = _(
                "Sản phẩm chưa từng được công nhận. Vui lòng chọn đăng ký mới hoặc ghi quyết định công nhận trước."
            )
        case Obstacle.NOT_HIGHER:
            said = _("Nâng hạng cần hạng sao dự kiến cao hơn hạng hiện tại.")
        case Obstacle.NOT_ENDING:
            said = _("Công nhận chưa hết hạn trong năm hoặc 180 ngày sau đó nên chưa cần đánh giá lại.")
    return str(said)


def refuse_stale(registration: Registration, facts: RegistrationFacts, kind: Kind, version: int) -> None:
    """Raises `StaleEdit` with both texts of what differs."""
    if registration.version != version:
        mine = {"kind": kind.value} | {name: as_written(value) for name, value in asdict(facts).items()}
        theirs = {name: as_written(getattr(registration, name)) for name in ("kind", *FACTS)}
        raise StaleEdit.between(mine, theirs, version=registration.version)


def _refuse_second(product_id: int, cycle_id: int) -> None:
    """A product runs once in a year; it stays locked, so that two officers do not begin two registrations at one moment."""
    products.locked(product_id)
    if queries.alive(product_id, cycle_id):
        raise AlreadyThere(ALREADY_THERE)


def _aimed(stars: int | None) -> int | None:
    """The stars to keep: what was recognised, unless a source tells fewer than can be."""
    return stars if stars is not None and stars >= LOWEST else None


def _take(registration: Registration, facts: RegistrationFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(registration, name, value)


def _need(reason: str) -> None:
    if not reason:
        raise DomainError(_("Vui lòng ghi lý do."), field="reason")
