"""What a stored product becomes when a line is taken over, and where line and store contradict each other."""

from dataclasses import dataclass, field, fields, replace
from datetime import timedelta

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register.cells import Found
from ocop.recognition.rules.register.columns import Field
from ocop.recognition.rules.register.days import written
from ocop.recognition.rules.register.histories import finer, joined, overlap, told
from ocop.recognition.rules.register.legal_forms import LegalForm
from ocop.recognition.rules.register.lines import Line, Question, Recognition, Revenue
from ocop.recognition.rules.register.messages import Message, offer, say
from ocop.recognition.rules.register.phones import phone
from ocop.recognition.rules.register.spelling import words
from ocop.recognition.rules.register.texts import better, same_spelling


@dataclass(frozen=True)
class Known:
    """A stored product with its producer, frozen for comparison; `key` is the caller's own reference.

    `stars` is the rank of the last recognition, in force or not; `recognitions` run from the oldest to the latest.
    """

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


PARTS = tuple(part.name for part in fields(Known))


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
    recognitions, conflicts, messages = joined(known.recognitions, line)
    result = Merged(known, list(conflicts), list(messages))
    result.after = replace(
        known,
        form=line.form if line.form_stated and line.form else known.form,
        commune_code=_commune(known, line),
        address=_address(line.address, known.address),
        representative=better(line.representative, known.representative),
        phone=known.phone if not line.phone or _same_phone(known.phone, line.phone) else line.phone,
        group=better(line.group, known.group),
        recognitions=recognitions,
        stars=_stars(known, line, recognitions),
        expiry=_expiry(None if _followed(known.recognitions, recognitions) else known.expiry, line, result),
        revenue_by_year=_revenue(known.revenue_by_year, line.revenue_by_year),
        note=better(line.note, known.note),
    )
    return result


def changes(before: Known, after: Known) -> tuple[Change, ...]:
    """The fields in which two states of a product differ, as an officer reads them."""
    return tuple(
        Change(part, _said(getattr(before, part)), _said(getattr(after, part)))
        for part in PARTS
        if getattr(before, part) != getattr(after, part)
    )


def _same_phone(stored: str, new: str) -> bool:
    reading = phone(stored)
    return isinstance(reading, Found) and reading.value == new


def _address(new: str, old: str) -> str:
    """The stored address where the new one only leaves its beginning out: "Ma Lâm" after "khu phố 2, Ma Lâm"."""
    return old if f" {words(old)}".endswith(f" {words(new)}") else better(new, old)


def _commune(known: Known, line: Line) -> str:
    """The stated commune; one that was only found in the address where that address is news."""
    found = line.commune_stated or not same_spelling(line.address, known.address)
    return (line.commune_code if found else "") or known.commune_code


def _stars(known: Known, line: Line, recognitions: tuple[Recognition, ...]) -> int | None:
    if recognitions != known.recognitions:
        return recognitions[-1].stars
    return known.stars if known.stars is not None or recognitions else line.stars


def _followed(before: tuple[Recognition, ...], after: tuple[Recognition, ...]) -> bool:
    """Whether a further recognition came after the last one: the end that is stored was that of the one before."""
    return bool(before) and len(after) > len(before) and after[-1] not in before


def _expiry(old: PartialDate | None, line: Line, result: Merged) -> PartialDate | None:
    """A day's difference is how offices count; more than that is a question."""
    new = line.expiry
    if old is None or new is None or overlap(old, new):
        return finer(old, new)
    if Field.EXPIRY in line.answered:
        return new
    if overlap(old, new, slack=timedelta(days=1)):
        result.messages.append(say("Ngày hết hạn lệch một ngày so với %(stored)s đang lưu.", stored=written(old)))
        return old
    message = say("Đang lưu ngày hết hạn %(stored)s, tệp ghi %(new)s.", stored=written(old), new=written(new))
    result.conflicts.append(Question(Field.EXPIRY, message, written(new), offer(written(old), written(new))))
    return old


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
        return told(value)
    if isinstance(value, Revenue):
        return f"{value.dong} đồng" + (f" ({value.year})" if value.year else "")
    return written(value) if isinstance(value, PartialDate) else str(value)
