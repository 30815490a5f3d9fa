"""Pages of jobs."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ocop.jobs import services
from ocop.jobs.rules import State
from tests.factories import jobs

ClientOf = Callable[..., FlaskClient]


def test_a_job_tells_how_far_it_is(app: Flask, client_of: ClientOf) -> None:
    jobs.worker(app, "here:1")
    job = jobs.asked(app, "phan-thiet")

    told = client_of("phan-thiet").get(f"/phan-thiet/viec/{job.token}/tien-do").get_json()

    assert told == {
        "done": 0,
        "total": 0,
        "text": "Đang chờ",
        "next": None,
        "label": "Xem kết quả",
        "failed": False,
    }


def test_the_page_of_a_job_is_asked_for_again_when_the_job_ends(app: Flask, client_of: ClientOf) -> None:
    job = jobs.asked(app, "phan-thiet", token="abcdefgh2345")
    client = client_of("phan-thiet")
    waiting = client.get(f"/phan-thiet/viec/{job.token}").text

    with app.app_context():
        services.run(job.tenant_id, job.id)
    ended = client.get(f"/phan-thiet/viec/{job.token}").text

    assert "data-progress-reload" in waiting
    assert "data-progress-url" not in ended


def test_when_no_worker_is_there_the_page_says_so(app: Flask, client_of: ClientOf) -> None:
    job = jobs.asked(app, "phan-thiet")
    client = client_of("phan-thiet")

    told = client.get(f"/phan-thiet/viec/{job.token}/tien-do").get_json()

    assert "Chương trình chạy nền đang dừng" in told["text"]
    assert "Chương trình chạy nền đang dừng" in client.get(f"/phan-thiet/viec/{job.token}").text


def test_a_job_that_is_done_leads_to_its_file(app: Flask, client_of: ClientOf) -> None:
    job = jobs.asked(app, "phan-thiet", token="abcdefgh2345")
    with app.app_context():
        services.run(job.tenant_id, job.id)
    client = client_of("phan-thiet")

    told = client.get(f"/phan-thiet/viec/{job.token}/tien-do").get_json()

    assert told["next"] == "/tep/abcdefgh2345"
    assert "/tep/abcdefgh2345" in client.get(f"/phan-thiet/viec/{job.token}").text


@pytest.mark.parametrize("page", ["", "/tien-do"])
def test_another_units_job_is_not_found(page: str, app: Flask, client_of: ClientOf) -> None:
    job = jobs.asked(app, "la-gi")

    assert client_of("phan-thiet").get(f"/phan-thiet/viec/{job.token}{page}").status_code == 404


def test_the_list_shows_no_other_units_jobs(app: Flask, client_of: ClientOf) -> None:
    own, foreign = jobs.asked(app, "phan-thiet"), jobs.asked(app, "la-gi")

    page = client_of("phan-thiet").get("/phan-thiet/viec/").text

    assert own.token in page
    assert foreign.token not in page


def test_whoever_asked_may_stop_a_waiting_job(app: Flask, client_of: ClientOf) -> None:
    job = jobs.asked(app, "phan-thiet")

    answer = client_of("phan-thiet").post(f"/phan-thiet/viec/{job.token}/dung")

    assert answer.status_code == 302
    assert jobs.read(app, "phan-thiet", job.id).state is State.CANCELLED


def test_nobody_stops_the_job_of_another_person(app: Flask, client_of: ClientOf) -> None:
    job = jobs.asked(app, "phan-thiet")

    answer = client_of("phan-thiet", "clerk").post(f"/phan-thiet/viec/{job.token}/dung")

    assert answer.status_code == 403
    assert jobs.read(app, "phan-thiet", job.id).state is State.WAITING
