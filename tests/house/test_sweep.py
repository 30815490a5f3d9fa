"""Every route × every method × everybody who has no business there, with another unit's keys in path, query and form.

A new route is swept by itself; a new kind of parameter must be named in `OWNED_KEYS` or `PLAIN`, or the sweep fails.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import create_engine, select
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from ocop.accounts.models import RoleGrant, User
from ocop.accounts.rules import Role
from ocop.core.db import Base, db
from ocop.tenancy import Unit, access
from ocop.tenancy.shapes import owned_tables
from tests.conftest import Store, client_for
from tests.factories import world
from tests.house import canary

OWN, FOREIGN = "phan-thiet", "la-gi"
OWNED_KEYS: Mapping[str, str] = {
    "plan_id": "plans",
    "document_id": "documents",
    "incoming_id": "incoming_documents",
    "producer_id": "producers",
    "product_id": "products",
    "standard_id": "product_standards",
    "link_id": "product_links",
    "photo_id": "product_photos",
    "chain_link_id": "chain_links",
    "recognition_id": "recognitions",
    "registration_id": "registrations",
    "attachment_id": "attachments",
    "import_id": "register_imports",
    "check_id": "plan_checks",
    "warning_id": "registration_warnings",
    "reason_id": "plan_reasons",
    "dossier_id": "dossiers",
    "line_id": "dossier_lines",
    "evidence_id": "evidence",
    "survey_id": "surveys",
    "idea_id": "survey_ideas",
    "support_id": "supports",
    "seal_id": "seal_pictures",
}
PLAIN: Mapping[str, str | int] = {
    "milestone_id": 1,
    "step_id": 1,
    "target_id": 1,
    "guidance_id": 1,
    "cycle_id": 1,
    "year": 2024,
    "ordinal": 1,
    "form_key": "plan",
    "section_key": "purpose",
    "key": "purpose",
    "kind": "new",
    "filename": "x.css",
    "paper": "phieu-dang-ky",
    "list_name": "registrations",
}
MEANT: Mapping[tuple[str, str], str] = {
    ("programme.blank_pdf", "key"): "survey_request",
    ("programme.blank_docx", "key"): "survey_request",
}
TOKENS: Mapping[str, str] = {
    "attachments": "attachments",
    "documents": "documents",
    "jobs": "jobs",
    "products": "attachments",
    "public": "documents",
}


@dataclass
class Planted:
    """The swept application, and the keys of the marked rows by unit and table."""

    app: Flask
    keys: Mapping[str, Mapping[str, int]]


@pytest.fixture
def planted(app: Flask) -> Planted:
    """Marked rows in two units; the forgery protection on, as in production."""
    app.config["WTF_CSRF_ENABLED"] = True
    return Planted(app, {slug: canary.plant(app, slug) for slug in (OWN, FOREIGN)})


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every route with each of its methods, static files and the public ones left out."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.endswith("static") or access.declaration(app, rule.endpoint) == access.PUBLIC:
            continue
        found += [(rule, method) for method in sorted(rule.methods or ()) if method not in {"HEAD", "OPTIONS"}]
    return found


def person_with(app: Flask, slug: str, roles: tuple[Role, ...], name: str) -> FlaskClient:
    """Somebody of the unit who holds all the roles."""
    with app.app_context():
        db.session.add(
            User(
                username=name, name=name, unit_id=world.unit_id(slug), password_hash="-", created_at=world.long_ago(),
                grants=[RoleGrant(role=role) for role in roles],
            )
        )  # fmt: skip
        db.session.commit()
    return client_for(app, name)


def url(planted: Planted, rule: Rule, *, address: str, keys: str) -> str:
    """The address of a route at one unit's door with one unit's keys in it."""
    values: dict[str, str | int] = {}
    for name in rule.arguments:
        if name in {"workspace", "unit"}:
            values[name] = address
        elif name in OWNED_KEYS:
            values[name] = planted.keys[keys][OWNED_KEYS[name]]
        elif name == "token":
            table = TOKENS[rule.endpoint.split(".")[0].split("_")[0]]
            values[name] = f"{canary.mark(keys)}-{table}-token"
        elif name == "person_id":
            values[name] = _user(planted.app, keys)
        elif name == "unit_id":
            values[name] = _unit(planted.app, keys)
        elif name == "session_id":
            values[name] = 1
        elif (rule.endpoint, name) in MEANT:
            values[name] = MEANT[rule.endpoint, name]
        else:
            assert name in PLAIN, f"{rule.rule}: say in the sweep what {name} is"
            values[name] = PLAIN[name]
    with planted.app.test_request_context():
        return rule.build(values)[1]  # type: ignore[index]


def _user(app: Flask, slug: str) -> int:
    with app.app_context():
        return db.session.scalars(select(User.id).where(User.username == world.username(slug, "officer"))).one()


def _unit(app: Flask, slug: str) -> int:
    with app.app_context():
        return world.unit_id(slug)


def ask(planted: Planted, client: FlaskClient, method: str, address: str, foreign: str) -> TestResponse:
    """Send a request with a valid forgery token, and the foreign unit's keys in query and form."""
    keys = {name: str(planted.keys[foreign][table]) for name, table in OWNED_KEYS.items()}
    if method == "GET":
        return client.get(address, query_string=keys)
    return client.post(address, query_string=keys, data={**keys, **_valid(planted.app, client)})


def leaks(answer: TestResponse) -> bool:
    """Whether the answer holds a text of the foreign unit, other than the address that was asked for itself."""
    return canary.mark(FOREIGN).encode() in answer.data.replace(answer.request.path.encode(), b"")


def _valid(app: Flask, client: FlaskClient) -> dict[str, str]:
    with client.session_transaction() as cookie:
        raw = cookie.setdefault("csrf_token", secrets.token_hex(16))
    token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(raw)  # type: ignore[arg-type]
    return {"csrf_token": str(token), "version": "1", "name": "Tên thử", "reason": "Lý do thử", "text": "Nội dung thử"}


def rows_of(store: Store, planted: Planted, slug: str) -> dict[str, list[tuple[object, ...]]]:
    """All owned rows of a unit, as the owner of the tables sees them."""
    with planted.app.app_context():
        unit_id = world.unit_id(slug)
    engine = create_engine(store.environ["OCOP_DATABASE_OWNER_URL"])
    with engine.connect() as connection:
        found = {
            name: sorted(map(tuple, connection.execute(select(table).where(table.c.tenant_id == unit_id))), key=repr)
            for name in owned_tables() - canary.LEFT_OUT
            for table in (Base.metadata.tables[name],)
        }
    engine.dispose()
    return found


def test_signed_out_every_route_leads_to_the_sign_in_page(planted: Planted) -> None:
    client = planted.app.test_client()
    wrong = {}
    for rule, method in routes(planted.app):
        answer = ask(planted, client, method, url(planted, rule, address=FOREIGN, keys=FOREIGN), FOREIGN)
        if answer.status_code != 302 or "/dang-nhap" not in answer.location:
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}


def test_another_units_door_does_not_exist(planted: Planted, store: Store) -> None:
    client = person_with(planted.app, OWN, world.DISTRICT_ROLES, "all.phan-thiet")
    before = rows_of(store, planted, FOREIGN)
    wrong = {}
    for rule, method in routes(planted.app):
        if not {"workspace", "unit"} & rule.arguments:
            continue
        answer = ask(planted, client, method, url(planted, rule, address=FOREIGN, keys=FOREIGN), FOREIGN)
        if answer.status_code != 404 or leaks(answer):
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert rows_of(store, planted, FOREIGN) == before


def test_another_units_keys_at_the_own_door_are_not_found(planted: Planted, store: Store) -> None:
    client = person_with(planted.app, OWN, world.DISTRICT_ROLES, "all.phan-thiet")
    before = rows_of(store, planted, FOREIGN)
    wrong = {}
    for rule, method in routes(planted.app):
        if "workspace" not in rule.arguments and "token" not in rule.arguments:
            continue
        keyed = bool((set(OWNED_KEYS) | {"token", "person_id"}) & rule.arguments)
        answer = ask(planted, client, method, url(planted, rule, address=OWN, keys=FOREIGN), FOREIGN)
        allowed = {403, 404} if keyed else {200, 302, 303, 403, 404, 409, 422}
        if answer.status_code not in allowed or leaks(answer):
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert rows_of(store, planted, FOREIGN) == before


def test_the_own_keys_are_found(planted: Planted) -> None:
    client = person_with(planted.app, OWN, world.DISTRICT_ROLES, "all.phan-thiet")
    wrong = {}
    for rule, method in routes(planted.app):
        if method != "GET" or "workspace" not in rule.arguments or "token" in rule.arguments:
            continue
        answer = client.get(url(planted, rule, address=OWN, keys=OWN))
        if answer.status_code not in {200, 302, 303, 403, 409, 422}:
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}


def test_without_the_permission_nothing_is_done(planted: Planted, store: Store) -> None:
    client = person_with(planted.app, OWN, (Role.VIEWER,), "viewer-only.phan-thiet")
    before = rows_of(store, planted, OWN)
    wrong = {}
    for rule, method in routes(planted.app):
        declared = access.declaration(planted.app, rule.endpoint)
        if "workspace" not in rule.arguments or not isinstance(declared, tuple) or access.Permission.VIEW in declared:
            continue
        answer = ask(planted, client, method, url(planted, rule, address=OWN, keys=OWN), OWN)
        if answer.status_code != 403:
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert rows_of(store, planted, OWN) == before


def test_a_commune_finds_nothing_of_another_commune(planted: Planted, store: Store) -> None:
    client = person_with(planted.app, OWN, (Role.COMMUNE,), "commune-only.phan-thiet")
    with planted.app.app_context():
        person = db.session.scalars(select(User).where(User.username == "commune-only.phan-thiet")).one()
        person.commune_id = db.session.scalars(select(Unit.id).where(Unit.code == "22921")).one()
        db.session.commit()
    before = rows_of(store, planted, OWN)
    wrong = {}
    for rule, method in routes(planted.app):
        if "workspace" not in rule.arguments and not rule.rule.startswith("/tep/"):
            continue
        answer = ask(planted, client, method, url(planted, rule, address=OWN, keys=OWN), OWN)
        keyed = bool((set(OWNED_KEYS) | {"token", "person_id"}) & rule.arguments)
        if answer.status_code not in ({403, 404} if keyed else {200, 302, 303, 403, 404, 422}):
            wrong[f"{method} {rule.rule}"] = answer.status_code
        if canary.mark(OWN).encode() in answer.data.replace(answer.request.path.encode(), b""):
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert rows_of(store, planted, OWN) == before


def test_a_district_never_enters_the_provinces_rooms(planted: Planted) -> None:
    client = person_with(planted.app, OWN, world.DISTRICT_ROLES, "all.phan-thiet")
    wrong = {}
    for rule, method in routes(planted.app):
        if not rule.rule.startswith(("/tinh", "/quan-tri")):
            continue
        answer = ask(planted, client, method, url(planted, rule, address=OWN, keys=OWN), OWN)
        if answer.status_code not in {403, 404}:
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}


def test_the_province_reads_and_its_window_changes_nothing(planted: Planted, store: Store) -> None:
    client = person_with(planted.app, "ubnd-tinh", (Role.PROVINCE_VIEWER,), "viewer.tinh")
    before = rows_of(store, planted, FOREIGN)
    wrong = {}
    for rule, method in routes(planted.app):
        if "workspace" in rule.arguments or rule.rule.startswith("/quan-tri"):
            address = url(planted, rule, address=FOREIGN, keys=FOREIGN)
            expected = {404}
        elif rule.rule.startswith("/tinh"):
            address = url(planted, rule, address=FOREIGN, keys=FOREIGN)
            expected = {200, 302, 303, 403, 404}
        else:
            continue
        answer = ask(planted, client, method, address, FOREIGN)
        if answer.status_code not in expected:
            wrong[f"{method} {rule.rule}"] = answer.status_code

    assert wrong == {}
    assert rows_of(store, planted, FOREIGN) == before


def test_addresses_are_kebab_case_and_their_parameters_typed(app: Flask) -> None:
    wrong = []
    for rule in app.url_map.iter_rules():
        plain = "".join(part for is_dynamic, part in rule._trace if not is_dynamic).replace("|", "")
        if plain != plain.lower() or "_" in plain:
            wrong.append(rule.rule)
        for name, converter in rule._converters.items():
            if name.endswith("_id") and not isinstance(converter, IntegerConverter):
                wrong.append(rule.rule)

    assert wrong == []
