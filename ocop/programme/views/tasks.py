"""What part IV of the plan gives to a department: its people see their own tasks and nothing else."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ocop.core import clock
from ocop.programme import queries
from ocop.tenancy import Permission, SignedInBlueprint, requires

bp = SignedInBlueprint("programme_tasks", path="tinh/nhiem-vu", room="programme")


@bp.get("/")
@requires(Permission.REPORT_TASK)
def index() -> ResponseReturnValue:
    """The tasks of the person's own department in this year's plan."""
    cycle = queries.current_cycle(clock.today())
    if cycle is None:
        return render_template("programme/no_cycle.html")
    return render_template(
        "programme/tasks.html",
        cycle=cycle,
        tasks=queries.department_tasks(cycle.id, current_user.department or ""),
        milestones=queries.milestones(cycle.id),
    )
