"""A Word file that comes back from an office: its lines and tables in their order, and by what it is known.

The file is somebody's: it is looked at before it is opened, nothing in it runs or is fetched, and what cannot be read as plain
text (tracked changes, comments, tables between the lines) is named instead of guessed.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

from ocop.core.text.normal import nfc
from ocop.paperwork.kit.word import CUSTOM, CUSTOM_PROPERTIES

MOST_BYTES = 8_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
"""A plan with its annexes has 300 kB in some twenty parts; beyond this a file is no plan, or a bomb."""

MOST_LINES = 60_000
LONGEST_QUOTE = 120

BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError, OSError, EOFError,
    ValueError, KeyError, AttributeError, SyntaxError,
)  # fmt: skip
"""What reading a package raises that was cut short or altered on its way, or is no Word file inside."""

_ACTIVE = ("vbaproject", "vbadata", "activex", "oleobject", "embeddings/", "macrosheets")
_CHANGES = tuple(qn(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


class ReturnedError(ValueError):
    """The file is not read."""


class NotWordError(ReturnedError):
    """No Word file (.docx), or a broken one."""


class ActiveWordError(ReturnedError):
    """It carries macros or embedded objects."""


class TooLargeWordError(ReturnedError):
    """It is, or would unpack to be, larger than any document of an office."""


@dataclass(frozen=True, slots=True)
class Note:
    """A tracked change or a comment: who left it, and the words."""

    author: str
    words: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells of each row as they stand in it, each with its lines; empty lines left out."""

    rows: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines in the order of rows and cells."""
        return tuple(line for row in self.rows for cell in row for line in cell)

    @property
    def columns(self) -> int:
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Returned:
    """The lines and tables from top to bottom. While there are `changes` the file says two things at once; the lines are
    then those with all changes accepted. `mark` is what the press had written into the file, as far as it was kept."""

    blocks: tuple[str | Grid, ...]
    changes: tuple[Note, ...]
    comments: tuple[Note, ...]
    mark: Mapping[str, str]


def read(content: bytes) -> Returned:
    """What the file says; raises `ReturnedError`."""
    document = _opened(content)
    blocks = tuple(_blocks(document))
    if sum(len(one.lines) if isinstance(one, Grid) else 1 for one in blocks) > MOST_LINES:
        raise TooLargeWordError
    return Returned(blocks, tuple(_changes(document)), tuple(_comments(content)), _mark(content))


def _blocks(document: WordDocument) -> Iterator[str | Grid]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield Grid(tuple(_row(row) for row in block._tbl.iterchildren(qn("w:tr"))))
        elif line := _text(block._p):
            yield line


def _row(row: BaseOxmlElement) -> tuple[tuple[str, ...], ...]:
    cells = (cell.iter(qn("w:p")) for cell in row.iterchildren(qn("w:tc")))
    return tuple(tuple(filter(None, map(_text, paragraphs))) for paragraphs in cells)


def _opened(content: bytes) -> WordDocument:
    _look(content)
    try:
        document = docx.Document(BytesIO(content))
        whole = document.element.body is not None
    except BROKEN:
        raise NotWordError from None
    if not whole:
        raise NotWordError
    return document


def _look(content: bytes) -> None:
    """Refuse what is no Word file, what would fill the memory, and what carries anything that acts."""
    if len(content) > MOST_BYTES:
        raise TooLargeWordError
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise TooLargeWordError
            names = {one.filename.lower() for one in parts}
            if any(mark in name for name in names for mark in _ACTIVE):
                raise ActiveWordError
            if not {"[content_types].xml", "word/document.xml"} <= names or any(one.flag_bits & 1 for one in parts):
                raise NotWordError
            for one in parts:
                if one.filename.lower().endswith((".xml", ".rels")):
                    _look_at(package.read(one))
    except BROKEN as error:
        if isinstance(error, ReturnedError):
            raise
        raise NotWordError from None


def _look_at(part: bytes) -> None:
    """No part of an office's file declares entities, and none names a macro."""
    if any(one in part for one in _DECLARATIONS):
        raise NotWordError
    if b"macroEnabled" in part:
        raise ActiveWordError


def _text(paragraph: BaseOxmlElement) -> str:
    """The words of a paragraph with all tracked changes accepted, on one line."""
    words = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        if any(one.tag in {qn("w:moveFrom"), qn("w:del")} for one in node.iterancestors()):
            continue
        words.append({qn("w:t"): node.text or "", qn("w:noBreakHyphen"): "-"}.get(node.tag, " "))
    return " ".join(nfc("".join(words)).split())


def _changes(document: WordDocument) -> Iterator[Note]:
    for node in document.element.body.iter(*_CHANGES):
        words = "".join(part.text or "" for part in node.iter(qn("w:t"), qn("w:delText")))
        if words.strip():
            yield Note(str(node.get(qn("w:author")) or ""), nfc(words)[:LONGEST_QUOTE])


def _comments(content: bytes) -> Iterator[Note]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        if "word/comments.xml" not in package.namelist():
            return
        part = package.read("word/comments.xml")
    try:
        tree = parse_xml(part)
    except SyntaxError:
        raise NotWordError from None
    for node in tree.iter(qn("w:comment")):
        words = "".join(part_.text or "" for part_ in node.iter(qn("w:t")))
        yield Note(str(node.get(qn("w:author")) or ""), nfc(words)[:LONGEST_QUOTE])


def _mark(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        if CUSTOM_PROPERTIES not in package.namelist():
            return {}
        part = package.read(CUSTOM_PROPERTIES)
    try:
        tree = parse_xml(part)
    except SyntaxError:
        raise NotWordError from None
    return {
        str(one.get("name") or ""): "".join(value.text or "" for value in one)
        for one in tree.iter(f"{{{CUSTOM}}}property")
    }
