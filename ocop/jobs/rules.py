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

SILENT_FOR = timedelta(minutes=5)
"""A running job tells its progress more often than this; one that does not has lost its worker."""

MOST_ATTEMPTS = 3
"""A job that loses its worker so many times is the reason why."""
