"""What the law wants in a dossier."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from ocop.core.db import db
from ocop.dossiers.models import Requirement


def requirements() -> Sequence[Requirement]:
    """All requirements of all editions, in the order of the criteria."""
    return db.session.scalars(select(Requirement).order_by(Requirement.effective_from, Requirement.position)).all()


def kinds_of_proof(on: date) -> Mapping[str, Requirement]:
    """What evidence can prove, each kind once, as the edition of a day words it; what is handed over is no file."""
    found: dict[str, Requirement] = {}
    for row in requirements():
        if row.handed_over or row.effective_from > on:
            continue
        if row.key not in found or found[row.key].edition != row.edition:
            found[row.key] = row
    return dict(sorted(found.items(), key=lambda pair: pair[1].position))
