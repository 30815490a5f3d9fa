"""The register of legal bases, and the documents from above."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop.core.db import db
from ocop.core.errors import NotYours
from ocop.core.text.normal import fold
from ocop.programme.models import Cycle, Guidance, LegalBasis, Milestone


def legal_bases(keys: Sequence[str]) -> Sequence[LegalBasis]:
    """Legal texts by key, in the order asked; unknown keys are left out."""
    found = {row.key: row for row in db.session.scalars(select(LegalBasis).where(LegalBasis.key.in_(keys)))}
    return [found[key] for key in keys if key in found]


def bases_of(cycle: Cycle) -> Sequence[str]:
    """The keys of the legal texts that a year rests on, those about its money last."""
    return [key.strip() for key in f"{cycle.legal_bases},{cycle.funding_bases}".split(",") if key.strip()]


def law(text: str = "") -> Sequence[LegalBasis]:
    """The register of legal bases, the latest first, those with an unknown date last; searched by words without accents."""
    rows = db.session.scalars(
        select(LegalBasis).order_by(LegalBasis.dated.desc().nulls_last(), LegalBasis.number)
    ).all()
    wanted = fold(text).split()
    return [
        row for row in rows if all(word in fold(f"{row.citation} {row.title or ''} {row.issuer}") for word in wanted)
    ]


def basis_of(number: str, dated: date | None) -> LegalBasis | None:
    """The entry of the register for a document by its number and date."""
    return db.session.scalar(select(LegalBasis).where(LegalBasis.number == number, LegalBasis.dated == dated))


def milestones_of_basis(basis_id: int) -> Sequence[Milestone]:
    """The milestones that a legal text sets, by date, with their cycle."""
    return db.session.scalars(
        select(Milestone)
        .where(Milestone.legal_basis_id == basis_id)
        .options(joinedload(Milestone.cycle, innerjoin=True), joinedload(Milestone.legal_basis))
        .order_by(Milestone.due)
    ).all()


def guidance(text: str = "", *, limit: int | None = None) -> Sequence[Guidance]:
    """Documents from above, the latest first; searched by words without accents in number, issuer, title and summary."""
    found = (
        select(Guidance)
        .where(*(Guidance.folded.contains(word, autoescape=True) for word in fold(text).split()))
        .order_by(Guidance.dated.desc().nulls_last(), Guidance.id)
    )
    return db.session.scalars(found.limit(limit)).all()


def guidance_one(guidance_id: int) -> Guidance:
    """One document from above; raises `NotYours`."""
    found = db.session.get(Guidance, guidance_id)
    if found is None:
        raise NotYours
    return found
