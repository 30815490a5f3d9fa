"""Documents from above: found by any word without accents, and read."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ocop.core import clock
from ocop.programme import queries
from ocop.programme.views.doors import bp
from ocop.tenancy import Permission, requires
from ocop.ui import listing


@bp.get("/van-ban-chi-dao")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def guidance() -> ResponseReturnValue:
    """The list of documents from above."""
    query = listing.read(sorts=("ngay",), order="-ngay")
    return render_template("programme/guidance.html", query=query, documents=queries.guidance(query.text))


@bp.get("/van-ban-chi-dao/<int:guidance_id>")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def read(guidance_id: int) -> ResponseReturnValue:
    """One document from above: its summary, its force, and the dates, targets and tasks that it sets."""
    document = queries.guidance_one(guidance_id)
    basis = queries.basis_of(document.number, document.dated)
    milestones = queries.milestones_of_basis(basis.id) if basis else ()
    cycle_id = milestones[0].cycle_id if milestones else None
    return render_template(
        "programme/read.html",
        document=document,
        basis=basis,
        milestones=milestones,
        targets=queries.targets(cycle_id) if cycle_id else (),
        tasks=queries.tasks_by_department(cycle_id) if cycle_id else (),
        today=clock.today(),
    )
