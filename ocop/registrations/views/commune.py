"""The survey at a commune's desk: the own commune's ideas, and nothing else of the unit."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.core.errors import DomainError, Forbidden
from ocop.products import queries as products
from ocop.programme import queries as programme
from ocop.registrations.forms.survey import IdeaForm
from ocop.registrations.models import SurveyAnswer
from ocop.registrations.queries import survey as queries
from ocop.registrations.rules.survey import may_edit, open_on
from ocop.registrations.services import survey as services
from ocop.registrations.views.doors import commune as bp
from ocop.registrations.views.survey import IDEA_NAMES, IDEA_TONES, LAW
from ocop.tenancy import Permission, requires

NO_COMMUNE = _l("Tài khoản chưa gắn với xã, phường, thị trấn nào. Đề nghị lãnh đạo phòng bổ sung ở trang Người dùng.")


@bp.get("/")
@requires(Permission.ANSWER_SURVEY)
def index() -> ResponseReturnValue:
    """What the own commune wrote down in the round of the year."""
    row = _answer()
    today = clock.today()
    ideas = queries.ideas_of(row.id) if row else ()
    return render_template(
        "registrations/survey/commune.html",
        answer=row,
        commune=queries.commune_name(row.commune) if row else "",
        ideas=[(one, row is not None and may_edit(one.state, due=row.survey.due, today=today)) for one in ideas],
        running=row is not None and open_on(row.survey.due, today),
        idea_names=IDEA_NAMES,
        idea_tones=IDEA_TONES,
        law=LAW,
    )


@bp.get("/y-tuong")
@requires(Permission.ANSWER_SURVEY)
def new() -> ResponseReturnValue:
    """An empty form."""
    _asked()
    return render_template("registrations/survey/idea_form.html", form=IdeaForm(products.sets()), idea=None)


@bp.post("/y-tuong")
@requires(Permission.ANSWER_SURVEY)
def create() -> ResponseReturnValue:
    """Write a potential product down."""
    row = _asked()
    form = IdeaForm(products.sets())
    if not form.validate_on_submit():
        return render_template("registrations/survey/idea_form.html", form=form, idea=None), 422
    services.add_idea(row, form.facts(), by=current_user, now=clock.now())
    flash(_("Đã ghi sản phẩm tiềm năng. Ghi xong tất cả, vui lòng bấm Gửi trả lời."))
    return redirect(url_for(".index"))


@bp.get("/y-tuong/<int:idea_id>")
@requires(Permission.ANSWER_SURVEY)
def edit(idea_id: int) -> ResponseReturnValue:
    """The form with what was written."""
    idea = queries.idea_of(_commune_id(), idea_id)
    return render_template("registrations/survey/idea_form.html", form=IdeaForm(products.sets(), idea), idea=idea)


@bp.post("/y-tuong/<int:idea_id>")
@requires(Permission.ANSWER_SURVEY)
def save(idea_id: int) -> ResponseReturnValue:
    """Correct an idea."""
    idea = queries.idea_of(_commune_id(), idea_id)
    form = IdeaForm(products.sets(), idea)
    if not form.validate_on_submit():
        return render_template("registrations/survey/idea_form.html", form=form, idea=idea), 422
    services.change_idea(idea, form.facts(), version=int(form.version.data or 0), by=current_user, now=clock.now())
    flash(_("Đã lưu sản phẩm tiềm năng."))
    return redirect(url_for(".index"))


@bp.post("/y-tuong/<int:idea_id>/xoa")
@requires(Permission.ANSWER_SURVEY)
def remove(idea_id: int) -> ResponseReturnValue:
    """Strike an idea that was written by mistake."""
    services.remove_idea(queries.idea_of(_commune_id(), idea_id), by=current_user, now=clock.now())
    flash(_("Đã xóa sản phẩm khỏi danh sách."))
    return redirect(url_for(".index"))


@bp.post("/gui")
@requires(Permission.ANSWER_SURVEY)
def answer() -> ResponseReturnValue:
    """Send the commune's list to the district."""
    services.answer(_asked(), by=current_user, now=clock.now())
    flash(_("Đã gửi trả lời khảo sát cho cấp huyện."))
    return redirect(url_for(".index"))


def _commune_id() -> int:
    """The commune of the person who asks; raises `Forbidden` when the account has none."""
    found = current_user.commune_id
    if found is None:
        raise Forbidden(NO_COMMUNE)
    return int(found)


def _answer() -> SurveyAnswer | None:
    cycle = programme.current_cycle(clock.today())
    return queries.answer_of(_commune_id(), cycle.id) if cycle else None


def _asked() -> SurveyAnswer:
    found = _answer()
    if found is None:
        raise DomainError(_("Cấp huyện chưa mở đợt khảo sát cho xã, phường, thị trấn này."))
    return found
