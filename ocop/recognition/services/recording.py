"""Recording a decision, correcting what was recorded, revoking, and noting the notice before the end."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from itertools import pairwise

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm.attributes import set_committed_value

from ocop import audit
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit, WrongState
from ocop.core.text.dates import PartialDate, day
from ocop.products import queries as known_products
from ocop.products import services as products
from ocop.products.models import Product
from ocop.recognition import queries
from ocop.recognition.models import Recognition
from ocop.recognition.rules import FACTS, LOWEST, RecognitionFacts, succession, term, written
from ocop.tallies.services import keep

ALREADY = _l("Quyết định này đã được ghi cho sản phẩm. Vui lòng xem lịch sử công nhận của sản phẩm.")


def record(product: Product, facts: RecognitionFacts, *, by: Actor, now: datetime) -> Recognition:
    """Record a decision that gave a product its stars; an earlier recognition is then renewed or upgraded.

    Raises `DomainError` for facts that cannot be, `WrongState` for a decision that is recorded already: it renews nothing.
    """
    check(facts, today=clock.office_date(now))
    known_products.locked(product.id)
    if _decision(facts) in map(_decision, queries.history(product.id)):
        raise WrongState(ALREADY)
    row = Recognition(product_id=product.id, recorded_at=now, **asdict(facts))
    set_committed_value(row, "product", product)
    _set_term(row)
    db.session.add(row)
    known = {name: (None, value) for name, value in asdict(facts).items() if value not in (None, False)}
    audit.record(by, "record", row, name=product.name, change=known)
    settle(product)
    refresh_tallies(today=clock.office_date(now))
    return row


def change(recognition: Recognition, facts: RecognitionFacts, *, version: int, by: Actor, now: datetime) -> None:
    """Correct what was recorded; raises `StaleEdit` when somebody else saved after `version`, `WrongState` once revoked."""
    if recognition.revoked_on is not None:
        raise WrongState(
            _("Công nhận này đã bị thu hồi nên không sửa được. Nếu được công nhận lại, hãy ghi quyết định mới.")
        )
    check(facts, today=clock.office_date(now))
    refuse_stale(recognition, facts, version)
    changed = {
        name: (getattr(recognition, name), value)
        for name, value in asdict(facts).items()
        if getattr(recognition, name) != value
    }
    if not changed:
        return
    for name, (_before, after) in changed.items():
        setattr(recognition, name, after)
    _set_term(recognition)
    recognition.version += 1
    audit.record(by, "change", recognition, name=recognition.product.name, change=changed)
    settle(recognition.product)
    refresh_tallies(today=clock.office_date(now))


def revoke(recognition: Recognition, *, on: date, decision: str, ground: str, by: Actor, now: datetime) -> None:
    """Record the decision that took a recognition back, with its ground; nothing is deleted."""
    if recognition.revoked_on is not None:
        raise WrongState(_("Công nhận này đã bị thu hồi trước đó."))
    if not decision or not ground:
        raise DomainError(_("Vui lòng ghi số quyết định và lý do thu hồi."), field="ground")
    _refuse_future(on, today=clock.office_date(now), field="revoked_on")
    if recognition.earliest is not None and on < recognition.earliest:
        raise DomainError(_("Ngày thu hồi không được trước ngày công nhận."), field="revoked_on")
    recognition.revoked_on, recognition.revoked_by, recognition.revoked_ground = on, decision, ground
    recognition.version += 1
    change_ = {"revoked_on": (None, on), "revoked_by": (None, decision), "revoked_ground": (None, ground)}
    audit.record(by, "revoke", recognition, name=recognition.product.name, change=change_)
    settle(recognition.product)
    refresh_tallies(today=clock.office_date(now))


def note_notice(
    recognition: Recognition, *, on: date, number: str | None, method: str, by: Actor, now: datetime
) -> None:
    """Note that the producer was told in writing of the coming end, how and when: the proof that the law asks for."""
    if not method:
        raise DomainError(_("Vui lòng ghi hình thức gửi thông báo."), field="method")
    _refuse_future(on, today=clock.office_date(now), field="notice_on")
    before = recognition.notice_on
    recognition.notice_on, recognition.notice_number, recognition.notice_method = on, number, method
    change_ = {"notice_on": (before, on), "notice_number": (None, number), "notice_method": (None, method)}
    audit.record(by, "note_notice", recognition, name=recognition.product.name, change=change_)


def _decision(of: RecognitionFacts | Recognition) -> tuple[object, ...]:
    """What tells a decision about a product from every other."""
    return of.stars, of.decision_number, of.earliest, of.latest


def settle(product: Product) -> None:
    """Put a product's recognitions into order: each but the last was renewed or upgraded; the last gives the stars."""
    db.session.flush()
    _order(product, queries.history(product.id))
    db.session.flush()


def settle_many(many: Collection[Product]) -> None:
    """The same for many products with one look at their recognitions."""
    db.session.flush()
    recognitions = queries.histories([product.id for product in many])
    for product in many:
        _order(product, recognitions.get(product.id, []))
    db.session.flush()


def _order(product: Product, latest_first: Sequence[Recognition]) -> None:
    for after, before in pairwise(latest_first):
        before.replaced_by_id, before.ended_as = after.id, succession(before.stars, after.stars)
    last = latest_first[0] if latest_first else None
    if last is not None:
        last.replaced_by_id, last.ended_as = None, None
    standing = last if last is not None and _gives_stars(last) else None
    products.keep_stars(
        product, stars=standing.stars if standing else None, until=standing.expires_earliest if standing else None
    )


def refresh_tallies(*, today: date) -> None:
    """Count what is in force on a day; also done every night, since a recognition ends without anybody's act."""
    keep("recognitions_in_force", queries.in_force(today))


def check(facts: RecognitionFacts, *, today: date) -> None:
    """Refuse facts that no recognition may have; raises `DomainError` naming the field."""
    if (facts.earliest is None) != (facts.latest is None):
        raise DomainError(_("Ngày công nhận cần cả ngày sớm nhất và ngày muộn nhất có thể."), field="decided")
    if facts.earliest is not None and facts.latest is not None and facts.latest < facts.earliest:
        raise DomainError(_("Ngày muộn nhất không được trước ngày sớm nhất."), field="decided")
    if facts.earliest is not None:
        _refuse_future(facts.earliest, today=today, field="decided")


def refuse_stale(recognition: Recognition, facts: RecognitionFacts, version: int) -> None:
    """Raises `StaleEdit` with both texts of what differs, under the names of the form's fields."""
    if recognition.version == version:
        return
    theirs_facts = RecognitionFacts(**{name: getattr(recognition, name) for name in FACTS})
    mine, theirs = shown(facts), shown(theirs_facts)
    differing = [name for name in mine if mine[name] != theirs[name]]
    raise StaleEdit(
        mine={name: mine[name] for name in differing},
        theirs={name: theirs[name] for name in differing},
        version=recognition.version,
    )


def shown(facts: RecognitionFacts) -> dict[str, str]:
    """The facts as the form writes them."""
    when = written(facts.earliest, facts.decision_precision)
    return {
        "stars": str(facts.stars or ""),
        "decided": str(when or ""),
        "decision_number": facts.decision_number or "",
        "issuer": facts.issuer or "",
        "stated_expiry": str(PartialDate.parse(facts.stated_expiry)) if facts.stated_expiry else "",
        "five_star_candidate": "y" if facts.five_star_candidate else "",
        "stated_expired": "y" if facts.stated_expired else "",
        "source": facts.source or "",
        "note": facts.note or "",
    }


def _gives_stars(row: Recognition) -> bool:
    """Neither revoked nor said to be over; scores below three stars are kept but recognise nothing."""
    return row.revoked_on is None and not row.stated_expired and (row.stars or 0) >= LOWEST


def _set_term(row: Recognition) -> None:
    stated = PartialDate.parse(row.stated_expiry) if row.stated_expiry else None
    ends = term(row.earliest, row.latest, stated=stated)
    row.expires_earliest, row.expires_latest = ends.earliest, ends.latest


def _refuse_future(on: date, *, today: date, field: str) -> None:
    if on > today:
        raise DomainError(_("Ngày này chưa đến (hôm nay là %(today)s).", today=day(today)), field=field)
