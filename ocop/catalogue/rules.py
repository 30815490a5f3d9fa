"""Which products everybody may see, and why another one is not shown."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from flask_babel import lazy_gettext as _l

from ocop.core.text.dates import PartialDate, Precision
from ocop.core.tokens import ALPHABET, LENGTH
from ocop.producers.rules import LegalForm
from ocop.recognition.rules import LOWEST

ORGANISATIONS = frozenset(
    {
        LegalForm.COOPERATIVE,
        LegalForm.COOPERATIVE_GROUP,
        LegalForm.COMPANY,
        LegalForm.ASSOCIATION,
        LegalForm.CENTRE,
    }
)
"""Forms whose name is no person's. Any other, and a form that nobody wrote down, may be a household: its name is shown only
as it is registered, and with its recorded consent (Decree 13/2023/NĐ-CP, Art. 11)."""


class Obstacle(StrEnum):
    """Why a product is not shown to everybody."""

    NOT_RECOGNISED = "not_recognised"
    NO_STARS = "no_stars"
    END_UNKNOWN = "end_unknown"
    ENDED = "ended"
    NO_CONSENT = "no_consent"
    NO_REGISTERED_NAME = "no_registered_name"


OBSTACLE_WORDS = {
    Obstacle.NOT_RECOGNISED: _l("sản phẩm không có công nhận đang có hiệu lực"),
    Obstacle.NO_STARS: _l("sản phẩm chưa được công nhận từ 3 sao"),
    Obstacle.END_UNKNOWN: _l("chưa rõ công nhận hết hạn ngày nào; cần bổ sung ngày quyết định"),
    Obstacle.ENDED: _l("công nhận đã hết thời hạn"),
    Obstacle.NO_CONSENT: _l("chủ thể là hộ, cơ sở, trang trại hoặc chưa rõ loại hình, chưa ghi nhận đồng ý công khai"),
    Obstacle.NO_REGISTERED_NAME: _l("chưa có tên trên giấy đăng ký kinh doanh của chủ thể"),
}


@dataclass(frozen=True)
class Maker:
    """What decides under which name a producer may be shown."""

    name: str
    registered_name: str | None
    legal_form: LegalForm | None
    consent: bool


def public_name(maker: Maker) -> str | Obstacle:
    """The name under which everybody may see a producer, or what is in the way."""
    if maker.legal_form in ORGANISATIONS:
        return maker.registered_name or maker.name
    if not maker.consent:
        return Obstacle.NO_CONSENT
    return maker.registered_name or Obstacle.NO_REGISTERED_NAME


def obstacle_of_time(
    *, stars: int | None, stated_expired: bool, ends: date | None, today: date | None = None
) -> Obstacle | None:
    """What is in the way on the side of the recognition; without a day the end itself is not looked at."""
    if (stars or 0) < LOWEST:
        return Obstacle.NO_STARS
    if stated_expired:
        return Obstacle.ENDED
    if ends is None:
        return Obstacle.END_UNKNOWN
    return Obstacle.ENDED if today is not None and ends < today else None


def ends(earliest: date, latest: date) -> PartialDate | None:
    """The end as one date of its precision: a day, a whole month or a whole year; None for any other span."""
    month = earliest.replace(day=1)
    spans = (
        (earliest, Precision.DAY),
        (month, Precision.MONTH),
        (month.replace(month=1), Precision.YEAR),
    )
    for first, precision in spans:
        whole = PartialDate(first, precision)
        if (whole.earliest(), whole.latest()) == (earliest, latest):
            return whole
    return None


def photo_address(token: str) -> str:
    """The public address of a photo: as random as the token of its file, from which it is made, without showing it."""
    digest = sha256(f"catalogue {token}".encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])
