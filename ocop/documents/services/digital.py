"""Files that were signed digitally, or printed anew by the office's own system, instead of on paper.

The operator keeps the trust list: certificates (DER or PEM) in the folder `trust` beside the data.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind
from ocop.core import settings
from ocop.core.errors import DomainError, WrongState
from ocop.documents import papers
from ocop.documents.models import Document
from ocop.documents.rules import State
from ocop.documents.services import readings
from ocop.documents.services.moving import must_be
from ocop.paperwork import Signing, comparison, places, signatures
from ocop.paperwork.comparison import Comparison, Verdict
from ocop.paperwork.places import Looks, Places
from ocop.paperwork.signatures import Signature

NOBODY = Signing(None, None, "", None)
SIGNED = b"/ByteRange"
"""Stands in every PDF that carries a signature (ISO 32000-1, 12.8)."""


@dataclass(frozen=True)
class Digital:
    """Who signed a file, and whether it says what was frozen."""

    signatures: tuple[Signature, ...]
    comparison: Comparison

    @property
    def doubtful(self) -> bool:
        """Whether the file was changed after it was signed, or says something else than what was frozen."""
        broken = any(not (one.intact and one.whole) for one in self.signatures)
        return broken or self.comparison.verdict is Verdict.OTHER_TEXT


def judged(file: Attachment, document: Document, *, scanned: bool, at: datetime) -> Digital | None:
    """The file beside the frozen version; None for a mere scan (`scanned`), in which there is nothing to compare."""
    if file.kind != Kind.PDF or document.signature_file is None:
        return None
    content = readings.content(file)
    if scanned and SIGNED not in content:
        return None
    return Digital(_signatures(content, at), comparison.compare(content, readings.content(document.signature_file)))


def prepared(document: Document) -> bytes:
    """The frozen version with the places of both signatures as empty fields, for the office's signing programme.

    Raises `WrongState` unless it is frozen and without a number, or when its signature block is not found.
    """
    frozen = _frozen(document)
    return places.prepared(frozen, _places(document, frozen))


def places_shown(document: Document, looks: Looks) -> bytes:
    """A copy of the frozen version with both places drawn on it, to look at only; it stays as it is. Raises as `prepared`."""
    frozen = _frozen(document)
    return places.shown(frozen, _places(document, frozen), looks)


def annex_prepared(content: bytes) -> bytes:
    """A file that goes with a document, or a copy of one, with the place of the office's signature at its top right.

    Nothing is kept of it. Raises `DomainError` at `file` for what is no PDF that may be signed.
    """
    try:
        return places.annex_prepared(content)
    except places.NoPlaceError:
        raise DomainError(
            _("Không đọc được tệp này như một tệp PDF không có mật khẩu. Vui lòng xuất lại PDF rồi tải lên."),
            field="file",
        ) from None


def _frozen(document: Document) -> bytes:
    must_be(document, State.FROZEN)
    assert document.signature_file is not None
    return readings.content(document.signature_file)


def _places(document: Document, frozen: bytes) -> Places:
    signing = getattr(papers.content(document), "signing", None)
    try:
        return places.find(frozen, signing if isinstance(signing, Signing) else NOBODY)
    except places.NoPlaceError:
        raise WrongState(
            _("Không tìm thấy chỗ ký trên văn bản này. Vui lòng ký số theo cách chọn vị trí của phần mềm ký.")
        ) from None


def _signatures(content: bytes, at: datetime) -> tuple[Signature, ...]:
    if SIGNED not in content:
        return ()
    try:
        return signatures.signatures(content, trusted=_trusted(), at=at)
    except signatures.UnreadableFile:
        return ()


def _trusted() -> list[bytes]:
    folder = settings.current().instance / "trust"
    entries = (one.read_bytes() for one in sorted(folder.glob("*")) if one.is_file())
    return [one for one in entries if signatures.is_certificate(one)]
