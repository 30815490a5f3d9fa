"""What the law wants in a dossier."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select

from ocop.core.db import db
from ocop.dossiers.models import Requirement
from ocop.programme import queries as programme


def requirements() -> Sequence[Requirement]:
    """All requirements of all editions, in the order of the criteria."""
    return db.session.scalars(select(Requirement).order_by(Requirement.effective_from, Requirement.position)).all()


def rule(on: date) -> str:
    """The editions in force on a day, as they are cited."""
    editions = db.session.scalars(
        select(Requirement.edition)
        .where(
            Requirement.effective_from <= on, or_(Requirement.effective_to.is_(None), Requirement.effective_to >= on)
        )
        .distinct()
    ).all()
    return "; ".join(basis.citation for basis in programme.legal_bases(list(editions)))


def kinds_of_proof(on: date) -> Mapping[str, Requirement]:
    """What evidence can prove, each kind once, as the edition of a day words it; what is handed over is no file."""
    found: dict[str, Requirement] = {}
    for row in requirements():
        if row.handed_over or row.effective_from > on:
            continue
        if row.key not in found or found[row.key].edition != row.edition:
            found[row.key] = row
    return dict(sorted(found.items(), key=lambda pair: pair[1].position))
