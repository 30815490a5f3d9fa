"""What the colours on the paper mean: an ICC profile of sRGB, built from the figures of the standard.

Primaries and white are those of IEC 61966-2-1 brought to D50 as ICC.1:2010, Annex E does; the curve is the standard's own
(parametric curve type 3). No profile of anybody's is copied, and the bytes are always the same.
"""

from __future__ import annotations

import struct

_WHITE = (0.9642, 1.0, 0.8249)
_RED, _GREEN, _BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)
_TO_D50 = (1.04791, 0.02293, -0.05019, 0.02960, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_NAME = "sRGB IEC61966-2.1"
_RIGHTS = "Public domain"
_MADE = (2024, 1, 1, 0, 0, 0)
_HEADER = 128


def srgb() -> bytes:
    """The profile (ICC.1:2010, version 4)."""
    tags = {
        b"desc": _text(_NAME),
        b"cprt": _text(_RIGHTS),
        b"wtpt": _xyz(_WHITE),
        b"chad": b"sf32" + bytes(4) + _fixed(_TO_D50),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
    }
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    names = [*tags, b"rTRC", b"gTRC", b"bTRC"]
    place = _HEADER + 4 + 12 * len(names)
    table, body = struct.pack(">I", len(names)), b""
    for name, data in tags.items():
        table += name + struct.pack(">II", place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        table += name + struct.pack(">II", place + len(body), len(curve))
    body += curve
    return _header(place + len(body)) + table + body


def _header(size: int) -> bytes:
    return struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI3i4s16s28x",
        size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp", bytes(4), 0, bytes(4), 0, 0, 0,
        *(round(value * 65536) for value in _WHITE), bytes(4), bytes(16),
    )  # fmt: skip


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(value)


def _text(words: str) -> bytes:
    encoded = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28) + encoded
