"""Pictures that lie over paper: PNG with a clear ground, cut to what shows, with nothing but the pixels."""

from io import BytesIO
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext as _l
from PIL import Image, UnidentifiedImageError

from ocop.attachments import rules
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.attachments.services import keeping, reading, store
from ocop.attachments.services.reading import Refused
from ocop.audit.services import Actor

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 9_000_000
SMALLEST_SIDE = 60
CLEAR = 16
"""An opacity (0-255) up to which a pixel is not seen: scans leave such a haze."""

OPAQUE_GROUND = _l("Ảnh không có nền trong suốt. Vui lòng xóa nền rồi lưu lại dưới dạng PNG.")
NOT_A_PNG = _l("Tệp không phải ảnh PNG. Vui lòng lưu lại dưới dạng PNG có nền trong suốt.")
UNFIT = _l("Ảnh quá nhỏ, quá lớn hoặc không có nét nào. Vui lòng quét lại ở 300 dpi.")
NOT_ROUND = _l("Hình dấu phải là một hình tròn, rộng và cao bằng nhau. Vui lòng cắt ảnh sát vành dấu.")
ROUND = 0.12
"""How far width and height of something round may differ, as a share of the longer."""


def keep_cut_out(
    stream: IO[bytes], *, name: str, purpose: Purpose, by: Actor, is_round: bool = False, field: str = "file"
) -> Attachment:
    """Take in a PNG with its transparency, cut to what shows and without metadata; its colours stay as they are.

    Raises `Refused` (422, at `field`): empty, above 2 MB, no PNG by its content, without a clear ground, too small or too
    fine, unreadable, or not round where it must be.
    """
    try:
        with store.arriving(stream, limit=MOST_BYTES) as draught:
            content = _cut_out(draught.path, draught.size, is_round, field)
    except store.TooMuch:
        raise Refused(keeping.too_large(MOST_BYTES // 1024 // 1024), field=field) from None
    return keeping.keep_printed(
        content, name=rules.harmless_name(name, Kind.PNG), purpose=purpose, by=by, kind=Kind.PNG
    )


def _cut_out(path: Path, size: int, is_round: bool, field: str) -> bytes:
    if size == 0:
        raise Refused(reading.EMPTY, field=field)
    if reading.kind_of(path) is not Kind.PNG:
        raise Refused(NOT_A_PNG, field=field)
    try:
        with Image.open(path, formats=["PNG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(UNFIT, field=field)
            seen = _seen(reading.upright(picture).convert("RGBA"), field)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused(reading.UNREADABLE, field=field) from None
    if is_round and abs(seen.width - seen.height) > ROUND * max(seen.size):
        raise Refused(NOT_ROUND, field=field)
    bare = Image.new("RGBA", seen.size)
    bare.paste(seen)
    target = BytesIO()
    bare.save(target, "PNG", optimize=True)
    return target.getvalue()


def _seen(picture: Image.Image, field: str) -> Image.Image:
    opacity = picture.getchannel("A")
    if opacity.point(lambda one: 0 if one > CLEAR else 255).getbbox() is None:
        raise Refused(OPAQUE_GROUND, field=field)
    box = opacity.point(lambda one: 255 if one > CLEAR else 0).getbbox()
    if box is None or max(box[2] - box[0], box[3] - box[1]) < SMALLEST_SIDE:
        raise Refused(UNFIT, field=field)
    return picture.crop(box)
