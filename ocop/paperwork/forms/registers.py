"""Document 35: sổ đăng ký văn bản đi and sổ đăng ký văn bản đến, in the ten columns of Decree 30/2020/NĐ-CP, Annex IV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ocop.paperwork.elements import Letterhead, Rendition
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Align, Column, Look, Paragraph, Part, Story, Table, Title


@dataclass(frozen=True, slots=True)
class OutgoingEntry:
    """One document sent; dates in words as the book shows them ("15/5/2024")."""

    number: str
    dated: str
    subject: str
    signer: str
    recipients: str
    kept_by: str = ""
    copies: int | None = None
    passed_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncomingEntry:
    arrived: str
    arrival_number: str
    author: str
    number: str
    dated: str
    subject: str
    receiver: str = ""
    passed_on: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingRegister:
    letterhead: Letterhead
    year: int
    entries: tuple[OutgoingEntry, ...]

    def story(self, rendition: Rendition) -> Story:
        rows = tuple(
            (
                entry.number,
                entry.dated,
                entry.subject,
                entry.signer,
                entry.recipients,
                entry.kept_by,
                str(entry.copies or ""),
                entry.passed_on,
                "",
                entry.note,
            )
            for entry in self.entries
        )
        return _book("Sổ đăng ký văn bản đi", self.letterhead, self.year, _OUTGOING, rows)


@dataclass(frozen=True, slots=True)
class IncomingRegister:
    letterhead: Letterhead
    year: int
    entries: tuple[IncomingEntry, ...]

    def story(self, rendition: Rendition) -> Story:
        rows = tuple(
            (
                entry.arrived,
                entry.arrival_number,
                entry.author,
                entry.number,
                entry.dated,
                entry.subject,
                entry.receiver,
                entry.passed_on,
                "",
                entry.note,
            )
            for entry in self.entries
        )
        return _book("Sổ đăng ký văn bản đến", self.letterhead, self.year, _INCOMING, rows)


def _book(
    title: str, letterhead: Letterhead, year: int, columns: Sequence[Column], rows: tuple[tuple[str, ...], ...]
) -> Story:
    numbered = tuple(
        Column(f"{column.title}\n({place})", column.share, column.align)
        for place, column in enumerate(columns, start=1)
    )
    issuer = " ".join(part for part in letterhead.issuer if part)
    heading = tuple(
        Paragraph(line.upper(), look)
        for line, look in ((letterhead.superior or "", Look.CENTRED), (issuer, Look.CENTRED_BOLD))
        if line
    )
    return (
        Part(
            (
                *heading,
                Title(title, f"Năm {year}"),
                Table(numbered, rows),
                Paragraph(wording.ended(f"Sổ này có {wording.two_digits(len(rows))} văn bản")),
            ),
            landscape=True,
        ),
    )


_OUTGOING = (
    Column("Số, ký hiệu văn bản", 31, Align.CENTRE),
    Column("Ngày tháng văn bản", 22, Align.CENTRE),
    Column("Tên loại và trích yếu nội dung văn bản", 57),
    Column("Người ký", 26),
    Column("Nơi nhận văn bản", 36),
    Column("Đơn vị, người nhận bản lưu", 24),
    Column("Số lượng bản", 14, Align.CENTRE),
    Column("Ngày chuyển", 22, Align.CENTRE),
    Column("Ký nhận", 18),
    Column("Ghi chú", 18),
)
_INCOMING = (
    Column("Ngày đến", 22, Align.CENTRE),
    Column("Số đến", 14, Align.CENTRE),
    Column("Tác giả", 34),
    Column("Số, ký hiệu văn bản", 31, Align.CENTRE),
    Column("Ngày tháng văn bản", 22, Align.CENTRE),
    Column("Tên loại và trích yếu nội dung văn bản", 57),
    Column("Đơn vị hoặc người nhận", 28),
    Column("Ngày chuyển", 22, Align.CENTRE),
    Column("Ký nhận", 18),
    Column("Ghi chú", 18),
)
