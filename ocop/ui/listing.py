"""Lists on pages: what the address asks for (search, filters, order, page) and the page of rows that answers it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _

from ocop.core.errors import DomainError, NotYours
from ocop.core.text.normal import fold, nfc

TEXT, ORDER, PAGE, PER_PAGE = "tim", "sap-xep", "trang", "so-dong"
TICKED, EVERYTHING = "chon", "tat-ca"
LONGEST_SEARCH = 200
MOST_ROWS = 200
FURTHEST_PAGE = 1_000_000
NO_ROW = 9_876_543_210_123

Row = TypeVar("Row")


@dataclass(frozen=True)
class ListQuery:
    """What the reader of a list asked for. Filters hold only the ones that are set; `order` is "ten" or "-ten"."""

    path: str
    text: str = ""
    sort: str = ""
    descending: bool = False
    page: int = 1
    per_page: int = 50
    filters: Mapping[str, str] = field(default_factory=dict)
    usual_order: str = ""
    usual_per_page: int = 50

    @cached_property
    def folded(self) -> str:
        """The search text without accents and case, as it is compared with folded columns."""
        return fold(self.text)

    @property
    def order(self) -> str:
        return f"-{self.sort}" if self.descending else self.sort

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.per_page

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter hides rows."""
        return bool(self.text or self.filters)

    @property
    def default_order(self) -> bool:
        return self.order == self.usual_order

    def sorted_by(self, key: str) -> str:
        """The address of the first page in the order of `key`; the other way round when it is that order already."""
        turned = key == self.sort and not self.descending
        return replace(self, sort=key, descending=turned, page=1).url()

    def at_page(self, page: int) -> str:
        return replace(self, page=page).url()

    def cleared(self) -> str:
        """The address of the whole list."""
        return replace(self, text="", filters={}, page=1).url()

    def url(self) -> str:
        """The address of exactly this query."""
        asked = urlencode(self.arguments())
        return f"{self.path}?{asked}" if asked else self.path

    def narrowed_url(self, endpoint: str) -> str:
        """The address of another view of the same rows, such as their export: all pages of them."""
        arguments = replace(self, page=1, per_page=self.usual_per_page).arguments()
        asked = urlencode(arguments)
        return f"{url_for(endpoint)}?{asked}" if asked else url_for(endpoint)

    def arguments(self) -> dict[str, str]:
        """The part of the address behind "?", without what goes without saying."""
        asked = dict(self.filters)
        if self.text:
            asked[TEXT] = self.text
        if not self.default_order:
            asked[ORDER] = self.order
        if self.per_page != self.usual_per_page:
            asked[PER_PAGE] = str(self.per_page)
        if self.page > 1:
            asked[PAGE] = str(self.page)
        return asked


def read(*, sorts: Collection[str], order: str, filters: Collection[str] = (), per_page: int = 50) -> ListQuery:
    """The query of this request; what it asks for beyond `sorts`, `filters` and at most 200 rows a page is passed over."""
    asked = request.args
    wanted = asked.get(ORDER, "")
    chosen = wanted if wanted.removeprefix("-") in sorts else order
    set_filters = {name: value[:LONGEST_SEARCH] for name in filters if (value := nfc(asked.get(name, "")))}
    return ListQuery(
        path=request.script_root + request.path,
        text=nfc(asked.get(TEXT, ""))[:LONGEST_SEARCH],
        sort=chosen.removeprefix("-"),
        descending=chosen.startswith("-"),
        page=_number(PAGE, 1, FURTHEST_PAGE),
        per_page=_number(PER_PAGE, per_page, MOST_ROWS),
        filters=set_filters,
        usual_order=order,
        usual_per_page=per_page,
    )


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: its rows, how many there are on all pages, and the query that they answer."""

    rows: Sequence[Row]
    total: int
    query: ListQuery

    @property
    def pages(self) -> int:
        return -(-self.total // self.query.per_page)

    @property
    def first(self) -> int:
        """The number of the first row shown, counted from 1."""
        return self.query.offset + 1

    @property
    def last(self) -> int:
        return self.query.offset + len(self.rows)

    @property
    def previous(self) -> int | None:
        return min(self.query.page - 1, self.pages) if self.query.page > 1 and self.pages else None

    @property
    def next(self) -> int | None:
        return self.query.page + 1 if self.query.page < self.pages else None

    @property
    def nearby(self) -> list[int | None]:
        """The page numbers to offer: both ends and two on either side; None stands for a gap."""
        near = {1, self.pages, *range(self.query.page - 2, self.query.page + 3)}
        offered: list[int | None] = []
        for number in sorted(near & set(range(1, self.pages + 1))):
            if offered and offered[-1] != number - 1:
                offered.append(None)
            offered.append(number)
        return offered


def addresses(endpoint: str, key: str) -> Callable[[int], str]:
    """The address of each row of a list; `url_for` is asked once, with a number that no row has in the place of the key."""
    keys: dict[str, Any] = {key: NO_ROW}
    before, after = url_for(endpoint, **keys).split(str(NO_ROW))
    return lambda number: f"{before}{number}{after}"


@dataclass(frozen=True)
class Picked:
    """The rows of a list that an act is for: the ticked ones by their keys, or everything that the filters leave."""

    keys: frozenset[int]
    everything: bool

    def __bool__(self) -> bool:
        return self.everything or bool(self.keys)

    def met(self, found: Sequence[Row], *, most: int) -> Sequence[Row]:
        """The rows that were found for it, of which one more than `most` was asked for.

        Raises `NotYours` when a ticked one is not among them, `DomainError` when none or too many are meant.
        """
        if not self:
            raise DomainError(_("Vui lòng đánh dấu ít nhất một dòng."))
        if not self.everything and len(found) < len(self.keys):
            raise NotYours
        if len(found) > most:
            raise DomainError(_("Mỗi lần làm được tối đa %(most)s dòng. Vui lòng lọc bớt.", most=most))
        return found


def picked() -> Picked:
    """What was ticked in this request's list; a key that no row can have stands for what is not a number."""
    ticked = request.form.getlist(TICKED)
    return Picked(frozenset(_key(one) for one in ticked), EVERYTHING in request.form)


def _key(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


@dataclass(frozen=True)
class Step:
    """One step of a `timeline`; its standing is "done", "current", "ahead" or "stopped"."""

    label: str | LazyString
    standing: str
    detail: str | LazyString = ""


def _number(name: str, usual: int, most: int) -> int:
    value = request.args.get(name, "")
    return min(max(int(value), 1), most) if value.isascii() and value.isdecimal() and len(value) < 10 else usual
