"""Files that were signed digitally, or printed anew by the office's own system, instead of on paper.

The operator keeps the trust list: certificates (DER or PEM) in the folder `trust` beside the data.
"""

from dataclasses import dataclass
from datetime import datetime

from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind
from ocop.core import settings
from ocop.documents.models import Document
from ocop.documents.services import readings
from ocop.paperwork import comparison, signatures
from ocop.paperwork.comparison import Comparison, Verdict
from ocop.paperwork.signatures import Signature

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
