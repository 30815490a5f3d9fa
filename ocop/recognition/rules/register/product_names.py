"""The product cell: one name, or several that nobody but an officer may take apart."""

import re
from functools import lru_cache

from ocop.recognition.rules.register.cells import NOTHING, Cell, Doubt, Found, Reading, error_in, is_blank, shown
from ocop.recognition.rules.register.messages import Choice, say
from ocop.recognition.rules.register.spelling import tidy

LONGEST = 300
BULLET = re.compile(r"^\s*(?:\(?\d{1,2}[.)/]\s+|\d{1,2}[.)](?=[^\W\d])|[-–+•*]\s+)")
INSIDE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?\d{1,2}[.)]\s*(?=[^\W\d])")
COMMA = re.compile(r",(?![^()]*\))(?!\d)")
SUSPICIOUS_COMMAS = 2
"""One comma often stands inside a name; two look like a list."""


def product_names(cell: Cell) -> Reading[tuple[str, ...]]:
    """The names of a product cell. More than one line, item or ";" is a question that offers the split."""
    if is_blank(cell):
        return NOTHING
    if doubt := error_in(cell):
        return doubt
    return _read(cell) if isinstance(cell, str) else Found((shown(cell),))


def answered_names(answer: str) -> tuple[str, ...]:
    """The officer's answer: each line is one product."""
    return tuple(filter(None, map(tidy, answer.splitlines())))


def is_all_caps(name: str) -> bool:
    """True for "NƯỚC MẮM BÀ HAI"; a single word may be a brand and is left alone."""
    return name.isupper() and sum(len(word) > 1 and word.isalpha() for word in name.split()) > 1


def sentence_case(name: str) -> str:
    """A suggestion for a name in capitals; only a person knows the proper names in it."""
    return name[:1].upper() + name[1:].lower()


@lru_cache(maxsize=1 << 13)
def _read(text: str) -> Reading[tuple[str, ...]]:
    whole = tidy(text)
    parts = _parts(text)
    if len(parts) < 2:
        return Found((whole,))
    split = Choice(
        "\n".join(parts), say("Tách thành %(count)s sản phẩm: %(names)s", count=len(parts), names="; ".join(parts))
    )
    keep = Choice(whole, say("Giữ là một sản phẩm: %(name)s", name=whole))
    message = say("Ô ghi %(count)s dòng hoặc mục. Là %(count)s sản phẩm hay một sản phẩm?", count=len(parts))
    return Doubt(message, (split, keep))


def _parts(text: str) -> list[str]:
    lines = [piece for line in text.splitlines() for piece in line.split(";")]
    if len(lines) == 1 and len(INSIDE_NUMBER.findall(text)) > 1:
        lines = INSIDE_NUMBER.split(text)
    if len(lines) == 1 and len(COMMA.findall(text)) >= SUSPICIOUS_COMMAS:
        lines = COMMA.split(text)
    return list(filter(None, (tidy(BULLET.sub("", line)) for line in lines)))
