"""Loading what the law wants in a dossier."""

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import select

from ocop.core.db import db
from ocop.dossiers.models import Requirement
from ocop.dossiers.rules.requirements import RequirementFacts


def load_requirements(rows: Iterable[RequirementFacts]) -> int:
    """Add the requirements that are not there and correct those that are, by their code; returns how many there are.

    None is taken away: dossiers of earlier years keep the rule that they were made by.
    """
    known = {row.code: row for row in db.session.scalars(select(Requirement))}
    wanted = list(rows)
    for facts in wanted:
        row = known.get(facts.code)
        if row is None:
            db.session.add(Requirement(**asdict(facts)))
            continue
        for name, value in asdict(facts).items():
            setattr(row, name, value)
    db.session.flush()
    return len(wanted)
