"""Districts merged into a new one: every row is found there, what was issued and noted stays as it was, refused is unchanged."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection, create_engine, func, select, text, update

from ocop.app import create_app
from ocop.core import clock, settings
from ocop.core.db import Base, db
from ocop.tenancy import dump, merging, succession
from ocop.tenancy.shapes import owned_tables
from tests.conftest import Store, client_for
from tests.factories import world
from tests.house import canary

SINCE = "2024-05-13"
GOING, THIRD, INTO = ("phan-thiet", "la-gi"), "phu-quy", "ham-tien"
Rows = dict[str, list[tuple[Any, ...]]]
FOLDED = {one.table for one in succession.FOLDED}


@pytest.fixture
def owner(store: Store) -> Iterator[Connection]:
    """A connection of the owner of the tables."""
    engine = create_engine(store.environ["OCOP_DATABASE_OWNER_URL"])
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def run(app: Flask, store: Store) -> Iterator[Callable[..., Result]]:
    """Commands of the person who runs the server, in a world of marked rows with a new unit to receive them."""
    for slug in (*GOING, THIRD):
        canary.plant(app, slug)
    commands = create_app(settings.read(store.environ), serving=False)

    def invoke(*args: str) -> Result:
        return commands.test_cli_runner().invoke(args=["ocop", *args])

    added = invoke(
        "new-unit", INTO, "--code", "900", "--kind", "huyen", "--name", "Hàm Tiến", "--parent", "ubnd-tinh",
        "--from", SINCE,
    )  # fmt: skip
    assert added.exit_code == 0, added.output
    clock.configure(date(2024, 5, 13))
    yield invoke
    with commands.app_context():
        db.engine.dispose()


@pytest.fixture
def ended(run: Callable[..., Result], owner: Connection) -> None:
    """No job runs, and every document is issued by a body of its unit, on a day before the merger."""
    owner.execute(text("update jobs set state = 'done'"))
    owner.execute(text("update documents set state = 'issued', dated = '2024-05-02'"))
    for table in ("documents", "seal_pictures"):
        own = f"select min(id) from issuing_bodies where unit_id = {table}.tenant_id"
        owner.execute(text(f"update {table} set body_id = ({own})"))
    owner.execute(text("update survey_answers set commune_id = tenant_id"))
    own = "select min(id) from users where unit_id = signature_pictures.tenant_id"
    owner.execute(text(f"update signature_pictures set user_id = ({own})"))
    owner.commit()


def unit(owner: Connection, slug: str) -> int:
    """The key of a unit."""
    return int(owner.execute(text("select id from units where slug = :slug"), {"slug": slug}).scalar_one())


def rows(owner: Connection, *slugs: str) -> Rows:
    """All owned rows of these units, without their unit, the trail left out; of all units when none is named."""
    keys = [unit(owner, slug) for slug in slugs]
    found: Rows = {}
    for name in sorted(owned_tables() - succession.STAYS.keys()):
        table = Base.metadata.tables[name]
        wanted = select(*(column for column in table.c if column.name != "tenant_id")).order_by(table.c.id)
        found[name] = [
            tuple(row) for row in owner.execute(wanted.where(table.c.tenant_id.in_(keys)) if keys else wanted)
        ]
    owner.rollback()
    return found


def everything(owner: Connection) -> Rows:
    """All rows of all tables."""
    found = {
        table.name: [tuple(row) for row in owner.execute(select(table).order_by(table.c.id))] for table in dump.tables()
    }
    owner.rollback()
    return found


def merge(run: Callable[..., Result], *more: str) -> Result:
    """The two into the new one."""
    return run("merge-units", *GOING, "--into", INTO, "--from", SINCE, *more)


@pytest.mark.usefixtures("ended")
def test_every_row_is_found_in_the_new_unit_and_none_in_the_old(run: Callable[..., Result], owner: Connection) -> None:
    before, third = rows(owner, *GOING), rows(owner, THIRD)

    result = merge(run, "--decision", "Nghị quyết số 1/NQ")

    assert result.exit_code == 0, result.output
    after = rows(owner, INTO)
    assert {name for name, found in rows(owner, *GOING).items() if found} == set()
    assert rows(owner, THIRD) == third
    changed = FOLDED | {"plans", "survey_answers"}
    assert {name: found for name, found in after.items() if name not in changed} == {
        name: found for name, found in before.items() if name not in changed
    }
    assert all(len(before[name]) == 2 and len(after[name]) == 1 for name in FOLDED - {"tallies"})
    assert len(after["survey_answers"]) == len(before["survey_answers"])
    assert all(before.values())


@pytest.mark.usefixtures("ended")
def test_what_two_units_have_one_of_is_counted_on_or_added_up(run: Callable[..., Result], owner: Connection) -> None:
    tallies = Base.metadata.tables["tallies"]
    owner.execute(update(tallies).values(key="products", value=7, cycle_id=None))
    owner.commit()

    merge(run)

    into = unit(owner, INTO)
    assert owner.execute(select(tallies.c.value).where(tallies.c.tenant_id == into)).scalars().all() == [14]
    plans = Base.metadata.tables["plans"]
    ordinals = owner.execute(select(plans.c.ordinal).where(plans.c.tenant_id == into)).scalars().all()
    assert len(set(ordinals)) == 2
    surveys, answers = Base.metadata.tables["surveys"], Base.metadata.tables["survey_answers"]
    (survey,) = owner.execute(select(surveys.c.id).where(surveys.c.tenant_id == into)).scalars()
    asked = owner.execute(select(answers.c.survey_id).where(answers.c.tenant_id == into)).scalars()
    assert set(asked) == {survey}


@pytest.mark.usefixtures("ended")
def test_keys_between_rows_hold_and_all_trails_are_whole(run: Callable[..., Result], owner: Connection) -> None:
    first = run("verify-audit")

    merge(run, "--decision", "Nghị quyết số 1/NQ")

    assert first.exit_code == 0
    assert run("verify-audit").exit_code == 0
    assert run("check").exit_code == 0
    if owner.dialect.name == "sqlite":
        assert owner.execute(text("pragma foreign_key_check")).all() == []
    for slug in (*GOING, INTO):
        entries = Base.metadata.tables["audit_entries"]
        found = owner.execute(
            select(entries.c.change).where(entries.c.tenant_id == unit(owner, slug), entries.c.act == "merge_units")
        ).scalars()
        assert [change["decision"] for change in found] == [[None, "Nghị quyết số 1/NQ"]]


@pytest.mark.usefixtures("ended")
def test_units_and_their_bodies_end_the_day_before_and_communes_go_along(
    run: Callable[..., Result], owner: Connection
) -> None:
    merge(run)

    into = unit(owner, INTO)
    units, bodies = Base.metadata.tables["units"], Base.metadata.tables["issuing_bodies"]
    for slug in GOING:
        key = unit(owner, slug)
        row = owner.execute(select(units).where(units.c.id == key)).one()
        assert (row.valid_to, row.successor_id) == (date(2024, 5, 12), into)
        ends = owner.execute(select(bodies.c.valid_to).where(bodies.c.unit_id == key)).scalars()
        assert set(ends) == {date(2024, 5, 12)}
        assert owner.scalar(select(func.count()).where(units.c.parent_id == key)) == 0
    assert owner.scalar(select(func.count()).where(units.c.parent_id == into)) == 3
    assert owner.scalar(text("select count(*) from users where unit_id = :into"), {"into": into}) > 2


@pytest.mark.usefixtures("ended")
def test_the_public_page_still_knows_a_document_by_its_code(
    app: Flask, run: Callable[..., Result], owner: Connection
) -> None:
    documents = Base.metadata.tables["documents"]
    sealed = select(documents.c.token, documents.c.content, documents.c.content_sha256, documents.c.number)
    before = [tuple(row) for row in owner.execute(sealed.order_by(documents.c.id))]
    hashes = [sha256(row[1].encode()).hexdigest() for row in before]
    owner.rollback()
    page = f"/xac-minh/{before[0][0]}"
    first = app.test_client().get(page)

    merge(run)

    after = [tuple(row) for row in owner.execute(sealed.order_by(documents.c.id))]
    assert after == before
    assert [sha256(row[1].encode()).hexdigest() for row in after] == hashes
    assert app.test_client().get(page).status_code == first.status_code


@pytest.mark.usefixtures("ended")
def test_people_are_led_on_from_the_old_address_and_strangers_see_nothing(
    app: Flask, run: Callable[..., Result]
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    merge(run)
    own = client_for(app, world.username("la-gi", "officer"))
    stranger = client_for(app, world.username(THIRD, "officer"))

    led = own.get("/la-gi/chu-the/?q=nuoc+mam")
    sent = own.post("/la-gi/chu-the/")

    assert (led.status_code, led.location) == (307, f"/{INTO}/chu-the/?q=nuoc+mam")
    assert (sent.status_code, sent.location) == (307, f"/{INTO}/chu-the/")
    assert stranger.get("/la-gi/chu-the/").status_code == 404
    assert own.get("/phu-quy/chu-the/").status_code == 404
    listed = own.get(f"/{INTO}/chu-the/").get_data(as_text=True)
    assert canary.mark("la-gi") in listed
    assert canary.mark("phan-thiet") in listed
    assert canary.mark(THIRD) not in listed
    assert canary.mark("la-gi") not in stranger.get(f"/{THIRD}/chu-the/").get_data(as_text=True)


@pytest.mark.usefixtures("ended")
def test_the_old_trail_is_read_where_it_was_written(app: Flask, run: Callable[..., Result]) -> None:
    merge(run)
    reader = reader_of(app, "la-gi")

    new, old = reader.get(f"/{INTO}/nhat-ky/"), reader.get("/la-gi/nhat-ky/")

    assert 'href="/la-gi/nhat-ky/"' in new.get_data(as_text=True)
    assert old.status_code == 200
    assert "đến khi hợp nhất" in old.get_data(as_text=True)
    assert client_for(app, world.username(THIRD, "head")).get("/la-gi/nhat-ky/").status_code == 404


def reader_of(app: Flask, slug: str) -> FlaskClient:
    """Somebody who may read the trail."""
    return client_for(app, world.username(slug, "head"))


@pytest.mark.usefixtures("ended")
def test_the_province_is_led_on_too(app: Flask, run: Callable[..., Result], owner: Connection) -> None:
    merge(run)
    province = client_for(app, world.username("ubnd-tinh", "province_officer"))
    plan = owner.execute(text("select min(id) from plans")).scalar_one()

    led = province.get(f"/tinh/ke-hoach/la-gi/{plan}")

    assert (led.status_code, led.location) == (307, f"/tinh/ke-hoach/{INTO}/{plan}")
    assert province.get("/tinh/").status_code == 200


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("update jobs set state = 'running'", "chưa xong"),
        ("update documents set state = 'frozen'", "chưa ban hành"),
        ("update documents set dated = '2024-05-13'", "không trước ngày hợp nhất"),
        ("update units set valid_to = '2024-05-01' where slug = 'la-gi'", "đã kết thúc từ trước"),
        ("update units set valid_from = '2024-05-14' where slug = 'ham-tien'", "không tồn tại từ ngày hợp nhất"),
        ("update units set parent_id = null where slug = 'la-gi'", "không cùng cấp trên"),
        (
            "update units set slug = 'mui-ne', parent_id = (select id from units where slug = 'la-gi')"
            " where code = '22915'",
            "có đơn vị làm việc riêng",
        ),
    ],
)
@pytest.mark.usefixtures("ended")
def test_an_obstacle_is_told_and_nothing_is_changed(
    run: Callable[..., Result], owner: Connection, sql: str, said: str
) -> None:
    owner.execute(text(sql))
    owner.commit()
    before = everything(owner)

    results = [merge(run, "--dry-run"), merge(run)]

    assert [result.exit_code for result in results] == [2, 2]
    assert all(said in result.output for result in results)
    assert everything(owner) == before


@pytest.mark.usefixtures("ended")
def test_the_dry_run_tells_the_numbers_and_changes_nothing(run: Callable[..., Result], owner: Connection) -> None:
    owner.execute(text("update producers set tax_code = '3400000001'"))
    owner.commit()
    before = everything(owner)

    result = merge(run, "--dry-run")

    assert result.exit_code == 0
    assert "0 + 1 + 1 = 2  Chủ thể" in result.output
    assert "Mã số thuế 3400000001 có ở nhiều chủ thể" in result.output
    assert everything(owner) == before


@pytest.mark.usefixtures("ended")
def test_a_day_to_come_and_a_unit_merged_into_itself_are_refused(run: Callable[..., Result]) -> None:
    tomorrow = run("merge-units", *GOING, "--into", INTO, "--from", "2024-05-14")
    itself = run("merge-units", *GOING, "--into", "la-gi", "--from", SINCE)
    unknown = run("merge-units", "khong-co", "--into", INTO, "--from", SINCE)

    assert "sau ngày hôm nay" in tomorrow.output
    assert "cũng là đơn vị được hợp nhất" in itself.output
    assert "không có đơn vị 'khong-co'" in unknown.output
    assert [one.exit_code for one in (tomorrow, itself, unknown)] == [2, 2, 1]


@pytest.mark.usefixtures("ended")
def test_a_trouble_in_the_middle_leaves_nothing(
    run: Callable[..., Result], owner: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(owner)

    def fail(*_args: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(merging, "_end", fail)
    result = merge(run)

    assert isinstance(result.exception, RuntimeError)
    assert everything(owner) == before


@pytest.mark.usefixtures("ended")
def test_a_merger_killed_in_the_middle_leaves_nothing(
    run: Callable[..., Result], owner: Connection, store: Store
) -> None:
    before = everything(owner)
    script = (
        "import os; from ocop.tenancy import merging; merging._end = lambda *_: os._exit(9);"
        "from ocop.app import create_app; from ocop.core import settings;"
        "app = create_app(settings.read(os.environ), serving=False);"
        f"app.test_cli_runner().invoke(args=['ocop', 'merge-units', *{GOING!r}, '--into', {INTO!r}, '--from', {SINCE!r}])"
    )

    killed = subprocess.run([sys.executable, "-c", script], env={**os.environ, **store.environ}, check=False)

    assert killed.returncode == 9
    assert everything(owner) == before
