"""The life of a dossier: begun, brought up to the law, filled from the library, complete."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import set_committed_value

from ocop import audit
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, WrongState
from ocop.dossiers import queries, rules
from ocop.dossiers.models import Dossier, DossierLine, DossierProof, Evidence, Requirement
from ocop.dossiers.rules import Case, Validity
from ocop.dossiers.services.issued import take_issued
from ocop.products.models import Product
from ocop.programme import queries as programme
from ocop.registrations import services as registrations
from ocop.registrations.models import Registration
from ocop.registrations.rules import State


def make(registration: Registration, *, by: User, now: datetime) -> Dossier:
    """Begin the dossier of a registration: its lines are what the edition in force asks of such a product.

    Raises `AlreadyThere`, `WrongState` when the registration is over, `DomainError` when the product's set is unknown.
    """
    if queries.of_registration(registration.id) is not None:
        raise AlreadyThere(_("Đăng ký này đã có hồ sơ. Vui lòng mở hồ sơ đang có."))
    _refuse_closed(registration.state)
    cycle = programme.cycle(registration.cycle_id)
    as_of = rules.edition_day(clock.office_date(now), opened_on=cycle.opened_on, ends_on=cycle.ends_on)
    wanted = asked_of(registration, as_of)
    row = Dossier(registration_id=registration.id, as_of=as_of, made_by=by.name, made_at=now)
    db.session.add(row)
    db.session.flush()
    take_issued(registration, _add_lines(row, wanted), by=by, now=now)
    audit.record(by, "make", row, name=registration.product.name)
    return row


def asked_of(registration: Registration, on: date) -> Sequence[Requirement]:
    """What the edition of a day asks of a registration; raises `DomainError` when the product's set is unknown."""
    product = registration.product
    if product.product_set is None:
        raise DomainError(
            _(
                "Chưa rõ bộ sản phẩm nên chưa biết hồ sơ cần những gì. Vui lòng chọn bộ sản phẩm trong thông tin sản phẩm."
            )
        )
    case = Case(product.product_set.number, registration.kind, product.producer.legal_form, registration.expected_stars)
    return rules.checklist(queries.requirements(), case, on)


def is_outdated(row: Dossier) -> bool:
    """Whether the checklist no longer fits the registration: its set, kind or legal form has changed since."""
    return row.registration.product.product_set is not None and {
        one.id for one in asked_of(row.registration, row.as_of)
    } != {line.requirement_id for line in row.lines}


def refresh(row: Dossier, *, by: User) -> None:
    """Bring the checklist up to what the registration is now. Evidence goes over to the line that asks for its kind."""
    _refuse_closed(row.registration.state)
    wanted = asked_of(row.registration, row.as_of)
    before = {line.requirement_id: line for line in row.lines}
    carried: dict[str, list[Evidence]] = {}
    for line in row.lines:
        if line.requirement_id not in {one.id for one in wanted}:
            carried[line.requirement.key] = [proof.evidence for proof in line.proofs]
            for proof in line.proofs:
                db.session.delete(proof)
            db.session.flush()
            db.session.delete(line)
    db.session.flush()
    added = _add_lines(row, [one for one in wanted if one.id not in before])
    for line in added:
        for evidence in carried.get(line.requirement.key, []):
            db.session.add(DossierProof(line_id=line.id, evidence_id=evidence.id))
    row.version += 1
    audit.record(by, "refresh", row, name=row.registration.product.name)


def reuse(row: Dossier, *, by: User, today: date) -> int:
    """Put the producer's evidence that still holds into every line that has none that holds; returns how many places.

    Evidence of one product only is taken for that product only.
    """
    _refuse_closed(row.registration.state)
    open_lines = [line for line in row.lines if _needs(line, today)]
    found = queries.of_producer(row.registration.product.producer_id, {line.requirement.key for line in open_lines})
    taken = [
        (line, evidence)
        for line in open_lines
        for evidence in found
        if evidence.key == line.requirement.key
        and _holds(evidence, today)
        and fits(evidence, row.registration.product)
        and evidence.id not in {proof.evidence_id for proof in line.proofs}
    ]
    for line, evidence in taken:
        db.session.add(DossierProof(line_id=line.id, evidence_id=evidence.id))
    if taken:
        row.version += 1
        titles = ", ".join(dict.fromkeys(evidence.title for _line, evidence in taken))
        audit.record(by, "reuse", row, name=row.registration.product.name, change={"evidence": (None, titles)})
    return len(taken)


def fits(evidence: Evidence, product: Product) -> bool:
    """Whether evidence may stand in a dossier of a product: the producer's own, and not of another product."""
    return evidence.producer_id == product.producer_id and evidence.product_id in {None, product.id}


def choose(row: Dossier, line: DossierLine, evidence_ids: Collection[int], *, by: User) -> None:
    """Set which evidence stands on a line; raises `DomainError` for what does not belong there."""
    _refuse_closed(row.registration.state)
    product = row.registration.product
    known = {one.id: one for one in queries.of_producer(product.producer_id, {line.requirement.key})}
    if any(key not in known or not fits(known[key], product) for key in evidence_ids):
        raise DomainError(_("Minh chứng không thuộc nội dung này. Vui lòng tải lại trang và chọn lại."))
    before = {proof.evidence_id: proof for proof in line.proofs if proof.evidence.current}
    for key, proof in before.items():
        if key not in evidence_ids:
            db.session.delete(proof)
    for key in evidence_ids:
        if key not in before:
            db.session.add(DossierProof(line_id=line.id, evidence_id=key))
    if set(before) != set(evidence_ids):
        titles = ", ".join(known[key].title for key in evidence_ids)
        _note(row, line, by, {"evidence": (_titles(before.values()), titles)})


def attach(row: Dossier, line: DossierLine, pieces: Collection[Evidence], *, by: User) -> None:
    """Put evidence that has just come in onto a line."""
    _refuse_closed(row.registration.state)
    for one in pieces:
        db.session.add(DossierProof(line_id=line.id, evidence_id=one.id))
    _note(row, line, by, {"evidence": (None, ", ".join(one.title for one in pieces))})


def leave_out(row: Dossier, line: DossierLine, *, why: str, by: User) -> None:
    """Say that a line does not apply to the product, with the reason; without a reason it applies again.

    Raises `DomainError` for the forms that every dossier has.
    """
    _refuse_closed(row.registration.state)
    if line.requirement.paper:
        raise DomainError(_("Biểu mẫu này bắt buộc với mọi hồ sơ nên không bỏ qua được."), field="reason")
    before, line.not_applicable_why = line.not_applicable_why, why or None
    _note(row, line, by, {"not_applicable_why": (before, line.not_applicable_why)})


def hand_over(row: Dossier, line: DossierLine, *, there: bool, by: User, today: date) -> None:
    """Note that a thing such as the samples was handed in, or take the note back."""
    _refuse_closed(row.registration.state)
    if not line.requirement.handed_over:
        raise WrongState
    before, line.handed_over_on = line.handed_over_on, today if there else None
    _note(row, line, by, {"handed_over_on": (before, line.handed_over_on)})


def complete(row: Dossier, *, by: User, today: date) -> None:
    """Declare the dossier complete: its registration is ready for the council, and the dossier changes no more.

    Raises `DomainError` while something that must be there is missing, `WrongState` before the province has accepted.
    """
    registration = row.registration
    if registration.state is not State.ACCEPTED:
        raise WrongState(_("Chỉ hoàn thành hồ sơ của đăng ký đã được tỉnh chấp nhận."))
    council = queries.council_day(registration.cycle_id, registration.expected_stars)
    seen = queries.seen(row, stars=registration.expected_stars, on=today, council=council)
    if not seen.completeness.whole:
        raise DomainError(_("Hồ sơ còn thiếu: %(what)s.", what="; ".join(seen.lacking)))
    row.version += 1  # what somebody takes out at the same moment would otherwise be missed
    registrations.complete_dossier(registration, by=by)


def reopen(row: Dossier, *, by: User) -> None:
    """Take a complete dossier back to mend it, as long as no council has it; raises `WrongState` for any other."""
    registrations.reopen_dossier(row.registration, by=by)


def _add_lines(row: Dossier, wanted: Sequence[Requirement]) -> list[DossierLine]:
    added = []
    for one in wanted:
        line = DossierLine(dossier_id=row.id, requirement_id=one.id, position=one.position)
        set_committed_value(line, "requirement", one)
        db.session.add(line)
        added.append(line)
    db.session.flush()
    return added


def _needs(line: DossierLine, today: date) -> bool:
    if line.not_applicable_why or line.requirement.handed_over:
        return False
    return not any(proof.evidence.current and _holds(proof.evidence, today) for proof in line.proofs)


def _holds(evidence: Evidence, today: date) -> bool:
    return rules.validity(evidence.valid_until, on=today, warning_days=0) is not Validity.ENDED


def _refuse_closed(state: State) -> None:
    if not rules.may_change(state):
        raise WrongState(_("Hồ sơ đã hoàn thành hoặc đăng ký đã kết thúc nên không sửa được."))


def _titles(proofs: Collection[DossierProof]) -> str:
    return ", ".join(proof.evidence.title for proof in proofs)


def _note(row: Dossier, line: DossierLine, by: User, change: audit.Change) -> None:
    row.version += 1
    audit.record(by, "change", row, name=f"{row.registration.product.name}: {line.requirement.title}", change=change)
