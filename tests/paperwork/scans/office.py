"""An office with a scanner: prints frozen documents, writes on them, stamps them and scans them badly; always the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from ocop.paperwork import Document, Rendition, dump, load, render_pdf
from ocop.paperwork.scans import payload

SITE = "https://ocop.example.vn"
RED, BLUE, BLACK = (205, 35, 45), (25, 40, 150), (20, 20, 20)
MM = 1 / 25.4


@dataclass(frozen=True)
class Scan:
    """How one page was scanned; `turn` is by how many degrees it lay wrong, clockwise."""

    dpi: int = 200
    turn: int = 0
    skew: float = 0.0
    grey: bool = False
    noise: int = 0
    number: bool = False
    seal: str = ""
    photo: bool = False
    seed: int = 1


@cache
def _printed(stored: str, token: str, version: str) -> bytes:
    return render_pdf(load(stored), Rendition.for_signature(qr=payload(SITE, token, version)))


def printed(document: Document, token: str, version: str) -> bytes:
    """The document frozen for signature."""
    return _printed(dump(document), token, version)


def scanned(pdf: bytes, page: int, how: Scan) -> Image.Image:
    """Page `page` (from 1) of a printed document, after it was signed and went through the scanner."""
    file = pdfium.PdfDocument(pdf)
    paper = file[page - 1].render(scale=how.dpi / 72).to_pil().convert("RGB")
    file.close()
    chance = Random(how.seed)
    if how.number:
        _write_number(paper, how.dpi, chance)
    if how.seal:
        paper = _sealed(paper, how, chance)
    if how.photo:
        paper = _photographed(paper, chance)
    if how.skew:
        paper = paper.rotate(-how.skew, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    if how.turn:
        paper = paper.rotate(-how.turn, expand=True)
    if how.noise:
        paper = _noisy(paper, how.noise, chance)
    return paper.convert("L") if how.grey else paper


def back(dpi: int, *, front: Image.Image | None = None, seed: int = 1) -> Image.Image:
    """The empty back of a sheet: paper with dust, the front shining through."""
    paper = Image.new("RGB", (round(210 * MM * dpi), round(297 * MM * dpi)), (250, 249, 246))
    if front is not None:
        mirrored = ImageOps.mirror(front.convert("RGB").resize(paper.size)).filter(ImageFilter.GaussianBlur(3))
        paper = Image.blend(paper, mirrored, 0.07)
    return _noisy(paper, 12, Random(seed))


def as_pdf(sheets: Sequence[Image.Image], dpi: int, quality: int = 80) -> bytes:
    """What a scanner sends: one PDF with a JPEG on each page."""
    buffer = BytesIO()
    first, *others = (sheet.copy() for sheet in sheets)  # Pillow loses pages when one picture is given twice
    first.save(buffer, "PDF", save_all=True, append_images=others, resolution=dpi, quality=quality)
    return buffer.getvalue()


def as_picture(sheet: Image.Image, kind: str = "JPEG", quality: int = 85) -> bytes:
    """What a phone sends."""
    buffer = BytesIO()
    sheet.save(buffer, kind, quality=quality)
    return buffer.getvalue()


def _write_number(paper: Image.Image, dpi: int, chance: Random) -> None:
    """Number and date by hand, in blue, with strokes through the printed lines."""
    pen = ImageDraw.Draw(paper)
    for left, top in ((48, 38), (52, 37), (150, 38)):
        points = [
            ((left + step * 0.8 + chance.uniform(-1, 1)) * MM * dpi, (top + chance.uniform(-4, 4)) * MM * dpi)
            for step in range(6)
        ]
        pen.line(points, fill=BLUE, width=max(2, dpi // 60), joint="curve")


def _sealed(paper: Image.Image, how: Scan, chance: Random) -> Image.Image:
    """A round seal: over the signature, or half over the code in red, or in black as a bad copy shows it."""
    across, down = (130.0, 150.0) if how.seal == "signature" else (52.0, paper.height / how.dpi / MM - 16)
    radius, ink = 18.0, BLACK if how.seal == "black" else RED
    layer = Image.new("RGB", paper.size, "white")
    pen = ImageDraw.Draw(layer)

    def ring(reach: float, width: float) -> None:
        box = [(across - reach) * MM, (down - reach) * MM, (across + reach) * MM, (down + reach) * MM]
        pen.ellipse([side * how.dpi for side in box], outline=ink, width=max(1, round(width * MM * how.dpi)))

    ring(radius, 1.2)
    ring(radius - 6, 0.6)
    for angle in range(0, 360, 12):
        box = [(across - 16) * MM, (down - 16) * MM, (across + 16) * MM, (down + 16) * MM]
        pen.arc([side * how.dpi for side in box], angle, angle + 7, fill=ink, width=round(3 * MM * how.dpi))
    star = 7 if how.seal != "black" else 17
    middle = [(across - star) * MM, (down - star) * MM, (across + star) * MM, (down + star) * MM]
    pen.ellipse([side * how.dpi for side in middle], fill=ink)
    layer = layer.rotate(
        chance.uniform(-20, 20), center=(across * MM * how.dpi, down * MM * how.dpi), fillcolor="white"
    )
    return ImageChops.multiply(paper, layer)


def _noisy(paper: Image.Image, strength: int, chance: Random) -> Image.Image:
    """Grain of so many levels of grey, and some dust."""
    width, height = paper.size
    grain = Image.frombytes("L", paper.size, chance.randbytes(width * height))
    shade = grain.point([round(level * 2 * strength / 255) for level in range(256)])
    layer = Image.merge(paper.mode, [shade] * len(paper.getbands()))
    noised = ImageChops.subtract(ImageChops.add(paper, layer), Image.new(paper.mode, paper.size, (strength,) * 3))
    pen = ImageDraw.Draw(noised)
    for _ in range(40):
        x, y = chance.randrange(width), chance.randrange(height)
        pen.ellipse([x, y, x + 2, y + 2], fill=(90, 90, 90))
    return noised


def _photographed(paper: Image.Image, chance: Random) -> Image.Image:
    """The sheet on a desk, seen at an angle, one side in the shade."""
    width, height = paper.size
    frame = (round(width * 1.18), round(height * 1.14))
    lean = [chance.uniform(0.03, 0.09) for _ in range(8)]
    corners = [
        (lean[0] * width, lean[1] * height),
        (frame[0] - lean[2] * width, lean[3] * height),
        (frame[0] - lean[4] * width, frame[1] - lean[5] * height),
        (lean[6] * width, frame[1] - lean[7] * height),
    ]
    sheet = [(0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))]
    coefficients = _perspective(corners, sheet)
    desk = Image.new("RGB", frame, (120, 96, 70))
    seen = paper.transform(frame, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    shape = Image.new("L", paper.size, 255).transform(frame, Image.Transform.PERSPECTIVE, coefficients)
    desk.paste(seen, mask=shape)
    shade = Image.linear_gradient("L").rotate(90).resize(frame).point([150 + level * 95 // 255 for level in range(256)])
    return ImageChops.multiply(desk, Image.merge("RGB", [shade] * 3)).filter(ImageFilter.GaussianBlur(0.8))


def _perspective(seen: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]]) -> list[float]:
    """The eight numbers of the projection that leads from the photo back to the sheet."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [value - factor * other for value, other in zip(rows[row], rows[column], strict=True)]
    return [row[8] for row in rows]
