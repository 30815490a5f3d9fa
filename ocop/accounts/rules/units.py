"""What may be done to the map of units by its keeper."""

import re
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.tenancy.blueprints import RESERVED

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

NOT_A_SLUG = _l("Chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ: ham-thuan-bac.")
RESERVED_WORD = _l("Từ này dành riêng cho cổng. Vui lòng chọn địa chỉ khác.")
SLUG_TAKEN = _l("Địa chỉ này đã có đơn vị dùng. Vui lòng chọn địa chỉ khác.")
CODE_TAKEN = _l("Mã này đã có từ ngày nêu trên. Vui lòng kiểm tra danh sách đơn vị.")
TO_COME = _l("Ngày có hiệu lực chưa đến. Vui lòng đổi tên từ ngày đó trở đi.")
TOO_EARLY = _l("Ngày có hiệu lực phải sau ngày bắt đầu của tên hiện tại.")


def why_not_slug(slug: str) -> LazyString | None:
    """Why a unit cannot have this word in its addresses, or None."""
    if SLUG.fullmatch(slug) is None:
        return NOT_A_SLUG
    return RESERVED_WORD if slug in RESERVED else None


def why_not_rename(on: date, *, named_since: date, today: date) -> LazyString | None:
    """Why a unit cannot have another name from this day on, or None. Names do not overlap, and none begins in the future."""
    if on > today:
        return TO_COME
    return TOO_EARLY if on <= named_since else None
