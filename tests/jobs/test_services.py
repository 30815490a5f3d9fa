"""Work in the background: done once, told how far, stopped on request, begun again after a crash, only for its own unit."""

import os
import socket
import subprocess
import sys
from datetime import timedelta

from flask import Flask

from ocop.core import clock, settings
from ocop.core.db import db
from ocop.jobs import queries as all_jobs
from ocop.jobs import rules, services
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.jobs.services import presence, queue
from tests.factories import documents, jobs


def run(app: Flask, job: Job) -> None:
    with app.app_context():
        services.run(job.tenant_id, job.id)


def change(app: Flask, job: Job, **values: object) -> None:
    def write(_unit: int) -> None:
        for name, value in values.items():
            setattr(db.session.get_one(Job, job.id), name, value)

    documents.within_unit(app, "phan-thiet", write)


def woken(app: Flask) -> list[int]:
    found: list[int] = []
    with app.app_context():
        services.make_the_round(lambda _unit, job_id: found.append(job_id))
    return found


def test_a_job_is_done_and_its_file_is_known(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet", token="abcdefgh2345")

    run(app, job)

    after = jobs.read(app, "phan-thiet", job.id)
    assert (after.state, after.done, after.total) == (State.DONE, 3, 3)
    assert after.attachment_token == "abcdefgh2345"


def test_a_job_is_done_once_however_often_a_worker_is_woken(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet")

    run(app, job)
    run(app, job)

    assert jobs.read(app, "phan-thiet", job.id).attempts == 1


def test_a_job_that_stumbles_says_what_to_do_and_shows_no_trace(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet", stop_at="2")

    run(app, job)

    after = jobs.read(app, "phan-thiet", job.id)
    assert after.state is State.FAILED
    assert "thực hiện lại" in after.message
    assert "stumbled" not in after.message


def test_a_job_that_is_not_wanted_any_more_stops_at_its_next_step(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet")
    change(app, job, cancel_asked=True)

    run(app, job)

    after = jobs.read(app, "phan-thiet", job.id)
    assert (after.state, after.done) == (State.CANCELLED, 1)


def test_a_waiting_job_whose_worker_was_never_woken_is_picked_up(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet")

    assert woken(app) == [job.id]


def test_a_running_job_is_left_to_its_worker(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet")
    change(app, job, state=State.RUNNING, seen_at=clock.real_now())

    assert woken(app) == []


def test_a_job_that_another_worker_takes_during_the_round_is_left_to_it(app: Flask) -> None:
    first, second = jobs.asked(app, "phan-thiet"), jobs.asked(app, "phan-thiet")
    woken_now: list[int] = []

    def wake(_unit: int, job_id: int) -> None:
        woken_now.append(job_id)
        change(app, second, state=State.RUNNING, seen_at=clock.real_now())

    with app.app_context():
        services.make_the_round(wake)

    assert woken_now == [first.id]
    assert jobs.read(app, "phan-thiet", second.id).state is State.RUNNING


def test_a_job_whose_worker_fell_silent_is_begun_again(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet")
    long_ago = clock.real_now() - rules.SILENT_FOR - timedelta(seconds=1)
    change(app, job, state=State.RUNNING, seen_at=long_ago, attempts=1)

    assert woken(app) == [job.id]
    run(app, job)

    assert jobs.read(app, "phan-thiet", job.id).state is State.DONE


def test_the_job_of_a_worker_that_is_gone_is_begun_again_at_once(app: Flask) -> None:
    job, other = jobs.asked(app, "phan-thiet"), jobs.asked(app, "phan-thiet")
    jobs.worker(app, "gone:1", silent_for=rules.GONE_AFTER + timedelta(seconds=1))
    jobs.worker(app, "here:2")
    change(app, job, state=State.RUNNING, seen_at=clock.real_now(), worker="gone:1")
    change(app, other, state=State.RUNNING, seen_at=clock.real_now(), worker="here:2")

    assert woken(app) == [job.id]


def test_a_worker_that_begins_takes_away_the_signs_of_the_dead_on_its_machine(app: Flask) -> None:
    jobs.worker(app, f"{socket.gethostname()}:{_number_of_the_dead()}")
    jobs.worker(app, "elsewhere:1")

    presence.begin(app)
    there = _there(app)
    with app.app_context():
        presence.end()
    left = _there(app)

    assert there == {"elsewhere:1", f"{socket.gethostname()}:{os.getpid()}"}
    assert left == {"elsewhere:1"}


def _there(app: Flask) -> frozenset[str]:
    with app.app_context():
        return all_jobs.workers(clock.real_now())


def _number_of_the_dead() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    return child.pid


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(app: Flask) -> None:
    job = jobs.asked(app, "phan-thiet")
    change(app, job, attempts=rules.MOST_ATTEMPTS)

    assert woken(app) == []
    assert jobs.read(app, "phan-thiet", job.id).state is State.FAILED


def test_a_job_does_not_run_in_another_units_scope(app: Flask) -> None:
    job = jobs.asked(app, "la-gi")
    other = jobs.asked(app, "phan-thiet")

    with app.app_context():
        services.run(other.tenant_id, job.id)

    assert jobs.read(app, "la-gi", job.id).state is State.WAITING


def test_the_queue_carries_a_job_to_its_worker(app: Flask) -> None:
    with app.app_context():
        queue.prepare(settings.current())
        huey = queue.of(app).huey
        huey.flush()
    job = jobs.asked(app, "phan-thiet")

    task = huey.dequeue()
    huey.execute(task)
    huey.storage.close()

    assert jobs.read(app, "phan-thiet", job.id).state is State.DONE


def test_without_a_queue_the_job_still_waits_in_its_row(app: Flask) -> None:
    with app.app_context():
        del app.extensions["ocop.queue"]
        queue.of(app).huey.storage.close()

    job = jobs.asked(app, "phan-thiet")

    assert jobs.read(app, "phan-thiet", job.id).state is State.WAITING
