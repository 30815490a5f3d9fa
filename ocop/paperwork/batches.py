"""Many documents printed one after the other into files of their own, by this process or by several.

Each process has its own fonts: within one, ReportLab prints one document at a time.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection
from pathlib import Path
from threading import Thread

from ocop.paperwork.elements import Rendition
from ocop.paperwork.frozen import load
from ocop.paperwork.kit import press
from ocop.paperwork.kit.fonts import LackingCharacterError

AT_A_TIME = 4
"""Documents that go to another process together."""

WAITING = 2
"""Such bundles that lie ready for each process: memory stays flat however many documents there are."""


@dataclass(frozen=True, slots=True)
class Order:
    """One document to print: its stored text (`paperwork.dump`), the rendition, and the file that it becomes."""

    text: str
    rendition: Rendition
    target: Path


@dataclass(frozen=True, slots=True)
class Printed:
    """A file that is there now, or why it is not, in words."""

    target: Path
    fault: str | None = None


def printed(orders: Iterable[Order], *, processes: int = 1) -> Iterator[Printed]:
    """Print them all, one after the other as they are done; a file appears under its name only when it is whole."""
    return _by_many(iter(orders), processes) if processes > 1 else map(_print, orders)


def _print(order: Order) -> Printed:
    try:
        document = load(order.text)
        content = press.printed(document.story(order.rendition), order.rendition)
    except LackingCharacterError as lacking:
        return Printed(order.target, str(lacking))
    unfinished = order.target.with_suffix(".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, order.target)
    return Printed(order.target)


def _print_bundle(orders: Sequence[Order]) -> list[Printed]:
    return [_print(order) for order in orders]


def _by_many(orders: Iterator[Order], processes: int) -> Iterator[Printed]:
    """This process prints too, from the first moment, while the others are still starting.

    They are fresh processes, not copies of this one: another thread may hold the press's lock at this moment.
    """
    helpers = processes - 1
    pool = ProcessPoolExecutor(helpers, multiprocessing.get_context("spawn"), initializer=_end_with_parent)
    given: deque[Future[list[Printed]]] = deque()
    try:
        while bundle := list(islice(orders, AT_A_TIME)):
            while given and given[0].done():
                yield from given.popleft().result()
            if len(given) < helpers * WAITING:
                given.append(pool.submit(_print_bundle, bundle))
            else:
                yield from map(_print, bundle)
        while given:
            yield from given.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
