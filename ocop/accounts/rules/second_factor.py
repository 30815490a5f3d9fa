"""One-time codes of a phone (TOTP, RFC 6238) and the recovery codes that stand in for a lost one."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, urlencode

import pyotp
from flask_babel import lazy_gettext as _l

STEP_SECONDS = 30
DRIFT = 1
"""Steps to either side that are accepted: phones' clocks differ by some seconds, and people type slowly."""

DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_LENGTH = 12
"""Characters of a recovery code, of an alphabet of 31: about 59 bits, so that a plain hash of it can be kept."""

HALFWAY_FOR = timedelta(minutes=10)
"""How long a sign-in waits for its second factor."""

ISSUER = "OCOP"

NOT_TAKEN_UP = _l("Tài khoản chưa dùng xác thực hai lớp. Vui lòng thiết lập trước.")
OWN_FACTOR = _l("Với tài khoản của mình, vui lòng dùng trang Xác thực hai lớp.")
MUST_HAVE = _l("Vai trò của đồng chí bắt buộc dùng xác thực hai lớp nên không tắt được.")


def step_of(moment: datetime) -> int:
    """The number of the 30-second step that a moment falls into."""
    return int(moment.timestamp()) // STEP_SECONDS


def matching_step(secret: str, code: str, *, at: datetime, after: int | None) -> int | None:
    """The step whose code was shown; None when it is wrong, too old, or not later than `after`, the last one used."""
    shown = "".join(code.split())
    if len(shown) != DIGITS or not (shown.isascii() and shown.isdecimal()):
        return None
    generator = pyotp.TOTP(secret)
    now = step_of(at)
    for step in range(now - DRIFT, now + DRIFT + 1):
        fresh = after is None or step > after
        if fresh and hmac.compare_digest(generator.at(step * STEP_SECONDS), shown):
            return step
    return None


def phone_uri(secret: str, *, username: str) -> str:
    """What the QR code tells the phone's application."""
    asked = urlencode({"secret": secret, "issuer": ISSUER, "digits": DIGITS, "period": STEP_SECONDS})
    return f"otpauth://totp/{ISSUER}:{quote(username)}?{asked}"


def spelled(code: str) -> str:
    """A recovery code in groups of four, as it is read from paper."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def recovery_hash(user_id: int, code: str) -> str:
    """What is kept of a recovery code; hyphens, spaces and capitals make no difference."""
    bare = "".join(character for character in code.casefold() if character.isalnum())
    return sha256(f"{user_id}:{bare}".encode()).hexdigest()
