"""The draft goes out as a Word file and comes back: what differs is shown, what is ticked is taken over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.paperwork.returned import MOST_BYTES
from ocop.plans import papers, queries, services
from ocop.plans.forms.returning import TakeOverForm, WordForm, take_over_form
from ocop.plans.models import Plan
from ocop.plans.services.returning import FromWord, compare_word, take_over_word
from ocop.plans.views.doors import bp
from ocop.plans.views.reading import names_of
from ocop.tenancy import Permission, requires, workspace
from ocop.ui.forms import Form


@bp.get("/<int:plan_id>/ban-word")
@requires(Permission.PREPARE_PLAN)
def returning(plan_id: int) -> ResponseReturnValue:
    """Where the edited file is sent in."""
    return _asked(queries.plan(plan_id), WordForm(formdata=None))


@bp.post("/<int:plan_id>/ban-word")
@requires(Permission.PREPARE_PLAN)
def compare_returned(plan_id: int) -> ResponseReturnValue:
    """What the file says otherwise; nothing is kept of it."""
    plan, form = queries.plan(plan_id), WordForm()
    found = list[FromWord]()
    if not (form.validate_on_submit() and form.lets(lambda: found.append(_compared(plan, form)))):
        return _asked(plan, form), 422
    return render_template("plans/returned.html", plan=plan, names=names_of(plan), found=found[0])


@bp.post("/<int:plan_id>/ban-word/nhan")
@requires(Permission.PREPARE_PLAN)
def take_returned(plan_id: int) -> ResponseReturnValue:
    """Take the ticked sections over."""
    plan = queries.plan(plan_id)
    form = take_over_form(names_of(plan))
    if not (form.validate_on_submit() and form.lets(lambda: _taken(plan, form))):
        return _asked(plan, form), 422
    flash(_("Đã nhận nội dung đã sửa trong Word."))
    return redirect(url_for(".edit", plan_id=plan_id))


def _asked(plan: Plan, form: Form) -> str:
    """The page for the file; `form` is the one that was refused."""
    asked = form if isinstance(form, WordForm) else WordForm(formdata=None)
    lock = services.lock_words(plan.state)
    return render_template("plans/returning.html", plan=plan, form=asked, refused=form, lock=lock)


def _compared(plan: Plan, form: WordForm) -> FromWord:
    paper = papers.current_paper(plan, unit=workspace(), on=clock.today())
    return compare_word(plan, form.file.data.stream.read(MOST_BYTES + 1), paper=paper)


def _taken(plan: Plan, form: TakeOverForm) -> None:
    take_over_word(plan, texts=form.texts, version=form.of_versions, by=current_user, now=clock.now())
