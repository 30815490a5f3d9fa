"""Documents that go out: the list, one document and the steps of its life."""

from collections.abc import Callable
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ocop.attachments import rules as files
from ocop.attachments import services as attachments
from ocop.attachments.rules import Purpose
from ocop.core import clock
from ocop.documents import papers, queries, rules, services
from ocop.documents.forms import (
    CHANNELS,
    AnnexForm,
    NumberForm,
    OwnNumberForm,
    ReasonForm,
    SendForm,
    SignedCopyForm,
    given,
)
from ocop.documents.models import Document
from ocop.documents.papers import letters
from ocop.documents.rules import Channel, Series, State
from ocop.documents.views import wording
from ocop.documents.views.doors import DRAFTERS, READERS, bp
from ocop.tenancy import Permission, requires, workspace
from ocop.ui import listing
from ocop.ui.forms import Form
from ocop.ui.navigation import exists

GUIDANCE = "programme.guidance"


def guidance_url() -> str | None:
    """Where the documents from above are read; their room comes later than this one."""
    return url_for(GUIDANCE) if exists(GUIDANCE) else None


@bp.get("/")
@requires(*READERS)
def index() -> ResponseReturnValue:
    """The documents that this unit makes."""
    query = listing.read(sorts=queries.OUTGOING_SORTS, order="-lap", filters=(queries.STATE, queries.KIND))
    return render_template(
        "documents/index.html",
        page=queries.outgoing(query),
        states=wording.STATES,
        tones=wording.TONES,
        kinds=rules.KIND_WORDS,
        waiting=queries.waiting_for_a_number(),
        guidance_url=guidance_url(),
        full_number=rules.full_number,
        year=clock.today().year,
    )


@bp.get("/<int:document_id>")
@requires(*READERS)
def show(document_id: int) -> ResponseReturnValue:
    """One document with its life."""
    return shown(queries.document(document_id))


@bp.post("/<int:document_id>/chot")
@requires(*DRAFTERS)
def freeze(document_id: int) -> ResponseReturnValue:
    """Fix the content for signature."""
    document = queries.letter(document_id)
    services.freeze(document, by=current_user, now=clock.now())
    flash(_("Đã chốt bản trình ký. Vui lòng in bản trình ký, trình ký rồi chuyển văn thư cấp số."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/bo-chot")
@requires(*DRAFTERS)
def unfreeze(document_id: int) -> ResponseReturnValue:
    """Take it back to draft, with the reason."""
    document, form = queries.letter(document_id), _reason("bo-chot")
    if not _passes(
        form, lambda: services.unfreeze(document, reason=form.reason.data, by=current_user, now=clock.now())
    ):
        return shown(document, unfreeze=form), 422
    flash(_("Đã bỏ chốt. Bản in trước đây không còn dùng được."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/so")
@requires(Permission.NUMBER_DOCUMENT)
def number(document_id: int) -> ResponseReturnValue:
    """Enter number and date from the office's register."""
    document, form = queries.letter(document_id), NumberForm()
    if not _passes(
        form,
        lambda: services.number_external(
            document, number=form.number.data, dated=given(form.dated), by=current_user, now=clock.now()
        ),
    ):
        return shown(document, number=form), 422
    flash(_("Đã ghi số và ngày văn bản."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/lay-so")
@requires(Permission.NUMBER_DOCUMENT)
def own_number(document_id: int) -> ResponseReturnValue:
    """Take the next number of the body's own series."""
    document, form = queries.letter(document_id), OwnNumberForm()
    if not _passes(
        form, lambda: services.number_own(document, dated=given(form.dated), by=current_user, now=clock.now())
    ):
        return shown(document, number=form), 422
    flash(_("Đã cấp số %(number)s.", number=rules.full_number(document.number, document.symbol)))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/huy-so")
@requires(Permission.NUMBER_DOCUMENT)
def void_number(document_id: int) -> ResponseReturnValue:
    """Take the number back before anything was sent."""
    document, form = queries.letter(document_id), _reason("huy-so")
    if not _passes(
        form, lambda: services.void_number(document, reason=form.reason.data, by=current_user, now=clock.now())
    ):
        return shown(document, void=form), 422
    flash(_("Đã hủy số. Văn bản trở lại trạng thái đang trình ký."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/ban-ky")
@requires(Permission.ATTACH_SIGNED_COPY)
def signed_copy(document_id: int) -> ResponseReturnValue:
    """Keep the scan of the signed page."""
    document, form = queries.letter(document_id), SignedCopyForm()
    if not _passes(form, lambda: _attach(document, form)):
        return shown(document, signed_copy=form), 422
    flash(_("Đã lưu bản ký, đóng dấu."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/gui")
@requires(Permission.SEND_DOCUMENT)
def send(document_id: int) -> ResponseReturnValue:
    """Send to the chosen receivers; sent twice is sent once."""
    document = queries.letter(document_id)
    form = _send_form(document)
    if not _passes(form, lambda: _dispatch(document, form)):
        return shown(document, send=form), 422
    flash(_("Đã gửi văn bản."))
    return redirect(url_for(".show", document_id=document.id))


@bp.post("/<int:document_id>/thu-hoi")
@requires(Permission.NUMBER_DOCUMENT)
def revoke(document_id: int) -> ResponseReturnValue:
    """Take an issued document out of force."""
    document, form = queries.letter(document_id), _reason("thu-hoi")
    if not _passes(form, lambda: services.revoke(document, reason=form.reason.data, by=current_user, now=clock.now())):
        return shown(document, revoke=form), 422
    flash(_("Đã ghi nhận thu hồi văn bản."))
    return redirect(url_for(".show", document_id=document.id))


def shown(document: Document, **refused: Form) -> str:
    """The page of a document; a form that was refused stands in its place with its errors."""
    return render_template(
        "documents/show.html",
        document=document,
        title=wording.title(document),
        steps=wording.steps(document),
        state=wording.STATES[document.state],
        tone=wording.TONES[document.state],
        channels=CHANNELS,
        acts=wording.ACTS,
        entries=queries.history(document),
        when=partial(wording.moment, document),
        replaced=queries.replaced(document),
        replacement=queries.replacement(document),
        name_of=wording.title,
        subject_page=_subject_page(document),
        drafters=DRAFTERS,
        own_series=document.body.series == Series.OWN,
        forms=_forms(document) | refused,
    )


def _forms(document: Document) -> dict[str, Form]:
    """The forms of the steps that may be taken from here, as nobody has filled them in yet."""
    today = clock.today()
    numbering = OwnNumberForm if document.body.series == Series.OWN else NumberForm
    if document.state is State.FROZEN:
        return {
            "number": numbering(formdata=None, data={"dated": today}),
            "unfreeze": _reason("bo-chot", blank=True),
            "annex": AnnexForm(formdata=None),
        }
    if document.state is not State.ISSUED:
        return {}
    return {
        "annex": AnnexForm(formdata=None),
        "void": _reason("huy-so", blank=True),
        "revoke": _reason("thu-hoi", blank=True),
        "signed_copy": SignedCopyForm(formdata=None),
        "send": _send_form(document, blank=True),
    }


def _reason(step: str, *, blank: bool = False) -> ReasonForm:
    """Several reasons are asked for on one page: each has its step's name before it."""
    return ReasonForm(formdata=None, prefix=step) if blank else ReasonForm(prefix=step)


def _send_form(document: Document, *, blank: bool = False) -> SendForm:
    """The receivers that the paper itself names are chosen already."""
    today = clock.today()
    bodies = queries.possible_receivers(workspace(), today)
    named = letters.addressees_of(papers.content(document))
    return SendForm(bodies, today=today, named=named, blank=blank)


def _passes(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form is filled in rightly and the office's rules let the step be taken."""
    return bool(form.validate_on_submit()) and form.lets(act)


def _attach(document: Document, form: SignedCopyForm) -> None:
    scan = attachments.keep(
        form.file.data.stream,
        name=form.file.data.filename or "",
        purpose=Purpose.SIGNED_COPY,
        by=current_user,
        accepts=files.SCANS,
    )
    services.attach_signed_copy(document, scan, by=current_user, now=clock.now(), reason=form.reason.data or "")


def _dispatch(document: Document, form: SendForm) -> None:
    services.dispatch(
        document,
        receivers=form.everybody(),
        channel=Channel(form.channel.data),
        on=given(form.on),
        by=current_user,
        now=clock.now(),
    )


def _subject_page(document: Document) -> str | None:
    """The page of the record behind the document, when its room has opened one."""
    endpoint = rules.SUBJECT_PAGES.get(document.form)
    return url_for(endpoint, document_id=document.id) if endpoint and exists(endpoint) else None
