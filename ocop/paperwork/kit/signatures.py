"""The end of a document: Nơi nhận on the left, the signing block on the right (Annex I, II.7 and 9b)."""

from __future__ import annotations

from ocop.paperwork.elements import Recipients, Signing
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.flow import Flow, Whole
from ocop.paperwork.kit.fonts import sound
from ocop.paperwork.kit.letterhead import Stack, stacked
from ocop.paperwork.kit.lines import Line, broken
from ocop.paperwork.kit.pen import Pen, baseline_drop
from ocop.paperwork.kit.story import Closing, Hand, Signed
from ocop.paperwork.kit.styles import (
    BODY_LEADING,
    DATED,
    MANNER,
    MM,
    POWERS,
    RECIPIENT,
    RECIPIENTS_WORD,
    SIGNATURE_COLUMN,
    SIGNATURE_ROOM,
    SIGNER,
)

_GAP = 4 * MM
_LEVEL = baseline_drop(POWERS) - baseline_drop(RECIPIENTS_WORD)
_WORD = "Nơi nhận:"


def recipient_lines(recipients: Recipients) -> tuple[str, ...]:
    """The list as it prints, dashes and punctuation included."""
    named = [recipients.first] if recipients.first else []
    named += [entry for entry in recipients.entries if entry.strip()]
    kept = f" ({wording.two_digits(recipients.kept)})" if recipients.kept else ""
    return (*(f"- {wording.bare(entry)};" for entry in named), f"- Lưu: {wording.bare(recipients.filed)}{kept}.")


def drafter_mark(recipients: Recipients) -> str:
    """ "KT.(15)": who drafted and how many copies went out (Annex I, III.3)."""
    mark = (recipients.drafter or "").strip()
    if recipients.copies is None:
        return mark
    return f"{mark.removesuffix('.')}.({recipients.copies})" if mark else f"({recipients.copies})"


def powers(signing: Signing) -> list[str]:
    """The lines above the signature, in capitals."""
    given = [part.strip().upper() for part in (signing.collective, signing.on_behalf, signing.title) if part]
    return [part for part in given if part] or [wording.DOTS]


class ClosingFlow:
    """Stays whole, and with the last lines of the text, unless the list of recipients alone is longer than a page."""

    before = 12.0
    stays = False
    tail_stays = False

    def __init__(self, closing: Closing, width: float, page: float) -> None:
        self.width, self.page = width, page
        self.entries = _entries(closing.recipients, width - SIGNATURE_COLUMN - _GAP)
        self.powers, self.signer = _block(closing.signing)
        self.with_block = True

    @property
    def height(self) -> float:
        left = _LEVEL + RECIPIENTS_WORD.leading if self.with_block else 0.0
        left += sum(len(lines) for lines in self.entries) * RECIPIENT.leading
        return max(left, self._block_height)

    @property
    def least(self) -> float:
        return self.height

    @property
    def _block_height(self) -> float:
        if not self.with_block:
            return 0.0
        return len(self.powers) * POWERS.leading + SIGNATURE_ROOM + len(self.signer) * SIGNER.leading

    def split(self, room: float, *, keep: bool) -> tuple[Flow, Flow] | None:
        if self.height + 4 * BODY_LEADING <= self.page or room < self._block_height:
            return None
        taken, used = 0, _LEVEL + RECIPIENTS_WORD.leading if self.with_block else 0.0
        while taken < len(self.entries) and used + len(self.entries[taken]) * RECIPIENT.leading <= room:
            used += len(self.entries[taken]) * RECIPIENT.leading
            taken += 1
        if taken in (0, len(self.entries)):
            return None
        return self._part(self.entries[:taken], self.with_block), self._part(self.entries[taken:], False)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        left = top
        if self.with_block:
            left -= _LEVEL
            word = broken(_WORD, RECIPIENTS_WORD.face, RECIPIENTS_WORD.size, self.width)
            pen.paragraph(x, left, word, RECIPIENTS_WORD, self.width)
            left -= RECIPIENTS_WORD.leading
            self._draw_block(pen, x + self.width - SIGNATURE_COLUMN, top)
        for lines in self.entries:
            pen.paragraph(x, left, lines, RECIPIENT, self.width)
            left -= len(lines) * RECIPIENT.leading

    def _draw_block(self, pen: Pen, x: float, top: float) -> None:
        pen.paragraph(x, top, self.powers, POWERS, SIGNATURE_COLUMN)
        under = top - len(self.powers) * POWERS.leading - SIGNATURE_ROOM
        pen.paragraph(x, under, self.signer, SIGNER, SIGNATURE_COLUMN)

    def _part(self, entries: list[list[Line]], with_block: bool) -> ClosingFlow:
        part = object.__new__(ClosingFlow)
        part.width, part.page, part.entries, part.with_block = self.width, self.page, entries, with_block
        part.powers, part.signer = self.powers, self.signer
        return part


class SignedFlow(Whole):
    """Columns of date, title, manner and name, with room for the hand and the seal between."""

    before = 10.0

    def __init__(self, signed: Signed, width: float) -> None:
        self.width = width
        self.columns = max(len(signed.hands), 2)
        self.hands = [_hand(hand, width / self.columns - _GAP) for hand in signed.hands]
        self.height = max(_hand_height(lines) for lines in self.hands)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        column = self.width / self.columns
        first = self.columns - len(self.hands)
        for place, (upper, lower) in enumerate(self.hands, start=first):
            left, y = x + place * column, top
            for line, style in upper:
                pen.paragraph(left, y, [line], style, column)
                y -= style.leading
            y -= SIGNATURE_ROOM
            for line, style in lower:
                pen.paragraph(left, y, [line], style, column)
                y -= style.leading


def _hand(hand: Hand, width: float) -> tuple[Stack, Stack]:
    upper = stacked([hand.dated] if hand.dated else [], DATED, width)
    upper += stacked([hand.title.upper()], POWERS, width)
    upper += stacked([hand.manner] if hand.manner else [], MANNER, width)
    return upper, stacked([wording.or_dots(hand.name)], SIGNER, width)


def _hand_height(lines: tuple[Stack, Stack]) -> float:
    return SIGNATURE_ROOM + sum(style.leading for stack in lines for _, style in stack)


def _entries(recipients: Recipients, width: float) -> list[list[Line]]:
    texts = [*recipient_lines(recipients), *filter(None, [drafter_mark(recipients)])]
    return [broken(sound(text), RECIPIENT.face, RECIPIENT.size, width) for text in texts]


def _block(signing: Signing) -> tuple[list[Line], list[Line]]:
    signed = stacked(powers(signing), POWERS, SIGNATURE_COLUMN)
    name = stacked([wording.or_dots(signing.name)], SIGNER, SIGNATURE_COLUMN)
    return [line for line, _ in signed], [line for line, _ in name]
