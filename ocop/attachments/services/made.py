"""Large files that a job has made: taken in from the disk, offered for some days, then forgotten."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from ocop import audit
from ocop.attachments import rules
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.attachments.services import store
from ocop.attachments.services.keeping import hand_over
from ocop.audit.services import Actor
from ocop.core.db import db


def keep_made(path: Path, *, name: str, kind: Kind, pages: int | None, by: Actor) -> Attachment:
    """Keep a file that the system itself has made, without loading it into the memory."""
    with path.open("rb") as stream, store.arriving(stream, limit=path.stat().st_size) as draught:
        store.settle(draught)
        return hand_over(
            sha256=draught.sha256,
            size=draught.size,
            kind=kind,
            name=rules.harmless_name(name, kind),
            pages=pages,
            purpose=Purpose.PRINT_RUN,
            by=by,
        )


def forget_made(*, before: datetime, by: Actor) -> list[str]:
    """Forget the unit's files that jobs made before a moment, and return their tokens; the sweep takes the bytes away."""
    old = db.session.scalars(
        select(Attachment).where(Attachment.purpose == Purpose.PRINT_RUN, Attachment.uploaded_at < before)
    ).all()
    for one in old:
        audit.record(by, "forget", one, name=one.name)
        db.session.delete(one)
    return [one.token for one in old]
