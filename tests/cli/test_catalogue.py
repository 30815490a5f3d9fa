"""The public catalogue made anew from the command line."""

from flask import Flask
from sqlalchemy import select

from ocop.catalogue.models import CatalogueEntry
from ocop.core.db import db
from tests.factories import catalogue
from tests.factories.scopes import inside


def test_rebuilding_says_how_much_was_wrong(app: Flask) -> None:
    with inside(app, "phan-thiet"):
        catalogue.shown()
    with inside(app, "la-gi"):
        catalogue.shown("Thanh long sấy")
    run = app.test_cli_runner()

    before = run.invoke(args=["ocop", "rebuild-catalogue"])
    with app.app_context():
        db.session.delete(db.session.scalars(select(CatalogueEntry).limit(1)).one())
        db.session.commit()
    after = run.invoke(args=["ocop", "rebuild-catalogue"])

    assert before.output.endswith("phải sửa: 0.\n")
    assert after.output.endswith("phải sửa: 1.\n")
