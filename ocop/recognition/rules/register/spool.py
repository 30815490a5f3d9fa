"""Long sequences that lie in a temporary file: a hundred thousand things take no more memory than a thousand."""

import pickle
import tempfile
import weakref
from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TypeVar, cast, overload

AT_HAND = 10_000
"""Things that stay in memory: an ordinary register is never put away."""

AT_ONCE = 500
"""Further things that are put away and brought back together."""

T = TypeVar("T")


class Long(Sequence[T]):
    """A sequence whose things are brought when they are asked for; equal to every sequence of equal things."""

    @abstractmethod
    def _at(self, place: int) -> T:
        """The thing at a place that is there, counted from zero."""

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> list[T]: ...

    def __getitem__(self, place: int | slice) -> T | list[T]:
        places = range(len(self))[place]
        return self._at(places) if isinstance(places, int) else [self._at(one) for one in places]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment] # like every sequence that may grow


class Spool(Long[T]):
    """A sequence to append to and to walk again and again; only what came first and what came last lies in memory.

    The rest lies in a file without a name, which nobody else can open and which goes with the spool. What comes back is
    equal to what was put in, but may be another object.
    """

    def __init__(self, things: Iterable[T] = (), *, at_once: int = AT_ONCE, at_hand: int = AT_HAND) -> None:
        self._at_hand = at_hand
        self._first: list[T] = []
        self._at_once = at_once
        self._file: BinaryIO | None = None
        self._ends = array("Q", [0])
        self._last: list[T] = []
        self._near: tuple[int, list[T]] = (-1, [])
        for one in things:
            self.append(one)

    def append(self, one: T) -> None:
        """Add one at the end."""
        if len(self._first) < self._at_hand:
            self._first.append(one)
            return
        if len(self._last) == self._at_once:
            self._put_away()
        self._last.append(one)

    def __len__(self) -> int:
        return len(self._first) + self._filed * self._at_once + len(self._last)

    def __iter__(self) -> Iterator[T]:
        yield from self._first
        for number in range(self._filed):
            yield from self._brought_back(number)
        yield from self._last

    @property
    def _filed(self) -> int:
        return len(self._ends) - 1

    def _at(self, place: int) -> T:
        if place < len(self._first):
            return self._first[place]
        number, within = divmod(place - len(self._first), self._at_once)
        if number == self._filed:
            return self._last[within]
        if self._near[0] != number:
            self._near = (number, self._brought_back(number))
        return self._near[1][within]

    def _put_away(self) -> None:
        if self._file is None:
            self._file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - open as long as the spool
            weakref.finalize(self, self._file.close)
        self._file.seek(self._ends[-1])
        self._file.write(pickle.dumps(self._last, pickle.HIGHEST_PROTOCOL))
        self._ends.append(self._file.tell())
        self._last = []

    def _brought_back(self, number: int) -> list[T]:
        """One slice of the file; only what this process wrote into it is ever unpickled."""
        assert self._file is not None
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        found: list[T] = pickle.loads(self._file.read(end - start))
        return found
