"""What the unit itself issued for a registration comes into the dossier by itself: document 7, signed and numbered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.core.db import db
from ocop.documents import papers
from ocop.documents.models import Document
from ocop.documents.papers.letters import addressees_of
from ocop.documents.rules import State, full_number
from ocop.dossiers import rules
from ocop.dossiers.models import DossierLine, DossierProof, Evidence
from ocop.dossiers.rules import EvidenceFacts
from ocop.dossiers.services.library import Sent, add
from ocop.registrations.models import Registration
from ocop.registrations.papers.dossier import consent_about

CONSENT = "business_consent"
FROM_DOCUMENTS = "Lấy từ phòng Văn bản: bản đã ký, đóng dấu của văn bản đã ban hành."
"""Kept with the evidence as its note; whoever uploads another file puts that in its place."""


def take_issued(registration: Registration, lines: Sequence[DossierLine], *, by: User, now: datetime) -> int:
    """Put the signed copy of the issued document 7 into the line that asks for it; returns how many lines got one.

    The document is this registration's when it speaks of the product in its own words and goes to the producer. What was
    taken once, even if it was withdrawn since, is not taken again.
    """
    wanted = [line for line in lines if line.requirement.key == CONSENT]
    issued = _issued(registration) if wanted else None
    if issued is None or issued.signed_copy is None or _taken(registration, issued):
        return 0
    evidence = _kept(registration, issued, issued.signed_copy, by=by, now=now)
    for line in wanted:
        db.session.add(DossierProof(line_id=line.id, evidence_id=evidence.id))
    db.session.flush()
    return len(wanted)


def _issued(registration: Registration) -> Document | None:
    product = registration.product
    found = db.session.scalars(
        select(Document)
        .where(
            Document.form == CONSENT,
            Document.state == State.ISSUED,
            Document.signed_copy_id.is_not(None),
            Document.subject == consent_about(product.name),
        )
        .options(joinedload(Document.signed_copy), joinedload(Document.body))
        .order_by(Document.id.desc())
    )
    return next((one for one in found if product.producer.name in addressees_of(papers.content(one))), None)


def _taken(registration: Registration, issued: Document) -> bool:
    known = select(Evidence.id).where(
        Evidence.key == CONSENT,
        Evidence.product_id == registration.product_id,
        Evidence.number == full_number(issued.number, issued.symbol),
    )
    return db.session.scalar(known.limit(1)) is not None


def _kept(registration: Registration, issued: Document, copy: Attachment, *, by: User, now: datetime) -> Evidence:
    number = full_number(issued.number, issued.symbol)
    facts = EvidenceFacts(
        key=CONSENT,
        title=f"Công văn {issued.subject}",
        product_id=registration.product_id,
        number=number,
        issuer=issued.body.name,
        issued_on=issued.dated,
        note=FROM_DOCUMENTS,
    )
    with store.place(copy.sha256).open("rb") as content:
        (made,) = add(registration.product.producer, facts, [Sent(content, rules.file_name(copy.name))], by=by, now=now)
    return made
