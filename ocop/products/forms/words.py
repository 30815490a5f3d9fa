"""How the choices about products read on screen."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.products.rules import STANDARD_NAMES, SalesChannel, StandardKind, Trademark

TRADEMARK_WORDS: Mapping[Trademark, LazyString] = {
    Trademark.NONE: _l("Chưa đăng ký"),
    Trademark.FILED: _l("Đã nộp đơn"),
    Trademark.GRANTED: _l("Đã được bảo hộ"),
}
CHANNEL_WORDS: Mapping[SalesChannel, LazyString | str] = {
    SalesChannel.WEBSITE: _l("Trang web của chủ thể"),
    SalesChannel.SHOPEE: "Shopee",
    SalesChannel.LAZADA: "Lazada",
    SalesChannel.TIKI: "Tiki",
    SalesChannel.SENDO: "Sendo",
    SalesChannel.POSTMART: "Postmart",
    SalesChannel.TIKTOK: "TikTok Shop",
    SalesChannel.FACEBOOK: "Facebook",
    SalesChannel.ZALO: "Zalo",
    SalesChannel.REGIONAL: _l("Sàn của địa phương"),
    SalesChannel.OTHER: _l("Kênh khác"),
}
STANDARD_WORDS: Mapping[StandardKind, LazyString | str] = STANDARD_NAMES | {
    StandardKind.ORGANIC: _l("Hữu cơ"),
    StandardKind.FOOD_SAFETY: _l("Cơ sở đủ điều kiện an toàn thực phẩm"),
    StandardKind.OTHER: _l("Tiêu chuẩn khác"),
}
