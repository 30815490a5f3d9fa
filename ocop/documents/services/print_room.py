"""The print room: many papers chosen, one job, one booklet or one archive of files.

Issued and frozen documents give their frozen bytes. What has to be printed anew is kept in the job's folder page for page
as it is done, so that a worker who takes the job over goes on from there.
"""

import shutil
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import cast

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from ocop import audit
from ocop.attachments import rules as files
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.attachments.services import made, store
from ocop.audit.services import Actor, System
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.core.errors import DomainError, NotYours
from ocop.core.text import dates
from ocop.documents.papers import offers, own_offers
from ocop.documents.papers.offers import Choice, Fresh, Kept, Offer
from ocop.jobs import queries as all_jobs
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.services import Cancelled, Work
from ocop.paperwork import batches, booklet
from ocop.paperwork.batches import Order
from ocop.tenancy import Workspace, acting_in, units, window

KIND = "print"
BETWEEN = " "
AT_A_TIME = 20
"""Papers that are looked up in one transaction."""

TELL_EVERY = 0.3
"""Seconds between two notes of the progress: each is a transaction."""

LEFT_LYING = timedelta(days=1)
"""A job's folder that nobody touched for so long belongs to no job any more."""

LONGEST_NAME = 100

for _own in own_offers.OFFERS:
    offers.offer(_own)


class Shape(StrEnum):
    """What comes of a job."""

    BOOKLET = "pdf"
    ARCHIVE = "zip"


@dataclass(frozen=True)
class _Part:
    """One paper of the job and the file with its bytes."""

    choice: Choice
    file: Path


def ask_to_print(
    chosen: Sequence[str],
    *,
    offer: Offer,
    unit: Workspace,
    year: int,
    shape: Shape,
    duplex: bool,
    by: Actor,
    now: datetime,
) -> Job:
    """Ask a worker for papers of one offer, in the order of its list.

    Raises `NotYours` when one of them is not on the list, `DomainError` when none was chosen.
    """
    if not chosen:
        raise DomainError(_("Vui lòng chọn ít nhất một văn bản để in."), field="chosen")
    listed = [one.key for one in offer.choices(unit, year, on=clock.office_date(now))]
    if not set(chosen) <= set(listed):
        raise NotYours
    keys = [key for key in listed if key in set(chosen)]
    title = ngettext(
        "In %(what)s năm %(year)s: %(count)s văn bản",
        "In %(what)s năm %(year)s: %(count)s văn bản",
        len(keys),
        what=str(offer.label).lower(),
        year=year,
        count=len(keys),
    )
    arguments = {
        "offer": offer.key,
        "year": str(year),
        "shape": shape.value,
        "duplex": "1" if duplex else "",
        "keys": BETWEEN.join(keys),
    }
    return jobs.ask(KIND, title=title, arguments=arguments, by=by, now=now)


@jobs.runner(KIND)
def print_many(work: Work) -> str | None:
    """Do such a job; begun again it goes on with what lies in its folder, and what was kept already is not kept twice."""
    with work.scope():
        job = db.session.get_one(Job, work.job_id)
        kept, title = job.attachment_token, job.title
    if kept:
        return kept
    folder = _folder(work)
    try:
        return _kept(work, title, _parts(work, folder), folder)
    except Cancelled:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@jobs.each_round
def forget_old() -> None:
    """Files that were printed some days ago (`OCOP_PRINT_DAYS`) are gone, and so are folders that no worker came back to."""
    now = clock.real_now()
    before = now - timedelta(days=settings.current().print_days)
    for unit_id in _units_with_old_files(before):
        with acting_in(unit_id):
            tokens = made.forget_made(before=before, by=System())
            for job in db.session.scalars(select(Job).where(Job.attachment_token.in_(tokens))):
                job.attachment_token = None
                job.message = _("Tệp đã hết thời gian lưu. Vui lòng yêu cầu in lại khi cần.")
    for folder in _root().glob("*"):
        if folder.stat().st_mtime < (now - LEFT_LYING).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _parts(work: Work, folder: Path) -> list[_Part]:
    """All papers of the job as files, in their order; raises `Cancelled`, or `DomainError` naming what cannot be printed."""
    folder.mkdir(parents=True, exist_ok=True)
    offer, keys = offers.named(work.arguments["offer"]), work.arguments["keys"].split(BETWEEN)
    today = clock.today()
    with work.scope():
        unit = units.by_id(work.unit_id)
        known = {one.key: one for one in offer.choices(unit, int(work.arguments["year"]), on=today)}
    if not set(keys) <= set(known):
        raise DomainError(_("Có văn bản vừa được bỏ hoặc đổi khi đang in. Vui lòng chọn lại rồi in."))
    found: dict[str, Path] = {}
    told = time.monotonic()
    orders = _orders(work, offer, unit, keys, folder, found)
    for printed in batches.printed(orders, processes=settings.current().print_processes):
        if printed.fault:
            choice = known[keys[int(printed.target.stem) - 1]]
            raise DomainError(_("Không in được “%(title)s”: %(why)s", title=choice.line, why=printed.fault))
        found[keys[int(printed.target.stem) - 1]] = printed.target
        if time.monotonic() - told >= TELL_EVERY:
            work.progress(
                len(found), len(keys), _("Đã in %(done)s/%(total)s văn bản", done=len(found), total=len(keys))
            )
            told = time.monotonic()
    work.progress(len(keys), len(keys), _("Đang ghép tệp"))
    return [_Part(known[key], found[key]) for key in keys]


def _orders(
    work: Work, offer: Offer, unit: Workspace, keys: Sequence[str], folder: Path, found: dict[str, Path]
) -> Iterator[Order]:
    """What still has to be printed; frozen bytes and what an earlier worker printed are put into `found`."""
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        with work.scope():
            sheets = offer.sheets(unit, some, on=clock.today())
        work.progress(len(found), len(keys), _("Đã in %(done)s/%(total)s văn bản", done=len(found), total=len(keys)))
        for place, (key, sheet) in enumerate(zip(some, sheets, strict=True), start=start + 1):
            target = folder / f"{place:04}.pdf"
            match sheet:
                case Kept():
                    found[key] = store.place(sheet.sha256)
                case Fresh() if target.exists():
                    found[key] = target
                case Fresh():
                    yield Order(sheet.text, sheet.rendition, target)


def _kept(work: Work, title: str, parts: Sequence[_Part], folder: Path) -> str:
    """Bind the parts, keep the result for the unit and note it in the trail; returns its token."""
    shape = Shape(work.arguments["shape"])
    kind, target = (Kind.PDF, folder / "booklet.pdf") if shape is Shape.BOOKLET else (Kind.ZIP, folder / "archive.zip")
    pages = None
    if shape is Shape.BOOKLET:
        pages = _bound(work, parts, target)
    else:
        _packed(parts, target)
    with work.scope():
        kept = made.keep_made(target, name=title, kind=kind, pages=pages, by=work)
        db.session.get_one(Job, work.job_id).attachment_token = kept.token
        names = "; ".join(part.choice.title for part in parts)
        audit.record(work, "print", kept, name=title, change={"documents": (None, names)})
        token = kept.token
    shutil.rmtree(folder, ignore_errors=True)
    return token


def _bound(work: Work, parts: Sequence[_Part], target: Path) -> int:
    with work.scope():
        unit = units.by_id(work.unit_id)
        cover = booklet.Cover(
            issuer=unit.title,
            title="Tập văn bản",
            subject=f"{offers.named(work.arguments['offer']).label} năm {work.arguments['year']}",
            lines=(f"{len(parts)} văn bản", f"In {dates.day(clock.today())}"),
        )
    entries = [booklet.Entry(part.choice.line, part.file) for part in parts]
    try:
        return booklet.bind(cover, entries, target, duplex=bool(work.arguments["duplex"]))
    except booklet.UnreadablePart as part:
        raise _lost(part.title) from None


def _packed(parts: Sequence[_Part], target: Path) -> None:
    """Files named by their place and title; PDF is packed already, so they are only put side by side."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for place, part in enumerate(parts, start=1):
            name = files.harmless_name(f"{place:03} {_short(part.choice.line.replace('/', '-'))}.pdf", Kind.PDF)
            try:
                archive.write(part.file, name)
            except OSError:
                raise _lost(part.choice.line) from None


def _short(line: str) -> str:
    """Systems of today take 255 bytes for a name, and a Vietnamese letter may need three."""
    return line.replace("…-", "").replace(".", " ")[:LONGEST_NAME].encode()[:200].decode(errors="ignore")


def _lost(title: str) -> DomainError:
    return DomainError(
        _("Không đọc được tệp của “%(title)s” trong kho tệp. Vui lòng báo quản trị hệ thống kiểm tra.", title=title)
    )


def _root() -> Path:
    return settings.current().instance / "printing"


def _folder(work: Work) -> Path:
    return _root() / f"{work.unit_id}-{work.job_id}"


def _units_with_old_files(before: datetime) -> list[int]:
    old = select(Attachment.tenant_id).where(Attachment.purpose == Purpose.PRINT_RUN, Attachment.uploaded_at < before)
    with window(all_jobs.workspaces()) as looking:
        return sorted({cast(int, unit_id) for (unit_id,) in looking.look(old.distinct())})
