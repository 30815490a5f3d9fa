"""The papers of this room in the print room: the unit's documents, and for a desk the plans of all units below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from ocop.attachments.models import Attachment
from ocop.core import clock
from ocop.core.db import db
from ocop.core.text import dates
from ocop.documents import rules
from ocop.documents.models import Document
from ocop.documents.papers import offers
from ocop.documents.papers.offers import Choice, Fresh, Kept, Sheet
from ocop.documents.rules import State
from ocop.paperwork import Rendition
from ocop.tenancy import Permission, Workspace, units, window


class OwnDocuments:
    """The unit's own documents: what was issued or frozen as it was frozen, drafts with their watermark."""

    key = "van-ban"
    label = _l("Văn bản của đơn vị")
    permissions: tuple[Permission, ...] = (Permission.VIEW, Permission.VIEW_PROVINCE)

    def choices(self, unit: Workspace, year: int, *, on: date) -> Sequence[Choice]:
        """Those of the year by kind and number; one without number belongs to the year in which it was made."""
        begins, ends = (clock.start_of(date(one, 1, 1)) for one in (year, year + 1))
        made_then = and_(Document.year.is_(None), Document.created_at >= begins, Document.created_at < ends)
        found = db.session.scalars(
            select(Document)
            .where(or_(Document.year == year, made_then))
            .order_by(
                Document.kind,
                Document.symbol,
                Document.number.is_(None),
                func.length(Document.number),
                Document.number,
                Document.id,
            )
            .limit(offers.MOST)
        )
        return [
            Choice(str(one.id), _title(one.kind, one.number, one.symbol, one.dated), one.subject, one.state, one.kind)
            for one in found
        ]

    def sheets(self, unit: Workspace, keys: Sequence[str], *, on: date) -> Sequence[Sheet]:
        """Frozen bytes where there are any; with the number where it has been given."""
        found = db.session.scalars(
            select(Document)
            .where(Document.id.in_(offers.numbers(keys)))
            .options(joinedload(Document.signature_file), joinedload(Document.numbered_file))
        )
        return offers.in_order(keys, {str(one.id): _sheet(one) for one in found})


class PlansOfUnits:
    """The issued plans of all units below a desk, read through the window: values, never rows."""

    key = "ke-hoach-cac-don-vi"
    label = _l("Kế hoạch của các đơn vị")
    permissions: tuple[Permission, ...] = (Permission.VIEW_PROVINCE,)
    form = "plan"

    def choices(self, unit: Workspace, year: int, *, on: date) -> Sequence[Choice]:
        """By unit in Vietnamese order; drafts and what lies for signature are the unit's own affair."""
        below = {one.id: one for one in units.below(unit.id, on)}
        wanted = (
            select(
                Document.tenant_id, Document.id, Document.kind, Document.number, Document.symbol, Document.dated,
                Document.subject, Document.state,
            )
            .where(Document.form == self.form, Document.year == year, Document.state.not_in(_AT_THE_DESK))
            .order_by(Document.dated, Document.id)
            .limit(offers.MOST)
        )  # fmt: skip
        with window(frozenset(below)) as opened:
            rows = [_FromWindow._make(row) for row in opened.look(wanted)]
        places = {unit_id: place for place, unit_id in enumerate(below)}
        return [_choice(below[row.unit_id], row) for row in sorted(rows, key=lambda row: places[row.unit_id])]

    def sheets(self, unit: Workspace, keys: Sequence[str], *, on: date) -> Sequence[Sheet]:
        """The frozen bytes with number and date."""
        numbered, for_signature = aliased(Attachment), aliased(Attachment)
        wanted = (
            select(Document.tenant_id, Document.id, func.coalesce(numbered.sha256, for_signature.sha256))
            .outerjoin(numbered, numbered.id == Document.numbered_file_id)
            .outerjoin(for_signature, for_signature.id == Document.signature_file_id)
            .where(
                Document.form == self.form,
                Document.id.in_(offers.numbers([key.partition(".")[2] for key in keys])),
                Document.state.not_in(_AT_THE_DESK),
            )
        )
        with window(frozenset(one.id for one in units.below(unit.id, on))) as opened:
            found = {
                f"{unit_id}.{document_id}": Kept(str(digest)) for unit_id, document_id, digest in opened.look(wanted)
            }
        return offers.in_order(keys, found)


class _FromWindow(NamedTuple):
    unit_id: int
    document_id: int
    kind: str
    number: str | None
    symbol: str
    dated: date | None
    subject: str
    state: State


def _choice(unit: Workspace, row: _FromWindow) -> Choice:
    title = f"{unit.title}, {_title(row.kind, row.number, row.symbol, row.dated)}"
    return Choice(f"{row.unit_id}.{row.document_id}", title, row.subject, row.state, row.kind)


_AT_THE_DESK = (State.DRAFT, State.FROZEN)


def _sheet(document: Document) -> Sheet:
    file = document.numbered_file or document.signature_file
    return Kept(file.sha256) if file else Fresh(document.content, Rendition.draft())


def _title(kind: str, number: str | None, symbol: str, dated: date | None) -> str:
    day = f" ngày {dates.day(dated)}" if dated else ""
    return f"{rules.kind_name(kind)} số {rules.full_number(number, symbol)}{day}"


OFFERS: tuple[offers.Offer, ...] = (OwnDocuments(), PlansOfUnits())
