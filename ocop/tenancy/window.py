"""The window: a second, reading session over several units, for a desk act that must look at all of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine, Row, Select
from sqlalchemy.orm import Session as AnySession

from ocop.core.db import READ_ONLY, Session, db
from ocop.tenancy.models import Owned
from ocop.tenancy.scope import enter, over


class _Looking(Session):
    """A session on the engine that it was given; Flask-SQLAlchemy's would go by the model."""

    def get_bind(self, *_args: object, **_kwargs: object) -> Engine:
        assert isinstance(self.bind, Engine)
        return self.bind


class Window:
    """Looks at many units at once and hands out values, never rows that could be changed."""

    def __init__(self, session: AnySession) -> None:
        self._session = session

    def look(self, statement: Select[*tuple[object, ...]]) -> Sequence[Row[*tuple[object, ...]]]:
        """Rows of plain column values; raises TypeError when the statement selects whole entities."""
        found = self._session.execute(statement).all()
        if any(isinstance(value, Owned) for row in found[:1] for value in row):
            raise TypeError("a window returns values: select columns, not entities")
        return found


@contextmanager
def window(units: frozenset[int]) -> Iterator[Window]:
    """Open the window over these units; closed, and its connection given back clean, at the end."""
    session = _Looking(db, bind=db.engine.execution_options(**{READ_ONLY: True}))
    try:
        enter(over(units), session)
        yield Window(session)
    finally:
        session.close()
