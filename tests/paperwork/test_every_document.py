"""Every document of the list, whoever issues it, whatever is missing, however long its names and lists are."""

from __future__ import annotations

import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from itertools import cycle, islice

import pytest

from ocop.paperwork import Document, Letterhead, Signing
from tests.paperwork import samples
from tests.paperwork.reading import Page

Printed = Callable[[Document], list[Page]]

ISSUERS = {
    "city": samples.CITY,
    "town": Letterhead(None, ("Ủy ban nhân dân", "Thị xã La Gi"), "La Gi", "KH-UBND", "Ủy ban nhân dân thị xã La Gi"),
    "district": Letterhead(
        None,
        ("Ủy ban nhân dân", "Huyện Hàm Thuận Nam"),
        "Hàm Thuận Nam",
        "KH-UBND",
        "Ủy ban nhân dân huyện Hàm Thuận Nam",
    ),
    "island": samples.ISLAND,
    "province": Letterhead(
        None, ("Ủy ban nhân dân", "Tỉnh Bình Thuận"), "Bình Thuận", "KH-UBND", "Ủy ban nhân dân tỉnh Bình Thuận"
    ),
    "commune of 2025": Letterhead(
        None, ("Ủy ban nhân dân", "Xã Hàm Thuận"), "Hàm Thuận", "KH-UBND", "Ủy ban nhân dân xã Hàm Thuận"
    ),
    "special zone of 2025": Letterhead(
        None, ("Ủy ban nhân dân", "Đặc khu Phú Quý"), "Phú Quý", "KH-UBND", "Ủy ban nhân dân đặc khu Phú Quý"
    ),
}
LONG = "Hợp tác xã Dịch vụ Nông nghiệp Tổng hợp và Du lịch Cộng đồng Thanh long Hàm Thuận Nam " * 4
WITH_LIST = [
    name for name, make in samples.EVERY.items() if any(isinstance(one, tuple) and one and is_dataclass(one[0])
    for one in (getattr(make(), field.name) for field in fields(make())))  # type: ignore[arg-type]
]  # fmt: skip


def walked(value: object, change: Callable[[object, object], object], hint: object = None) -> object:
    """The value with `change` applied to every field of every dataclass in it, the innermost first."""
    if isinstance(value, tuple):
        return tuple(walked(one, change) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    hints = typing.get_type_hints(type(value))
    new = {field.name: change(walked(getattr(value, field.name), change), hints[field.name]) for field in fields(value)}
    return replace(value, **new)


def changed(name: str, change: Callable[[object, object], object]) -> Document:
    return typing.cast(Document, walked(samples.EVERY[name](), change))


def issued_by(issuer: Letterhead) -> Callable[[object, object], object]:
    return lambda value, _hint: issuer if isinstance(value, Letterhead) else value


def missing(value: object, hint: object) -> object:
    """Nothing that may be unknown is known."""
    if type(None) in typing.get_args(hint):
        return None
    return "" if isinstance(value, str) and type(value) is str else value


def lengthened(value: object, _hint: object) -> object:
    """Every text has 300 characters."""
    return f"{value} {LONG}"[:300] if type(value) is str else value


def rows(count: int) -> Callable[[object, object], object]:
    """Every list of things has so many."""

    def change(value: object, _hint: object) -> object:
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            return tuple(islice(cycle(value), count))
        return value

    return change


def stays_on_the_paper(sheets: list[Page]) -> None:
    for sheet in sheets:
        shown = [glyph for glyph in sheet.glyphs if glyph.letter.strip()]
        assert min((glyph.x0 for glyph in shown), default=30) >= EDGE
        assert max((glyph.x1 for glyph in shown), default=0) <= sheet.width - EDGE
        assert max((glyph.baseline for glyph in shown), default=0) <= sheet.height - EDGE


EDGE = 14.5
"""Millimetres: the narrowest margin, less what a slanted letter leans out."""


def has_text_above_its_signature(document: Document, sheets: list[Page]) -> None:
    signing = getattr(document, "signing", None)
    if not isinstance(signing, Signing) or not signing.title:
        return
    first = signing.title.upper().split()[0]
    sheet = next(one for one in sheets if any(line.text.startswith(first) for line in one.lines))
    power = next(line for line in sheet.lines if line.text.startswith(first))
    assert any(20 < line.baseline < power.baseline - 8 for line in sheet.lines)


@pytest.mark.parametrize("issuer", ISSUERS)
@pytest.mark.parametrize("name", samples.EVERY)
def test_whoever_issues_it_the_document_names_that_office_and_no_other(
    printed: Printed, name: str, issuer: str
) -> None:
    document = changed(name, issued_by(ISSUERS[issuer]))

    sheets = printed(document)

    stays_on_the_paper(sheets)
    has_text_above_its_signature(document, sheets)
    if isinstance(getattr(document, "letterhead", None), Letterhead):
        assert ISSUERS[issuer].issuer[1].lower() in " ".join(sheets[0].text.split()).lower()


@pytest.mark.parametrize("name", samples.EVERY)
def test_what_is_not_known_is_a_blank_and_never_a_word_of_the_machine(printed: Printed, name: str) -> None:
    sheets = printed(changed(name, missing))

    text = " ".join(sheet.text for sheet in sheets)
    assert not {"None", "null", "nan"} & set(text.replace("./.", " ").replace(",", " ").split())
    stays_on_the_paper(sheets)


@pytest.mark.parametrize("name", samples.EVERY)
def test_texts_of_three_hundred_characters_push_nothing_off_the_paper(printed: Printed, name: str) -> None:
    sheets = printed(changed(name, lengthened))

    stays_on_the_paper(sheets)


@pytest.mark.parametrize("count", [0, 1, 1_000])
@pytest.mark.parametrize("name", WITH_LIST)
def test_lists_of_every_length_are_printed(printed: Printed, name: str, count: int) -> None:
    document = changed(name, rows(count))

    sheets = printed(document)

    stays_on_the_paper(sheets)
    has_text_above_its_signature(document, sheets)
    assert len(sheets) > 10 if count == 1_000 else len(sheets) <= 10
