"""The year's texts, so that plans can be made."""

import pytest
from flask import Flask

from tests.factories import plans


@pytest.fixture
def texts(app: Flask) -> None:
    """The texts of 2024 are loaded."""
    with app.app_context():
        plans.texts()
