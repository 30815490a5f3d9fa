"""After a crash: bytes that no row speaks of are taken away, rows whose bytes are gone are flagged."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from sqlalchemy import select

from ocop import audit
from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.audit import System
from ocop.core.db import db
from ocop.jobs.queries import workspaces
from ocop.tenancy import acting_in, window

YOUNG = timedelta(hours=1)
"""A younger file may belong to a request that has not been committed yet."""


def sweep(*, now: datetime, young: timedelta = YOUNG) -> int:
    """Take away files that no unit keeps and uploads that never ended; returns how many.

    A smaller `young` is safe only while nobody works with the portal.
    """
    before = (now - young).timestamp()
    old = [path for path in store.folder().rglob("*") if path.is_file() and _is_old(path, before)]
    known = hashes() if old else frozenset()
    lost = 0
    for path in old:
        if path.name not in known and _is_old(path, before):
            path.unlink(missing_ok=True)
            lost += 1
    return lost


def missing() -> list[str]:
    """The hashes of rows whose file is not there: what a restore without its files leaves behind."""
    return sorted(digest for digest in hashes() if not store.place(digest).exists())


def flag_missing(*, now: datetime) -> int:
    """Flag the rows whose file is not there, in each unit's trail too, and unflag those whose file is back; returns the former."""
    flagged = select(Attachment.tenant_id, Attachment.sha256).where(Attachment.missing_since.is_not(None)).distinct()
    everywhere = select(Attachment.tenant_id, Attachment.sha256).distinct()
    with window(workspaces()) as looking:
        known = {(cast(int, unit), str(digest)) for unit, digest in looking.look(everywhere)}
        before = {(cast(int, unit), str(digest)) for unit, digest in looking.look(flagged)}
    gone = {(unit, digest) for unit, digest in known if not store.place(digest).exists()}
    for unit, digest in sorted(gone ^ before):
        with acting_in(unit):
            _mark(digest, now if (unit, digest) in gone else None)
    return len(gone)


def hashes() -> frozenset[str]:
    """The hashes of the bytes that somebody keeps."""
    with window(workspaces()) as looking:
        return frozenset(str(digest) for (digest,) in looking.look(select(Attachment.sha256).distinct()))


def _mark(digest: str, since: datetime | None) -> None:
    for row in db.session.scalars(select(Attachment).where(Attachment.sha256 == digest)):
        before, row.missing_since = row.missing_since, since
        audit.record(
            System(), "miss" if since else "find", row, name=row.name, change={"missing_since": (before, since)}
        )


def _is_old(path: Path, before: float) -> bool:
    """Asked twice: who keeps the same bytes again in between has marked them as fresh."""
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False
