"""Which documents the pages of a batch make, and what is wrong with each, whatever the order they came in."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ocop.paperwork.scans.marks import Mark
from ocop.paperwork.scans.reading import ScannedPage

LEAST_DPI = 200
"""Decree 30/2020, Annex I: scans of paper documents are coloured and have at least 200 dots per inch."""

Place = tuple[int, int]
"""A page of a batch: which file, which page of it, both from 0."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scanned page of one of the batch's files; `by_hand` when a person, not the code, said which page it is."""

    file: int
    page: ScannedPage
    by_hand: bool = False

    @property
    def place(self) -> Place:
        return self.file, self.page.index

    @property
    def mark(self) -> Mark | None:
        return self.page.mark


@dataclass(frozen=True, slots=True)
class Expected:
    """A document that may come home: `version` None while no version of it is frozen, then `pages` says nothing."""

    token: str
    version: str | None
    pages: int


@dataclass(frozen=True, slots=True)
class Homecoming:
    """What of one document is in a batch.

    `leaves` are its pages in their order; of a page that came `twice` the first. Pages are numbered from 1. `older` are
    pages of another version, `beyond` such as the document does not have; neither is among the leaves.
    """

    expected: Expected
    leaves: tuple[Leaf, ...]
    missing: tuple[int, ...]
    twice: tuple[int, ...]
    older: tuple[Leaf, ...]
    beyond: tuple[Leaf, ...]
    reordered: bool

    @property
    def complete(self) -> bool:
        """Every page of the current version is there once: nothing is left to decide."""
        return bool(self.leaves) and not self.missing and not self.twice

    @property
    def by_hand(self) -> tuple[int, ...]:
        return tuple(_number(leaf) for leaf in self.leaves if leaf.by_hand)

    @property
    def turned(self) -> tuple[int, ...]:
        return tuple(_number(leaf) for leaf in self.leaves if leaf.page.turn)

    @property
    def coarse(self) -> tuple[int, ...]:
        """Pages scanned below `LEAST_DPI`."""
        return tuple(_number(leaf) for leaf in self.leaves if (leaf.page.dpi or LEAST_DPI) < LEAST_DPI)

    @property
    def grey(self) -> bool:
        """Whether no page shows any colour, not even that of a seal."""
        return bool(self.leaves) and all(leaf.page.grey for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Sorting:
    """A batch sorted: documents in the order of their first pages.

    `foreign` are pages of documents that are not expected: nothing of them is to be shown. `uncoded` await a person's
    choice; `blank` are backs of sheets.
    """

    documents: tuple[Homecoming, ...]
    foreign: tuple[Leaf, ...]
    uncoded: tuple[Leaf, ...]
    blank: tuple[Leaf, ...]


def leaves_of(files: Iterable[Sequence[ScannedPage]]) -> tuple[Leaf, ...]:
    """The pages of a batch, file by file."""
    return tuple(Leaf(number, page) for number, pages in enumerate(files) for page in pages)


def tokens(leaves: Iterable[Leaf]) -> frozenset[str]:
    """The documents that the codes name, ours or not."""
    return frozenset(leaf.mark.token for leaf in leaves if leaf.mark)


def chosen(leaves: Iterable[Leaf], choices: Mapping[Place, Mark]) -> tuple[Leaf, ...]:
    """The pages with what a person said of those without a mark; what a code says is not overruled."""
    return tuple(
        replace(leaf, page=replace(leaf.page, mark=choices[leaf.place], blank=False), by_hand=True)
        if leaf.mark is None and leaf.place in choices
        else leaf
        for leaf in leaves
    )


def sort(leaves: Sequence[Leaf], expected: Iterable[Expected]) -> Sorting:
    """Sort a batch to the documents that are expected."""
    known = {one.token: one for one in expected}
    found: dict[str, list[Leaf]] = {}
    foreign: list[Leaf] = []
    for leaf in leaves:
        if leaf.mark and leaf.mark.token in known:
            found.setdefault(leaf.mark.token, []).append(leaf)
        elif leaf.mark:
            foreign.append(leaf)
    return Sorting(
        documents=tuple(_homecoming(known[token], pages) for token, pages in found.items()),
        foreign=tuple(foreign),
        uncoded=tuple(leaf for leaf in leaves if leaf.mark is None and not leaf.page.blank),
        blank=tuple(leaf for leaf in leaves if leaf.mark is None and leaf.page.blank),
    )


def _homecoming(expected: Expected, leaves: Sequence[Leaf]) -> Homecoming:
    current = [leaf for leaf in leaves if leaf.mark and leaf.mark.version == expected.version]
    by_page: dict[int, list[Leaf]] = {}
    for leaf in current:
        by_page.setdefault(_number(leaf), []).append(leaf)
    wanted = range(1, expected.pages + 1 if expected.version else 1)
    kept = tuple(by_page[page][0] for page in wanted if page in by_page)
    return Homecoming(
        expected=expected,
        leaves=kept,
        missing=tuple(page for page in wanted if page not in by_page),
        twice=tuple(page for page in wanted if len(by_page.get(page, ())) > 1),
        older=tuple(leaf for leaf in leaves if leaf.mark and leaf.mark.version != expected.version),
        beyond=tuple(leaf for leaf in current if _number(leaf) not in wanted),
        reordered=any(after.place < before.place for before, after in itertools.pairwise(kept)),
    )


def _number(leaf: Leaf) -> int:
    return leaf.mark.page if leaf.mark else 0
