"""How signatures and seals look (Decree 30/2020, Annex I, II.7d and 8a): for samples only, never printed into a document."""

from dataclasses import dataclass
from typing import IO, TypeVar

from ocop import audit
from ocop.accounts.models import User
from ocop.attachments import services as files
from ocop.attachments.rules import Purpose
from ocop.core.db import db
from ocop.documents import papers, queries
from ocop.documents.models import Document, SealPicture, SignaturePicture
from ocop.documents.services import readings
from ocop.paperwork import Signing
from ocop.paperwork.places import Looks
from ocop.tenancy import IssuingBody


@dataclass(frozen=True)
class Found:
    """The pictures that a sample of one document shows."""

    signature: SignaturePicture | None
    seal: SealPicture | None

    @property
    def looks(self) -> Looks:
        """Their bytes; raises `WrongState` when the store has lost them."""
        return Looks(
            signature=readings.content(self.signature.attachment) if self.signature else None,
            seal=readings.content(self.seal.attachment) if self.seal else None,
        )


NOTHING = Found(None, None)
One = TypeVar("One", SignaturePicture, SealPicture)


def keep_signature(stream: IO[bytes], *, name: str, by: User) -> SignaturePicture:
    """Keep the person's own signature, in place of an earlier picture; raises `Refused` at `file`."""
    taken = files.keep_cut_out(stream, name=name, purpose=Purpose.SIGNATURE_PICTURE, by=by)
    if (before := queries.signature_picture(by.id)) is not None:
        _gone(before, by)
    kept = SignaturePicture(user_id=by.id, attachment_id=taken.id)
    return _kept(kept, by.name, by)


def keep_seal(of: IssuingBody, stream: IO[bytes], *, name: str, by: User) -> SealPicture:
    """Keep the seal of a body, in place of an earlier picture; raises `Refused` at `file`."""
    taken = files.keep_cut_out(stream, name=name, purpose=Purpose.SEAL_PICTURE, by=by, is_round=True)
    if (before := queries.seal_picture_of(of.id)) is not None:
        _gone(before, by)
    kept = SealPicture(body_id=of.id, attachment_id=taken.id)
    return _kept(kept, of.name, by)


def remove_signature(*, by: User) -> None:
    """Take the person's own picture away for good; nothing to do when there is none."""
    if (kept := queries.signature_picture(by.id)) is not None:
        _removed(kept, by.name, by)


def remove_seal(seal: SealPicture, *, by: User) -> None:
    """Take the picture of a seal away for good."""
    _removed(seal, seal.body.name, by)


def of_document(document: Document, *, seen_by: User) -> Found:
    """The signature of whom the document names as signer, else the viewer's own; and the seal of the issuing body."""
    signing = getattr(papers.content(document), "signing", None)
    named = signing.name if isinstance(signing, Signing) else None
    signature = queries.signature_picture_of(named) if named else queries.signature_picture(seen_by.id)
    return Found(signature, queries.seal_picture_of(document.body_id))


def _kept(picture: One, name: str, by: User) -> One:
    db.session.add(picture)
    db.session.flush()
    audit.record(by, "keep_picture", picture, name=name)
    return picture


def _removed(picture: SignaturePicture | SealPicture, name: str, by: User) -> None:
    audit.record(by, "remove_picture", picture, name=name)
    _gone(picture, by)


def _gone(picture: SignaturePicture | SealPicture, by: User) -> None:
    attachment = picture.attachment
    db.session.delete(picture)
    db.session.flush()
    files.forget(attachment, by=by)
