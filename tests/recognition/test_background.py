"""Long registers are taken over by a worker: whole or not at all; what ended overnight is counted again."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ocop.core import clock
from ocop.core.db import db
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.products.models import Product
from ocop.recognition import services
from ocop.recognition.models import RegisterImport
from ocop.recognition.services import background
from ocop.tallies.models import Tally
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
