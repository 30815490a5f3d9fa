"""Ethnic origin and disability stand on one page, for those who may, with a line in the trail; and nowhere else.

A canary lies in each protected column; everybody walks every GET route of the application, and no page, file, search,
workbook or log holds one.
"""

import io
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from ocop.accounts.rules import PERMISSIONS, Role
from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.producers.models import ProducerSensitive
from ocop.tenancy import Permission, acting_in
from tests.factories import world
from tests.house import canary
from tests.house.test_sweep import OWN, Planted, person_with, routes, url

ORIGIN, MINORITY, DISABLED = "Dantoc-Chim-Yen-Hot", 8_675_309, 7_453_021
SECRETS = tuple(
    text.encode()
    for text in (
        ORIGIN, ORIGIN.lower(), ORIGIN.upper(), str(MINORITY), str(DISABLED), f"{MINORITY:,}".replace(",", "."),
        f"{DISABLED:,}".replace(",", "."), f"{MINORITY:,}", f"{DISABLED:,}",
    )
)  # fmt: skip
PAGE = "producers.sensitive"
UNIT_ROLES = dict.fromkeys(world.DISTRICT_ROLES, "phan-thiet") | {
    role: "ubnd-tinh" for role in world.PROVINCE_ROLES if role not in world.DISTRICT_ROLES
}


@dataclass
class Walk:
    """Everything that a person got to see."""

    seen: int
    found: list[str]


@pytest.fixture
def planted(app: Flask) -> Planted:
    """Rows in every table of one unit, with a canary in each protected column of its producer."""
    keys = canary.plant(app, OWN)
    with app.app_context():
        unit_id = world.unit_id(OWN)
    with app.app_context(), acting_in(unit_id):
        row = db.session.scalars(select(ProducerSensitive)).one()
        row.representative_ethnicity, row.labour_minority, row.labour_disabled = ORIGIN, MINORITY, DISABLED
    return Planted(app, {OWN: keys})


def texts(content: bytes) -> Iterator[bytes]:
    """The bytes of an answer, and of everything that is packed in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                yield from texts(package.read(name))


def holds_a_secret(content: bytes) -> bool:
    """Whether an answer holds one of the canaries, packed or not."""
    return any(secret in text for text in texts(content) for secret in SECRETS)


def walk(planted: Planted, client: FlaskClient, *, without: str = "") -> Walk:
    """Ask every GET route of the unit and of the province, plain and with a search for each canary."""
    done = Walk(0, [])
    for rule, method in routes(planted.app):
        if method != "GET" or rule.endpoint == without:
            continue
        for asked in questions(rule):
            with client.get(url(planted, rule, address=OWN, keys=OWN), query_string=asked) as answer:
                shown = answer.get_data().replace(answer.request.query_string, b"")
                done.seen += answer.status_code == 200
            if holds_a_secret(without_the_question(shown, asked)):
                done.found.append(f"{rule.rule} {asked}")
    return done


def questions(rule: Rule) -> list[dict[str, str]]:
    """A list is searched too; what was typed stands in its search box, so it is taken out again before the look."""
    is_list = rule.rule.endswith("/") or rule.endpoint.endswith((".index", ".export"))
    return [{}, {"tim": ORIGIN}, {"tim": str(MINORITY)}] if is_list else [{}]


def without_the_question(shown: bytes, asked: dict[str, str]) -> bytes:
    for value in asked.values():
        shown = shown.replace(value.encode(), b"")
    return shown


@pytest.mark.parametrize("role", [role for role in UNIT_ROLES if Permission.VIEW_SENSITIVE not in PERMISSIONS[role]])
def test_without_the_permission_nobody_meets_protected_facts_anywhere(
    planted: Planted, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], role: Role
) -> None:
    caplog.set_level(logging.INFO)
    client = person_with(planted.app, UNIT_ROLES[role], (role,), f"walker-{role}")

    done = walk(planted, client)
    written = capfd.readouterr()

    assert done.found == []
    assert done.seen > 0
    assert not holds_a_secret((caplog.text + written.out + written.err).encode())


def test_with_the_permission_they_stand_on_their_own_page_only_and_the_look_is_in_the_trail(
    planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client = person_with(planted.app, OWN, world.DISTRICT_ROLES, "walker-all")

    elsewhere = walk(planted, client, without=PAGE)
    page = client.get(f"/{OWN}/chu-the/{planted.keys[OWN]['producers']}/du-lieu-nhay-cam")

    assert elsewhere.found == []
    assert elsewhere.seen > 40
    assert ORIGIN.encode() in page.data
    assert not holds_a_secret(caplog.text.encode())
    assert trail(planted, "read_sensitive") == ["walker-all"]
    assert not any(holds_a_secret(text.encode()) for text in changes(planted))


def test_what_is_written_stands_in_no_trail_and_in_no_message_of_an_error(
    planted: Planted, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted.app.config["WTF_CSRF_ENABLED"] = False
    client = person_with(planted.app, OWN, world.DISTRICT_ROLES, "walker-all")
    address = f"/{OWN}/chu-the/{planted.keys[OWN]['producers']}/du-lieu-nhay-cam"
    written = {"representative_ethnicity": f"{ORIGIN} mới", "version": "1"}

    def spoil(*_args: object, **_more: object) -> None:
        db.session.add(ProducerSensitive(representative_ethnicity=ORIGIN, labour_minority=MINORITY))
        db.session.flush()

    monkeypatch.setattr("ocop.producers.services.record_sensitive", spoil)
    broken = client.post(address, data=written)
    monkeypatch.undo()
    saved = client.post(address, data=written)

    assert (broken.status_code, saved.status_code) == (500, 302)
    assert "IntegrityError" in caplog.text
    assert not holds_a_secret(caplog.text.encode())
    assert not any(holds_a_secret(text.encode()) for text in changes(planted))
    assert "walker-all" in trail(planted, "record_sensitive")


def trail(planted: Planted, act: str) -> list[str]:
    """Who did an act, as the unit's trail has it."""
    with planted.app.app_context():
        unit_id = world.unit_id(OWN)
    with planted.app.app_context(), acting_in(unit_id):
        return list(db.session.scalars(select(AuditEntry.actor).where(AuditEntry.act == act)))


def changes(planted: Planted) -> list[str]:
    """Every entry of the unit's trail as text."""
    with planted.app.app_context():
        unit_id = world.unit_id(OWN)
    with planted.app.app_context(), acting_in(unit_id):
        return [f"{one.thing_name} {one.change}" for one in db.session.scalars(select(AuditEntry))]
