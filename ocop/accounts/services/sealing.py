"""Secrets of second factors are kept sealed, so that a copy of the database alone opens no account."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ocop.core import settings

SEALED = "aes-gcm:"
PURPOSE = b"ocop second factor"
NONCE = 12


def sealed(secret: str, *, user_id: int) -> str:
    """The secret as it is kept: sealed with a key made from `OCOP_SECRET_KEY`, for this person only."""
    nonce = secrets.token_bytes(NONCE)
    return SEALED + urlsafe_b64encode(nonce + _cipher().encrypt(nonce, secret.encode(), _whose(user_id))).decode()


def opened(kept: str, *, user_id: int) -> str | None:
    """The secret again; None when the key was changed or the row is another person's: recovery codes still work then.

    What was kept before secrets were sealed is given back as it is.
    """
    if not kept.startswith(SEALED):
        return kept
    content = urlsafe_b64decode(kept.removeprefix(SEALED))
    try:
        return _cipher().decrypt(content[:NONCE], content[NONCE:], _whose(user_id)).decode()
    except InvalidTag:
        return None


def _cipher() -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(settings.current().secret_key.encode())
    return AESGCM(key)


def _whose(user_id: int) -> bytes:
    return str(user_id).encode()
