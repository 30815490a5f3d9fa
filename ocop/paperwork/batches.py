"""Many documents printed one after the other into files of their own, by this process or by several.

Each process has its own fonts: within one, ReportLab prints one document at a time.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from subprocess import PIPE, Popen

from ocop.paperwork.elements import Rendition
from ocop.paperwork.frozen import load
from ocop.paperwork.kit import press
from ocop.paperwork.kit.fonts import LackingCharacterError

AT_A_TIME = 4
"""Documents that go to another process together."""

WAITING = 2
"""Such bundles that lie ready for each process: memory stays flat however many documents there are."""

_SERVE = "from ocop.paperwork.batches import serve; serve()"


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


def _by_many(orders: Iterator[Order], processes: int) -> Iterator[Printed]:
    """This process prints too, from the first moment, while the others are still starting."""
    with ExitStack() as running:
        helpers: SimpleQueue[Popen[bytes]] = SimpleQueue()
        for _ in range(processes - 1):
            helpers.put(running.enter_context(_helper()))
        pool = running.enter_context(ThreadPoolExecutor(processes - 1))
        running.callback(pool.shutdown, cancel_futures=True)
        given: deque[Future[list[Printed]]] = deque()
        while bundle := list(islice(orders, AT_A_TIME)):
            while given and given[0].done():
                yield from given.popleft().result()
            if len(given) < (processes - 1) * WAITING:
                given.append(pool.submit(_printed_by, helpers, bundle))
            else:
                yield from map(_print, bundle)
        while given:
            yield from given.popleft().result()


def _helper() -> Popen[bytes]:
    """A fresh process, no copy of this one, in which another thread may hold the press's lock at this moment.

    It ends when this one does, killed or not: nothing more can come through its pipe then.
    """
    paths = os.pathsep.join(filter(None, sys.path))
    return Popen([sys.executable, "-c", _SERVE], stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": paths})


def _printed_by(helpers: SimpleQueue[Popen[bytes]], orders: Sequence[Order]) -> list[Printed]:
    helper = helpers.get()
    assert helper.stdin is not None
    assert helper.stdout is not None
    pickle.dump(orders, helper.stdin)
    helper.stdin.flush()
    done: list[Printed] = pickle.load(helper.stdout)
    helpers.put(helper)
    return done


def serve() -> None:
    """Print what comes through the standard input, bundle by bundle, until there is no more."""
    while True:
        try:
            orders: Sequence[Order] = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump([_print(order) for order in orders], sys.stdout.buffer)
        sys.stdout.buffer.flush()
