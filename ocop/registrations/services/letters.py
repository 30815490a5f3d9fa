"""Drafting the letters about registrations; from then on they live in the room of documents."""

from datetime import datetime

from flask_babel import gettext as _

from ocop import paperwork
from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.documents import services as documents
from ocop.documents.models import Document
from ocop.programme.models import Cycle
from ocop.registrations import papers, queries
from ocop.registrations.models import Registration
from ocop.registrations.papers import dossier
from ocop.registrations.papers.lists import LETTER, Sender
from ocop.registrations.rules import SELECTED
from ocop.tenancy import Workspace


def draft_registration_list(cycle: Cycle, *, unit: Workspace, by: User, now: datetime) -> Document:
    """Document 3: the unit's list to the department above; raises `DomainError` while nothing is on the list."""
    on = clock.office_date(now)
    letter = papers.list_of_the_unit(cycle, unit=unit, on=on)
    if not letter.products:
        raise DomainError(
            _("Danh sách của năm chưa có sản phẩm nào. Vui lòng trình các đăng ký vào danh sách rồi lập công văn.")
        )
    return _prepared(letter, papers.committee(unit, on), subject=letter.about, by=by, now=now)


def draft_selection(cycle: Cycle, *, desk: Workspace, by: User, now: datetime) -> Document:
    """Document 36 from a desk to its units; raises `DomainError` while no registration has been accepted."""
    on = clock.office_date(now)
    lines = queries.of_units(cycle.id, desk=desk, states=SELECTED, on=on)
    if not lines:
        raise DomainError(_("Chưa chấp nhận đăng ký nào của năm. Vui lòng xem danh sách của các đơn vị trước."))
    letter = papers.selection(cycle, lines, desk=desk, on=on)
    return _prepared(letter, papers.department(desk, on), subject=letter.about, by=by, now=now)


def draft_consent(registration: Registration, *, unit: Workspace, by: User, now: datetime) -> Document:
    """Document 7: the committee agrees to the producer's plan of production and business."""
    on = clock.office_date(now)
    letter = dossier.business_consent(registration, unit=unit, on=on)
    return _prepared(letter, papers.committee(unit, on), subject=letter.about, by=by, now=now)


def _prepared(letter: paperwork.Document, sender: Sender, *, subject: str, by: User, now: datetime) -> Document:
    form = paperwork.key_of(letter)
    return documents.prepare(letter, form=form, kind=LETTER, body=sender.body, subject=subject, by=by, now=now)
