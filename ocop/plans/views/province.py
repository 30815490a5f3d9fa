"""The province at one unit's plan: reading what was issued, receiving, commenting."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.paperwork.kit import outline
from ocop.plans import papers, queries, services
from ocop.plans.forms import CommentForm, ReceiptForm, comment_form
from ocop.plans.models import Plan
from ocop.plans.rules import OUTSIDE
from ocop.plans.rules.acts import acts as open_acts
from ocop.plans.rules.figures import Figures
from ocop.plans.views.doors import acts
from ocop.plans.views.reading import names_of
from ocop.tenancy import Permission, requires, workspace
from ocop.tenancy.blueprints import desk


@acts.get("/<int:plan_id>")
@requires(Permission.VIEW_PROVINCE)
def show(plan_id: int) -> ResponseReturnValue:
    """The unit's plan; its words only once it is issued, before that how far it has come."""
    plan = queries.plan(plan_id)
    number, on = queries.arrival(plan.document.token, desk_id=desk().id) if plan.document else (None, None)
    return _page(plan, ReceiptForm(formdata=None, number=number, on=on or clock.today()))


@acts.post("/<int:plan_id>/tiep-nhan")
@requires(Permission.RECEIVE_PLAN)
def receive(plan_id: int) -> ResponseReturnValue:
    """Take the plan in; its figures stand from now on."""
    plan = queries.plan(plan_id)
    form = ReceiptForm()
    if not (form.validate_on_submit() and form.lets(lambda: _receive(plan, form))):
        return _page(plan, form), 422
    flash(_("Đã tiếp nhận kế hoạch. Số liệu của kế hoạch được chốt để tổng hợp."))
    return redirect(url_for(".show", plan_id=plan_id))


@acts.get("/<int:plan_id>/gop-y")
@requires(Permission.COMMENT_PLAN)
def commenting(plan_id: int) -> ResponseReturnValue:
    """The boxes for comments, beside the text of each section."""
    plan = queries.plan(plan_id)
    return _commenting(plan, comment_form(names_of(plan)))


@acts.post("/<int:plan_id>/gop-y")
@requires(Permission.COMMENT_PLAN)
def comment(plan_id: int) -> ResponseReturnValue:
    """Comment; the letter is drafted at the province's desk."""
    plan = queries.plan(plan_id)
    form = comment_form(names_of(plan))
    if not (form.validate_on_submit() and form.lets(lambda: _comment(plan, form))):
        return _commenting(plan, form), 422
    flash(_("Đã ghi góp ý. Công văn góp ý được dựng ở mục Văn bản của tỉnh, chờ trình ký."))
    return redirect(url_for(".show", plan_id=plan_id))


def _page(plan: Plan, form: ReceiptForm) -> str:
    issued = plan.state in OUTSIDE
    receipt = queries.receipt(plan.id)
    return render_template(
        "plans/province/show.html",
        plan=plan,
        unit=workspace(),
        names=names_of(plan),
        blocks={one.key: outline.parse(one.text) for one in plan.sections} if issued else {},
        issued=issued,
        annexes=papers.signed_paper(plan.document).annexes if issued and plan.document else None,
        acts=open_acts(plan.state, signed=True),
        form=form,
        clocks=queries.clocks(plan, today=clock.today()),
        comments=queries.comments(plan.id),
        receipt=receipt,
        figures=Figures.load(receipt.figures) if receipt else None,
        successor=queries.successor(plan.id),
        replaced=queries.plan(plan.replaces_id) if plan.replaces_id else None,
        lock=services.lock_words(plan.state),
    )


def _commenting(plan: Plan, form: CommentForm) -> str:
    texts = {one.key: outline.parse(one.text) for one in plan.sections}
    return render_template(
        "plans/province/commenting.html", plan=plan, unit=workspace(), form=form, names=names_of(plan), texts=texts
    )


def _receive(plan: Plan, form: ReceiptForm) -> None:
    assert form.on.data is not None
    now = clock.now()
    receipt = services.receive(plan, number=form.number.data or "", on=form.on.data, by=current_user, now=now)
    services.enter_at_desk(plan, receipt, desk=desk(), by=current_user, now=now)


def _comment(plan: Plan, form: CommentForm) -> None:
    now = clock.now()
    comments = services.comment(plan, remarks=form.remarks, by=current_user, now=now)
    services.draft_comments(
        plan,
        comments,
        unit=workspace(),
        desk=desk(),
        reply_by=form.reply_by.data,
        by=current_user,
        now=now,
    )
