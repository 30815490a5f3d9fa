"""Records behind documents follow them in the same transaction, whichever page the step was taken on.

The rooms that own such records come later than this one: they say here who follows the documents of a form.
"""

from datetime import datetime
from typing import Protocol

from ocop.attachments.models import Attachment
from ocop.audit.services import Actor
from ocop.documents.models import Document


class Follower(Protocol):
    """What a room does with its own record when something happens to the document before it."""

    def hold(self, document: Document) -> None:
        """Lock the record, before the document is locked: everybody locks in this order."""

    def signed(self, document: Document, scan: Attachment, *, by: Actor, now: datetime) -> None:
        """The signed page has been kept with the document."""


_FOLLOWERS: dict[str, Follower] = {}


def follow(form: str, follower: Follower) -> None:
    """Declare who follows the documents that the press knows by this form ("plan")."""
    _FOLLOWERS[form] = follower


def hold(document: Document) -> None:
    """Lock the record behind the document, if it has one."""
    if (follower := _FOLLOWERS.get(document.form)) is not None:
        follower.hold(document)


def tell_signed(document: Document, scan: Attachment, *, by: Actor, now: datetime) -> None:
    """Let the record behind the document know that its signed page is there."""
    if (follower := _FOLLOWERS.get(document.form)) is not None:
        follower.signed(document, scan, by=by, now=now)
