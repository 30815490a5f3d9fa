"""One spelling for one text: what people type, paste and import, made equal before it is stored or compared."""

import re
import unicodedata

LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
"""Icelandic and African letters that old Vietnamese fonts and code pages leave in place of Đ, đ."""

PLAIN_MARKS = str.maketrans({"đ": "d", "‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-"})

TONE_BEFORE_SHAPE = re.compile("(?<=[aeoAEO])([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
"""A tone typed before the circumflex or breve; Unicode keeps that order and so would never compose the letter."""

DROPPED = {"Cc", "Cf", "Cs"}
FIRST_MARK = "\u0300"
"""No combining mark lies before it: most letters need not be looked up."""


def nfc(text: str) -> str:
    """The text on one line as it is stored: NFC, trimmed, one plain space between words, no invisible characters."""
    visible = text.translate(LOOKALIKES)
    if not visible.isprintable():  # else nothing is dropped, and the only space is the plain one
        visible = "".join(map(_visible, visible))
    if visible.isascii():
        return " ".join(visible.split())
    decomposed = unicodedata.normalize("NFD", visible)
    composed = unicodedata.normalize("NFC", TONE_BEFORE_SHAPE.sub(r"\2\1", decomposed))
    return " ".join(composed.split())


def nfc_lines(text: str) -> str:
    """The same for text of several paragraphs: line breaks stay, at most one empty line in a row."""
    lines = "\n".join(nfc(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    return not any(_visible(character).strip() for character in text)


def fold(text: str) -> str:
    """The form for search and comparison: no accents, lower case, plain quotes and hyphens; đ becomes d."""
    bare = nfc(text)
    for _ in range(2):  # folding one compatibility letter may uncover another
        compatible = unicodedata.normalize("NFKD", bare.casefold())
        if compatible.isascii():
            bare = compatible.lower()
            break
        bare = "".join([one for one in compatible if one < FIRST_MARK or unicodedata.category(one) != "Mn"])
    return nfc(bare).translate(PLAIN_MARKS)


def slug(text: str) -> str:
    """The part of an address: letters a-z and digits, joined by single hyphens; may be empty."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in DROPPED else character
