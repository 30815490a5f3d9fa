"""Number and date, given by văn thư after the signature (Decree 30/2020, Art. 15)."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ocop import audit
from ocop.attachments import services as files
from ocop.attachments.rules import Purpose
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, WrongState
from ocop.core.text import dates
from ocop.documents import papers, rules
from ocop.documents.models import Dispatch, Document, NumberSeries, VoidNumber
from ocop.documents.rules import Series, Standing, State
from ocop.documents.services.moving import cited, file_name, locked, move, must_be, stamp, withdraw_file
from ocop.tenancy import IssuingBody


def number_external(document: Document, *, number: str, dated: date, by: Actor, now: datetime) -> None:
    """Enter the number and date that stand in the office's own register; gaps are normal there.

    Raises `DomainError` at `number` (not digits, body numbers here) or `dated` (before the freeze, in the future),
    `AlreadyThere` when the body has issued that number of the symbol in the year, `WrongState` unless it is frozen.
    """
    locked(document)
    must_be(document, State.FROZEN)
    if _series_of(document) is Series.OWN:
        raise DomainError(_("Cơ quan này lấy số tự động. Vui lòng dùng nút “Lấy số”."), field="number")
    parsed = rules.parse_number(number)
    if parsed is None:
        raise DomainError(_("Vui lòng chỉ nhập phần chữ số của số văn bản, ví dụ 87."), field="number")
    _check_date(document, dated, now)
    text = rules.number_text(parsed)
    if (taken := _taken(document, text, dated.year)) is not None:
        raise AlreadyThere(
            _("Số này đã dùng cho “%(which)s”. Vui lòng kiểm tra lại sổ đăng ký văn bản đi.", which=taken),
            field="number",
        )
    _issue(document, text, dated, by=by, now=now)


def number_own(document: Document, *, dated: date, by: Actor, now: datetime) -> None:
    """Give the next number of the body's own series: gapless, from 01 in each year; others wait while one is taken.

    Raises `DomainError` at `dated`, or when the body numbers outside; `WrongState` unless the document is frozen.
    """
    locked(document)
    must_be(document, State.FROZEN)
    if _series_of(document) is Series.EXTERNAL:
        raise DomainError(_("Cơ quan này lấy số từ sổ của văn thư. Vui lòng nhập số đã được cấp."), field="number")
    _check_date(document, dated, now)
    audit.record(by, "ask_number", document, name=document.subject)
    series = _next(document.body_id, document.symbol, dated.year)
    _issue(document, rules.number_text(series.last), dated, by=by, now=now)


def void_number(document: Document, *, reason: str, by: Actor, now: datetime) -> None:
    """Take the number back from a document that has not been sent: mistyped, or given up. The document is frozen again.

    A number of an own series stays used up, with its reason, so that the series has no gap. Raises `WrongState` once the
    document was sent or has its signed copy, `DomainError` without a reason.
    """
    locked(document)
    if not reason.strip():
        raise DomainError(_("Vui lòng nêu lý do hủy số."), field="reason")
    must_be(document, State.ISSUED)
    if document.signed_copy_id is not None or _was_sent(document):
        raise WrongState(
            _("Văn bản đã có bản ký hoặc đã gửi nên không hủy số được. Vui lòng ban hành văn bản mới thay thế.")
        )
    given_up = document.number
    if _series_of(document) is Series.OWN:
        _keep_void(document, reason.strip(), by=by, now=now)
    withdraw_file(document.numbered_file_id, by=by, now=now)
    move(document, State.FROZEN)
    document.number = document.dated = document.year = document.numbered_file_id = document.issued_at = None
    stamp(document, Standing.NOT_ISSUED, now=now)
    change = {"number": (given_up, None), "reason": (None, reason.strip())}
    audit.record(by, "void_number", document, name=document.subject, change=change)


def _issue(document: Document, number: str, dated: date, *, by: Actor, now: datetime) -> None:
    move(document, State.ISSUED)
    document.number, document.dated, document.year, document.issued_at = number, dated, dated.year, now
    printed = papers.numbered(document, number=number, dated=dated)
    kept = files.keep_printed(printed, name=file_name(document, "bản có số"), purpose=Purpose.NUMBERED, by=by)
    document.numbered_file_id = kept.id
    stamp(document, Standing.IN_FORCE, now=now)
    audit.record(by, "issue", document, name=cited(document), change={"number": (None, number), "dated": (None, dated)})


def _check_date(document: Document, dated: date, now: datetime) -> None:
    assert document.frozen_at is not None
    frozen_on = clock.office_date(document.frozen_at)
    if dated < frozen_on:
        raise DomainError(
            _(
                "Ngày văn bản không được trước ngày chốt bản trình ký (%(day)s). Vui lòng kiểm tra lại.",
                day=dates.day(frozen_on),
            ),
            field="dated",
        )
    if dated > clock.office_date(now):
        raise DomainError(_("Ngày văn bản không được sau ngày hôm nay. Vui lòng kiểm tra lại."), field="dated")


def _series_of(document: Document) -> Series:
    return Series(db.session.get_one(IssuingBody, document.body_id).series)


def _taken(document: Document, number: str, year: int) -> str | None:
    return db.session.scalar(
        select(Document.subject).where(
            Document.body_id == document.body_id,
            Document.symbol == document.symbol,
            Document.year == year,
            Document.number == number,
        )
    )


def _was_sent(document: Document) -> bool:
    return db.session.scalar(select(Dispatch.id).where(Dispatch.document_id == document.id).limit(1)) is not None


def _next(body_id: int, symbol: str, year: int) -> NumberSeries:
    series = _locked_series(body_id, symbol, year)
    if series is None:
        try:
            with db.session.begin_nested():
                db.session.add(NumberSeries(body_id=body_id, symbol=symbol, year=year, last=0))
        except IntegrityError:
            pass
        series = _locked_series(body_id, symbol, year)
    assert series is not None
    series.last += 1
    db.session.flush()
    return series


def _locked_series(body_id: int, symbol: str, year: int) -> NumberSeries | None:
    return db.session.scalar(
        select(NumberSeries)
        .where(NumberSeries.body_id == body_id, NumberSeries.symbol == symbol, NumberSeries.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _keep_void(document: Document, reason: str, *, by: Actor, now: datetime) -> None:
    assert document.year is not None
    assert document.number is not None
    series = _locked_series(document.body_id, document.symbol, document.year)
    assert series is not None
    db.session.add(VoidNumber(series_id=series.id, number=int(document.number), reason=reason, at=now, by=by.username))
