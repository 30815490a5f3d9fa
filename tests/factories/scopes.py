"""Standing inside a unit while a test prepares or looks."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from ocop.tenancy import acting_in
from tests.factories import world


@contextmanager
def inside(app: Flask, slug: str) -> Iterator[int]:
    """The writable scope of the unit, in a session of its own, committed at the end; gives the unit's key."""
    with app.app_context():
        unit_id = world.unit_id(slug)
    with app.app_context(), acting_in(unit_id):
        yield unit_id
