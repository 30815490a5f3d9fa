"""What every official document carries: who issues it, who signs it, who receives it, in which rendition it prints.

All of it is frozen and made of plain values, so that a document can be stored and printed identically years later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing body as it stood on the day of the document (Decree 30/2020, Annex I, II.2-4).

    `superior` and `issuer` print in capitals whatever their case; `issuer` may be given in several lines. `symbol` has
    no number: "KH-UBND". `name` is the issuer in running text: "Ủy ban nhân dân thành phố Phan Thiết".
    """

    superior: str | None
    issuer: tuple[str, ...]
    place: str
    symbol: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """The signing block (Annex I, II.7): "TM. ỦY BAN NHÂN DÂN" / "KT. CHỦ TỊCH" / "PHÓ CHỦ TỊCH" / name.

    A body that signs for itself leaves `collective` out; a head who signs in person leaves `on_behalf` out.
    """

    collective: str | None
    on_behalf: str | None
    title: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận (Annex I, II.9b). Entries carry no dash and no punctuation.

    `first` is "Như trên" where the document has Kính gửi, "Như Điều 3" in decisions. `filed` is "VT, KT" and `kept` the
    number of kept copies; `drafter` and `copies` make the mark of Annex I, III.3: "KT.(15)".
    """

    entries: tuple[str, ...] = ()
    filed: str = "VT"
    first: str | None = None
    kept: int | None = None
    drafter: str | None = None
    copies: int | None = None

    def answering(self, first: str) -> Recipients:
        """With the entry that a document with Kính gửi or articles puts first, unless another was given."""
        return self if self.first else replace(self, first=first)


class Urgency(StrEnum):
    """The stamp of urgency (Annex I, III.2b)."""

    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    EXPRESS = "HOẢ TỐC"


@dataclass(frozen=True, slots=True)
class Citation:
    """An issued document named in running text; what is unknown prints as dots."""

    kind: str
    number: str | None
    symbol: str
    dated: date | None
    issuer: str


AS_ABOVE = "Như trên"


class Stage(StrEnum):
    """How far a document has come when it is printed."""

    DRAFT = "draft"
    FOR_SIGNATURE = "for_signature"
    NUMBERED = "numbered"


class QrPages(StrEnum):
    """Which pages carry the QR code: a setting per issuer and kind."""

    EVERY = "every"
    LAST = "last"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One printing of one content. Made by `draft`, `for_signature` and `numbered`, never by hand.

    Number and date stay blank before the signature: the law gives them afterwards (Decree 30/2020, Art. 15, 18).
    """

    stage: Stage
    number: str | None = None
    dated: date | None = None
    qr: str | None = None
    qr_pages: QrPages = QrPages.EVERY

    @classmethod
    def draft(cls) -> Rendition:
        """With the DỰ THẢO watermark and without QR."""
        return cls(Stage.DRAFT)

    @classmethod
    def for_signature(cls, *, qr: str | None, qr_pages: QrPages = QrPages.EVERY) -> Rendition:
        """`qr` is the ASCII payload of the code, normally the address of the verification page.

        A `{page}` in it becomes the page of the file that carries the code: see `scans.payload`.
        """
        return cls(Stage.FOR_SIGNATURE, qr=qr, qr_pages=qr_pages)

    @classmethod
    def numbered(
        cls, number: str, dated: date, *, qr: str | None = None, qr_pages: QrPages = QrPages.EVERY
    ) -> Rendition:
        """`number` is the number alone, "7" or "07" for 07/KH-UBND."""
        return cls(Stage.NUMBERED, number, dated, qr, qr_pages)
