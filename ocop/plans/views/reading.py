"""Reading plans: the list, one plan with its way, its text, its prints, its comparison."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.audit import note_afterwards
from ocop.core import clock, settings
from ocop.core.errors import NotYours
from ocop.paperwork.kit import outline
from ocop.plans import papers, queries, services
from ocop.plans.forms import ReasonForm
from ocop.plans.forms.words import CHECK_NAMES, OCCASIONS, STATE_NAMES, STATE_TONES, section_names, steps
from ocop.plans.models import Plan
from ocop.plans.papers.annexes import present
from ocop.plans.rules import State
from ocop.plans.rules.acts import acts
from ocop.plans.rules.checking import AWAITED
from ocop.plans.rules.comparing import PlanText, compare
from ocop.plans.rules.proofreading import Remark, remark
from ocop.plans.services.versions import text_of
from ocop.plans.views import serving
from ocop.plans.views.doors import READERS, bp
from ocop.programme import queries as programme
from ocop.tenancy import Permission, requires, workspace

WITH_PROVINCE, WITH_REPLACED = "tinh", "cu"
LONGEST_ORDINAL = 9
OPEN_TO_CHANGE = frozenset({State.DRAFT, *AWAITED})
"""While a plan is drafted and checked, what is left blank in it can still be filled."""


@bp.app_template_filter("plan_state")
def plan_state(state: State) -> str:
    """The state in words, for every page that speaks of plans."""
    return str(STATE_NAMES[state])


@bp.app_template_filter("plan_tone")
def plan_tone(state: State) -> str:
    """The tone of a state's badge."""
    return STATE_TONES.get(state, "info")


@bp.get("/")
@requires(*READERS)
def index() -> ResponseReturnValue:
    """The unit's plans of all years, and the way to this year's first one."""
    cycle = programme.current_cycle(clock.today())
    plans = queries.plans()
    missing = cycle is not None and all(plan.cycle_id != cycle.id for plan in plans)
    return render_template("plans/index.html", plans=plans, cycle=cycle, missing=missing)


@bp.post("/")
@requires(Permission.PREPARE_PLAN)
def create() -> ResponseReturnValue:
    """ "Lập kế hoạch": this year's plan, drafted; a second click goes to the same one."""
    cycle = programme.current_cycle(clock.today())
    if cycle is None:
        raise NotYours
    plan = services.make(cycle, unit=workspace(), by=current_user, now=clock.now())
    flash(_("Đã dựng dự thảo từ kế hoạch của tỉnh và hồ sơ của đơn vị. Đồng chí rà soát từng mục trước khi trình."))
    return redirect(url_for(".edit", plan_id=plan.id))


@bp.get("/<int:plan_id>")
@requires(*READERS)
def show(plan_id: int) -> ResponseReturnValue:
    """One plan: where it stands, what to do next, why it is locked."""
    return shown(queries.plan(plan_id), ReasonForm(formdata=None))


def shown(plan: Plan, reason_form: ReasonForm) -> str:
    """The page of a plan; `reason_form` is empty, or the one that was refused."""
    checks = queries.checks(plan.id)
    reasons = queries.open_reasons(plan.id)
    return render_template(
        "plans/show.html",
        plan=plan,
        names=names_of(plan),
        steps=steps(
            plan.state,
            office_checks=settings.current().office_check,
            at_the_top=workspace().parent_id is None,
            sent_back=plan.state is State.DRAFT and bool(checks) and not checks[0].passed,
        ),
        acts=acts(plan.state, signed=bool(plan.document and plan.document.signed_copy_id)),
        awaited=AWAITED.get(plan.state),
        own_work=current_user.id in queries.makers(plan.id),
        lock=services.lock_words(plan.state),
        clocks=queries.clocks(plan, today=clock.today()) if workspace().parent_id else None,
        checks=checks,
        check_names=CHECK_NAMES,
        reasons=reasons,
        remarks=_remarks(plan, annexes=_annexes(plan)) if plan.state in OPEN_TO_CHANGE else (),
        stale=_stale(plan),
        comments=queries.comments(plan.id),
        receipt=queries.receipt(plan.id),
        versions=queries.versions(plan.id),
        occasions=OCCASIONS,
        successor=queries.successor(plan.id),
        supplement=queries.successor(plan.id, supplements=True),
        replaced=queries.plan(plan.replaces_id) if plan.replaces_id else None,
        reason_form=reason_form,
    )


@bp.get("/van-ban/<int:document_id>")
@requires(*READERS)
def of_document(document_id: int) -> ResponseReturnValue:
    """From a document to the plan that it is the paper of."""
    return redirect(url_for(".show", plan_id=queries.plan_of_document(document_id).id))


@bp.get("/<int:plan_id>/xem-truoc")
@requires(*READERS)
def preview(plan_id: int) -> ResponseReturnValue:
    """The text as it will be laid out, on screen: blocks instead of pages."""
    plan = queries.plan(plan_id)
    paper = papers.current_paper(plan, unit=workspace(), on=clock.today())
    return render_template(
        "plans/preview.html",
        plan=plan,
        names=names_of(plan),
        blocks={one.key: outline.parse(one.text) for one in plan.sections},
        remarks={one.key: one for one in _remarks(plan, annexes=present(paper.annexes))},
        annexes=paper.annexes,
    )


@bp.get("/<int:plan_id>/du-thao.pdf")
@requires(*READERS)
def draft_pdf(plan_id: int) -> ResponseReturnValue:
    """The plan as it stands, marked DỰ THẢO; the print is noted in the trail."""
    plan = queries.plan(plan_id)
    paper = papers.current_paper(plan, unit=workspace(), on=clock.today())
    note_afterwards(current_user, "print", "plans", unit_id=workspace().id, name=plan.name, thing_id=plan.id)
    return serving.pdf(papers.draft_pdf(paper), name=_("Dự thảo kế hoạch"))


@bp.get("/<int:plan_id>/du-thao.docx")
@requires(*READERS)
def draft_docx(plan_id: int) -> ResponseReturnValue:
    """The same for Word."""
    plan = queries.plan(plan_id)
    paper = papers.current_paper(plan, unit=workspace(), on=clock.today())
    note_afterwards(current_user, "print", "plans", unit_id=workspace().id, name=plan.name, thing_id=plan.id)
    return serving.docx(papers.docx(plan, queries.sections(plan.id), paper), name=_("Dự thảo kế hoạch"))


@bp.get("/<int:plan_id>/so-sanh")
@requires(*READERS)
def comparison(plan_id: int) -> ResponseReturnValue:
    """The plan against a kept version, the plan that it replaces, or the province's: `?voi=3`, `cu`, `tinh`."""
    plan = queries.plan(plan_id)
    wanted = request.args.get("voi", "")
    other, title = _other(plan, wanted)
    compared = compare(other, text_of(plan)) if other else ()
    return render_template(
        "plans/comparison.html",
        plan=plan,
        names=names_of(plan),
        compared=compared,
        title=title,
        wanted=wanted,
        versions=queries.versions(plan.id),
        occasions=OCCASIONS,
    )


def names_of(plan: Plan) -> dict[str, str]:
    """How the pages call the plan's parts."""
    return section_names({one.key: one.heading for one in plan.sections})


def _annexes(plan: Plan) -> int:
    return present(papers.current_paper(plan, unit=workspace(), on=clock.today()).annexes)


def _remarks(plan: Plan, *, annexes: int) -> list[Remark]:
    """What a reader would stumble over, section by section."""
    found = (remark(one.key, one.text, annexes=annexes) for one in plan.sections)
    return [one for one in found if one]


def _stale(plan: Plan) -> bool:
    """Whether the records say something else than the draft that this person may still bring up to date."""
    mine = plan.state is State.DRAFT and current_user.may(Permission.PREPARE_PLAN)
    return mine and bool(services.proposals(plan, unit=workspace(), on=clock.today()))


def _other(plan: Plan, wanted: str) -> tuple[PlanText | None, str]:
    if wanted == WITH_PROVINCE:
        province_id = programme.cycle(plan.cycle_id).unit_id
        return queries.province_text(plan.cycle_id, province_id=province_id), _("Kế hoạch của tỉnh")
    if wanted == WITH_REPLACED and plan.replaces_id is not None:
        return text_of(queries.plan(plan.replaces_id)), _("Kế hoạch được thay thế, bổ sung")
    if wanted.isascii() and wanted.isdecimal() and len(wanted) <= LONGEST_ORDINAL:
        kept = queries.version(plan.id, int(wanted))
        return PlanText.load(kept.content), _("Bản lưu %(ordinal)s", ordinal=kept.ordinal)
    return None, ""
