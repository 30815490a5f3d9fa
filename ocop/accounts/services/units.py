"""Adding and renaming units, as their keeper does it: no business data is touched."""

from dataclasses import dataclass
from datetime import date

from ocop import audit
from ocop.accounts.queries import units as queries
from ocop.accounts.rules import units as rules
from ocop.audit import Actor
from ocop.core.errors import AlreadyThere, DomainError
from ocop.tenancy import Kind, Unit, services

THING = "units"


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A unit to be: its code of the statistics office, its place below another, and the word of its addresses."""

    code: str
    kind: Kind
    name: str
    slug: str
    parent_id: int
    division: str | None
    valid_from: date


def add(new: NewUnit, *, by: Actor) -> Unit:
    """Add a unit with a workspace of its own; raises DomainError for a reserved word, AlreadyThere for a word or a code in use."""
    if sentence := rules.why_not_slug(new.slug):
        raise DomainError(sentence, field="slug")
    if queries.slug_taken(new.slug):
        raise AlreadyThere(rules.SLUG_TAKEN, field="slug")
    if queries.code_taken(new.code, new.valid_from):
        raise AlreadyThere(rules.CODE_TAKEN, field="code")
    made = services.add(
        code=new.code,
        kind=new.kind,
        name=new.name,
        slug=new.slug,
        parent_id=new.parent_id,
        valid_from=new.valid_from,
        division=new.division,
    )
    audit.note_afterwards(by, "new_unit", THING, unit_id=made.id, name=made.name, thing_id=made.id)
    return made


def rename(unit: Unit, *, name: str, kind: Kind, on: date, today: date, by: Actor) -> None:
    """Give a unit another name or kind from a day on; raises DomainError for a day to come or within an earlier name's time."""
    if sentence := rules.why_not_rename(on, named_since=queries.named_since(unit), today=today):
        raise DomainError(sentence, field="on")
    before = (unit.name, unit.kind)
    services.rename(unit, name=name, kind=kind, on=on)
    change = {"name": (before[0], unit.name), "kind": (before[1], unit.kind), "valid_from": (None, on)}
    audit.note_afterwards(by, "rename_unit", THING, unit_id=unit.id, name=unit.name, thing_id=unit.id, change=change)
