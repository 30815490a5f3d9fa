"""Jobs that tests ask for, and runners that do them."""

from datetime import timedelta

from flask import Flask

from ocop.core import clock
from ocop.core.db import db
from ocop.jobs import services
from ocop.jobs.models import Job, Worker
from ocop.jobs.services import Work
from tests.factories import documents
from tests.factories.documents import Person


@services.runner("count")
def count(work: Work) -> str | None:
    """Counts to three; a number in `stop_at` is where it stumbles."""
    for step in range(1, 4):
        if str(step) == work.arguments.get("stop_at"):
            raise RuntimeError("stumbled")
        work.progress(step, 3, f"Bước {step}")
    return work.arguments.get("token")


def asked(app: Flask, slug: str, *, by: str = "officer.phan-thiet", **arguments: str) -> Job:
    """A waiting job of the unit; no worker is woken."""

    def ask(_unit: int) -> Job:
        person = Person(username=by)
        job = services.ask("count", title="Đếm đến ba", arguments=arguments, by=person, now=clock.now())
        db.session.flush()
        return documents.copied(job)

    return documents.within_unit(app, slug, ask)


def worker(app: Flask, name: str, *, silent_for: timedelta = timedelta()) -> None:
    """A worker that gave its last sign of life so long ago."""
    with app.app_context():
        db.session.add(Worker(name=name, seen_at=clock.real_now() - silent_for))
        db.session.commit()


def read(app: Flask, slug: str, job_id: int) -> Job:
    """The job as it stands."""
    return documents.within_unit(app, slug, lambda _unit: documents.copied(db.session.get_one(Job, job_id)))
