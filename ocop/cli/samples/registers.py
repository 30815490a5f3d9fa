"""Document 35: the registers of outgoing and incoming documents of offices that have entries in them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from ocop.cli.samples.specimens import Office, Specimen, without_code
from ocop.core import clock
from ocop.core.db import db
from ocop.documents import queries, services
from ocop.documents.models import Incoming
from ocop.documents.papers import registers
from ocop.programme.models import Cycle
from ocop.tenancy import units


def specimens(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    """The books of the year."""
    body = units.body(office.unit.id, "ubnd", clock.today())
    sent = registers.outgoing_entries(*queries.outgoing_register(cycle.year, body.id))
    if sent:
        yield without_code(f"35-so-van-ban-di-{office.unit.slug}", registers.outgoing(body, cycle.year, sent))
    arrived = registers.incoming_entries(_entered(office, cycle.year))
    if arrived:
        yield without_code(f"35-so-van-ban-den-{office.unit.slug}", registers.incoming(body, cycle.year, arrived))


def _entered(office: Office, year: int) -> Sequence[Incoming]:
    """The book; while nobody has entered a line, what lies in the box is entered in the order in which it came."""
    entered = queries.incoming_register(year)
    if entered:
        return entered
    for number, one in enumerate(db.session.scalars(select(Incoming).order_by(Incoming.arrived_at, Incoming.id)), 1):
        services.receive(one, number=str(number), on=clock.today(), by=office.by, now=clock.now())
    db.session.flush()
    return queries.incoming_register(year)
