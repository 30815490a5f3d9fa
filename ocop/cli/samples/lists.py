"""Documents 3, 24 and 36: the lists of the year's registrations."""

from collections.abc import Iterator

from ocop.cli.samples.specimens import Office, Specimen, to_be_signed
from ocop.core import clock
from ocop.programme.models import Cycle
from ocop.registrations import papers, queries
from ocop.registrations.rules import IN_PLAN, SELECTED


def specimens(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    """The desk's lists of all units; a unit's own list."""
    yield from _of_the_desk(office, cycle) if office.is_desk else _of_a_unit(office, cycle)


def _of_the_desk(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    desk, on = office.unit, clock.today()
    everything = queries.of_units(cycle.id, desk=desk, states=IN_PLAN, on=on)
    if not everything:
        return
    yield to_be_signed("24-danh-muc-tong-hop", papers.list_of_all_units(cycle, everything, desk=desk, on=on))
    selected = queries.of_units(cycle.id, desk=desk, states=SELECTED, on=on)
    yield to_be_signed("36-danh-muc-duoc-chon", papers.selection(cycle, selected or everything, desk=desk, on=on))


def _of_a_unit(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    letter = papers.list_of_the_unit(cycle, unit=office.unit, on=clock.today())
    if letter.products:
        yield to_be_signed(f"03-danh-sach-dang-ky-{office.unit.slug}", letter)
