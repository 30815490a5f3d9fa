"""Which texts of a paper a returned Word file rewrites: the file is laid beside the paper as it would print today.

Where a text stands on the paper is not told by the forms but found: the paper is printed once more with a token in place of
every line that an office may write, so each printed line is known to be somebody's words, the form's own, or a record's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from ocop.core.text import dates
from ocop.core.text.normal import fold, nfc
from ocop.paperwork import returned
from ocop.paperwork.differences import Difference, Fate, lines
from ocop.paperwork.elements import Rendition
from ocop.paperwork.kit import word, wording
from ocop.paperwork.kit.story import AnnexHead, Element, Look, Paragraph, Part, Story, Table
from ocop.paperwork.registry import Document
from ocop.paperwork.returned import Grid, Note, Returned, ReturnedError

LEAST_FOUND = 0.5
"""Of a paper's different lines, how many a file must still have to be that paper at all."""

ALIKE = 0.4
"""From which share of common words on one line is another one rewritten."""

MOST_COMPARED = 40_000
_LAYOUT_COLUMNS = 2
"""Letterhead and signatures stand in tables of two columns; what a form tabulates has more."""

_TOKEN = re.compile(r"zq(\d+)x(\d+)qz", re.IGNORECASE)
_PLACE = re.compile(r"zq(part|grid)(\d+)qz")
_NUMERAL = re.compile(r"^\s*[IVXLC]{1,7}\s*[.)]\s*", re.IGNORECASE)
_DASH = re.compile(r"^[-–•+]\s*")
_OFFICIAL_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_CLOSING = " .;,:/"
_DOTS = re.compile(r"…+|\.{4,}")
_FIRST_YEAR = 1801
_DAY_IN_TOKENS = re.compile(r"ngày 01 tháng 01 năm (18\d\d)")

Filler = Callable[[Document, Mapping[str, str]], Document]
"""Puts texts in place of those of a paper, by their keys: a day as "02/5/2024", entries one a line."""


class OtherPaperError(ReturnedError):
    """A Word file, but of something else."""


class Shape(StrEnum):
    """How a text is written: on one line, as structured text, one entry a line, or a day."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a paper that an office writes, as it stands."""

    key: str
    text: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Redrawn:
    """An annex or a table that the file shows otherwise: its name, or the heads of its columns; `part` counts annexes from 1."""

    part: int
    name: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What a file says: the texts by their keys (None where their place is not found), and what of it is nobody's text.

    `fixed` are sentences of the form itself that were changed or taken out, `redrawn` what is drawn from records, `added`
    lines that stand where nothing can be written, `tables` those that the paper has not.
    """

    texts: Mapping[str, str | None]
    fixed: tuple[Difference, ...]
    redrawn: tuple[Redrawn, ...]
    added: tuple[str, ...]
    tables: int
    changes: tuple[Note, ...]
    comments: tuple[Note, ...]
    mark: Mapping[str, str]


@dataclass(frozen=True)
class _Slot:
    """The place of texts on one printed line, each with those of its own lines; `alone` when nothing else is said there."""

    pattern: re.Pattern[str]
    places: tuple[tuple[Passage, range], ...]
    alone: bool

    @property
    def grows(self) -> bool:
        return self.alone and self.places[0][0].shape in {Shape.TEXT, Shape.LINES}


@dataclass(frozen=True)
class _Line:
    """One line of the paper, or one table of it."""

    text: str
    part: int = 0
    heads: bool = False
    table: Table | None = None
    slot: _Slot | None = None

    @property
    def key(self) -> str:
        return _key(self.text) if self.table is None else _grid_key(_head(self.table))


def rewritten(paper: Document, passages: Sequence[Passage], content: bytes, *, fill: Filler) -> Rewritten:
    """Lay a returned file beside the paper. Raises `ReturnedError` for a file that is not read, or is another paper's."""
    found = returned.read(content)
    lines_, empty = _lines(paper, passages, fill)
    blocks = _blocks(found, lines_)
    ours = [one.key for one in lines_]
    theirs = [_grid_key(one.rows[0]) if isinstance(one, Grid) else _key(one) for one in blocks]
    if len(set(ours) & set(theirs)) < LEAST_FOUND * len(set(ours)):
        raise OtherPaperError
    reading = _Reading(lines_, empty, blocks, _annex_names(paper))
    for old, new in _gaps(ours, theirs):
        reading.read(old, new)
    return Rewritten(
        texts={one.key: reading.text(one) for one in passages},
        fixed=tuple(reading.fixed),
        redrawn=tuple(reading.redrawn.values()),
        added=tuple(reading.added),
        tables=reading.tables,
        changes=found.changes,
        comments=found.comments,
        mark=found.mark,
    )


# The paper: which of its lines are whose.


def _lines(paper: Document, passages: Sequence[Passage], fill: Filler) -> tuple[list[_Line], dict[int, list[_Slot]]]:
    """The paper as it prints, each line with its slot; and slots without a line, by the number of lines before them."""
    told = dict(enumerate(passages))
    tokens = {passage.key: _tokens(number, passage) for number, passage in told.items()}
    pattern = _printed(fill(paper, tokens))
    printed = _printed(paper)
    slots = list(_once(_slot(line.text, told) for line in pattern))
    expected = [_expected(line, told) for line in pattern]
    empty: dict[int, list[_Slot]] = {}
    for old, new in _gaps(expected, [one.key for one in printed]):
        owned = [place for place in old if slots[place]]
        pairs = zip(old, new, strict=True) if len(old) == len(new) else zip(owned, new, strict=False)
        paired = dict(pairs)
        for place, at in paired.items():
            printed[at] = replace(printed[at], slot=slots[place])
        for place in owned:
            slot = slots[place]
            if slot is not None and place not in paired:
                empty.setdefault(new.start, []).append(slot)
    return printed, empty


def _once(slots: Iterable[_Slot | None]) -> Iterator[_Slot | None]:
    """The first place of each text; where a form repeats it, it only repeats."""
    seen: set[tuple[str, int]] = set()
    for slot in slots:
        places = {(passage.key, at.start) for passage, at in slot.places} if slot else set()
        yield slot if slot and not places & seen else None
        seen |= places


def _tokens(number: int, passage: Passage) -> str:
    if passage.shape is Shape.DAY:
        return dates.day(date(_FIRST_YEAR + number, 1, 1))
    return "\n".join(f"zq{number}x{at}qz" for at in range(max(1, len(_own(passage)))))


def _own(passage: Passage) -> list[str]:
    """The lines of a text, each of which prints on a line of its own."""
    if passage.shape is Shape.TEXT:
        return lines(passage.text)
    return [line for line in map(nfc, passage.text.splitlines()) if line]


def _slot(text: str, told: Mapping[int, Passage]) -> _Slot | None:
    shown = _DAY_IN_TOKENS.sub(lambda found: f"zq{int(found[1]) - _FIRST_YEAR}x0qz", text)
    pieces = _TOKEN.split(shown)
    if len(pieces) == 1:
        return None
    literals = pieces[0::3]
    places: list[tuple[Passage, range]] = []
    pattern = _literal(literals[0], first=True)
    for place, (number, number_of_line, after) in enumerate(zip(pieces[1::3], pieces[2::3], literals[1:], strict=True)):
        passage, at = told[int(number)], int(number_of_line)
        if places and places[-1][0] is passage:
            places[-1] = (passage, range(places[-1][1].start, at + 1))
        else:
            places.append((passage, range(at, at + 1)))
            pattern += "(.*?)"
        if after.strip():
            pattern += _literal(after, last=place == len(literals) - 2)
    alone = not literals[0].strip(" -") and not literals[-1].strip(_CLOSING) and len(places) == 1
    return _Slot(re.compile(rf"{pattern}\s*", re.IGNORECASE | re.DOTALL), tuple(places), alone)


def _literal(text: str, *, first: bool = False, last: bool = False) -> str:
    if first and not text.strip(" -"):
        return r"\s*(?:[-–•]\s*)?" if "-" in text else r"\s*"
    if last and not text.strip(_CLOSING):
        return r"[\s.;,:/]*"
    return r"\s*" + r"\s+".join(map(re.escape, text.split())) + r"\s*"


def _expected(line: _Line, told: Mapping[int, Passage]) -> str:
    """The key that a line of the token print has once the standing words are in it."""
    if line.table is not None:
        return line.key
    shown = _DAY_IN_TOKENS.sub(lambda found: f"zq{int(found[1]) - _FIRST_YEAR}x0qz", line.text)

    def standing(found: re.Match[str]) -> str:
        passage = told[int(found[1])]
        own = _own(passage)
        if passage.shape is Shape.DAY and own:
            return wording.official_date(dates.parse_day(own[0]))
        return own[int(found[2])] if int(found[2]) < len(own) else ""

    return _key(_TOKEN.sub(standing, shown))


def _printed(paper: Document) -> list[_Line]:
    """The lines that the Word press writes, and the tables as the form draws them."""
    story = paper.story(Rendition.draft())
    headings = {_key(one.text) for part in story for one in part.elements if isinstance(one, Paragraph) and _heads(one)}
    tables: list[Table] = []
    elements: list[Element] = []
    for number, part in enumerate(story):
        elements.append(Paragraph(f"zqpart{number}qz"))
        for element in part.elements:
            if isinstance(element, Table):
                elements.append(Paragraph(f"zqgrid{len(tables)}qz"))
                tables.append(element)
            else:
                elements.append(element)
    whole: Story = (Part(tuple(elements)),)
    here, told = 0, list[_Line]()
    for line in _flat(returned.read(word.written(whole, Rendition.draft())).blocks):
        place = _PLACE.fullmatch(line)
        if place is None:
            told.append(_Line(line, here, heads=_key(line) in headings))
        elif place[1] == "part":
            here = int(place[2])
        else:
            told.append(_Line("", here, table=tables[int(place[2])]))
    return told


def _heads(paragraph: Paragraph) -> bool:
    return paragraph.look in {Look.SECTION, Look.HEADING}


def _flat(blocks: Sequence[str | Grid]) -> Iterator[str]:
    for one in blocks:
        if isinstance(one, Grid):
            yield from one.lines
        else:
            yield one


def _annex_names(paper: Document) -> dict[int, str]:
    heads = {
        number: element
        for number, part in enumerate(paper.story(Rendition.draft()))
        for element in part.elements
        if isinstance(element, AnnexHead)
    }
    return {number: f"{head.mark}: {head.title}" for number, head in heads.items()}


# The file beside the paper.


def _blocks(found: Returned, paper: Sequence[_Line]) -> list[str | Grid]:
    """The file's lines and tables; the tables that only lay out the letterhead and the signatures as their lines."""
    known = {one.key for one in paper}
    blocks: list[str | Grid] = []
    for one in found.blocks:
        if isinstance(one, Grid) and _lays_out(one, known):
            blocks += one.lines
        elif not isinstance(one, Grid) or one.lines:
            blocks.append(one)
    return blocks


def _lays_out(grid: Grid, known: set[str]) -> bool:
    keys = [_key(line) for line in grid.lines]
    return grid.columns <= _LAYOUT_COLUMNS and 3 * sum(key in known for key in keys) >= len(keys)


def _key(text: str) -> str:
    return fold(_DASH.sub("", _NUMERAL.sub("", text))).strip(_CLOSING)


def _head(table: Table) -> tuple[tuple[str, ...], ...]:
    """The first row of a table's head: names of groups stand above their columns."""
    names = dict.fromkeys((column.group or column.title, column.group) for column in table.columns)
    return tuple((name,) for name, _group in names)


def _grid_key(row: Sequence[Sequence[str]]) -> str:
    return f"⊞ {fold(' '.join(' '.join(cell) for cell in row))}"


def _drawn(table: Table) -> list[str]:
    """All that a table says, in the order of rows and cells."""
    below = [column.title for column in table.columns if column.group]
    cells = [cell[0] for cell in _head(table)] + below + [text for row in table.rows for text in row]
    return [key for key in (fold(text) for text in cells) if key]


Gap = tuple[range, range]
"""Places in the old and in the new text that belong together: one of each where a line stands in both, else what is left."""


def _gaps(old: Sequence[str], new: Sequence[str]) -> Iterator[Gap]:
    """The whole of both texts in order."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_pair(i, j) for i, j in zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            yield from _paired(old, new, range(i1, i2), range(j1, j2))


def _pair(i: int, j: int) -> Gap:
    return range(i, i + 1), range(j, j + 1)


def _paired(old: Sequence[str], new: Sequence[str], left: range, right: range) -> Iterator[Gap]:
    """Lines that were rewritten beside each other, in the order that keeps most of their words together."""
    i, j = left.start, right.start
    for here, there in _rewordings(old, new, left, right):
        if here > i or there > j:
            yield range(i, here), range(j, there)
        yield _pair(here, there)
        i, j = here + 1, there + 1
    if left.stop > i or right.stop > j:
        yield range(i, left.stop), range(j, right.stop)


def _rewordings(old: Sequence[str], new: Sequence[str], left: range, right: range) -> list[tuple[int, int]]:
    if not left or not right or len(left) * len(right) > MOST_COMPARED:
        return []
    ours, theirs = [Counter(old[at].split()) for at in left], [Counter(new[at].split()) for at in right]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    alike = [[_alike(one, other) for other in theirs] for one in ours]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((left[i], right[j]))
            i, j = i + 1, j + 1
    return pairs


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


class _Reading:
    """What is found as the file is read beside the paper, from top to bottom."""

    def __init__(
        self,
        paper: Sequence[_Line],
        empty: Mapping[int, Sequence[_Slot]],
        blocks: Sequence[str | Grid],
        names: Mapping[int, str],
    ) -> None:
        self.paper, self.empty, self.blocks, self.names = paper, empty, blocks, names
        self.texts: dict[str, list[str]] = {}
        self.unread: set[str] = set()
        self.fixed: list[Difference] = []
        self.redrawn: dict[str, Redrawn] = {}
        self.added: list[str] = []
        self.tables = 0

    def text(self, passage: Passage) -> str | None:
        """The whole text of a passage; None when its place is not in the file."""
        told = "\n".join(filter(None, self.texts.get(passage.key, ())))
        if passage.key in self.unread or (not told and passage.shape in {Shape.LINE, Shape.DAY} and passage.text):
            return None
        return told if passage.shape is not Shape.DAY or is_day(told) else None

    def read(self, old: range, new: range) -> None:
        """The next lines of both."""
        if len(old) == len(new) == 1 and self._stands(self.paper[old.start], self.blocks[new.start]):
            return
        written = [one for place in new if isinstance(one := self.blocks[place], str)]
        self.tables += len(new) - len(written)
        for line in (self.paper[place] for place in old):
            self._missing(line)
        written = self._without_renamed(old, written)
        owned = [line for line in (self.paper[place] for place in old) if line.slot]
        for line, text in zip(owned, written, strict=False):
            self._said(line, text)
        self._inserted(old, written[len(owned) :], owned[-1:])

    def _stands(self, line: _Line, block: str | Grid) -> bool:
        """Read what stands in the place of a line; False when one is a table and the other is not."""
        if (line.table is not None) != isinstance(block, Grid) or (
            isinstance(block, str) and self._renamed(line, block)
        ):
            return False
        if line.table is not None and isinstance(block, Grid):
            if [fold(text) for text in block.lines] != _drawn(line.table):
                self._drawn_otherwise(line)
        elif isinstance(block, str) and line.slot is not None:
            self._said(line, block)
        elif isinstance(block, str) and line.key != _key(block):
            self._reworded(line, Difference(Fate.CHANGED, line.text, block))
        return True

    def _renamed(self, line: _Line, text: str) -> bool:
        """Whether another heading stands where one of the form's own stood."""
        words, others = Counter(line.key.split()), Counter(_key(text).split())
        return line.heads and line.slot is None and _alike(words, others) < ALIKE

    def _missing(self, line: _Line) -> None:
        if line.table is not None:
            self._drawn_otherwise(line)
        elif line.slot is None and line.heads and not line.part:
            self.unread |= self._below(line)
        elif line.slot is None:
            self._reworded(line, Difference(Fate.REMOVED, line.text, ""))

    def _below(self, heading: _Line) -> set[str]:
        """The texts under a heading: without it nobody knows where they begin."""
        at = next(place for place, one in enumerate(self.paper) if one is heading)
        below = self.paper[at + 1 : at + 2]
        return {passage.key for line in below if line.slot for passage, _own in line.slot.places}

    def _without_renamed(self, old: range, written: Sequence[str]) -> list[str]:
        """The lines but for those that stand where headings of the form stood."""
        renamed = sum(self.paper[place].heads and not self.paper[place].slot for place in old)
        kept = []
        for text in written:
            if renamed and _NUMERAL.match(text):
                renamed -= 1
            else:
                kept.append(text)
        return kept

    def _reworded(self, line: _Line, difference: Difference) -> None:
        if line.part:
            self._drawn_otherwise(line)
        else:
            self.fixed.append(difference)

    def _drawn_otherwise(self, line: _Line) -> None:
        titles = tuple(column.title for column in line.table.columns) if line.table else ()
        name = self.names.get(line.part, "")
        self.redrawn.setdefault(name or " ".join(titles), Redrawn(line.part, name, () if name else titles))

    def _said(self, line: _Line, text: str) -> None:
        """Take the words of a line apart: what nobody touched stays exactly as it was typed."""
        assert line.slot is not None
        if text == line.text:
            self._keep(line.slot)
            return
        found = line.slot.pattern.fullmatch(text)
        if found is None:
            self.unread |= {passage.key for passage, _at in line.slot.places}
            return
        for (passage, at), said in zip(line.slot.places, found.groups(), strict=True):
            own = " ".join(_own(passage)[at.start : at.stop])
            said = said if own else _DOTS.sub("", said).strip(" ;,")
            self.texts.setdefault(passage.key, []).append(_as_typed(passage, said, own))

    def _keep(self, slot: _Slot) -> None:
        for passage, at in slot.places:
            self.texts.setdefault(passage.key, []).extend(_own(passage)[at.start : at.stop])

    def _inserted(self, old: range, texts: Sequence[str], rewritten_: Sequence[_Line]) -> None:
        """Lines that the paper has not: they go on with the text beside them that may grow."""
        before = list(rewritten_) or self.paper[max(0, old.start - 1) : old.start]
        beside = [line.slot for line in (*before, *self.paper[old.stop : old.stop + 1]) if line.slot]
        blank = [slot for place in range(old.start, old.stop + 1) for slot in self.empty.get(place, ())]
        growing = [slot for slot in beside if slot.grows]
        for text in texts:
            if not growing and blank:
                self._said(_Line("", slot=blank.pop(0)), text)
            elif growing:
                passage = _fitting(text, [slot.places[0][0] for slot in growing])
                self.texts.setdefault(passage.key, []).append(_as_typed(passage, text, ""))
            else:
                self.added.append(text)


def is_day(text: str) -> bool:
    """Whether a text is a day, or none at all."""
    try:
        return not text or bool(dates.parse_day(text))
    except dates.NotADate:
        return False


def _fitting(text: str, beside: Sequence[Passage]) -> Passage:
    """Which of the texts above and below goes on with a new line: entries are closed by ";", or begin as căn cứ do."""
    entry = text.rstrip().endswith(";") or fold(text).startswith(("can cu", "- "))
    wanted = Shape.LINES if entry else Shape.TEXT
    return next((one for one in beside if one.shape is wanted), beside[0])


def _as_typed(passage: Passage, said: str, own: str) -> str:
    """Words of a line as the office would type them: without what the form puts around them."""
    text = said.strip().removesuffix("./.").strip() if said.strip() != own else own
    if passage.shape is Shape.DAY:
        found = _OFFICIAL_DAY.search(text)
        return "/".join(found.groups()) if found else text
    if passage.shape is Shape.LINES:
        text = _DASH.sub("", text).rstrip(" .;,")
        return own if text == _DASH.sub("", own).rstrip(" .;,") else text
    if own[:1].isupper() and text[:1].islower():
        text = text[:1].upper() + text[1:]
    bare = own.rstrip(" .;,/")
    return own if text == bare else text
