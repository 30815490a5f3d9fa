"""Rows that hang below a producer or a product: written down, corrected and taken away, each with its entry in the trail."""

from collections.abc import Mapping

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import Base, db
from ocop.core.errors import StaleEdit
from ocop.producers.rules import as_written

Said = Mapping[str, object]
"""What an officer says of a row: the names of its columns and their values."""


def add_row(row: Base, said: Said, *, name: str, by: Actor) -> None:
    """Keep a new row that says `said`; the trail calls it by `name`."""
    for column, value in said.items():
        setattr(row, column, value)
    db.session.add(row)
    audit.record(by, "add", row, name=name, change={column: (None, value) for column, value in said.items() if value})


def change_row(row: Base, said: Said, *, version: int, name: str, by: Actor) -> None:
    """Correct a row that carries a version; raises `StaleEdit` when somebody else saved after `version`."""
    before = {column: getattr(row, column) for column in said}
    kept = int(getattr(row, "version", version))
    if kept != version:
        mine, theirs = ({column: as_written(value) for column, value in one.items()} for one in (said, before))
        raise StaleEdit.between(mine, theirs, version=kept)
    changed = {column: (before[column], value) for column, value in said.items() if before[column] != value}
    if not changed:
        return
    for column, (_before, value) in changed.items():
        setattr(row, column, value)
    setattr(row, "version", kept + 1)  # noqa: B010 - not every row of the base has one
    audit.record(by, "change", row, name=name, change=changed)


def remove_row(row: Base, said: Said, *, name: str, by: Actor) -> None:
    """Take a row away; the trail keeps what it said."""
    audit.record(
        by, "remove", row, name=name, change={column: (value, None) for column, value in said.items() if value}
    )
    db.session.delete(row)
    db.session.flush()
