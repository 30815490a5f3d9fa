"""Made-up signatures and seals on a clear ground."""

from io import BytesIO

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

BLUE, RED = (20, 50, 180, 255), (210, 20, 20, 200)


def signature(size: tuple[int, int] = (600, 240)) -> bytes:
    """A few blue strokes with much empty ground around them, and a comment that tells the place."""
    image = Image.new("RGBA", (size[0] + 200, size[1] + 200))
    across, up = size
    points = [
        (100, 100 + up),
        (100 + across // 3, 100),
        (100 + across // 2, 100 + up - 1),
        (99 + across, 100 + up // 3),
    ]
    ImageDraw.Draw(image).line(points, fill=BLUE, width=14, joint="curve")
    return _png(image)


def seal(across: int = 420, up: int = 420) -> bytes:
    """A red ring with a star's place in it."""
    image = Image.new("RGBA", (across + 60, up + 60))
    pen = ImageDraw.Draw(image)
    pen.ellipse((30, 30, 30 + across, 30 + up), outline=RED, width=16)
    pen.regular_polygon((30 + across // 2, 30 + up // 2, 60), 5, fill=RED)
    return _png(image)


def opaque() -> bytes:
    """A signature on a white sheet."""
    image = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(image).line((20, 20, 380, 180), fill=BLUE[:3], width=10)
    return _png(image)


def clear() -> bytes:
    """Nothing at all."""
    return _png(Image.new("RGBA", (400, 200)))


def _png(image: Image.Image) -> bytes:
    notes = PngInfo()
    notes.add_text("Comment", "11.0904,108.0721")
    image.save(target := BytesIO(), "PNG", pnginfo=notes)
    return target.getvalue()
