"""Digital signatures in a PDF: who signed, when, whether the bytes are those that were signed, and who vouches for the signer.

Nothing is fetched from anywhere: a chain is known when it leads to one of the given certificates.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a signer whom nobody vouches for is an answer, not a fault
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

_BROKEN = (PdfError, SignatureValidationError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What the reader meets in files that were damaged, or made to break it."""


class UnreadableFile(ValueError):
    """No PDF, a locked or a broken one."""


class BadCertificate(ValueError):
    """An entry of the trust list is no certificate."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature.

    `intact`: the bytes that it covers are those that were signed. `whole`: it covers the whole file, or only further
    signatures came after it. `known`: a chain leads from the signer to the trust list. `signed_at` is what the signer's
    machine, or the time stamp, says.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    intact: bool
    whole: bool
    known: bool


def signatures(pdf: bytes, *, trusted: Sequence[bytes], at: datetime) -> tuple[Signature, ...]:
    """The signatures of a file in their order, judged at a moment.

    `trusted` are certificates, DER or PEM. Raises `UnreadableFile`, `BadCertificate`.
    """
    roots = [_certificate(one) for one in trusted]
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except _BROKEN:
        raise UnreadableFile from None
    return tuple(_judged(one, roots, at) for one in found)


def is_certificate(content: bytes) -> bool:
    """Whether the content may stand in a trust list."""
    try:
        _certificate(content)
    except BadCertificate:
        return False
    return True


def _certificate(content: bytes) -> x509.Certificate:
    try:
        if pem.detect(content):
            _kind, _headers, content = pem.unarmor(content)
        certificate = x509.Certificate.load(content)
        certificate.subject.native  # noqa: B018 - loading is lazy: only a look into it shows what it is
    except (ValueError, TypeError):
        raise BadCertificate from None
    return certificate


def _judged(signature: EmbeddedPdfSignature, roots: Sequence[x509.Certificate], at: datetime) -> Signature:
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except _BROKEN:
        return Signature(_name_of(signature), "", None, intact=False, whole=False, known=False)
    return Signature(
        signer=_common_name(status.signing_cert.subject),
        issuer=_common_name(status.signing_cert.issuer),
        signed_at=status.timestamp_validity.timestamp if status.timestamp_validity else status.signer_reported_dt,
        intact=status.intact and status.valid,
        whole=_is_whole(status),
        known=status.trusted,
    )


def _is_whole(status: PdfSignatureStatus) -> bool:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    signed_again = level is not None and level <= ModificationLevel.FORM_FILLING
    return status.coverage == SignatureCoverageLevel.ENTIRE_REVISION and signed_again


def _name_of(signature: EmbeddedPdfSignature) -> str:
    try:
        return _common_name(signature.signer_cert.subject)
    except _BROKEN:
        return ""


def _common_name(name: x509.Name) -> str:
    native = name.native
    return str(native.get("common_name") or native.get("organization_name") or name.human_friendly)
