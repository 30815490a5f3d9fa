"""What a stored product becomes when a line is taken over, and where line and store contradict each other."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import lru_cache

from ocop.core.text.dates import PartialDate, Precision
from ocop.recognition.rules.register.cells import Found
from ocop.recognition.rules.register.columns import FIRST, SECOND, Field, RecognitionFields
from ocop.recognition.rules.register.days import written
from ocop.recognition.rules.register.decisions import same_decision
from ocop.recognition.rules.register.legal_forms import LegalForm
from ocop.recognition.rules.register.lines import Line, Question, Recognition, Revenue
from ocop.recognition.rules.register.messages import Message, offer, say
from ocop.recognition.rules.register.phones import phone
from ocop.recognition.rules.register.spelling import tidy, words

FINENESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2}


@dataclass(frozen=True)
class Known:
    """A stored product with its producer, frozen for comparison; `key` is the caller's own reference."""

    key: str
    product: str
    producer: str
    form: LegalForm | None = None
    commune_code: str = ""
    address: str = ""
    representative: str = ""
    phone: str = ""
    group: str = ""
    stars: int | None = None
    recognitions: tuple[Recognition, ...] = ()
    expiry: PartialDate | None = None
    revenue_by_year: tuple[Revenue, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Change:
    """One field of a stored product before and after."""

    field: str
    before: str
    after: str


@dataclass
class Merged:
    """The product after the line; conflicts are the questions that only arise against what is stored."""

    after: Known
    conflicts: list[Question] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


def merged(known: Known, line: Line) -> Merged:
    """The stored product with everything that the line adds; an empty cell takes nothing away."""
    result = Merged(known)
    recognitions = _recognitions(known.recognitions, line, result)
    result.after = replace(
        known,
        form=line.form if line.form_stated and line.form else known.form,
        commune_code=line.commune_code or known.commune_code,
        address=better(line.address, known.address),
        representative=better(line.representative, known.representative),
        phone=known.phone if not line.phone or _same_phone(known.phone, line.phone) else line.phone,
        group=better(line.group, known.group),
        recognitions=recognitions,
        stars=_stars(known, line, recognitions),
        expiry=_expiry(known.expiry, line, result),
        revenue_by_year=_revenue(known.revenue_by_year, line.revenue_by_year),
        note=better(line.note, known.note),
    )
    return result


def changes(before: Known, after: Known) -> tuple[Change, ...]:
    """The fields in which two states of a product differ, as an officer reads them."""
    return tuple(
        Change(part.name, _said(getattr(before, part.name)), _said(getattr(after, part.name)))
        for part in fields(Known)
        if getattr(before, part.name) != getattr(after, part.name)
    )


def better(new: str, old: str) -> str:
    """The new text where it says something else; capitals, punctuation and lost marks are nothing else."""
    if not new or same_spelling(new, old):
        return old or new
    return old if tidy(new).isascii() and words(new) == words(old) else new


def same_spelling(one: str, other: str) -> bool:
    """True for "HÒA LỆ" and "Hoà Lệ", false for "Hòa" and "Hoá", two persons who are one without their marks."""
    return one == other or _marked(one) == _marked(other)


def may_be_same(one: str, other: str) -> bool:
    """True as well where one of two texts was typed without any marks."""
    return same_spelling(one, other) or ((one.isascii() or other.isascii()) and words(one) == words(other))


def _same_phone(stored: str, new: str) -> bool:
    reading = phone(stored)
    return isinstance(reading, Found) and reading.value == new


@lru_cache(maxsize=1 << 16)
def _marked(text: str) -> tuple[str, ...]:
    """Each word as its letters and its marks, wherever in the word they stand."""
    return tuple(map(_word, re.findall(r"\w+", tidy(text).casefold())))


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(sign for sign in decomposed if unicodedata.category(sign) != "Mn")
    return letters + "".join(sorted(sign for sign in decomposed if unicodedata.category(sign) == "Mn"))


def _stars(known: Known, line: Line, recognitions: tuple[Recognition, ...]) -> int | None:
    if recognitions != known.recognitions:
        return recognitions[-1].stars
    return known.stars if known.stars is not None or recognitions else line.stars


def _recognitions(known: tuple[Recognition, ...], line: Line, result: Merged) -> tuple[Recognition, ...]:
    together = list(known)
    times = (FIRST, SECOND) if len(line.recognitions) > 1 else (FIRST,)
    for new, columns in zip(line.recognitions, times, strict=False):
        found = _match(together, new, last=new is line.recognitions[-1])
        if found is not None:
            together[found] = _joined(together[found], new, columns, line, result)
        elif doubt := _why_not_another(together, new, columns, line):
            result.conflicts.append(doubt)
        else:
            together.append(new)
    last = line.last_recognition
    if last and last.date and known and known[-1].date and known[-1].date.earliest() > last.date.latest():
        result.messages.append(say("Đã lưu lần công nhận mới hơn (%(date)s).", date=written(known[-1].date)))
    return tuple(sorted(together, key=lambda one: one.date.first if one.date else date.min))


def _match(known: Sequence[Recognition], new: Recognition, *, last: bool) -> int | None:
    """Which stored recognition the line means: by its decision, by its date, or by rank where neither is known."""
    places = range(len(known) - 1, -1, -1)
    if new.decision and (by_decision := [at for at in places if _one_decision(known[at], new)]):
        return by_decision[0]
    if new.date and (by_date := [at for at in places if _one_date(known[at], new)]):
        return by_date[0]
    if not new.date and not new.decision:
        return next((at for at in places if known[at].stars == new.stars and (not last or at == len(known) - 1)), None)
    return next((at for at in places if _unknown_when(known[at]) and known[at].stars == new.stars), None)


def _one_decision(known: Recognition, new: Recognition) -> bool:
    """The same number with its symbol; a number alone counts only beside a date."""
    return "/" in new.decision and same_decision(known.decision, new.decision)


def _one_date(known: Recognition, new: Recognition) -> bool:
    if not known.date or not new.date or not _overlap(known.date, new.date):
        return False
    return not known.decision or not new.decision or _same_number(known.decision, new.decision)


def _same_number(one: str, other: str) -> bool:
    """ "1234" is what somebody noted of "1234/QĐ-UBND"."""
    alone = "/" not in one or "/" not in other
    return same_decision(one, other) or (alone and one.partition("/")[0] == other.partition("/")[0])


def _unknown_when(recognition: Recognition) -> bool:
    return not recognition.date and not recognition.decision


def _why_not_another(
    known: Sequence[Recognition], new: Recognition, columns: RecognitionFields, line: Line
) -> Question | None:
    """The doubt whether a recognition that matches none is a further one, unless an officer answered."""
    if not known or any(answered in line.answered for answered in (columns.date, columns.decision, Field.STARS)):
        return None
    last = known[-1]
    if _unknown_when(new):
        message = say(
            "Đang lưu %(stored)s sao, tệp ghi %(new)s sao mà không có ngày công nhận.", stored=last.stars, new=new.stars
        )
        return Question(Field.STARS, message, str(new.stars), offer(str(last.stars), str(new.stars)))
    same_year = [one for one in known if new.date and one.date and one.date.first.year == new.date.first.year]
    if not same_year:
        return None
    stored = same_year[-1]
    message = say(
        "Đang lưu lần công nhận %(stored)s, tệp ghi %(new)s trong cùng năm.", stored=_said(stored), new=_said(new)
    )
    dates = [written(one.date) for one in (stored, new) if one.date]
    return Question(columns.date, message, dates[-1], offer(*dates))


def _joined(
    known: Recognition, new: Recognition, columns: RecognitionFields, line: Line, result: Merged
) -> Recognition:
    stars = known.stars
    if new.stars != known.stars:
        if columns.stars in line.answered or Field.STARS in line.answered:
            stars = new.stars
        else:
            message = say(
                "Đang lưu %(stored)s sao cho lần công nhận này, tệp ghi %(new)s sao.", stored=known.stars, new=new.stars
            )
            result.conflicts.append(
                Question(columns.stars, message, str(new.stars), offer(str(known.stars), str(new.stars)))
            )
    return Recognition(
        stars,
        _date(known.date, new.date, columns, line, result),
        new.decision if len(new.decision) > len(known.decision) else known.decision,
        better(new.authority, known.authority),
    )


def _date(
    old: PartialDate | None, new: PartialDate | None, columns: RecognitionFields, line: Line, result: Merged
) -> PartialDate | None:
    if old is None or new is None or _overlap(old, new):
        return _finer(old, new)
    if columns.date in line.answered:
        return new
    message = say("Đang lưu ngày công nhận %(stored)s, tệp ghi %(new)s.", stored=written(old), new=written(new))
    result.conflicts.append(Question(columns.date, message, written(new), offer(written(old), written(new))))
    return old


def _expiry(old: PartialDate | None, line: Line, result: Merged) -> PartialDate | None:
    """A day's difference is how offices count; more than that is a question."""
    new = line.expiry
    if old is None or new is None or _overlap(old, new):
        return _finer(old, new)
    if Field.EXPIRY in line.answered:
        return new
    if _overlap(old, new, slack=timedelta(days=1)):
        result.messages.append(say("Ngày hết hạn lệch một ngày so với %(stored)s đang lưu.", stored=written(old)))
        return old
    message = say("Đang lưu ngày hết hạn %(stored)s, tệp ghi %(new)s.", stored=written(old), new=written(new))
    result.conflicts.append(Question(Field.EXPIRY, message, written(new), offer(written(old), written(new))))
    return old


def _finer(old: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
    if old is None or new is None:
        return old or new
    return new if FINENESS[new.precision] > FINENESS[old.precision] else old


def _overlap(one: PartialDate, other: PartialDate, slack: timedelta = timedelta()) -> bool:
    return one.earliest() <= other.latest() + slack and other.earliest() <= one.latest() + slack


def _revenue(known: tuple[Revenue, ...], new: tuple[Revenue, ...]) -> tuple[Revenue, ...]:
    by_year = {one.year: one for one in (*known, *new)}
    return tuple(by_year[year] for year in sorted(by_year, key=lambda year: year or 0))


def _said(value: object) -> str:
    """A field as the preview shows it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(_said, value))
    if isinstance(value, Recognition):
        return ", ".join(filter(None, (f"{value.stars} sao", _said(value.date), value.decision, value.authority)))
    if isinstance(value, Revenue):
        return f"{value.dong} đồng" + (f" ({value.year})" if value.year else "")
    return written(value) if isinstance(value, PartialDate) else str(value)
