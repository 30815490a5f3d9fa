"""Keeping files: looked into first, then stored, then written down as the unit's own."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from io import BytesIO
from typing import IO

from flask_babel import gettext as _

from ocop import audit
from ocop.attachments import rules
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.attachments.services import reading, store
from ocop.attachments.services.reading import Refused
from ocop.attachments.services.store import Draught
from ocop.audit.services import Actor
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.core.tokens import new_token


def keep(
    stream: IO[bytes], *, name: str, purpose: Purpose, by: Actor, accepts: AbstractSet[Kind], field: str = "file"
) -> Attachment:
    """Take in a file that somebody sent. Its kind is what its content shows; a picture is drawn anew without metadata.

    Raises `Refused` (422, at `field`): empty, too large (`OCOP_UPLOAD_LIMIT_MB`), of a kind not in `accepts`, locked by a
    password, or unreadable.
    """
    limit = settings.current().upload_limit_mb
    try:
        with store.arriving(stream, limit=limit * 1024 * 1024) as draught:
            kind = _accepted(draught, accepts, field)
            if kind not in rules.IMAGES:
                return _kept(draught, kind, name=name, purpose=purpose, by=by, field=field)
            bare = reading.without_metadata(draught.path, kind, field=field)
        with store.arriving(bare, limit=len(bare.getbuffer())) as draught:
            return _kept(draught, kind, name=name, purpose=purpose, by=by, field=field)
    except store.TooMuch:
        raise Refused(too_large(limit), field=field) from None


def too_large(limit: int) -> str:
    """What to do about a file of more than `limit` megabytes."""
    return str(_("Tệp lớn hơn %(limit)s MB. Vui lòng giảm dung lượng rồi tải lên lại.", limit=limit))


def keep_printed(content: bytes, *, name: str, purpose: Purpose, by: Actor, kind: Kind = Kind.PDF) -> Attachment:
    """Keep a file that the system itself has made, byte for byte."""
    with store.arriving(BytesIO(content), limit=len(content)) as draught:
        return _kept(draught, kind, name=name, purpose=purpose, by=by, field="file")


def hand_over(
    *, sha256: str, size: int, kind: str, name: str, pages: int | None, purpose: Purpose, by: Actor
) -> Attachment:
    """The scope's unit gets its own row of bytes that another unit keeps; the file itself stays one."""
    return _written(
        Attachment(token=new_token(), sha256=sha256, size=size, kind=kind, name=name, pages=pages, purpose=purpose), by
    )


def revoke(attachment: Attachment, *, by: Actor, now: datetime) -> None:
    """From now on the address answers 404; the row and the bytes stay, as nothing that was issued is deleted."""
    if attachment.revoked_at is None:
        attachment.revoked_at = now
        audit.record(by, "revoke", attachment)


def forget(attachment: Attachment, *, by: Actor) -> None:
    """Take the file away for good: for what a person may take back. The sweep takes the bytes that nobody else keeps."""
    audit.record(by, "forget", attachment, name=attachment.name)
    db.session.delete(attachment)
    db.session.flush()


def note_reading(attachment: Attachment, *, by: Actor) -> None:
    """Note in the trail of the file's unit that somebody opened it, once the answer is given."""
    unit, name, key = attachment.tenant_id, attachment.name, attachment.id
    audit.note_afterwards(by, "read", Attachment.__tablename__, unit_id=unit, name=name, thing_id=key)


def _accepted(draught: Draught, accepts: AbstractSet[Kind], field: str) -> Kind:
    if draught.size == 0:
        raise Refused(reading.EMPTY, field=field)
    kind = reading.kind_of(draught.path)
    if kind is None or kind not in accepts:
        kinds = ", ".join(rules.WORDS[one] for one in Kind if one in accepts)
        raise Refused(_("Tệp không thuộc loại được nhận. Vui lòng chọn tệp %(kinds)s.", kinds=kinds), field=field)
    return kind


def _kept(draught: Draught, kind: Kind, *, name: str, purpose: Purpose, by: Actor, field: str) -> Attachment:
    pages = reading.pages_of(draught.path, kind, field=field)
    store.settle(draught)
    return _written(
        Attachment(
            token=new_token(),
            sha256=draught.sha256,
            size=draught.size,
            kind=kind,
            name=rules.harmless_name(name, kind),
            pages=pages,
            purpose=purpose,
        ),
        by,
    )


def _written(attachment: Attachment, by: Actor) -> Attachment:
    attachment.uploaded_at = clock.real_now()
    attachment.uploaded_by = by.username
    db.session.add(attachment)
    db.session.flush()
    audit.record(by, "keep", attachment, change={"sha256": (None, attachment.sha256)})
    return attachment
