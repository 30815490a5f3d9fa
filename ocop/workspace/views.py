"""The home page of a unit: what waits, what is due, what is missing, what to do next."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ocop.audit import queries as trail
from ocop.core import clock
from ocop.programme import queries as programme
from ocop.tenancy import Permission, Workspace, WorkspaceBlueprint, may, requires, workspace
from ocop.workspace import queries, rules

bp = WorkspaceBlueprint("workspace")
blueprints: tuple[Blueprint, ...] = (bp,)

LATEST = 5

for table, names in (
    (trail.ACCOUNTS, queries.names_of_accounts),
    ("producers", queries.names_of_producers),
    ("products", queries.names_of_products),
    ("product_sets", queries.names_of_sets),
    ("units", queries.names_of_units),
):
    trail.teach_names(table, names)


@bp.get("/")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE, Permission.REPORT_TASK, Permission.ANSWER_SURVEY)
def home() -> ResponseReturnValue:
    """What waits for the person who asks; people of departments go to their tasks, of communes to their survey."""
    if not may(Permission.VIEW) and not may(Permission.VIEW_PROVINCE):
        tasked = may(Permission.REPORT_TASK)
        return redirect(url_for("programme_tasks.index" if tasked else "registrations_commune.index"))
    return render_template("workspace/home.html", **_page(workspace()))


def _page(unit: Workspace) -> dict[str, object]:
    today = clock.today()
    cycle = programme.current_cycle(today)
    facts = queries.facts(unit, cycle, today=today)
    at_the_top = unit.parent_id is None
    desk = queries.desk_facts(unit, cycle, today=today) if at_the_top and cycle else None
    waits = rules.waiting(facts, may, desk)
    lacks = rules.missing(facts, may, desk=at_the_top)
    return {
        "cycle": cycle,
        "today": today,
        "plan_issued": programme.PLAN_ISSUED,
        "facts": facts,
        "desk": desk,
        "waits": waits,
        "lacks": lacks,
        "step": rules.next_step(waits, lacks),
        "standings": programme.standings(cycle.id, today=today) if cycle else (),
        "guidance": programme.guidance(limit=LATEST),
    }
