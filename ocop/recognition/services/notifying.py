"""Drafting the notices of a coming end, and the decision that takes a recognition back, among the documents."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext as _

from ocop import paperwork
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.errors import DomainError, WrongState
from ocop.documents import services as documents
from ocop.documents.models import Document
from ocop.programme import queries as programme
from ocop.programme.models import LegalBasis
from ocop.recognition import papers, queries
from ocop.recognition.models import Recognition
from ocop.recognition.rules import Standing
from ocop.tenancy import IssuingBody, Workspace, units


def draft_notices(*, unit: Workspace, by: User, now: datetime) -> list[Document]:
    """Document 16 to each producer whose recognitions end within the days of notice and who was not told yet.

    Raises `DomainError` when nobody is to be told.
    """
    on = clock.office_date(now)
    waiting = [row for row in queries.standing_with_products() if _to_be_told(row, on)]
    if not waiting:
        raise DomainError(_("Không có công nhận nào đến hạn thông báo mà chưa thông báo."))
    body, division = _bodies(unit, on)
    bases = papers.rule_of_time(_law(on))
    return [
        _prepared(
            papers.expiry_notice(rows, body=body, division=division, bases=bases, on=on),
            kind=papers.NOTICE, body=body, subject=f"Sản phẩm OCOP sắp hết thời hạn công nhận của {name}", by=by, now=now,
        )
        for name, rows in _by_producer(waiting)
    ]  # fmt: skip


def draft_revocation(recognition: Recognition, *, unit: Workspace, ground: str, by: User, now: datetime) -> Document:
    """Document 17 about a recognition; raises `WrongState` when it was taken back already."""
    if recognition.revoked_on is not None:
        raise WrongState(_("Công nhận này đã bị thu hồi trước đó."))
    on = clock.office_date(now)
    body, division = _bodies(unit, on)
    paper = papers.revocation(
        recognition, ground=ground, body=body, division=division, bases=papers.rule_of_time(_law(on)), on=on
    )
    return _prepared(paper, kind=papers.DECISION, body=body, subject=paper.subject, by=by, now=now)


def _to_be_told(row: Recognition, on: date) -> bool:
    return row.standing_on(on) is Standing.NOTICE_DUE and row.notice_on is None


def _by_producer(rows: Sequence[Recognition]) -> Iterator[tuple[str, list[Recognition]]]:
    ordered = sorted(rows, key=lambda row: (row.product.producer.sort_key, row.product.producer_id))
    for _key, own in groupby(ordered, key=lambda row: row.product.producer_id):
        of_one = list(own)
        yield of_one[0].product.producer.name, of_one


def _law(on: date) -> Sequence[LegalBasis]:
    cycle = programme.current_cycle(on)
    return programme.legal_bases(cycle.legal_bases.split(",")) if cycle else ()


def _bodies(unit: Workspace, on: date) -> tuple[IssuingBody, IssuingBody | None]:
    bodies = {body.kind: body for body in units.bodies(unit.id, on)}
    return bodies["ubnd"], bodies.get("division")


def _prepared(
    paper: paperwork.Document, *, kind: str, body: IssuingBody, subject: str, by: User, now: datetime
) -> Document:
    form = paperwork.key_of(paper)
    return documents.prepare(paper, form=form, kind=kind, body=body, subject=subject, by=by, now=now)
