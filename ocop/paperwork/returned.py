"""A Word file that comes back from an office: its text by the headings of the document it was made from.

The file is somebody's: it is looked at before it is opened, nothing in it runs or is fetched, and what cannot be read as plain
text (tracked changes, comments, tables between the lines) is named instead of guessed.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

from ocop.core.text.normal import fold, nfc

MOST_BYTES = 8_000_000
MOST_UNPACKED = 60_000_000
MOST_PARTS = 500
"""A plan with its annexes has 300 kB in some twenty parts; beyond this a file is no plan, or a bomb."""

LONGEST_QUOTE = 120

BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError, OSError, EOFError,
    ValueError, KeyError, AttributeError, SyntaxError,
)  # fmt: skip
"""What reading a package raises that was cut short or altered on its way, or is no Word file inside."""

_NUMERAL = re.compile(r"^\s*[IVXLC]{1,7}\s*[.)]\s*", re.IGNORECASE)
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
class Returned:
    """The texts under the headings that were looked for, by their place; None where a heading is not found.

    `after` are the paragraphs behind the last section up to the signature. While there are `changes` the file says two things
    at once; the texts are then those with all changes accepted.
    """

    sections: tuple[str | None, ...]
    after: tuple[str, ...]
    changes: tuple[Note, ...]
    comments: tuple[Note, ...]
    tables: int


def read(content: bytes, headings: Sequence[str], *, ends: Sequence[str] = ()) -> Returned:
    """The file's text under each of the headings, matched without their numerals, marks and capitals.

    The last section ends before the first paragraph that stands in `ends`, or before the signature. Raises `ReturnedError`.
    """
    document = _opened(content)
    wanted = {fold(heading): place for place, heading in enumerate(headings)}
    ending = {fold(line) for line in ends}
    found: dict[int, list[str]] = {}
    after: list[str] = []
    here, tables, last = -1, 0, len(headings) - 1
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            if here == last:
                break
            tables += here >= 0
            continue
        line = _text(block._p)
        place = wanted.get(fold(_NUMERAL.sub("", line)))
        if place is not None and place not in found:
            here, found[place] = place, []
        elif here == last and (after or fold(line) in ending):
            after.append(line)
        elif here >= 0 and line:
            found[here].append(line)
    sections = tuple("\n".join(found[place]) if place in found else None for place in range(len(headings)))
    return Returned(sections, tuple(filter(None, after)), tuple(_changes(document)), tuple(_comments(content)), tables)


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
