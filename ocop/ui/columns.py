"""The columns of lists: what each says, which of them a person chose to see and in which order, and the rows made ready.

Page and Excel file are made from the same columns, so a file says what the list shows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar, runtime_checkable

from flask_babel import LazyString
from flask_login import current_user
from markupsafe import Markup, escape

from ocop.core.text import dates, numbers
from ocop.core.text.dates import PartialDate
from ocop.ui.spreadsheet import Cell, Column

Row = TypeVar("Row")

NOTHING = "–"
LISTS: dict[str, tuple[str, ...]] = {}
"""The columns of every list that a person may choose from, by the name of the list."""


@runtime_checkable
class Chooser(Protocol):
    """A person whose account remembers the columns chosen, by list."""

    list_columns: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ListColumn(Generic[Row]):
    """One column. `tone` makes its text a badge; `usual` says whether it is seen by whoever chose nothing."""

    key: str
    label: LazyString
    value: Callable[[Row], Cell]
    sort: str = ""
    width: int = 18
    numeric: bool = False
    usual: bool = True
    tone: Callable[[Row], str] | None = None


class Choice(NamedTuple):
    """A column as the form for choosing offers it."""

    key: str
    label: LazyString
    shown: bool
    place: int


class Columns(Generic[Row]):
    """The columns of one list; the first names the row, leads to it, and always stands first."""

    def __init__(self, name: str, first: ListColumn[Row], *others: ListColumn[Row]) -> None:
        self.name = name
        self.first = first
        self.others = {one.key: one for one in others}
        LISTS[name] = tuple(self.others)

    def chosen(self) -> tuple[ListColumn[Row], ...]:
        """What the person of this request sees: first the one that names the row."""
        kept = self._kept()
        if kept is None:
            return (self.first, *(one for one in self.others.values() if one.usual))
        return (self.first, *(self.others[key] for key in kept if key in self.others))

    def offered(self) -> list[Choice]:
        """All columns but the first, the seen ones in their order, then the others."""
        seen = [one.key for one in self.chosen()[1:]]
        keys = [*seen, *(key for key in self.others if key not in seen)]
        return [Choice(key, self.others[key].label, key in seen, place) for place, key in enumerate(keys, 1)]

    def look(self) -> tuple[str, ...]:
        """What tells the choice of columns apart from every other: the list's name and the keys of the seen ones."""
        return (self.name, *(one.key for one in self.chosen()))

    @property
    def changed(self) -> bool:
        """Whether the person chose columns."""
        return self._kept() is not None

    def headings(self) -> list[Column]:
        """The heads of the Excel file."""
        return [Column(one.label, one.width) for one in self.chosen()]

    def cells(self, rows: Iterable[Row]) -> Iterator[tuple[Cell, ...]]:
        """The rows of the Excel file; words are translated once, not once a row."""
        columns, words = self.chosen(), _Words()
        for row in rows:
            yield tuple(words.plain(one.value(row)) for one in columns)

    def lines(self, rows: Iterable[Row]) -> Iterator[tuple[Row, str, Markup]]:
        """Each row of a page with its name and its other cells, written whole.

        A template would look up, test and escape each of four hundred cells, and take longer than all the rest of the page.
        """
        columns, words = self.chosen()[1:], _Words()
        for row in rows:
            cells = "".join([_cell(one, row, words) for one in columns])
            yield row, words.text(self.first.value(row)), Markup(cells)

    def _kept(self) -> Sequence[str] | None:
        person = current_user._get_current_object()
        return person.list_columns.get(self.name) if isinstance(person, Chooser) else None


class _Words:
    """Remembers how words are said in the language of the page: asking once a row would cost more than the page."""

    def __init__(self) -> None:
        self._said: dict[int, tuple[LazyString, str]] = {}
        self._written: dict[str, str] = {}

    def plain(self, cell: Cell) -> Cell:
        """The cell with its words said; dates and numbers stay what they are."""
        if not isinstance(cell, LazyString):
            return cell
        key = id(cell)
        if key not in self._said:
            self._said[key] = cell, str(cell)  # held, or another word might come to lie in its place
        return self._said[key][1]

    def text(self, cell: Cell) -> str:
        """The cell as a page says it."""
        if type(cell) is str:
            return cell or NOTHING
        cell = self.plain(cell)
        if cell is None or cell == "":
            return NOTHING
        if isinstance(cell, PartialDate):
            return str(cell)
        if isinstance(cell, date):
            return dates.day(cell)
        if isinstance(cell, bool):
            return "✓" if cell else NOTHING
        if isinstance(cell, int):
            return numbers.plain(cell)
        return str(cell)

    def written(self, cell: Cell) -> str:
        """The same, escaped; most cells of a column say what others said."""
        text = self.text(cell)
        if text not in self._written:
            self._written[text] = str(escape(text))
        return self._written[text]


def _cell(column: ListColumn[Row], row: Row, words: _Words) -> str:
    written = words.written(column.value(row))
    if column.tone and (tone := column.tone(row)):
        written = f'<span class="badge badge-{words.written(tone)}">{written}</span>'
    return f'<td class="numeric">{written}</td>' if column.numeric else f"<td>{written}</td>"


def asked_order(name: str, shown: Iterable[str], places: Mapping[str, str]) -> list[str] | None:
    """The known keys of a list that were ticked, by the places written beside them; None when there is no such list."""
    known = LISTS.get(name)
    if known is None:
        return None
    ticked = set(shown)
    return sorted(
        (key for key in known if key in ticked), key=lambda key: (_place(places.get(key, "")), known.index(key))
    )


def _place(written: str) -> int:
    usable = written.isascii() and written.isdecimal() and len(written) < 4
    return int(written) if usable else 999
