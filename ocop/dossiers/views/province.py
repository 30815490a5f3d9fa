"""The province's window on the dossiers of its units."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ocop.core import clock
from ocop.dossiers.queries import rule
from ocop.dossiers.queries.province import of_units
from ocop.dossiers.views.doors import province as bp
from ocop.registrations.views.year import asked_cycle
from ocop.tenancy import Permission, requires
from ocop.tenancy.blueprints import today_below


@bp.get("/")
@requires(Permission.VIEW_PROVINCE)
def index() -> ResponseReturnValue:
    """How far each unit's dossiers are."""
    cycle = asked_cycle()
    return render_template(
        "dossiers/province.html",
        rows=of_units(today_below(), cycle_id=cycle.id),
        cycle=cycle,
        rule=rule(clock.today()),
    )
