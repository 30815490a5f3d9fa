"""The signed page comes home: scans in any order and number, sorted by the codes on their pages, confirmed by the clerk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO

from flask_babel import gettext as _

from ocop import audit
from ocop.attachments import rules as kinds
from ocop.attachments import services as files
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.audit.services import Actor
from ocop.core.errors import DomainError, NotYours, WrongState
from ocop.documents import queries
from ocop.documents.models import Document
from ocop.documents.services import digital, following, readings
from ocop.documents.services.digital import Digital
from ocop.documents.services.moving import cited, file_hash, file_name, locked
from ocop.documents.services.readings import Reading
from ocop.documents.services.signed import attach_signed_copy
from ocop.paperwork import scans
from ocop.paperwork.scans import binding, reading, sheets, sorting
from ocop.paperwork.scans.sorting import Expected, Homecoming, Leaf

MOST_PAGES = 200
"""Of one upload; a hundred pages take a quarter of a minute to half a minute to read."""

TO_COMPARE, TO_READ = 60, 130
"""Dots per inch of the pictures of pages."""


@dataclass(frozen=True)
class Batch:
    """The files of one upload, as far as they were read."""

    readings: tuple[Reading, ...]

    @property
    def done(self) -> int:
        return sum(one.total if one.finished else len(one.pages) for one in self.readings)

    @property
    def total(self) -> int:
        return sum(one.total for one in self.readings)

    @property
    def finished(self) -> bool:
        return all(one.finished for one in self.readings)


@dataclass(frozen=True)
class Choice:
    """A person says that a scanned page (`ordinal` from 0) is page `page` (from 1) of a document."""

    scan_id: int
    ordinal: int
    document_id: int
    page: int


@dataclass(frozen=True)
class Arrival:
    """A document of this unit, and what of it has come; `digital` when it came in one file that is no mere scan."""

    document: Document
    found: Homecoming
    digital: Digital | None

    @property
    def needs_reason(self) -> bool:
        """Whether something was left to a person's judgement."""
        doubtful = self.digital is not None and self.digital.doubtful
        return doubtful or not self.found.complete or bool(self.found.by_hand)


@dataclass(frozen=True)
class Examination:
    """A batch sorted; of foreign pages only their number is told. `choices` are those that took effect."""

    batch: Batch
    arrivals: tuple[Arrival, ...]
    uncoded: tuple[Leaf, ...]
    foreign: int
    blank: int
    choices: tuple[Choice, ...]

    def arrival(self, document_id: int) -> Arrival:
        """What came of the document; raises `NotYours` when the batch holds nothing of it."""
        for one in self.arrivals:
            if one.document.id == document_id:
                return one
        raise NotYours

    def scan(self, leaf: Leaf) -> Attachment:
        return self.batch.readings[leaf.file].scan


def take_in(sent: Iterable[tuple[IO[bytes], str]], *, by: Actor) -> list[Attachment]:
    """Keep the files of one upload, each a stream with its name.

    Raises `DomainError` at `files`: no file, more than `MOST_PAGES` pages, or one that cannot be kept.
    """
    kept = [
        files.keep(stream, name=name, purpose=Purpose.SCAN, by=by, accepts=kinds.SCANS, field="files")
        for stream, name in sent
    ]
    if not kept:
        raise DomainError(_("Vui lòng chọn tệp bản quét."), field="files")
    if sum(one.pages or 1 for one in kept) > MOST_PAGES:
        raise DomainError(
            _("Mỗi lần tải lên tối đa %(most)s trang. Vui lòng chia thành nhiều lần.", most=MOST_PAGES), field="files"
        )
    return kept


def so_far(taken: Sequence[Attachment]) -> Batch:
    """The batch as far as it was read."""
    return Batch(tuple(readings.so_far(scan) for scan in taken))


def whole(taken: Sequence[Attachment]) -> Batch:
    """The batch, read to its end; raises `WrongState` while it is not."""
    batch = so_far(taken)
    if not batch.finished:
        raise WrongState(_("Các tệp quét chưa đọc xong. Vui lòng chờ đọc xong rồi xác nhận."))
    return batch


def examine(batch: Batch, choices: Sequence[Choice] = (), *, at: datetime) -> Examination:
    """Sort what was read to the documents of this unit, and judge signed files at a moment.

    Raises `NotYours` when a choice names another unit's document.
    """
    leaves = sorting.leaves_of(one.pages for one in batch.readings)
    named = {one.id: one for one in queries.documents_by_id({choice.document_id for choice in choices})}
    places = {one.scan.id: number for number, one in enumerate(batch.readings)}
    said = {
        (places[one.scan_id], one.ordinal): _mark(named[one.document_id], one.page)
        for one in choices
        if one.scan_id in places and one.document_id in named
    }
    if len(said) != len(choices):
        raise NotYours
    leaves = sorting.chosen(leaves, said)
    documents = {one.token: one for one in queries.documents_by_token(sorting.tokens(leaves))}
    sorted_ = sorting.sort(leaves, [_expected(one) for one in documents.values()])
    return Examination(
        batch=batch,
        arrivals=tuple(_arrival(documents[one.expected.token], one, batch, at) for one in sorted_.documents),
        uncoded=sorted_.uncoded,
        foreign=len(sorted_.foreign),
        blank=len(sorted_.blank),
        choices=tuple(choices),
    )


def confirm(arrival: Arrival, *, within: Examination, reason: str, by: Actor, now: datetime) -> None:
    """Bind the document's pages of the batch, in order and upright, and keep them as its signed copy; once, however often.

    Raises `DomainError` at `reason` when pages are missing, came twice or were chosen by hand and no reason says why,
    `WrongState` when no page is of the frozen version, and whatever `attach_signed_copy` raises.
    """
    document, found = arrival.document, arrival.found
    if not found.leaves:
        raise WrongState(_("Không có trang nào thuộc bản đã chốt hiện hành. Vui lòng in lại bản hiện hành để ký."))
    if arrival.needs_reason and not reason.strip():
        raise DomainError(_("Vui lòng ghi lý do nhận bản quét này."), field="reason")
    bound = _bound(within.batch, found)
    following.hold(document)
    locked(document)
    if file_hash(document.signed_copy_id) == sha256(bound).hexdigest():
        return
    name = file_name(document, "bản ký")
    kept = files.keep_printed(bound, name=name, purpose=Purpose.SIGNED_COPY, by=by)
    attach_signed_copy(document, kept, by=by, now=now, reason=reason)
    pages = {"missing": found.missing, "twice": found.twice, "by_hand": found.by_hand}
    change = {key: (None, ", ".join(map(str, numbers))) for key, numbers in pages.items() if numbers}
    audit.record(by, "match_scan", document, name=cited(document), change=change)


def set_aside(taken: Sequence[Attachment], *, by: Actor, now: datetime) -> None:
    """The uploaded files are no longer offered; what was confirmed from them stays."""
    for scan in taken:
        files.revoke(scan, by=by, now=now)


def picture(scan: Attachment, number: int, *, large: bool = False) -> bytes:
    """A scanned page, counted from 1, as a JPEG, upright; raises `NotYours` for pages not read or of other units."""
    page = next((one for one in readings.so_far(scan).pages if one.index == number - 1), None)
    if page is None or (page.mark and not queries.documents_by_token({page.mark.token})):
        raise NotYours
    return _drawn(scan, number, page.turn, large)


def frozen_picture(document: Document, number: int, *, large: bool = False) -> bytes:
    """A page of the version frozen for signature, counted from 1, as a JPEG; raises `NotYours`."""
    if document.signature_file is None:
        raise NotYours
    return _drawn(document.signature_file, number, 0, large)


def _drawn(file: Attachment, number: int, turn: int, large: bool) -> bytes:
    try:
        return reading.picture(readings.content(file), number - 1, turn=turn, dpi=TO_READ if large else TO_COMPARE)
    except (IndexError, sheets.ScanError):
        raise NotYours from None


def _arrival(document: Document, found: Homecoming, batch: Batch, at: datetime) -> Arrival:
    files_ = {leaf.file for leaf in found.leaves}
    if len(files_) != 1:
        return Arrival(document, found, None)
    scanned = all(leaf.page.dpi is not None for leaf in found.leaves)
    file = batch.readings[files_.pop()].scan
    return Arrival(document, found, digital.judged(file, document, scanned=scanned, at=at))


def _bound(batch: Batch, found: Homecoming) -> bytes:
    """The document's pages as one file; a file that is nothing else stays as it is, so that signatures in it hold."""
    needed = {leaf.file for leaf in found.leaves}
    contents = [readings.content(one.scan) if number in needed else b"" for number, one in enumerate(batch.readings)]
    if len(needed) == 1 and _is_all(batch.readings[first := needed.pop()], found):
        return contents[first]
    try:
        return binding.bind(contents, found.leaves)
    except sheets.ScanError:
        raise DomainError(readings.UNREADABLE) from None


def _is_all(read: Reading, found: Homecoming) -> bool:
    """Whether a file holds the whole document upright in its order, and nothing else."""
    whole = found.complete and not found.reordered and not found.turned
    return whole and read.scan.kind == Kind.PDF and read.total == len(found.leaves)


def _expected(document: Document) -> Expected:
    hashed = document.content_sha256
    return Expected(document.token, scans.version_of(hashed) if hashed else None, document.pages or 0)


def _mark(document: Document, page: int) -> scans.Mark:
    """A page that a person chose is one of the version that is frozen now."""
    return scans.Mark(document.token, scans.version_of(document.content_sha256 or ""), page)
