"""Whether a signed file still says what was frozen: the same bytes, the same text, another text, or nothing readable.

Offices sign through systems that print a file anew and stamp number, date and time on it: that is normal. What is compared
is the text that the pages hold, page by page and word by word; pictures are not looked at, so a person sees both files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium

from ocop.paperwork.scans.sheets import MOST_PAGES, ONE_AT_A_TIME

_WORD = re.compile(r"\w+|[^\w\s]")
_LEADERS = re.compile(r"[.…_]{2,}|…")
"""Dotted blanks: a number written over them leaves none."""

_DAY = r"\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?\d{4}"
_HOUR = r"\d{1,2} ?: ?\d{2}(?: ?: ?\d{2})?(?: ?(?:GMT)? ?[+-] ?\d{1,2}(?: ?: ?\d{2})?)?"
_MOMENT = rf"(?:{_DAY}(?: {_HOUR})?|{_HOUR}(?: {_DAY})?)"
_STAMP_BEGINS = re.compile(
    r"(?=\b(?:ký (?:số )?bởi|người ký|cơ quan|chức vụ|digitally|e ?-? ?mail|(?:ngày|thời gian|giờ) ký|date)\b)",
    re.IGNORECASE,
)
_STAMP_SAYS = re.compile(
    r"(?:ký (?:số )?bởi|người ký|cơ quan|chức vụ|digitally signed by) ?:? [^\d:;]{2,120}"
    r"|e ?-? ?mail ?: [\w.+@ -]{5,80}"
    rf"|(?:(?:ngày|thời gian|giờ) ký|date) ?:? {_MOMENT}"
    rf"|{_MOMENT}",
    re.IGNORECASE,
)
"""What a signing system prints of a signature: name, office, day and time (Decree 30/2020, Annex I, II.7-8)."""

_LONGEST_STAMP = 80
"""Words."""


class Verdict(StrEnum):
    """How a signed file stands to the frozen one."""

    SAME_BYTES = "same_bytes"
    SAME_TEXT = "same_text"
    OTHER_TEXT = "other_text"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`pages` are those that differ, counted from 1; of the longer file when their numbers of pages differ."""

    verdict: Verdict
    pages: tuple[int, ...] = ()


def compare(signed: bytes, frozen: bytes) -> Comparison:
    """Compare a signed file with the version that was frozen for signature."""
    if signed.startswith(frozen) and _shows_the_same(signed, frozen):
        return Comparison(Verdict.SAME_BYTES)
    texts = _texts(signed)
    if texts is None or not any(texts):
        return Comparison(Verdict.UNREADABLE)
    wanted = _texts(frozen) or []
    if len(texts) != len(wanted):
        return _compared_whole(texts, wanted)
    different = tuple(
        number
        for number, (new, old) in enumerate(zip(texts, wanted, strict=True), start=1)
        if not _says_the_same(new, old)
    )
    return Comparison(Verdict.OTHER_TEXT if different else Verdict.SAME_TEXT, different)


def _compared_whole(texts: Sequence[list[str]], wanted: Sequence[list[str]]) -> Comparison:
    """A file printed anew may break its pages elsewhere."""
    if _says_the_same([word for page in texts for word in page], [word for page in wanted for word in page]):
        return Comparison(Verdict.SAME_TEXT)
    pages = range(1, max(len(texts), len(wanted)) + 1)
    different = (page for page in pages if texts[page - 1 : page] != wanted[page - 1 : page])
    return Comparison(Verdict.OTHER_TEXT, tuple(different))


def _says_the_same(new: list[str], old: list[str]) -> bool:
    """Nothing of the old is gone, and whatever is new stands where number, date and stamps stand."""
    for kind, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind != "insert" or not _may_be_added(
            new[first:last], before=old[max(0, begin - 2) : begin], after=old[end : end + 1]
        ):
            return False
    return True


def _may_be_added(words: list[str], *, before: list[str], after: list[str]) -> bool:
    if len(words) == 1 and words[0].isdecimal():
        number = (before == ["Số", ":"] or before[-1:] == ["số"]) and after == ["/"] and len(words[0]) <= 6
        day = before[-1:] in (["ngày"], ["tháng"]) and after in (["tháng"], ["năm"]) and len(words[0]) <= 2
        return number or day
    said = (part.strip() for part in _STAMP_BEGINS.split(" ".join(words)))
    return len(words) <= _LONGEST_STAMP and all(_STAMP_SAYS.fullmatch(part) for part in said if part)


def _texts(pdf: bytes) -> list[list[str]] | None:
    """The words of each page; None when the file cannot be read."""
    with ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError:
            return None
        try:
            if not 0 < len(document) <= MOST_PAGES:
                return None
            return [_words(page.get_textpage().get_text_range()) for page in document]
        except pdfium.PdfiumError:
            return None
        finally:
            document.close()


def _words(text: str) -> list[str]:
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\ufffe", "")
    return _WORD.findall(_LEADERS.sub(" ", composed))


def _shows_the_same(signed: bytes, frozen: bytes) -> bool:
    """Whether what was appended to the frozen bytes leaves every page as it was, but for the fields of signatures."""
    try:
        with pikepdf.open(BytesIO(signed)) as new, pikepdf.open(BytesIO(frozen)) as old:
            if len(new.pages) != len(old.pages):
                return False
            return all(_drawn(one) == _drawn(other) for one, other in zip(new.pages, old.pages, strict=True))
    except (pikepdf.PdfError, ValueError, TypeError):
        return False


def _drawn(page: pikepdf.Page) -> tuple[bytes, ...]:
    """Everything that the page shows; what is a signature's own is left out."""
    obj = page.obj
    shown = [_unparsed(obj.get(key)) for key in ("/MediaBox", "/CropBox", "/Rotate")]
    annotations = (one for one in obj.get("/Annots", ()) if one.get("/FT") != "/Sig")
    return (*shown, *_deep(obj.get("/Contents")), *_deep(obj.get("/Resources")), *map(_unparsed, annotations))


def _unparsed(value: object) -> bytes:
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else repr(value).encode()


def _deep(value: object, depth: int = 0) -> Iterator[bytes]:
    """The content of an object and of those that it names, streams with their bytes."""
    if depth > 12:
        raise ValueError("nested too deeply")
    if isinstance(value, pikepdf.Stream):
        yield value.read_raw_bytes()
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted(value.keys()):
            if key != "/Parent":
                yield key.encode()
                yield from _deep(value[key], depth + 1)
    elif isinstance(value, pikepdf.Array):
        for one in value:
            yield from _deep(one, depth + 1)
    else:
        yield _unparsed(value)
