"""The application with a showroom in it, on SQLite only: pages are the same on every database."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.app import create_app
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.ui import navigation
from tests.conftest import TODAY, client_for
from tests.factories import world
from tests.ui import showroom


@pytest.fixture(scope="package")
def showroom_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, the small world's people, and the showroom's pages."""
    folder = tmp_path_factory.mktemp("showroom")
    environ = {
        "OCOP_ENV": "test",
        "OCOP_INSTANCE": str(folder),
        "OCOP_DATABASE_URL": f"sqlite:///{folder / 'ocop.sqlite3'}",
        "OCOP_SECRET_KEY": "k" * 64,
        "OCOP_TODAY": TODAY.isoformat(),
        "OCOP_UPLOAD_LIMIT_MB": "1",
    }
    world.build(environ)
    app = create_app(settings.read(environ))
    for blueprint in (showroom.bp, showroom.desk, showroom.window):
        app.register_blueprint(blueprint)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(autouse=True)
def first_text() -> None:
    """Each test begins with the text that nobody has changed yet, whatever ran before it."""
    showroom.STORE.update(story="Bản đầu", version=1)


@pytest.fixture
def visitor(showroom_app: Flask) -> FlaskClient:
    """Somebody who is not signed in."""
    clock.configure(TODAY)
    return showroom_app.test_client()


@pytest.fixture
def officer(showroom_app: Flask) -> FlaskClient:
    """The officer of Phan Thiết, signed in."""
    clock.configure(TODAY)
    return client_for(showroom_app, world.username("phan-thiet", "officer"))


@pytest.fixture
def showroom_menus(monkeypatch: pytest.MonkeyPatch, showroom_app: Flask) -> None:
    """Menus of the showroom alone, so that no room's comings and goings matter."""
    monkeypatch.setattr(navigation, "MENUS", showroom.MENUS)
    monkeypatch.setitem(showroom_app.extensions, navigation.KEPT, {})
