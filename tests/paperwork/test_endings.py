"""No page with the signature alone, no heading at the foot of a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ocop.paperwork import Document
from ocop.paperwork.forms.plan_annexes import Annexes
from tests.paperwork import samples
from tests.paperwork.reading import Page

Printed = Callable[[Document], list[Page]]

SENTENCE = "Phòng Kinh tế phối hợp với các đơn vị liên quan tổ chức thực hiện đúng tiến độ đã đề ra trong năm. "


@pytest.mark.parametrize("lines", range(1, 46, 1))
def test_the_signature_always_has_text_above_it(printed: Printed, lines: int) -> None:
    text = "\n".join(["- Nội dung cần thực hiện trong năm."] * lines)

    last = printed(samples.submission(text=text, closing=SENTENCE * 3))[-1]

    power = last.line("TRƯỞNG PHÒNG")
    above = [line for line in last.lines if 20 < line.baseline < power.baseline - 3]
    assert above[-1].text.endswith("./.")
    assert len(above) >= 2


@pytest.mark.parametrize("lines", range(1, 46, 3))
def test_a_short_closing_sentence_moves_with_the_signature(printed: Printed, lines: int) -> None:
    text = "\n".join(["- Nội dung cần thực hiện trong năm."] * lines)

    last = printed(samples.submission(text=text, closing="Kính trình."))[-1]

    assert last.line("Kính trình./.").baseline < last.line("TRƯỞNG PHÒNG").baseline


@pytest.mark.parametrize("filler", range(0, 30, 2))
def test_a_heading_never_ends_a_page(printed: Printed, filler: int) -> None:
    bases = tuple(f"Căn cứ văn bản số {number:02d}" for number in range(filler))

    for sheet in printed(samples.city_plan(bases=bases, annexes=Annexes()))[:-1]:
        assert sheet.lines[-1].face != "Tinos-Bold"
        assert not sheet.lines[-1].text.startswith(("a) ", "b) ", "c) ", "d) ", "đ) ", "e) "))


@pytest.mark.parametrize("filler", range(0, 24, 2))
def test_a_paragraph_leaves_at_least_two_lines_on_either_side(printed: Printed, filler: int) -> None:
    text = "\n".join(["- Nội dung cần thực hiện trong năm."] * filler + ["đoạn " * 160])

    sheets = printed(samples.submission(text=text))

    for sheet in sheets:
        body = [line for line in sheet.lines if line.text.startswith("đoạn")]
        assert len(body) != 1
