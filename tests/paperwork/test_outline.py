"""What a line begins with says what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.paperwork.kit.outline import Block, Kind, parse, plain


@pytest.mark.parametrize(
    ("line", "kind", "mark"),
    [
        ("I. MỤC ĐÍCH", Kind.PART, "I."),
        ("IV. TỔ CHỨC THỰC HIỆN", Kind.PART, "IV."),
        ("1. Nội dung", Kind.CLAUSE, "1."),
        ("1.2. Kinh phí", Kind.SUBCLAUSE, "1.2."),
        ("a) Tuyên truyền", Kind.POINT, "a)"),
        ("đ) Đánh giá", Kind.POINT, "đ)"),
        ("- Tổ chức", Kind.DASH, "-"),
        ("-Tổ chức", Kind.DASH, "-"),
        ("• Tổ chức", Kind.DASH, "-"),
        ("+ Hồ sơ", Kind.PLUS, "+"),
        ("Điều 1. Công nhận", Kind.ARTICLE, "Điều 1."),
        ("Căn cứ Luật", Kind.TEXT, ""),
        ("1.500.000 đồng", Kind.TEXT, ""),
        ("-5 độ", Kind.TEXT, ""),
        ("f) không có trong bảng chữ cái", Kind.TEXT, ""),
    ],
)
def test_a_line_is_known_by_its_mark(line: str, kind: Kind, mark: str) -> None:
    (block,) = parse(line)

    assert (block.kind, block.mark) == (kind, mark)


def test_a_numbered_line_is_a_title_when_it_does_not_end_like_a_sentence() -> None:
    titled, sentence, dash = parse("1. Nội dung, giải pháp chủ yếu\n2. Tiếp tục duy trì.\n- Sản phẩm mới")

    assert titled.titled
    assert not sentence.titled
    assert not dash.titled


def test_empty_lines_and_stray_spaces_do_not_count() -> None:
    assert parse("\n  1.   Nội   dung \n\n\n") == (Block(Kind.CLAUSE, "1.", "Nội dung"),)


def test_decomposed_letters_are_composed() -> None:
    (block,) = parse("đ) Đa\u0301nh gia\u0301")

    assert block.text == "Đánh giá"


@given(st.lists(st.text(st.sampled_from("aăâđIV1.)-+ \nĐiều"), max_size=30), max_size=6))
def test_reading_what_was_written_changes_nothing(lines: list[str]) -> None:
    blocks = parse("\n".join(lines))

    assert parse(plain(blocks)) == blocks
