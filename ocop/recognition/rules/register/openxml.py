"""What an xlsx file says about its cells and calamine does not pass on: errors, formulas without result, bare months."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from pathlib import PurePosixPath
from xml.etree import ElementTree

from ocop.recognition.rules.register.cells import Broken, Cell
from ocop.recognition.rules.register.grid import Position
from ocop.recognition.rules.register.package import Oversized, Package
from ocop.recognition.rules.register.reach import column as column_number

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
BESIDE = ("_rels/.rels", WORKBOOK, RELATIONS, STYLES)
"""What calamine opens besides the sheets and their strings."""

RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

CELL = rb"<(?:\w+:)?c\b"
END = rb"</(?:\w+:)?c>"
REFERENCE = rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']"""
OPENED = rb"[^<>]*(?<!/)>"
INSIDE = rb"((?:[^<]|<(?!/?(?:\w+:)?c[\s/>]))*)"
"""What stands in a cell, up to its end: never as far as the next one."""

ERROR_CELL = re.compile(CELL + rb"""(?=[^<>]*\bt=["']e["'])[^<>]*""" + REFERENCE + OPENED + INSIDE + END)
FORMULA = rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>([^<]*)</(?:\w+:)?f>)"
NO_VALUE = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
UNCOMPUTED_CELL = re.compile(
    CELL
    + rb"""(?![^<>]*\bt=["']str["'])[^<>]*"""
    + REFERENCE
    + OPENED
    + rb"\s*"
    + FORMULA
    + rb"\s*"
    + NO_VALUE
    + rb"\s*"
    + END
)
DECLARED = re.compile(rb"""\b(?:uniqueCount|count)\s*=\s*["']\s*\+?([0-9]{5,})""", re.IGNORECASE)
HAS_ERROR = re.compile(rb"""\bt=["']e["']""")
HAS_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
MONTH_FORMATS = frozenset({17})
"""The built-in format "mmm-yy"."""

QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True)
class Book:
    """What the workbook itself says: its sheets in their order, and how its cells are to be read."""

    parts_of_sheets: Mapping[str, str]
    month_styles: frozenset[int]
    epoch: date

    def amendments(self, sheet: bytes) -> Mapping[Position, Cell]:
        """The cells of a sheet, or of some rows of one, that calamine gets wrong."""
        return dict(_amended(sheet, self.month_styles, self.epoch))


def book(package: Package) -> Book:
    """Raises KeyError and ValueError for a broken package."""
    about = _xml(package.part(WORKBOOK))
    styles = _month_styles(package.part(STYLES)) if STYLES in package else frozenset()
    parts = dict(_sheet_parts(about, _xml(package.part(RELATIONS)), package))
    return Book(parts, styles, EPOCH_1904 if _counts_from_1904(about) else EPOCH)


def refuse_false_counts(xml: bytes, size: int) -> None:
    """Raises Oversized where a part counts more things than its bytes: calamine makes room for them before it looks."""
    if any(int(count) > size for count in DECLARED.findall(xml)):
        raise Oversized


def _amended(sheet: bytes, month_styles: frozenset[int], epoch: date) -> Iterator[tuple[Position, Cell]]:
    for found in ERROR_CELL.finditer(sheet) if HAS_ERROR.search(sheet) else ():
        value = VALUE.search(found[3])
        yield _position(found[1], found[2]), Broken(value[1].decode() if value else "#N/A")
    for found in UNCOMPUTED_CELL.finditer(sheet) if HAS_FORMULA.search(sheet) else ():
        yield _position(found[1], found[2]), Broken(f"={unescape((found[3] or b'').decode())}")
    for style in month_styles:
        yield from _months(sheet, style, epoch)


def _months(sheet: bytes, style: int, epoch: date) -> Iterator[tuple[Position, Cell]]:
    """Dates shown without a day, as Excel stores a typed "9/2023": what the officer sees is the month."""
    if b's="%d"' % style not in sheet:
        return
    dated = re.compile(CELL + rb'(?=[^<>]*\bs="%d")(?![^<>]*\bt=)[^<>]*' % style + REFERENCE + OPENED + INSIDE + END)
    for found in dated.finditer(sheet):
        value = VALUE.search(found[3])
        if value and value[1].isdigit() and 0 < int(value[1]) < 2_958_466:
            day = epoch + timedelta(days=int(value[1]))
            if day.day == 1:
                yield _position(found[1], found[2]), f"{day:%m/%Y}"


def _position(column: bytes, row: bytes) -> Position:
    return int(row) - 1, column_number(column) - 1


def _sheet_parts(
    about: ElementTree.Element, relations: ElementTree.Element, package: Package
) -> Iterator[tuple[str, str]]:
    """The sheets whose parts are there, by name."""
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in about.iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(RELATION_ID) or sheet.get(STRICT_RELATION_ID), "")
        part = target.lstrip("/") if target.startswith(("/", "xl/")) else str(PurePosixPath("xl") / target)
        if part in package:
            yield sheet.get("name", ""), part


def _counts_from_1904(about: ElementTree.Element) -> bool:
    how = about.find("{*}workbookPr")
    return how is not None and how.get("date1904") in {"1", "true", "on"}


def _month_styles(styles: bytes) -> frozenset[int]:
    """The numbers of the cell styles whose number format shows a month and a year but no day."""
    root = _xml(styles)
    months = set(MONTH_FORMATS)
    for form in root.iterfind("{*}numFmts/{*}numFmt"):
        if _shows_month_only(form.get("formatCode", "")):
            months.add(int(form.get("numFmtId", "0")))
    used = [int(style.get("numFmtId", "0")) for style in root.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(number for number, form in enumerate(used) if form in months)


def _shows_month_only(code: str) -> bool:
    letters = QUOTED.sub("", code.split(";")[0]).lower()
    return "m" in letters and "y" in letters and not set("dhs") & set(letters)


def _xml(content: bytes) -> ElementTree.Element:
    """Raises ValueError for what is no XML or declares entities of its own."""
    if DOCTYPE.search(content):
        raise ValueError("a part declares a document type")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as wrong:
        raise ValueError(str(wrong)) from wrong
