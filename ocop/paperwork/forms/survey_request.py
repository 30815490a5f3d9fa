"""Document 27: công văn đề nghị UBND cấp xã, chủ thể rà soát, đăng ký sản phẩm; the first paper of a unit's year.

Issued by a UBND. Decree 30/2020/NĐ-CP, Annex III, form 1.5. A blank list to fill in may go with it as its annex.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ocop.paperwork.elements import AS_ABOVE, Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import (
    Addressees,
    Align,
    AnnexHead,
    Closing,
    Column,
    Look,
    Paragraph,
    Part,
    Story,
    Table,
    attached_to,
    ending,
    head,
    structured,
)


@dataclass(frozen=True, slots=True)
class SurveyRequest:
    """`opening` and `requests` are structured text; answers go to `reply_to` by `reply_by`, questions to `contact`."""

    letterhead: Letterhead
    year: int
    about: str
    addressees: tuple[str, ...]
    opening: str
    requests: str
    reply_by: date | None
    reply_to: str
    closing: str
    signing: Signing
    recipients: Recipients
    contact: str | None = None
    blank_rows: int = 0

    def story(self, rendition: Rendition) -> Story:
        text = Part(
            (
                head(self.letterhead, rendition, self.year, about=self.about),
                Addressees(self.addressees),
                *structured(self.opening),
                *structured(self.requests),
                Paragraph(self._reply()),
                *self._contact(),
                *ending(structured(wording.or_dots(self.closing))),
                Closing(self.signing, self.recipients.answering(AS_ABOVE)),
            )
        )
        return (text, self._blank_list(rendition)) if self.blank_rows else (text,)

    def _reply(self) -> str:
        by = wording.official_date(self.reply_by) if self.reply_by else f"ngày {wording.DOTS}"
        using = " (theo mẫu tại Phụ lục kèm theo Công văn này)" if self.blank_rows else ""
        return f"Kết quả{using} gửi về {wording.or_dots(self.reply_to)} trước {by} để tổng hợp."

    def _contact(self) -> Iterator[Paragraph]:
        if self.contact:
            yield Paragraph(f"Đầu mối liên hệ: {wording.bare(self.contact)}.")

    def _blank_list(self, rendition: Rendition) -> Part:
        attached = attached_to("Công văn", self.letterhead, self.year, rendition)
        rows = tuple((str(place), *[""] * (len(_COLUMNS) - 1)) for place in range(1, self.blank_rows + 1))
        filled_in = Paragraph("(Ghi “mới”, “nâng hạng” hoặc “đánh giá lại” tại cột Hình thức đăng ký)", Look.UNIT)
        remark = Paragraph(wording.ended(f"Danh sách này có {wording.DOTS} sản phẩm"))
        title = AnnexHead("Phụ lục", "Danh sách chủ thể, sản phẩm đăng ký tham gia Chương trình OCOP", attached)
        return Part((title, filled_in, Table(_COLUMNS, rows, lines=2), remark), landscape=True)


_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Tên sản phẩm", 40),
    Column("Chủ thể", 44),
    Column("Địa chỉ", 34),
    Column("Người đại diện, điện thoại", 34),
    Column("Hình thức đăng ký", 24, Align.CENTRE),
    Column("Hạng sao hiện có", 18, Align.CENTRE),
    Column("Hạng sao đăng ký", 18, Align.CENTRE),
    Column("Ghi chú", 20),
)
