"""The queue that wakes a worker. It holds keys only: what is to be done, and whether it was done, stands in the job's row."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.storage import PostgresStorage
from sqlalchemy import make_url

from ocop.core.settings import Settings
from ocop.jobs.services import working
from ocop.tenancy.wall import SERVING_ROLE

NAME = "ocop"
SCHEMA = "ocop_queue"
EXTENSION = "ocop.queue"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Queue:
    """The queue, and the task that a job is put into it as."""

    huey: Huey
    run: Callable[[int, int], object]


def of(app: Flask) -> Queue:
    """The application's queue with its tasks: a file beside the embedded database, a schema beside PostgreSQL's tables."""
    if EXTENSION not in app.extensions:
        app.extensions[EXTENSION] = _made(app)
    found = app.extensions[EXTENSION]
    assert isinstance(found, Queue)
    return found


def prepare(of_settings: Settings) -> None:
    """Make the queue's own tables on PostgreSQL, as their owner, and let the serving role use them; idempotent."""
    if not of_settings.database_url.startswith("postgresql"):
        return
    address = _address(of_settings.database_owner_url)
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(f"create schema if not exists {SCHEMA}")
    storage = PostgresStorage(NAME, connection=lambda: _connected(address), blocking=False)
    storage.close()
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(f"grant usage on schema {SCHEMA} to {SERVING_ROLE}")
        owner.execute(f"grant select, insert, update, delete on all tables in schema {SCHEMA} to {SERVING_ROLE}")
        owner.execute(f"grant usage, select on all sequences in schema {SCHEMA} to {SERVING_ROLE}")


def wake(unit_id: int, job_id: int) -> None:
    """Put a job into the queue. When the queue does not answer the job waits for the next round of the worker."""
    queue = of(current_app._get_current_object())  # type: ignore[attr-defined]
    try:
        queue.run(unit_id, job_id)
    except Exception:
        log.warning(
            "job %s of unit %s waits for the next round: the queue does not answer", job_id, unit_id, exc_info=True
        )
    finally:
        queue.huey.storage.close()


def _made(app: Flask) -> Queue:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    huey = _on_postgres(url) if url.startswith("postgresql") else _in_a_file(url)

    def run(unit_id: int, job_id: int) -> None:
        with app.app_context():
            working.run(unit_id, job_id)

    def make_the_round() -> None:
        with app.app_context():
            working.make_the_round(wake)

    huey.periodic_task(crontab(), name="make_the_round")(make_the_round)
    return Queue(huey, huey.task(name="run")(run))


def _in_a_file(url: str) -> Huey:
    database = make_url(url).database
    assert database is not None
    return SqliteHuey(NAME, filename=str(Path(database).with_suffix(".queue")), results=False)


def _on_postgres(url: str) -> Huey:
    address = _address(url)
    return PostgresHuey(NAME, connection=lambda: _connected(address), create_tables=False, results=False)


def _connected(address: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(address, options=f"-c search_path={SCHEMA}")


def _address(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
