"""The top of a document: letterhead, title, Kính gửi, the head of an annex (Annex I, II.1-5, 9a, III.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocop.paperwork.elements import Urgency
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.flow import Whole
from ocop.paperwork.kit.fonts import BOLD, sound
from ocop.paperwork.kit.lines import Line, balanced, broken
from ocop.paperwork.kit.pen import RED, Pen, Placed, baseline_drop
from ocop.paperwork.kit.story import Addressees, AnnexHead, Head, Title
from ocop.paperwork.kit.styles import (
    ABOUT,
    ADDRESSEE,
    ANNEX_ATTACHED,
    ANNEX_MARK,
    ANNEX_TITLE,
    COLUMN_GAP,
    DATED,
    ISSUER,
    LEFT_COLUMN,
    MM,
    MOTTO,
    NATION,
    NUMBER,
    SHORT_RULE,
    SUPERIOR,
    TITLE,
    URGENCY_SIZE,
    Style,
)

NATION_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"

_RULE_DROP = 3.0
_UNDER_RULE = 6.0
_BEFORE_ABOUT = 6.0
_BOX_HEIGHT = 8 * MM
BOX_WIDTHS = {Urgency.URGENT: 20 * MM, Urgency.EXPRESS: 30 * MM, Urgency.VERY_URGENT: 40 * MM}
_BEFORE_BOX = 6.0

_GLUED = re.compile(r"\b(năm|tháng|ngày|số|và) (?=\w)", re.IGNORECASE)
_COMPOUNDS = re.compile(
    r"\b(sản|kế|chương|nhân|thành|nông|phát|đánh|phân|công|đăng|ủy|tham|triển|chứng) "
    r"(?=(?:phẩm|hoạch|trình|dân|phố|nghiệp|thôn|triển|giá|hạng|nhận|văn|ký|ban|gia|khai)\b)",
    re.IGNORECASE,
)
"""Words of two syllables that titles of this field are made of: a line should not end in the middle of one."""

_AND = re.compile(r" (?:và|VÀ)\u00a0")

Stack = list[tuple[Line, Style]]


def stacked(texts: Sequence[str], style: Style, width: float) -> Stack:
    """Centred lines of about equal length, none of which tears "năm 2024" or "sản phẩm" apart or ends in "và"."""
    glued = (_COMPOUNDS.sub("\\1\u00a0", _GLUED.sub("\\1\u00a0", sound(text))) for text in texts)
    return [(line, style) for text in glued for line in _centred_lines(text, style, width)]


def _centred_lines(text: str, style: Style, width: float) -> list[Line]:
    """Two lines part before "và" where both fit and neither is twice as long: SỞ … NGHIỆP / VÀ PHÁT TRIỂN …"""
    lines = balanced(text, style.face, style.size, width)
    if len(lines) != 2:
        return lines
    for found in _AND.finditer(text):
        halves = [text[: found.start()], text[found.end() - 3 :]]
        wide = [style.face.width(half, style.size) for half in halves]
        if max(wide) <= width and min(wide) >= max(wide) / 2:
            return [Line(halves[0], wide[0], True), Line(halves[1], wide[1], False)]
    return lines


def _height(stack: Stack) -> float:
    return sum(style.leading for _, style in stack)


def _drawn(pen: Pen, stack: Stack, left: float, top: float, width: float) -> float:
    """Centred lines downwards; the y under the last of them."""
    for line, style in stack:
        pen.paragraph(left, top, [line], style, width)
        top -= style.leading
    return top


class HeadFlow(Whole):
    """The two columns; the number and the place-and-date stand on one line."""

    def __init__(self, head: Head, width: float) -> None:
        letterhead = head.letterhead
        self.right_width = width - LEFT_COLUMN - COLUMN_GAP
        issuer = [line.upper() for line in letterhead.issuer] or [wording.DOTS]
        self.left = stacked([letterhead.superior.upper()] if letterhead.superior else [], SUPERIOR, LEFT_COLUMN)
        self.left += stacked(issuer, ISSUER, LEFT_COLUMN)
        self.right = stacked([NATION_TEXT], NATION, self.right_width)
        self.right += stacked([MOTTO_TEXT], MOTTO, self.right_width)
        self.number = stacked([head.number], NUMBER, LEFT_COLUMN)
        self.dated = stacked([head.dated], DATED, self.right_width)
        self.about = stacked([f"V/v {head.about.strip()}"] if head.about else [], ABOUT, LEFT_COLUMN)
        self.urgency = head.urgency
        self.upper = max(_height(self.left), _height(self.right)) + _RULE_DROP + _UNDER_RULE
        left_rest = _height(self.number) + (_BEFORE_ABOUT + _height(self.about) if self.about else 0.0)
        left_rest += _BEFORE_BOX + _BOX_HEIGHT if self.urgency else 0.0
        self.height = self.upper + max(left_rest, _height(self.dated))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        right = x + LEFT_COLUMN + COLUMN_GAP
        under = _drawn(pen, self.left, x, top, LEFT_COLUMN)
        pen.rule(x + LEFT_COLUMN / 2, under - _RULE_DROP, self.left[-1][0].width * SHORT_RULE)
        under = _drawn(pen, self.right, right, top, self.right_width)
        pen.rule(right + self.right_width / 2, under - _RULE_DROP, self.right[-1][0].width)
        _drawn(pen, self.dated, right, top - self.upper, self.right_width)
        under = _drawn(pen, self.number, x, top - self.upper, LEFT_COLUMN)
        if self.about:
            under = _drawn(pen, self.about, x, under - _BEFORE_ABOUT, LEFT_COLUMN)
        if self.urgency:
            _box(pen, self.urgency, x + LEFT_COLUMN / 2, under - _BEFORE_BOX)


def _box(pen: Pen, urgency: Urgency, middle: float, top: float) -> None:
    width = BOX_WIDTHS[urgency]
    canvas = pen.canvas
    canvas.saveState()
    canvas.setFillColorRGB(*RED)
    canvas.setStrokeColorRGB(*RED)
    canvas.setLineWidth(1.0)
    canvas.rect(middle - width / 2, top - _BOX_HEIGHT, width, _BOX_HEIGHT)
    pen.centred(middle, top - _BOX_HEIGHT / 2 - URGENCY_SIZE * 0.33, sound(urgency.value), BOLD, URGENCY_SIZE)
    canvas.restoreState()


class NationFlow(Whole):
    """Quốc hiệu and tiêu ngữ across the page, with a rule as long as the words."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.stack = stacked([NATION_TEXT], NATION, width) + stacked([MOTTO_TEXT], MOTTO, width)
        self.height = _height(self.stack) + _RULE_DROP + _UNDER_RULE

    def draw(self, pen: Pen, x: float, top: float) -> None:
        under = _drawn(pen, self.stack, x, top, self.width)
        pen.rule(x + self.width / 2, under - _RULE_DROP, self.stack[-1][0].width)


class TitleFlow(Whole):
    """Tên loại, trích yếu and the rule under them."""

    before = 16.0

    def __init__(self, title: Title, width: float) -> None:
        self.width = width
        self.stack = stacked([title.kind.upper()], TITLE, width)
        self.stack += stacked([wording.or_dots(title.subject)], TITLE, width - 20 * MM)
        self.height = _height(self.stack) + _RULE_DROP + _UNDER_RULE

    def draw(self, pen: Pen, x: float, top: float) -> None:
        under = _drawn(pen, self.stack, x, top, self.width)
        pen.rule(x + self.width / 2, under - _RULE_DROP, self.stack[-1][0].width * SHORT_RULE)


class AnnexHeadFlow(Whole):
    stays = True

    def __init__(self, head: AnnexHead, width: float) -> None:
        self.width = width
        self.stack = stacked([head.mark], ANNEX_MARK, width)
        self.stack += stacked([head.title.upper()], ANNEX_TITLE, width - 10 * MM)
        self.stack += stacked([head.attached], ANNEX_ATTACHED, width - 10 * MM)
        self.height = _height(self.stack) + _RULE_DROP + _UNDER_RULE

    def draw(self, pen: Pen, x: float, top: float) -> None:
        under = _drawn(pen, self.stack, x, top, self.width)
        pen.rule(x + self.width / 2, under - _RULE_DROP, self.stack[-1][0].width * SHORT_RULE)


class AddresseesFlow(Whole):
    """One receiver on the line of Kính gửi; several each on a line, the dashes in line under the colon."""

    before = 14.0

    _WORD = "Kính gửi:"
    _WIDEST = 0.92
    _AFTER = 4.0

    def __init__(self, addressees: Addressees, width: float) -> None:
        names = addressees.names or (wording.DOTS,)
        self.alone = len(names) == 1
        self.mark = f"{self._WORD} " if self.alone else "- "
        self.shift = 0.0 if self.alone else _measured(self._WORD[:-1])
        self.hang = self.shift + _measured(self.mark)
        room = width * self._WIDEST - self.hang
        texts = (wording.bare(names[0]),) if self.alone else wording.enumerated(names)
        lined = balanced if self.alone else broken
        self.entries = [lined(sound(text), ADDRESSEE.face, ADDRESSEE.size, room) for text in texts]
        widest = max(line.width for lines in self.entries for line in lines)
        self.indent = max(0.0, (width - self.hang - widest) / 2)
        rows = sum(len(lines) for lines in self.entries) + (0 if self.alone else 1)
        self.height = rows * ADDRESSEE.leading + self._AFTER

    def draw(self, pen: Pen, x: float, top: float) -> None:
        baseline = top - baseline_drop(ADDRESSEE)
        start = x + self.indent
        placed: list[Placed] = []
        if not self.alone:
            placed.append((start, baseline, self._WORD))
            baseline -= ADDRESSEE.leading
        for lines in self.entries:
            for place, line in enumerate(lines):
                first = place == 0
                text = self.mark + line.text if first else line.text
                placed.append((start + (self.shift if first else self.hang), baseline, text))
                baseline -= ADDRESSEE.leading
        pen.strings(placed, ADDRESSEE.face, ADDRESSEE.size)


def _measured(text: str) -> float:
    return ADDRESSEE.face.width(text, ADDRESSEE.size)
