"""Counting the questions to the public page, and noting in the trail of a document's unit that it was verified."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.documents.models import Stamp, Verification

KEPT_FOR = timedelta(hours=1)


class Visitor:
    """Somebody at the public page, known by nothing."""

    id = None
    username = "khách"


VISITOR: Actor = Visitor()


def note_verification(stamp: Stamp | None, *, address: str, now: datetime) -> None:
    """Once the answer is given: count the question, and when it met a document note it in its unit's trail."""
    count_question(address=address, now=now)
    if stamp is not None:
        audit.note_afterwards(VISITOR, "verify", "documents", unit_id=stamp.unit_id, name=stamp.subject)


def count_question(*, address: str, now: datetime) -> None:
    """Once the answer is given: count one question of this address and forget those of yesterday."""

    def write() -> None:
        db.session.execute(delete(Verification).where(Verification.at < now - KEPT_FOR))
        db.session.add(Verification(address=address, at=now))

    db.afterwards(write)
