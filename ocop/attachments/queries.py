"""Looking files up within the scope."""

from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.attachments.rules import PRIVATE
from ocop.core.db import db
from ocop.core.errors import NotYours


def by_token(token: str) -> Attachment:
    """The file at an address; raises `NotYours` when there is none in the scope, it was revoked, or it has no address."""
    found = db.session.scalar(
        select(Attachment).where(
            Attachment.token == token, Attachment.revoked_at.is_(None), Attachment.purpose.not_in(PRIVATE)
        )
    )
    if found is None:
        raise NotYours
    return found


def attachment(attachment_id: int) -> Attachment:
    """The file with this key; raises `NotYours`."""
    found = db.session.scalar(select(Attachment).where(Attachment.id == attachment_id))
    if found is None:
        raise NotYours
    return found
