"""Drafting the công văn đính chính, which mends a mistake of form (Decree 30/2020, Art. 18.3)."""

from datetime import datetime

from flask_babel import gettext as _

from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.documents.models import Document
from ocop.documents.papers.corrigendum import LETTER, corrigendum
from ocop.documents.rules import State
from ocop.documents.services.drafting import prepare
from ocop.documents.services.moving import must_be
from ocop.paperwork import key_of
from ocop.paperwork.forms.corrigendum import Correction
from ocop.tenancy import Workspace, units

DRAFTERS = ("division", "department")


def draft_corrigendum(
    document: Document, correction: Correction, *, cause: str, unit: Workspace, by: Actor, now: datetime
) -> Document:
    """A draft that says what an issued document should have read; raises `WrongState` before it is issued.

    Raises `DomainError` unless the place, the printed and the right words are told.
    """
    must_be(document, State.ISSUED)
    if not (correction.place.strip() and correction.printed.strip() and correction.corrected.strip()):
        raise DomainError(_("Vui lòng ghi vị trí, nội dung đã in và nội dung đúng."), field="place")
    on = clock.office_date(now)
    bodies = units.bodies(unit.id, on)
    body = next((one for one in bodies if one.id == document.body_id), bodies[0])
    drafter = next((one.symbol for one in bodies if one.kind in DRAFTERS and one.id != body.id), None)
    letter = corrigendum(document, body=body, drafter=drafter, cause=cause, corrections=(correction,), on=on)
    return prepare(letter, form=key_of(letter), kind=LETTER, body=body, subject=letter.about, by=by, now=now)
