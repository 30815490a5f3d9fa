"""Pages of the year's registrations: the unit's, and the province's at one unit's list."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.producers import queries as producers
from ocop.products import queries as products
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.registrations import queries, rules, services
from ocop.registrations.forms import KIND_NAMES, AnswerForm, ReasonForm, RegistrationForm, ReturnForm
from ocop.registrations.models import Registration
from ocop.registrations.queries import Line, journey
from ocop.registrations.rules import Kind, State
from ocop.registrations.rules.journey import by_document
from ocop.registrations.views.doors import bp, province
from ocop.tenancy import Permission, person, requires, units
from ocop.ui import listing
from ocop.ui.columns import Columns, ListColumn
from ocop.ui.listing import ListQuery
from ocop.ui.spreadsheet import respond_xlsx

STATE_NAMES: Mapping[State, LazyString] = {
    State.IDEA: _l("Ý tưởng"),
    State.DRAFT: _l("Đang soạn"),
    State.SUBMITTED: _l("Đã trình danh sách"),
    State.ACCEPTED: _l("Tỉnh chấp nhận"),
    State.REFUSED: _l("Tỉnh trả lại"),
    State.DOSSIER_COMPLETE: _l("Hồ sơ đầy đủ"),
    State.IN_ASSESSMENT: _l("Đang đánh giá"),
    State.RESULT: _l("Đã có kết quả"),
    State.WITHDRAWN: _l("Đã rút"),
    State.NEVER_CARRIED_OUT: _l("Không thực hiện"),
}
STATE_TONES = {
    State.SUBMITTED: "info",
    State.ACCEPTED: "good",
    State.REFUSED: "bad",
    State.DOSSIER_COMPLETE: "good",
    State.IN_ASSESSMENT: "info",
    State.RESULT: "good",
    State.NEVER_CARRIED_OUT: "warn",
}
COLUMNS: Columns[Line] = Columns(
    "registrations",
    ListColumn("ten", _l("Sản phẩm"), lambda one: one.name, sort="ten", width=40),
    ListColumn("chu-the", _l("Chủ thể"), lambda one: producers.shown(one.producer), sort="chu-the", width=40),
    ListColumn("loai", _l("Loại đăng ký"), lambda one: KIND_NAMES[one.kind], sort="loai"),
    ListColumn("hang", _l("Hạng sao dự kiến"), lambda one: one.expected_stars),
    ListColumn("quy", _l("Quý"), lambda one: one.quarter, sort="quy"),
    ListColumn(
        "tinh-trang",
        _l("Tình trạng"),
        lambda one: STATE_NAMES[one.state],
        sort="tinh-trang",
        width=20,
        tone=lambda one: STATE_TONES.get(one.state, "neutral"),
    ),
    ListColumn("xa", _l("Xã, phường, thị trấn"), lambda one: one.commune, width=24, usual=False),
    ListColumn("bo", _l("Bộ sản phẩm"), lambda one: one.product_set, width=32, usual=False),
    ListColumn("hang-hien-tai", _l("Hạng hiện tại"), lambda one: one.present_stars, usual=False),
    ListColumn("can-ho-tro", _l("Nội dung cần hỗ trợ"), lambda one: one.support_needed, width=40, usual=False),
    ListColumn("da-ho-tro", _l("Số hỗ trợ đã nhận"), lambda one: one.supported, numeric=True, usual=False),
    ListColumn("ghi-chu", _l("Ghi chú"), lambda one: one.note, width=32, usual=False),
    ListColumn("nguoi-lap", _l("Người lập"), lambda one: one.created_by, width=24, usual=False),
    ListColumn("ngay-trinh", _l("Ngày trình"), lambda one: one.submitted_at, usual=False),
)
LAW = _l("Quyết định 148/QĐ-TTg ngày 24/02/2023; kế hoạch của tỉnh triển khai Chương trình OCOP trong năm")


@bp.get("/")
@requires(Permission.VIEW)
def index() -> ResponseReturnValue:
    """The unit's registrations of a year."""
    cycle = asked_cycle()
    page = queries.listed(asked(), cycle_id=cycle.id)
    return render_template(
        "registrations/index.html",
        page=page,
        columns=COLUMNS,
        lines=COLUMNS.lines(page.rows),
        cycle=cycle,
        cycles=programme.cycles(),
        due=queries.due_count(cycle),
        **_words(),
    )


@bp.get("/xuat-excel")
@requires(Permission.VIEW)
def export() -> ResponseReturnValue:
    """What the list shows, all pages of it."""
    cycle = asked_cycle()
    rows = COLUMNS.cells(queries.all_listed(asked(), cycle_id=cycle.id))
    return respond_xlsx(f"dang-ky-{cycle.year}.xlsx", COLUMNS.headings(), rows)


@bp.get("/den-han")
@requires(Permission.EDIT_REGISTRY)
def due() -> ResponseReturnValue:
    """Products whose recognition ends, to be registered for re-assessment together."""
    cycle = asked_cycle()
    return render_template("registrations/due.html", rows=queries.due_again(cycle), cycle=cycle, law=LAW)


@bp.post("/den-han")
@requires(Permission.EDIT_REGISTRY)
def register_due() -> ResponseReturnValue:
    """Register the chosen ones for re-assessment."""
    chosen = {products.key(value) for value in request.form.getlist("product_id")}
    made = services.register_again(chosen, cycle=asked_cycle(), by=current_user, now=clock.now())
    flash(
        ngettext(
            "Đã lập %(count)s đăng ký đánh giá lại. Vui lòng mở từng đăng ký để kiểm tra và trình.",
            "Đã lập %(count)s đăng ký đánh giá lại. Vui lòng mở từng đăng ký để kiểm tra và trình.",
            len(made),
            count=len(made),
        )
    )
    return redirect(url_for(".index", loai=Kind.REASSESSMENT.value))


@bp.get("/san-pham/<int:product_id>")
@requires(Permission.EDIT_REGISTRY)
def new(product_id: int) -> ResponseReturnValue:
    """A form for registering a product, with what its recognition suggests."""
    product, cycle = products.product(product_id), asked_cycle()
    kind = Kind.REASSESSMENT if queries.recognised(product_id, today=clock.today()) else Kind.NEW
    form = RegistrationForm(services.why_not(product, cycle, clock.today()), kind=kind)
    return render_template(
        "registrations/form.html", form=form, product=product, cycle=cycle, registration=None,
        running=queries.alive(product_id, cycle.id), law=LAW,
    )  # fmt: skip


@bp.post("/san-pham/<int:product_id>")
@requires(Permission.EDIT_REGISTRY)
def create(product_id: int) -> ResponseReturnValue:
    """Register a product."""
    product, cycle = products.product(product_id), asked_cycle()
    form = RegistrationForm(services.why_not(product, cycle, clock.today()))
    if not form.validate_on_submit():
        page = render_template(
            "registrations/form.html", form=form, product=product, cycle=cycle, registration=None,
            running=queries.alive(product_id, cycle.id), law=LAW,
        )  # fmt: skip
        return page, 422
    row = services.register(
        product, kind=form.kind.data, cycle=cycle, facts=form.facts(), by=current_user, now=clock.now()
    )
    flash(_("Đã lập đăng ký. Vui lòng xem các cảnh báo trước khi trình."))
    return redirect(url_for(".show", registration_id=row.id))


@bp.get("/<int:registration_id>")
@requires(Permission.VIEW)
def show(registration_id: int) -> ResponseReturnValue:
    """One registration with its warnings and steps."""
    row = queries.registration(registration_id)
    return render_template("registrations/show.html", answer_form=AnswerForm(), **_shown(row))


@bp.get("/<int:registration_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def edit(registration_id: int) -> ResponseReturnValue:
    """The form with what is known."""
    row = queries.registration(registration_id)
    cycle = programme.cycle(row.cycle_id)
    form = RegistrationForm(services.why_not(row.product, cycle, clock.today()), row)
    return render_template(
        "registrations/form.html", form=form, product=row.product, cycle=cycle, registration=row, running=None, law=LAW
    )


@bp.post("/<int:registration_id>/sua")
@requires(Permission.EDIT_REGISTRY)
def save(registration_id: int) -> ResponseReturnValue:
    """Correct a registration."""
    row = queries.registration(registration_id)
    cycle = programme.cycle(row.cycle_id)
    form = RegistrationForm(services.why_not(row.product, cycle, clock.today()), row)
    if not form.validate_on_submit():
        page = render_template(
            "registrations/form.html",
            form=form,
            product=row.product,
            cycle=cycle,
            registration=row,
            running=None,
            law=LAW,
        )
        return page, 422
    services.change(
        row,
        form.facts(),
        kind=form.kind.data,
        cycle=cycle,
        version=form.version_seen(),
        by=current_user,
        now=clock.now(),
    )
    flash(_("Đã lưu đăng ký."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.post("/<int:registration_id>/tra-loi")
@requires(Permission.EDIT_REGISTRY)
def answer(registration_id: int) -> ResponseReturnValue:
    """Answer one warning."""
    row = queries.registration(registration_id)
    form = AnswerForm()
    if not form.validate_on_submit():
        return render_template("registrations/show.html", answer_form=form, **_shown(row)), 422
    services.answer(row, form.concern.data, form.answer.data, by=current_user, now=clock.now())
    flash(_("Đã ghi ý kiến về cảnh báo."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.post("/<int:registration_id>/trinh")
@requires(Permission.EDIT_REGISTRY)
def submit(registration_id: int) -> ResponseReturnValue:
    """Put a registration on the unit's list."""
    services.submit(queries.registration(registration_id), by=current_user, now=clock.now())
    flash(_("Đã đưa sản phẩm vào danh sách đăng ký của đơn vị."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.post("/<int:registration_id>/thu-lai")
@requires(Permission.EDIT_REGISTRY)
def take_back(registration_id: int) -> ResponseReturnValue:
    """Take a submitted registration back to mend it."""
    services.take_back(queries.registration(registration_id), by=current_user)
    flash(_("Đã thu lại đăng ký để sửa."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.get("/<int:registration_id>/rut")
@requires(Permission.EDIT_REGISTRY)
def ask_withdrawal(registration_id: int) -> ResponseReturnValue:
    """Why it is withdrawn."""
    row = queries.registration(registration_id)
    return render_template("registrations/reason.html", form=ReasonForm(), registration=row, withdrawing=True)


@bp.post("/<int:registration_id>/rut")
@requires(Permission.EDIT_REGISTRY)
def withdraw(registration_id: int) -> ResponseReturnValue:
    """Withdraw a registration."""
    row = queries.registration(registration_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return render_template("registrations/reason.html", form=form, registration=row, withdrawing=True), 422
    services.withdraw(row, reason=form.reason.data, by=current_user)
    flash(_("Đã rút đăng ký."))
    return redirect(url_for(".show", registration_id=registration_id))


@bp.get("/<int:registration_id>/khong-thuc-hien")
@requires(Permission.EDIT_REGISTRY)
def ask_why_not(registration_id: int) -> ResponseReturnValue:
    """Why it came to nothing."""
    row = queries.registration(registration_id)
    return render_template("registrations/reason.html", form=ReasonForm(), registration=row, withdrawing=False)


@bp.post("/<int:registration_id>/khong-thuc-hien")
@requires(Permission.EDIT_REGISTRY)
def never_carried_out(registration_id: int) -> ResponseReturnValue:
    """Note that an accepted registration came to nothing."""
    row = queries.registration(registration_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return render_template("registrations/reason.html", form=form, registration=row, withdrawing=False), 422
    services.never_carried_out(row, reason=form.reason.data, by=current_user)
    flash(_("Đã ghi đăng ký không thực hiện."))
    return redirect(url_for(".show", registration_id=registration_id))


@province.get("/")
@requires(Permission.VIEW_PROVINCE)
def unit_list() -> ResponseReturnValue:
    """What one unit submitted, line by line, with similar products of all units."""
    cycle = asked_cycle()
    rows = queries.waiting(cycle.id)
    return render_template(
        "registrations/province.html",
        rows=rows,
        twins={row.id: queries.twins(row, _family()) for row in rows},
        decided=queries.counts(cycle.id),
        cycle=cycle,
        form=ReturnForm(),
        law=LAW,
        **_words(),
    )


@province.post("/<int:registration_id>/chap-nhan")
@requires(Permission.DECIDE_REGISTRATION)
def accept(registration_id: int) -> ResponseReturnValue:
    """Take a line into the year's plan."""
    row = queries.registration(registration_id)
    services.accept(row, by=current_user)
    flash(_("Đã chấp nhận %(name)s.", name=row.product.name))
    return redirect(url_for(".unit_list"))


@province.post("/<int:registration_id>/tra-lai")
@requires(Permission.DECIDE_REGISTRATION)
def refuse(registration_id: int) -> ResponseReturnValue:
    """Return a line to the unit."""
    row = queries.registration(registration_id)
    form = ReturnForm()
    services.refuse(row, reason=form.reason.data or "", by=current_user)
    flash(_("Đã trả lại %(name)s kèm lý do.", name=row.product.name))
    return redirect(url_for(".unit_list"))


def asked() -> ListQuery:
    """What the address asks of the list."""
    return listing.read(sorts=queries.SORTS, order="ten", filters=queries.FILTERS)


def asked_cycle() -> Cycle:
    """The year that the address names, else the current one."""
    wanted = request.args.get("nam", "")
    cycle = queries.cycle_of(products.key(wanted)) if wanted else programme.current_cycle(clock.today())
    if cycle is None:
        raise DomainError(_("Chưa có chương trình của năm. Đề nghị tỉnh thiết lập chương trình năm trước."))
    return cycle


def _family() -> frozenset[int]:
    unit_id = person().unit_id
    return units.family(unit_id) if unit_id is not None else frozenset()


def _words() -> dict[str, Mapping[Kind, LazyString] | Mapping[State, LazyString] | Mapping[State, str]]:
    return {"kinds": KIND_NAMES, "states": STATE_NAMES, "tones": STATE_TONES}


def _shown(row: Registration) -> dict[str, object]:
    return {
        "registration": row,
        "cycle": programme.cycle(row.cycle_id),
        "questions": services.questions(row),
        "walked": (walked := journey.steps(row, filed_on=clock.office_date(row.created_at))),
        "step_sources": by_document(one.step.source for one in walked),
        "supports": journey.supports(row.id),
        "may_move": {state: rules.may_move(row.state, state) for state in State},
        "State": State,
        "law": LAW,
        **_words(),
    }
