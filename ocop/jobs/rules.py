"""How far a job has come, and when it is taken to have died."""

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """The states of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})

SIGN_EVERY = timedelta(seconds=10)
"""How often a worker gives a sign of life, whatever its jobs are doing."""

GONE_AFTER = timedelta(minutes=2)
"""A worker that gave no sign for so long is gone, and its jobs are begun again."""

SILENT_FOR = timedelta(minutes=5)
"""A running job tells its progress more often than this; one that does not has lost its worker."""

MOST_ATTEMPTS = 3
"""A job that loses its worker so many times is the reason why."""

RESULT_PAGES: dict[str, str] = {}
"""Kind of job → endpoint, with the job's `token`, of the page that shows what came of it when that is no file.

Filled by the rooms that have such jobs when they are imported.
"""
