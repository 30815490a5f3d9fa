"""Photos for pages: drawn anew in the sizes that pages need, as JPEG, with nothing but the pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from PIL import Image, UnidentifiedImageError

from ocop.attachments import rules
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Kind, Purpose
from ocop.attachments.services import keeping, reading, store
from ocop.attachments.services.reading import Refused
from ocop.audit.services import Actor
from ocop.core import settings

QUALITY = 85
SMALLEST_SIDE = 200
MOST_PIXELS = 64_000_000
"""A photo is unpacked whole in the memory of the server; the finest telephones of use in offices take 50 million."""

NOT_A_PHOTO = _l("Tệp không phải ảnh PNG hoặc JPEG. Vui lòng chọn ảnh khác, hoặc lưu lại ảnh dưới dạng JPEG.")
TOO_FINE = _l("Ảnh có quá nhiều điểm ảnh. Vui lòng giảm kích thước ảnh rồi tải lên lại.")
TOO_SMALL = _l("Ảnh quá nhỏ nên không rõ. Vui lòng chọn ảnh có mỗi cạnh từ 200 điểm ảnh trở lên.")


@dataclass(frozen=True)
class Picture:
    """A photo in one size, with its width and height in pixels."""

    attachment: Attachment
    width: int
    height: int


def keep_photo(
    stream: IO[bytes], *, name: str, purpose: Purpose, by: Actor, sides: Sequence[int], field: str = "file"
) -> list[Picture]:
    """Take in a photo once for each of `sides`, the most pixels that the longer side may have; it is never enlarged.

    Raises `Refused` (422, at `field`): empty, too large (`OCOP_UPLOAD_LIMIT_MB`), no PNG or JPEG by its content, too
    small or too fine, or unreadable.
    """
    limit = settings.current().upload_limit_mb
    try:
        with store.arriving(stream, limit=limit * 1024 * 1024) as draught:
            drawn = _drawn(draught.path, draught.size, sides, field)
    except store.TooMuch:
        raise Refused(keeping.too_large(limit), field=field) from None
    stem = name.rsplit(".", 1)[0] if "." in name else name
    return [
        Picture(
            keeping.keep_printed(content, name=rules.harmless_name(stem, Kind.JPEG), purpose=purpose, by=by, kind=Kind.JPEG),
            *size,
        )
        for content, size in drawn
    ]  # fmt: skip


def _drawn(path: Path, size: int, sides: Sequence[int], field: str) -> list[tuple[bytes, tuple[int, int]]]:
    if size == 0:
        raise Refused(reading.EMPTY, field=field)
    if reading.kind_of(path) not in rules.IMAGES:
        raise Refused(NOT_A_PHOTO, field=field)
    try:
        with Image.open(path, formats=["PNG", "JPEG"]) as picture:
            _measured(picture, field)
            picture.draft("RGB", (max(sides), max(sides)))
            upright = _on_white(reading.upright(picture))
        return [_jpeg(upright, side) for side in sides]
    except Image.DecompressionBombError:
        raise Refused(TOO_FINE, field=field) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Refused(reading.UNREADABLE, field=field) from None


def _measured(picture: Image.Image, field: str) -> None:
    """Looks at the size that the file claims, before any pixel is unpacked."""
    refusal: LazyString | None = None
    if picture.width * picture.height > MOST_PIXELS:
        refusal = TOO_FINE
    elif min(picture.size) < SMALLEST_SIDE:
        refusal = TOO_SMALL
    if refusal is not None:
        raise Refused(refusal, field=field)


def _on_white(picture: Image.Image) -> Image.Image:
    """The pixels alone; what was transparent is white, as paper is."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    plain = picture.convert("RGB")
    bare = Image.new("RGB", plain.size)
    bare.paste(plain)
    return bare


def _jpeg(picture: Image.Image, side: int) -> tuple[bytes, tuple[int, int]]:
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    target = BytesIO()
    small.save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue(), small.size
