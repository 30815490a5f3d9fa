"""Each form printed whole, word for word, as it was looked at and found right.

A changed text is compared by hand first; then `OCOP_GOLDEN=write pytest tests/paperwork/test_golden.py` writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ocop.paperwork import Document
from tests.paperwork import samples
from tests.paperwork.reading import Page

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS: dict[str, Callable[[], Document]] = {
    **samples.EVERY,
    "plan_of_an_island_without_products": samples.island_plan,
    "plan_of_the_province": samples.province_plan,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_reads_as_it_was_approved(printed: Callable[[Document], list[Page]], name: str) -> None:
    approved = GOLDEN / f"{name}.txt"

    read = "\n\n".join("\n".join(line.text for line in sheet.lines) for sheet in printed(DOCUMENTS[name]())) + "\n"

    if os.environ.get("OCOP_GOLDEN") == "write":
        approved.write_text(read, encoding="utf-8")
    assert read == approved.read_text(encoding="utf-8")
