"""After a crash: bytes that no row speaks of are taken away, so that there is no file without row."""

from datetime import datetime, timedelta

from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.jobs.queries import workspaces
from ocop.tenancy import window

YOUNG = timedelta(hours=1)
"""A younger file may belong to a request that has not been committed yet."""


def sweep(*, now: datetime) -> int:
    """Take away files that no unit keeps and uploads that never ended; returns how many."""
    before = (now - YOUNG).timestamp()
    old = [path for path in store.folder().rglob("*") if path.is_file() and path.stat().st_mtime < before]
    known = _known() if old else frozenset()
    lost = [path for path in old if path.name not in known]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def missing() -> list[str]:
    """The hashes of rows whose file is not there: what a restore without its files leaves behind."""
    return sorted(digest for digest in _known() if not store.place(digest).exists())


def _known() -> frozenset[str]:
    with window(workspaces()) as looking:
        return frozenset(str(digest) for (digest,) in looking.look(select(Attachment.sha256).distinct()))
