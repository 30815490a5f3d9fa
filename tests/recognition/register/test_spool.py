"""Long sequences and large mappings lie in files and say what lists and dictionaries say."""

import pytest

from ocop.recognition.rules.register import shelf
from ocop.recognition.rules.register.shelf import Shelf
from ocop.recognition.rules.register.spool import Spool


@pytest.mark.parametrize("count", [0, 2, 3, 5, 6, 40])
def test_a_spool_says_what_a_list_says(count: int) -> None:
    things = [f"hàng {number}" for number in range(count)]

    spool = Spool(things, at_once=3, at_hand=2)

    assert list(spool) == list(spool) == things
    assert spool == things
    assert [spool[place] for place in reversed(range(count))] == things[::-1]
    assert spool[1:7] == things[1:7]


def test_a_spool_has_nothing_behind_its_end() -> None:
    with pytest.raises(IndexError):
        Spool([1, 2, 3], at_once=1, at_hand=1)[3]


def test_a_shelf_says_what_a_dictionary_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "AT_HAND", 3)
    kept, expected = Shelf[list[int]](), dict[str, list[int]]()

    for number in range(60):
        key = f"chủ thể {number * 7 % 20}"
        thing = [*(kept.get(key) or []), number]
        kept.put(key, thing)
        expected[key] = thing

    assert {key: kept.get(key) for key in expected} == expected
    assert kept.get("không có") is None
