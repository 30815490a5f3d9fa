"""Throw-away certificates that sign PDFs in tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from asn1crypto import keys, x509
from cryptography import x509 as making
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

FROM = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Seal:
    """A key with its certificate, and the certificate of whoever vouches for it."""

    certificate: bytes
    key: bytes
    root: bytes


@cache
def seal(name: str, root: str = "Chứng thư gốc") -> Seal:
    """The seal of an office, vouched for by a root of that name."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_certificate = _made(root, root, root_key, root_key, authority=True)
    certificate = _made(name, root, key, root_key, authority=False)
    return Seal(
        certificate.public_bytes(Encoding.DER),
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        root_certificate.public_bytes(Encoding.PEM),
    )


def signed(pdf: bytes, by: Seal, field: str = "Signature1") -> bytes:
    """The file with a signature appended."""
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(by.certificate),
        signing_key=keys.PrivateKeyInfo.load(by.key),
        cert_registry=SimpleCertificateStore(),
    )
    metadata = signers.PdfSignatureMetadata(field_name=field)
    made = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer)
    assert isinstance(made, BytesIO)
    return made.getvalue()


def _made(
    name: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    by: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> making.Certificate:
    usage = making.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=authority, crl_sign=authority, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        making.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(making.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(FROM + timedelta(days=36_500))
        .add_extension(making.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(by, SHA256())
    )


def _named(name: str) -> making.Name:
    return making.Name([making.NameAttribute(NameOID.COMMON_NAME, name)])
