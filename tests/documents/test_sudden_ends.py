"""The server and the worker are killed in the middle of their work: after the next start's clean-up everything is whole.

Real processes on the test's own databases; where they are killed follows from a fixed seed.
"""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from PIL import Image
from sqlalchemy import select
from werkzeug.test import EnvironBuilder

from ocop.accounts.loading import COOKIE_KEY
from ocop.accounts.models import RoleGrant, User
from ocop.attachments import services as attachments
from ocop.attachments.models import Attachment
from ocop.attachments.services import store as files
from ocop.audit import queries as trail
from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.db import db
from ocop.documents import services
from ocop.documents.models import Document, NumberSeries, Stamp
from ocop.documents.rules import Series, Standing, State
from ocop.documents.services import readings
from ocop.jobs import rules as jobs_rules
from ocop.jobs.models import Job
from ocop.jobs.services import make_the_round, run
from ocop.paperwork.scans import version_of
from ocop.tenancy import acting_in
from tests.conftest import Store, client_for
from tests.factories import documents, world
from tests.factories.documents import CLERK
from tests.paperwork.scans import office
from tests.paperwork.scans.office import Scan

Thing = TypeVar("Thing")
ROOT = Path(__file__).parents[2]
SLUG = "phan-thiet"
AT_ONCE = 4
"""Documents of each kind in the hands of the processes when they are killed; fewer in the fixed sample."""

BACKS = 3
"""Empty sheets before each scanned page: the worker is at them for a while."""

SEED = 20240513
SERVER, WORKER = "server", "worker"
VICTIMS = (frozenset({SERVER, WORKER}), frozenset({WORKER}), frozenset({SERVER}))
"""Who is killed in a round: both at once, as when the power goes, or one while the other works on."""


@dataclass
class Desk:
    """What lies there to be done in a round, and what the server said was done."""

    to_freeze: list[int] = field(default_factory=list)
    to_number: list[int] = field(default_factory=list)
    to_bring_home: list[tuple[int, bytes]] = field(default_factory=list)
    promised: dict[int, State] = field(default_factory=dict)
    uploads: int = 0
    closed: threading.Event = field(default_factory=threading.Event)


@dataclass
class Office:
    """The real processes on one database, and the person who works with them."""

    app: Flask
    environ: dict[str, str]
    port: int
    cookie: str
    csrf: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        """The server and a worker, each in a group of its own, as far as they do not live already."""
        server = [
            str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port",
            str(self.port), "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "critical", "wsgi:app",
        ]  # fmt: skip
        worker = [sys.executable, "-m", "flask", "--app", "wsgi", "ocop", "worker"]
        if SERVER not in self.processes:
            self.processes[SERVER] = self._started(server)
        if WORKER not in self.processes:
            self.processes[WORKER] = self._started(worker, FLASK_RUN_FROM_CLI="true")
        deadline = time.monotonic() + 30
        while not self._answers():
            assert time.monotonic() < deadline, "the server does not start"
            time.sleep(0.05)

    def kill(self, victims: frozenset[str]) -> None:
        """The victims do not get to finish anything."""
        killed = [self.processes.pop(one) for one in victims if one in self.processes]
        for process in killed:
            os.killpg(process.pid, signal.SIGKILL)
        for process in killed:
            process.wait()
        time.sleep(0.3)

    def post(self, path: str, **data: object) -> int | None:
        """The status of the answer; None when there was none."""
        builder = EnvironBuilder(method="POST", path=f"/{SLUG}/van-ban/{path}", data={"csrf_token": self.csrf, **data})
        asked = builder.get_environ()
        body = asked["wsgi.input"].read()
        headers = {"Cookie": f"ocop={self.cookie}", "Content-Type": asked["CONTENT_TYPE"]}
        builder.close()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", asked["PATH_INFO"], body, headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _started(self, command: Sequence[str], **more: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **self.environ, **more}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def opened(app: Flask, store: Store) -> Iterator[Office]:
    """The office of a person who may do everything here."""
    with app.app_context():
        db.session.add(
            User(
                username="everything", name="everything", unit_id=world.unit_id(SLUG), password_hash="-",
                created_at=world.long_ago(), grants=[RoleGrant(role=role) for role in world.DISTRICT_ROLES],
            )
        )  # fmt: skip
        db.session.commit()
    with client_for(app, "everything").session_transaction() as kept:
        token = kept[COOKIE_KEY]
    raw = secrets.token_hex(16)
    cookie = app.session_interface.get_signing_serializer(app).dumps({COOKIE_KEY: token, "csrf_token": raw})  # type: ignore[attr-defined]
    csrf = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token").dumps(raw)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Office(app, store.environ, port, str(cookie), str(csrf))
    try:
        yield made
    finally:
        made.kill(VICTIMS[0])


def laid_out(app: Flask, at_once: int) -> Desk:
    """Letters to freeze and to number in the unit's own series, and scans of issued ones."""

    def lay(unit_id: int) -> Desk:
        desk, body = Desk(), documents.body(unit_id, series=Series.OWN)
        for _one in range(at_once):
            desk.to_freeze.append(_flushed(documents.letter(body)).id)
            frozen = documents.letter(body)
            services.freeze(frozen, by=CLERK, now=documents.now())
            desk.to_number.append(_flushed(frozen).id)
            issued = documents.letter(body)
            services.freeze(issued, by=CLERK, now=documents.now())
            services.number_own(issued, dated=documents.DAY, by=CLERK, now=documents.now())
            printed = readings.content(db.session.get_one(Attachment, issued.signature_file_id))
            pages = [_back(number) for number in range(BACKS)]
            pages += [office.scanned(printed, page, Scan(dpi=150)) for page in range(1, (issued.pages or 0) + 1)]
            desk.to_bring_home.append((_flushed(issued).id, office.as_pdf(pages, 200)))
        return desk

    return documents.within_unit(app, SLUG, lay)


@cache
def _back(number: int) -> Image.Image:
    return office.back(100 + number)


def _flushed(document: Document) -> Document:
    db.session.flush()
    return document


def at_work(office_: Office, desk: Desk) -> list[threading.Thread]:
    """Three people at once: one freezes, one numbers, one brings scans home, until the desk is closed."""

    def freeze() -> None:
        for key in _open(desk, desk.to_freeze):
            if office_.post(f"{key}/chot") == 302:
                desk.promised[key] = State.FROZEN

    def number() -> None:
        for key in _open(desk, desk.to_number):
            if office_.post(f"{key}/lay-so", dated="13/5/2024") == 302:
                desk.promised[key] = State.ISSUED

    def bring_home() -> None:
        for key, scan in _open(desk, desk.to_bring_home):
            if office_.post("ban-ky-ve", files=_file(scan, key)) != 302:
                continue
            desk.uploads += 1
            for scan_id in _scans(office_.app, f"quet-{key}.pdf"):
                for _try in _open(desk, range(20)):
                    if office_.post(f"ban-ky-ve/{key}", tep=str(scan_id)) != 409:
                        break
                    time.sleep(0.05)

    threads = [threading.Thread(target=does) for does in (freeze, number, bring_home)]
    for thread in threads:
        thread.start()
    return threads


def _open(desk: Desk, things: Iterable[Thing]) -> Iterator[Thing]:
    return (thing for thing in things if not desk.closed.is_set())


def _file(content: bytes, key: int) -> tuple[BytesIO, str]:
    return BytesIO(content), f"quet-{key}.pdf"


def _scans(app: Flask, name: str) -> list[int]:
    wanted = select(Attachment.id).where(Attachment.name == name)
    return documents.within_unit(app, SLUG, lambda _unit: list(db.session.scalars(wanted)))


def cleaned(app: Flask) -> tuple[int, int]:
    """What the next start does, of files however young: how many belonged to nobody, how many are lost."""
    with app.app_context():
        now = clock.real_now()
        young = timedelta(seconds=-1)
        away = attachments.sweep(now=now, young=young)
        away += readings.sweep(known=attachments.hashes(), before=now - young)
        return away, attachments.flag_missing(now=now)


def faults(app: Flask, desks: Sequence[Desk], *, swept: bool) -> list[str]:
    """Everything that is not whole, in words; a file may lie without a row until the clean-up has `swept`."""
    with app.app_context():
        kept = attachments.hashes()
        lying = {path.name for path in files.folder().rglob("*") if path.is_file()}
    found = [f"row without file {name}" for name in sorted(kept - lying)]
    found += [f"file without row {name}" for name in sorted(lying - kept) if swept]
    return found + documents.within_unit(app, SLUG, lambda unit: _faults_of(unit, desks))


def _faults_of(unit_id: int, desks: Sequence[Desk]) -> list[str]:
    body = documents.body(unit_id, series=Series.OWN)
    everything = {one.id: one for one in db.session.scalars(select(Document).where(Document.body_id == body.id))}
    numbers = sorted(int(one.number) for one in everything.values() if one.number)
    last = db.session.scalars(select(NumberSeries.last).where(NumberSeries.body_id == body.id)).one()
    found = [] if numbers == list(range(1, last + 1)) else [f"numbers {numbers} of 1 to {last}"]
    if (chain := trail.chain()).fault is not None:
        found.append(f"the trail is broken at {chain.broken_at}: {chain.fault}")
    stamps = {one.token: one for one in db.session.scalars(select(Stamp).where(Stamp.unit_id == unit_id))}
    for one in everything.values():
        found += _faults_in(one, stamps.get(one.token))
    for key, state in ((key, state) for desk in desks for key, state in desk.promised.items()):
        if everything[key].state is not state:
            found.append(f"document {key} was said to be {state} and is {everything[key].state}")
    attached = db.session.scalars(select(AuditEntry.thing_id).where(AuditEntry.act == "match_scan")).all()
    if len(attached) != len(set(attached)):
        found.append("a scan was attached twice")
    return found


def _faults_in(document: Document, stamp: Stamp | None) -> Iterator[str]:
    """Whether a document's row, its files and its public stamp say the same."""
    frozen, issued = document.state is not State.DRAFT, document.state is State.ISSUED
    if (document.signature_file_id is not None) != frozen or (document.content_sha256 is not None) != frozen:
        yield f"document {document.id} is {document.state} with half a frozen version"
    if (document.number is not None) != issued or (document.numbered_file_id is not None) != issued:
        yield f"document {document.id} is {document.state} with half a number"
    if frozen:
        standing = Standing.IN_FORCE if issued else Standing.NOT_ISSUED
        version = version_of(document.content_sha256 or "")
        if stamp is None or (stamp.status, stamp.number, stamp.version) != (standing, document.number, version):
            yield f"the public stamp of document {document.id} says something else"


def rounds(
    app: Flask, store: Store, victims: Sequence[frozenset[str]], chance: Random, *, at_once: int
) -> tuple[list[Desk], int]:
    """Start, work, kill, clean up, once for each of the victims; everything was whole each time, or the test has failed.

    What belongs to nobody is taken away when nobody lives: whoever lives on may be about to write the row of a young file.
    """
    desks, away = list[Desk](), 0
    with opened(app, store) as office_:
        for number, killed in enumerate(victims):
            desks.append(laid_out(app, at_once))
            office_.start()
            threads = at_work(office_, desks[-1])
            time.sleep(chance.uniform(0.05, 1.2))
            office_.kill(killed)
            time.sleep(chance.uniform(0, 0.4))
            desks[-1].closed.set()
            for thread in threads:
                thread.join()
            lost = 0
            if at_rest := not office_.processes:
                taken_away, lost = cleaned(app)
                away += taken_away
            assert (lost, faults(app, desks, swept=at_rest)) == (0, []), f"round {number}: {sorted(killed)} killed"
    return desks, away


def finished_reading(app: Flask) -> list[Job]:
    """All jobs, once a worker that comes next has done what the killed ones left."""

    def forget(_unit: int) -> None:
        for job in db.session.scalars(select(Job).where(Job.state.not_in(jobs_rules.ENDED))):
            job.worker = "gone:1"

    documents.within_unit(app, SLUG, forget)
    with app.app_context():
        make_the_round(run)
    with app.app_context(), acting_in(world.unit_id(SLUG)):
        return list(db.session.scalars(select(Job)))


def test_a_killed_server_and_worker_leave_nothing_half_done(app: Flask, store: Store) -> None:
    chance = Random(SEED)
    victims = [*chance.sample(VICTIMS[1:], 2), VICTIMS[0]]

    desks, _away = rounds(app, store, victims, chance, at_once=1)

    jobs = finished_reading(app)
    assert len(jobs) >= sum(desk.uploads for desk in desks)
    assert all(job.state in jobs_rules.ENDED for job in jobs)


@pytest.mark.soak
def test_fifty_times_killed_nothing_is_half_done(app: Flask, store: Store) -> None:
    chance = Random(SEED + 1)
    victims = [*chance.choices(VICTIMS, k=49), VICTIMS[0]]

    desks, away = rounds(app, store, victims, chance, at_once=AT_ONCE)

    jobs = finished_reading(app)
    states = [state for desk in desks for state in desk.promised.values()]
    sys.stdout.write(
        f"{store.dialect}: 50 kills, the worker alone in {victims.count(VICTIMS[1])}, the server alone in "
        f"{victims.count(VICTIMS[2])}; {states.count(State.FROZEN)} frozen, {states.count(State.ISSUED)} numbered, "
        f"{sum(desk.uploads for desk in desks)} uploads, {len(jobs)} jobs, {away} files of nobody taken away\n"
    )
    assert all(job.state in jobs_rules.ENDED for job in jobs)
