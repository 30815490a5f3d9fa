"""Hashing of passwords: argon2id, 19 MiB, two passes, one lane."""

import secrets
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ocop.core.tokens import ALPHABET

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash("no account has this password")


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _hasher.hash(normalize("NFC", password))


def verify_password(kept: str | None, password: str) -> bool:
    """Whether the password matches; without an account the same work is done, so that time tells nothing."""
    try:
        return _hasher.verify(kept or _nobody, normalize("NFC", password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def temporary_password() -> str:
    """A password to hand over once: four groups of four characters that are not mistaken for one another."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
