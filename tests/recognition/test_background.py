"""Long registers are taken over by a worker: whole or not at all; what ended overnight is counted again."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ocop import audit
from ocop.core import clock
from ocop.core.db import db
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.jobs.services import Work
from ocop.products.models import Product
from ocop.recognition import services
from ocop.recognition.models import RegisterImport
from ocop.recognition.services import background, entering
from ocop.recognition.services.adding import add_products
from ocop.tallies.models import Tally
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.recognition import recognition
from tests.factories.registers import workbook
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
HEADINGS = ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận")
WHOLE = [(1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", 4, "25/9/2023"), (2, "Mắm ruốc", "Cơ sở Hai Thu", 3, "25/9/2023")]
DOUBTFUL = [*WHOLE, (3, "Mắm nêm", "Cơ sở Hai Thu", 3, "31/2/2023")]


@pytest.fixture(autouse=True)
def every_file_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that few rows suffice."""
    monkeypatch.setattr(background, "LONG", 0)


def asked(app: Flask, client: FlaskClient, rows: list[tuple[object, ...]]) -> tuple[int, int]:
    """The unit and the job that takes the file over, which no worker has yet."""
    sent = client.post(
        "/phan-thiet/san-pham/nhap-excel/",
        data={"file": (BytesIO(workbook([HEADINGS, *rows])), "so.xlsx")},
        content_type="multipart/form-data",
    )
    answer = client.post(f"{sent.headers['Location']}/nhap")
    assert "/phan-thiet/viec/" in answer.headers["Location"]
    with inside(app, "phan-thiet") as unit_id:
        return unit_id, db.session.scalars(select(Job.id)).one()


def run(app: Flask, unit_id: int, job_id: int) -> Job:
    with app.app_context():
        jobs.run(unit_id, job_id)
    with inside(app, "phan-thiet"):
        job = db.session.get_one(Job, job_id)
        db.session.expunge(job)
        return job


def listened_to(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[str], None] = lambda _message: None
) -> list[tuple[int, int, str]]:
    """Everything that a worker tells of its progress from now on; `act` is done before each telling."""
    told: list[tuple[int, int, str]] = []
    really = Work.progress

    def progress(work: Work, done: int, total: int, message: str = "") -> None:
        told.append((done, total, message))
        act(message)
        really(work, done, total, message)

    monkeypatch.setattr(Work, "progress", progress)
    monkeypatch.setattr(background, "OFTEN", timedelta(0))
    return told


def db_of(app: Flask) -> str:
    with app.app_context():
        return db.engine.dialect.name


def products(app: Flask) -> int:
    with inside(app, "phan-thiet"):
        return db.session.scalar(select(func.count(Product.id))) or 0


def test_a_worker_takes_a_long_file_over(app: Flask, client_of: ClientOf) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)

    job = run(app, unit_id, job_id)

    assert (job.state, job.done) == (State.DONE, job.total)
    assert products(app) == 2
    with inside(app, "phan-thiet"):
        row = db.session.scalars(select(RegisterImport)).one()
        assert (row.created, row.taken_over_at is not None) == (2, True)


def test_an_open_question_fails_the_whole_and_says_so(app: Flask, client_of: ClientOf) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), DOUBTFUL)

    job = run(app, unit_id, job_id)

    assert job.state is State.FAILED
    assert "Còn 1 hàng cần trả lời" in job.message
    assert products(app) == 0


def test_a_job_that_is_stopped_writes_nothing(app: Flask, client_of: ClientOf) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)
    with inside(app, "phan-thiet"):
        db.session.get_one(Job, job_id).cancel_asked = True

    job = run(app, unit_id, job_id)

    assert job.state is State.CANCELLED
    assert products(app) == 0


def test_a_worker_that_dies_while_writing_leaves_nothing_and_the_next_one_everything(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)

    def die(**_today: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killing:
        killing.setattr("ocop.recognition.services.entering.refresh_tallies", die)
        with app.app_context(), pytest.raises(KeyboardInterrupt):
            jobs.run(unit_id, job_id)
    left = products(app)
    with inside(app, "phan-thiet"):
        db.session.get_one(Job, job_id).state = State.WAITING
    job = run(app, unit_id, job_id)

    assert left == 0
    assert job.state is State.DONE
    assert products(app) == 2


def test_a_worker_that_dies_between_two_slices_leaves_nothing_and_the_next_one_everything(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)
    monkeypatch.setattr(entering, "SLICE", 1)
    written: list[int] = []

    def die_at_the_second(*many: object, **more: object) -> list[int]:
        if written:
            raise KeyboardInterrupt
        written.extend(add_products(*many, **more))  # type: ignore[arg-type]
        return written

    with monkeypatch.context() as killing:
        killing.setattr(entering, "add_products", die_at_the_second)
        with app.app_context(), pytest.raises(KeyboardInterrupt):
            jobs.run(unit_id, job_id)
    left = products(app)
    with inside(app, "phan-thiet"):
        db.session.get_one(Job, job_id).state = State.WAITING
    job = run(app, unit_id, job_id)

    assert (len(written), left) == (1, 0)
    assert job.state is State.DONE
    assert products(app) == 2


def test_the_numbers_of_a_job_move_while_it_reads_and_judges(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)
    told = listened_to(monkeypatch)

    run(app, unit_id, job_id)

    assert told[:2] == [(0, 0, "Đang mở tệp"), (0, 9, "Đã đọc 0 / 3 hàng")]
    assert (1, 9, "Đã đọc 1 / 3 hàng") in told
    assert (3, 6, "Đã đối chiếu 1 / 2 hàng") in told
    assert (4, 6, "Đang ghi 0 / 2 hàng") in told
    assert ((6, 6, "Đang ghi 2 / 2 hàng") in told) == (db_of(app) == "postgresql")


@pytest.mark.parametrize("moment", ["Đã đọc", "Đã đối chiếu", "Đang ghi"])
def test_a_job_stopped_at_any_moment_before_its_end_writes_nothing(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)

    def stop(message: str) -> None:
        if message.startswith(moment):
            with inside(app, "phan-thiet"):
                db.session.get_one(Job, job_id).cancel_asked = True

    listened_to(monkeypatch, stop)

    job = run(app, unit_id, job_id)

    assert job.state is State.CANCELLED
    assert products(app) == 0


def test_rows_are_judged_again_where_somebody_wrote_in_between(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)

    def write_in_between(message: str) -> None:
        if message.startswith("Đang ghi 0"):
            with inside(app, "phan-thiet"):
                made = product("Nước mắm Bà Hai", of=producer("Cơ sở Hai Thu"))
                audit.record(audit.System(), "add", made)

    listened_to(monkeypatch, write_in_between)

    job = run(app, unit_id, job_id)

    assert job.state is State.DONE
    assert products(app) == 2
    with inside(app, "phan-thiet"):
        row = db.session.scalars(select(RegisterImport)).one()
        assert (row.created, row.updated) == (1, 1)


def test_what_was_taken_over_is_not_taken_over_again(app: Flask, client_of: ClientOf) -> None:
    unit_id, job_id = asked(app, client_of("phan-thiet"), WHOLE)
    run(app, unit_id, job_id)
    with inside(app, "phan-thiet"):
        db.session.get_one(Job, job_id).state = State.WAITING

    job = run(app, unit_id, job_id)

    assert job.state is State.DONE
    assert products(app) == 2


def test_what_ended_overnight_is_counted_again(app: Flask) -> None:
    with inside(app, "phan-thiet"):
        recognition(product(), date(2021, 5, 13))
    counted = []

    for day in (date(2024, 5, 13), date(2024, 5, 14)):
        clock.configure(day)
        with app.app_context():
            services.count_anew()
        with inside(app, "phan-thiet"):
            counted.append(db.session.scalars(select(Tally.value).where(Tally.key == "recognitions_in_force")).one())

    assert counted == [1, 0]
