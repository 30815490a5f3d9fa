"""The recognitions that a row tells: two times five columns, the current rank and the day of expiry, made to agree."""

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register.cells import NOTHING
from ocop.recognition.rules.register.columns import FIRST, SECOND, Field, RecognitionFields
from ocop.recognition.rules.register.days import day, day_and_year, written, year
from ocop.recognition.rules.register.decisions import Decision, decision
from ocop.recognition.rules.register.lines import Recognition
from ocop.recognition.rules.register.messages import offer, say
from ocop.recognition.rules.register.stars import stars
from ocop.recognition.rules.register.taking import Taking

LOWEST_RECOGNISED = 3
"""Decision 148/QĐ-TTg: no decision and no certificate for one and two stars."""


def recognitions(row: Taking, current: int | None) -> tuple[Recognition, ...]:
    """The first and the second time; where only a current rank is given, one recognition without a date."""
    second = _recognition(row, SECOND, None)
    first = _recognition(row, FIRST, None if second else current)
    if not first and not second:
        return _undated(row, current)
    if first and second and first.date and second.date and second.date.latest() < first.date.earliest():
        message = say(
            "Lần 2 (%(second)s) trước lần 1 (%(first)s).", second=written(second.date), first=written(first.date)
        )
        row.ask(SECOND.date, message)
    for fields, one in ((FIRST, first), (SECOND, second)):
        if one and one.stars < LOWEST_RECOGNISED:
            _ask_too_low(row, fields.stars, one.stars)
    both = tuple(one for one in (first, second) if one)
    _check_current(row, current, both[-1].stars, SECOND if second else FIRST)
    return both


def expiry(row: Taking, told: tuple[Recognition, ...]) -> PartialDate | None:
    """The stated end, which cannot lie before the last recognition."""
    end = row.take(Field.EXPIRY, day)
    last = told[-1].date if told else None
    if end and last and Field.EXPIRY not in row.answers and end.latest() < last.earliest():
        message = say("Ngày hết hạn %(expiry)s trước ngày công nhận %(last)s.", expiry=written(end), last=written(last))
        row.ask(Field.EXPIRY, message)
    return end


def _undated(row: Taking, current: int | None) -> tuple[Recognition, ...]:
    asked = [of for one in (FIRST, SECOND) for of in (one.stars, one.date, one.decision)]
    if current is None or row.is_asked(*asked):
        return ()
    if current < LOWEST_RECOGNISED:
        _ask_too_low(row, Field.STARS, current)
    return (Recognition(current),)


def _recognition(row: Taking, fields: RecognitionFields, current: int | None) -> Recognition | None:
    rank = row.take(fields.stars, stars)
    named = row.take(fields.decision, decision)
    when = _date(row, fields, named)
    authority = row.text(fields.authority)
    if rank is None and when is None and named is None and not authority:
        return None
    rank = rank or current
    if rank is not None:
        return Recognition(rank, when, named.number if named else "", authority)
    if not row.is_asked(fields.stars, Field.STARS):
        row.ask(fields.stars, say("Lần công nhận không ghi hạng sao."), *offer("3", "4", "5"))
    return None


def _date(row: Taking, fields: RecognitionFields, named: Decision | None) -> PartialDate | None:
    """The date of its column, which must agree with its year and with a date beside the decision's number."""
    cell = row.cell(fields.date)
    in_year = NOTHING if fields.date in row.answers else year(row.cell(fields.year))
    when = row.settle(fields.date, day_and_year(day(cell), in_year), cell)
    beside = named.dated if named else None
    if when is None or beside is None or fields.date in row.answers:
        return when or beside
    if when.earliest() > beside.latest() or when.latest() < beside.earliest():
        message = say("Ngày công nhận và ngày ghi cạnh số quyết định khác nhau.")
        row.ask(fields.date, message, *offer(written(when), written(beside)))
    return when


def _check_current(row: Taking, current: int | None, last: int, fields: RecognitionFields) -> None:
    """The current rank must be that of the last recognition; offices forget to bring it up to date.

    An answer that keeps the current rank says that the rank of the recognition is wrong, so that is asked next.
    """
    if current is None or current == last:
        return
    if Field.STARS in row.answers:
        row.ask(fields.stars, say("Lần công nhận gần nhất là %(now)s sao?", now=current), *offer(str(current)))
        return
    message = say(
        "Hạng hiện tại %(now)s sao khác hạng %(last)s sao của lần công nhận gần nhất.", now=current, last=last
    )
    row.ask(Field.STARS, message, *offer(str(last), str(current)))


def _ask_too_low(row: Taking, of: Field, rank: int) -> None:
    row.ask(of, say("Hạng %(stars)s sao không được công nhận, cấp giấy chứng nhận. Đề nghị kiểm tra.", stars=rank))
