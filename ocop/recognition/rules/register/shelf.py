"""Things found by a text: a mapping of any size that takes little memory."""

import pickle
import sqlite3
from typing import Generic, TypeVar

AT_HAND = 12_000
"""Things that lie in memory at most."""

V = TypeVar("V")


class Shelf(Generic[V]):
    """A mapping whose things lie in a private file, which goes with it, except those used last.

    What is got may be another object than what was put: whoever changes a thing puts it back.
    """

    def __init__(self) -> None:
        self._near: dict[str, V] = {}
        self._far: sqlite3.Connection | None = None

    def get(self, key: str) -> V | None:
        """The thing, or none."""
        if key in self._near or self._far is None:
            return self._near.get(key)
        row = self._far.execute("SELECT thing FROM things WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        found: V = pickle.loads(row[0])
        self.put(key, found)
        return found

    def put(self, key: str, thing: V) -> None:
        """Keep a thing in place of what stood there."""
        if len(self._near) >= AT_HAND and key not in self._near:
            self._make_room()
        self._near[key] = thing

    def _make_room(self) -> None:
        if self._far is None:
            self._far = sqlite3.connect("", isolation_level=None)
            self._far.execute("PRAGMA journal_mode = OFF")
            self._far.execute("CREATE TABLE things (key TEXT PRIMARY KEY, thing BLOB)")
        self._far.execute("BEGIN")
        self._far.executemany(
            "INSERT OR REPLACE INTO things VALUES (?, ?)",
            ((key, pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)) for key, thing in self._near.items()),
        )
        self._far.execute("COMMIT")
        self._near.clear()
