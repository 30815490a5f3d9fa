from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ocop.paperwork import Document, Rendition, render_pdf
from tests.paperwork import reading

CODE = "https://ocop.example.vn/xac-minh/a1B2c3D4e5F6"
ISSUED = Rendition.numbered("7", date(2024, 2, 5), qr=CODE)


@pytest.fixture
def issued() -> Rendition:
    return ISSUED


@pytest.fixture
def printed(issued: Rendition) -> Callable[[Document], list[reading.Page]]:
    """The pages of a document that was numbered 07 and dated 05/02/2024."""
    return lambda document: reading.pages(render_pdf(document, issued))
