"""The survey of communes at the district's desk: ask, follow, take an idea up or say why not."""

from collections.abc import Iterator, Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.producers import queries as producers
from ocop.programme import queries as programme
from ocop.registrations.forms.survey import DeclineForm, DueForm, SurveyForm, TakeUpForm
from ocop.registrations.models import SurveyIdea
from ocop.registrations.queries import survey as queries
from ocop.registrations.rules.survey import IdeaState, open_on
from ocop.registrations.services import survey as services
from ocop.registrations.views.doors import survey as bp
from ocop.registrations.views.year import asked_cycle
from ocop.tenancy import Permission, Unit, requires, units, workspace
from ocop.ui.spreadsheet import Cell, Column, respond_xlsx

IDEA_NAMES: Mapping[IdeaState, LazyString] = {
    IdeaState.WAITING: _l("Chờ xem xét"),
    IdeaState.TAKEN: _l("Đã lập đăng ký"),
    IdeaState.DECLINED: _l("Không chọn"),
}
IDEA_TONES: Mapping[IdeaState, str] = {
    IdeaState.WAITING: "warn",
    IdeaState.TAKEN: "good",
    IdeaState.DECLINED: "neutral",
}
LAW = _l("Kế hoạch của tỉnh triển khai Chương trình OCOP trong năm, mục III.1.a (rà soát sản phẩm tiềm năng)")
HEADINGS = (
    Column(_l("Xã, phường, thị trấn"), 24),
    Column(_l("Tên sản phẩm"), 40),
    Column(_l("Chủ thể"), 40),
    Column(_l("Bộ sản phẩm (gợi ý)"), 32),
    Column(_l("Nguyên liệu, vùng nguyên liệu"), 40),
    Column(_l("Vì sao có tiềm năng"), 48),
    Column(_l("Tình trạng"), 18),
    Column(_l("Lý do không chọn"), 32),
)


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The round of a year: which communes answered, and their ideas; the form to open one while there is none."""
    return render_template(
        "registrations/survey/index.html", form=SurveyForm(_communes()), due_form=DueForm(), **_round()
    )


@bp.post("/")
@requires(Permission.EDIT_SURVEY)
def open_survey() -> ResponseReturnValue:
    """Ask the communes."""
    cycle, communes = asked_cycle(), _communes()
    form = SurveyForm(communes)
    if not form.validate_on_submit() or not form.lets(
        lambda: services.open_survey(
            cycle,
            communes=[one for one in communes if one.id in form.communes.data],
            due=form.last_day(),
            note=form.note.data or None,
            by=current_user,
            now=clock.now(),
        )
    ):
        return render_template("registrations/survey/index.html", form=form, due_form=None, **_round()), 422
    flash(_("Đã mở đợt khảo sát. Cán bộ các xã được hỏi thấy đợt này khi đăng nhập."))
    return redirect(url_for(".index", nam=cycle.year))


@bp.post("/<int:survey_id>/thoi-han")
@requires(Permission.EDIT_SURVEY)
def set_due(survey_id: int) -> ResponseReturnValue:
    """Give the communes until another day."""
    row = queries.survey(survey_id)
    form = DueForm()
    if not form.validate_on_submit() or not form.lets(
        lambda: services.set_due(row, form.last_day(), by=current_user, now=clock.now())
    ):
        return render_template("registrations/survey/index.html", form=None, due_form=form, **_round()), 422
    flash(_("Đã đổi hạn trả lời khảo sát."))
    return redirect(url_for(".index", nam=programme.cycle(row.cycle_id).year))


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """The ideas of the round; without what says how to reach a person."""
    cycle = asked_cycle()
    row = queries.of_cycle(cycle.id)
    ideas = queries.ideas(row.id) if row else iter(())
    return respond_xlsx(f"y-tuong-{cycle.year}.xlsx", HEADINGS, _rows(ideas))


@bp.get("/y-tuong/<int:idea_id>")
@requires(Permission.VIEW)
def show(idea_id: int) -> ResponseReturnValue:
    """One idea, and what can be made of it."""
    idea = queries.idea(idea_id)
    return _idea_page(idea, TakeUpForm(idea, producers.choices()), DeclineForm())


@bp.post("/y-tuong/<int:idea_id>/lap-dang-ky")
@requires(Permission.EDIT_SURVEY)
def take_up(idea_id: int) -> ResponseReturnValue:
    """Make the idea a registration of the year."""
    idea = queries.idea(idea_id)
    form = TakeUpForm(idea, producers.choices())
    if not form.validate_on_submit() or not form.lets(
        lambda: services.take_up(
            idea,
            producer_id=form.producer_id.data,
            producer_name=form.producer_name.data or "",
            cycle=programme.cycle(idea.answer.survey.cycle_id),
            by=current_user,
            now=clock.now(),
        )
    ):
        return _idea_page(idea, form, DeclineForm()), 422
    flash(_("Đã lập đăng ký từ ý tưởng. Vui lòng kiểm tra chủ thể, sản phẩm và bổ sung hạng sao dự kiến."))
    return redirect(url_for("registrations.show", registration_id=idea.registration_id))


@bp.post("/y-tuong/<int:idea_id>/khong-chon")
@requires(Permission.EDIT_SURVEY)
def decline(idea_id: int) -> ResponseReturnValue:
    """Say why the idea is not taken up."""
    idea = queries.idea(idea_id)
    form = DeclineForm()
    if not form.validate_on_submit():
        return _idea_page(idea, TakeUpForm(idea, producers.choices()), form), 422
    services.decline(idea, reason=form.reason.data, by=current_user, now=clock.now())
    flash(_("Đã ghi lý do không chọn; cán bộ xã xem được."))
    return redirect(url_for(".show", idea_id=idea_id))


def _communes() -> list[Unit]:
    return list(units.communes(workspace().id, clock.today()))


def _round() -> dict[str, object]:
    cycle = asked_cycle()
    row = queries.of_cycle(cycle.id)
    lines = queries.communes(row.id) if row else ()
    return {
        "cycle": cycle,
        "survey": row,
        "communes": lines,
        "progress": queries.progress(lines),
        "ideas": list(queries.ideas(row.id)) if row else (),
        "running": row is not None and open_on(row.due, clock.today()),
        "idea_names": IDEA_NAMES,
        "idea_tones": IDEA_TONES,
        "law": LAW,
    }


def _idea_page(idea: SurveyIdea, take_up_form: TakeUpForm, decline_form: DeclineForm) -> str:
    return render_template(
        "registrations/survey/idea.html",
        idea=idea,
        commune=queries.commune_name(idea.answer.commune),
        take_up_form=take_up_form,
        decline_form=decline_form,
        waiting=idea.state is IdeaState.WAITING,
        idea_names=IDEA_NAMES,
        idea_tones=IDEA_TONES,
        law=LAW,
    )


def _rows(ideas: Iterator[queries.IdeaLine]) -> Iterator[tuple[Cell, ...]]:
    for one in ideas:
        yield (
            one.commune,
            one.product,
            one.producer,
            one.product_set,
            one.materials,
            one.reason,
            IDEA_NAMES[one.state],
            one.decision_reason,
        )
