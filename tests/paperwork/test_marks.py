"""Marks that no face has are drawn."""

from __future__ import annotations

from ocop.paperwork import Rendition
from ocop.paperwork.kit.press import printed
from ocop.paperwork.kit.story import Choices, Part
from tests.paperwork import reading


def test_check_boxes_stand_before_their_words_and_only_the_chosen_one_is_ticked() -> None:
    choices = Choices((("Hợp tác xã", True), ("Doanh nghiệp", False)), label="Loại hình:")

    (sheet,) = reading.pages(printed((Part((choices,)),), Rendition.for_signature(qr=None)))

    boxes = [box for box in sheet.boxes if 3 < box.length < 5 and 3 < box.bottom - box.top < 5]
    ticks = [box for box in sheet.boxes if box.length < 3]
    assert "Loại hình: Hợp tác xã" in " ".join(sheet.text.split())
    assert len(boxes) == 2
    assert len(ticks) == 2
    assert all(boxes[0].x0 < tick.x0 < boxes[0].x1 for tick in ticks)


def test_many_choices_stand_one_under_the_other() -> None:
    choices = Choices(
        tuple((f"Lựa chọn thứ {place} với tên khá dài để không vừa một dòng", False) for place in range(4))
    )

    (sheet,) = reading.pages(printed((Part((choices,)),), Rendition.for_signature(qr=None)))

    boxes = [box for box in sheet.boxes if 3 < box.length < 5]
    assert len({round(box.top) for box in boxes}) == 4
