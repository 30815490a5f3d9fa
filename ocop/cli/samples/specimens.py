"""One document to print under a name, and the scope in which it is made without leaving anything behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from flask import current_app, g
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop import paperwork
from ocop.accounts.models import User
from ocop.core import clock, settings, tokens
from ocop.core.db import db
from ocop.documents import papers as documents
from ocop.documents.models import Document
from ocop.paperwork import QrPages, Rendition, scans
from ocop.tenancy import Workspace, acting_in, units


@dataclass(frozen=True)
class Specimen:
    """`name` is the file's without its ending; with `word` it is also written for Word."""

    name: str
    content: paperwork.Document
    rendition: Rendition
    word: bool = False


@dataclass(frozen=True)
class Office:
    """A unit that prints, and the person in whose name its drafts are made."""

    unit: Workspace
    is_desk: bool
    by: User


def to_be_signed(name: str, content: paperwork.Document, *, word: bool = False) -> Specimen:
    """The page that goes to the signer: number and date blank, with a code that names no kept document."""
    hashed = sha256(paperwork.dump(content).encode()).hexdigest()
    qr = scans.payload(settings.current().public_url, hashed[-tokens.LENGTH :], scans.version_of(hashed))
    return Specimen(name, content, Rendition.for_signature(qr=qr), word)


def without_code(name: str, content: paperwork.Document, *, word: bool = False) -> Specimen:
    """A book or form that nobody looks up by a code."""
    return Specimen(name, content, Rendition.for_signature(qr=None), word)


def as_kept(name: str, document: Document, *, word: bool = False) -> Specimen:
    """A frozen or issued document exactly as it was printed."""
    content, qr, pages = documents.content(document), document.qr, QrPages(document.qr_pages or QrPages.NONE)
    if document.number is None or document.dated is None:
        return Specimen(name, content, Rendition.for_signature(qr=qr, qr_pages=pages), word)
    return Specimen(name, content, Rendition.numbered(document.number, document.dated, qr=qr, qr_pages=pages), word)


@contextmanager
def trying(unit_id: int | None) -> Iterator[None]:
    """Work in a unit's scope, or in none, and forget everything at the end, also what was left for afterwards."""
    with current_app.app_context() if unit_id is None else acting_in(unit_id):
        try:
            yield
        finally:
            g.pop("afterwards", None)
            db.session.expunge_all()  # what was read stays readable
            db.session.rollback()


def offices(desk_id: int) -> list[Office]:
    """The desk and the units below it that have people."""
    desk = units.by_id(desk_id)
    every = [desk, *units.below(desk_id, clock.today())]
    people = {unit.id: _person(unit.id) for unit in every}
    return [Office(unit, unit.id == desk_id, by) for unit in every if (by := people[unit.id])]


def _person(unit_id: int) -> User | None:
    of_unit = select(User).where(User.unit_id == unit_id).order_by(User.is_contact.desc(), User.id)
    return db.session.scalars(of_unit.options(joinedload(User.grants))).unique().first()
