"""Pages of jobs: what was asked for, how far it is, the file that came of it."""

from flask import Blueprint, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.jobs import queries, rules, services
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.tenancy import Permission, WorkspaceBlueprint, requires

bp = WorkspaceBlueprint("jobs", path="viec")
blueprints: tuple[Blueprint, ...] = (bp,)

READERS = (Permission.VIEW, Permission.VIEW_PROVINCE)
STATES = {
    State.WAITING: (_l("Đang chờ"), "neutral"),
    State.RUNNING: (_l("Đang thực hiện"), "info"),
    State.DONE: (_l("Đã xong"), "good"),
    State.FAILED: (_l("Không thực hiện được"), "bad"),
    State.CANCELLED: (_l("Đã dừng"), "warn"),
}
DOWNLOAD, LOOK = _l("Tải kết quả"), _l("Xem kết quả")
NOBODY = _l(
    "Chương trình chạy nền đang dừng nên việc này chưa bắt đầu. Việc được giữ nguyên và tự chạy khi quản trị hệ thống "
    "bật chương trình đó (lệnh: flask ocop worker)."
)


@bp.get("/")
@requires(*READERS)
def index() -> ResponseReturnValue:
    """The unit's last jobs."""
    jobs = queries.latest()
    return render_template("jobs/index.html", jobs=jobs, who=queries.who_asked(jobs), states=STATES)


@bp.get("/<token>")
@requires(*READERS)
def show(token: str) -> ResponseReturnValue:
    """One job with its progress."""
    job = queries.job(token)
    words, tone = STATES[job.state]
    return render_template(
        "jobs/show.html",
        job=job,
        state=words,
        tone=tone,
        who=queries.who_asked([job]),
        ended=job.state in rules.ENDED,
        mine=job.asked_by == current_user.username,
        nobody=str(NOBODY) if _left_lying(job) else None,
        result=_result(job),
        label=DOWNLOAD if job.attachment_token else LOOK,
    )


@bp.get("/<token>/tien-do")
@requires(*READERS)
def progress(token: str) -> ResponseReturnValue:
    """How far it is, for the script of the page."""
    job = queries.job(token)
    return jsonify(
        done=job.done,
        total=job.total,
        text=_told(job),
        next=(_result(job) or url_for(".show", token=token)) if job.state is State.DONE else None,
        label=str(DOWNLOAD if job.attachment_token else LOOK),
        failed=job.state in {State.FAILED, State.CANCELLED},
    )


@bp.post("/<token>/dung")
@requires(*READERS)
def cancel(token: str) -> ResponseReturnValue:
    """Stop a job that one asked for oneself."""
    job = queries.job(token)
    services.cancel(job, by=current_user, now=clock.real_now())
    flash(_("Đã yêu cầu dừng công việc."))
    return redirect(url_for(".show", token=token))


def _result(job: Job) -> str | None:
    """Where the file lies that came of it, or the page that shows what did."""
    if job.attachment_token:
        return url_for("attachments.file", token=job.attachment_token)
    page = rules.RESULT_PAGES.get(job.kind) if job.state is State.DONE else None
    return url_for(page, token=job.token) if page else None


def _told(job: Job) -> str:
    if _left_lying(job):
        return str(NOBODY)
    return job.message or str(STATES[job.state][0])


def _left_lying(job: Job) -> bool:
    """Whether a job waits that nobody will do as things stand."""
    return job.state is State.WAITING and not queries.workers(clock.real_now())
