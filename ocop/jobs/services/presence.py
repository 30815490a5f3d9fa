"""Workers tell that they are there, so that a page can say when nobody will do a job, and lost jobs are begun again soon."""

import logging
import os
import socket
import threading

from flask import Flask
from sqlalchemy import delete, select

from ocop.core import clock
from ocop.core.db import db
from ocop.jobs import rules
from ocop.jobs.models import Worker

log = logging.getLogger(__name__)

_here: list[str] = []


def name() -> str | None:
    """This process as a worker; None when it is none."""
    return _here[0] if _here else None


def begin(app: Flask) -> None:
    """From now on this process is a worker: signs of those that died on this machine go, its own comes every few seconds."""
    _here[:] = [_name(os.getpid())]
    with app.app_context():
        _forget_the_dead()
        sign()
    threading.Thread(target=_keep_signing, args=(app,), name="sign-of-life", daemon=True).start()


def sign() -> None:
    """Give a sign of life; a process that is no worker gives none."""
    if not _here:
        return
    with db.separately():
        found = db.session.scalar(select(Worker).where(Worker.name == _here[0]))
        if found is None:
            db.session.add(Worker(name=_here[0], seen_at=clock.real_now()))
        else:
            found.seen_at = clock.real_now()


def end() -> None:
    """This process does no more jobs."""
    gone = _here.pop()
    with db.separately():
        db.session.execute(delete(Worker).where(Worker.name == gone))


def _keep_signing(app: Flask) -> None:
    pause = threading.Event()
    while not pause.wait(rules.SIGN_EVERY.total_seconds()) and _here:
        try:
            with app.app_context():
                sign()
        except Exception:
            log.warning("no sign of life could be given; the next follows soon", exc_info=True)


def _forget_the_dead() -> None:
    """Workers of this machine whose process is no more, and those whose number this process has got."""
    with db.separately():
        for worker in db.session.scalars(select(Worker)):
            machine, _, number = worker.name.rpartition(":")
            if machine == socket.gethostname() and (worker.name in _here or not _lives(int(number))):
                db.session.delete(worker)


def _name(number: int) -> str:
    return f"{socket.gethostname()}:{number}"


def _lives(number: int) -> bool:
    """Whether a process has this number; on Windows nobody can be asked without harm, and time will tell."""
    if os.name == "nt":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
