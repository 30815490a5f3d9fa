"""The draft goes out as a Word file and comes back: what differs is shown, what is ticked is taken over."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.documents.forms.returning import TakeOverForm, WordForm, take_over_form
from ocop.documents.services.returning import FromWord
from ocop.paperwork.returned import MOST_BYTES
from ocop.plans import papers, queries, services
from ocop.plans.forms.words import FORMALITY_NAMES
from ocop.plans.models import Plan
from ocop.plans.papers.annexes import Drawn
from ocop.plans.services.returning import compare_word, take_over_word
from ocop.plans.views.doors import bp
from ocop.plans.views.reading import names_of
from ocop.plans.views.writing import REGISTRATIONS
from ocop.tenancy import Permission, requires, workspace
from ocop.ui.forms import Form
from ocop.ui.navigation import exists


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
    return render_template("plans/returned.html", plan=plan, names=_names(plan), found=found[0], sources=_sources(plan))


@bp.post("/<int:plan_id>/ban-word/nhan")
@requires(Permission.PREPARE_PLAN)
def take_returned(plan_id: int) -> ResponseReturnValue:
    """Take the ticked texts over."""
    plan = queries.plan(plan_id)
    form = take_over_form(_names(plan))
    if not (form.validate_on_submit() and form.lets(lambda: _taken(plan, form))):
        return _asked(plan, form), 422
    flash(_("Đã nhận nội dung đã sửa trong Word."))
    return redirect(url_for(".edit", plan_id=plan_id))


def _names(plan: Plan) -> dict[str, str]:
    return {**names_of(plan), **{name: str(label) for name, label in FORMALITY_NAMES.items()}}


def _sources(plan: Plan) -> dict[int, list[tuple[str, str]]]:
    """Where the records of each annex are kept, by its place on the paper."""
    registered = (_("Đăng ký sản phẩm"), url_for(REGISTRATIONS)) if exists(REGISTRATIONS) else None
    money = (_("Kinh phí của kế hoạch"), url_for(".budget", plan_id=plan.id))
    calendar = (_("Lịch hoạt động của kế hoạch"), url_for(".calendar", plan_id=plan.id))
    pages = {Drawn.REGISTERED: registered, Drawn.MONEY: money, Drawn.CALENDAR: calendar}
    paper = papers.current_paper(plan, unit=workspace(), on=clock.today())
    return {
        place: [page] if (page := pages[one]) else []
        for place, one in enumerate(papers.drawn_from(paper.annexes), start=1)
    }


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
