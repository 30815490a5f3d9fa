"""One registration at the unit's desk: made, mended, its warnings answered, submitted, taken back, given up."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.core import clock
from ocop.products import queries as products
from ocop.programme import queries as programme
from ocop.registrations import queries, rules, services
from ocop.registrations.forms import KIND_NAMES, STATE_NAMES, STATE_TONES, AnswerForm, ReasonForm, RegistrationForm
from ocop.registrations.models import Registration
from ocop.registrations.queries import journey
from ocop.registrations.rules import Kind, State
from ocop.registrations.rules.journey import by_document
from ocop.registrations.views.doors import bp
from ocop.registrations.views.year import LAW, asked_cycle
from ocop.tenancy import Permission, requires


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
        "kinds": KIND_NAMES,
        "states": STATE_NAMES,
        "tones": STATE_TONES,
    }
