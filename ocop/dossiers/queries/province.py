"""How far the dossiers of all units are, for the province's window."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import case, func, select

from ocop.core.db import db
from ocop.dossiers.models import Dossier
from ocop.registrations.models import Registration
from ocop.registrations.rules import SELECTED, State
from ocop.tenancy import Workspace

COMPLETE = (State.DOSSIER_COMPLETE, State.IN_ASSESSMENT, State.RESULT)


class UnitDossiers(NamedTuple):
    """One unit: registrations that the province took into the year, dossiers begun for them, complete ones."""

    unit: str
    slug: str
    registrations: int
    begun: int
    complete: int


def of_units(below: Sequence[Workspace], *, cycle_id: int) -> Sequence[UnitDossiers]:
    """The units in the order given, each with its figures of a year."""
    complete = case((Registration.state.in_(COMPLETE), Dossier.id))
    counted = db.session.execute(
        select(Registration.tenant_id, func.count(Registration.id), func.count(Dossier.id), func.count(complete))
        .outerjoin(Dossier, Dossier.registration_id == Registration.id)
        .where(Registration.cycle_id == cycle_id, Registration.state.in_(SELECTED))
        .group_by(Registration.tenant_id)
    ).tuples()
    figures = {unit_id: numbers for unit_id, *numbers in counted}
    return [UnitDossiers(one.name, one.slug, *figures.get(one.id, (0, 0, 0))) for one in below]
