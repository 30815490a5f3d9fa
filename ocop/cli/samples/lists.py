"""Documents 3, 24 and 36: the lists of the year's registrations; 4 to 7 of the first product on each unit's list."""

from collections.abc import Iterator

from ocop.cli.samples.specimens import Office, Specimen, to_be_signed, without_code
from ocop.core import clock
from ocop.programme.models import Cycle
from ocop.registrations import papers, queries
from ocop.registrations.papers import dossier
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
        yield from _dossier(office, cycle)


def _dossier(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    unit, on = office.unit, clock.today()
    lines = queries.for_plan(cycle.id)
    first = (*lines.reassessment, *lines.upgrade, *lines.new)[0]
    row = queries.registration(first.registration_id)
    yield without_code(f"04-phieu-dang-ky-{unit.slug}", dossier.registration_form(row, unit=unit, on=on))
    yield without_code(f"05-bao-cao-tu-danh-gia-{unit.slug}", dossier.self_assessment(row, unit=unit, on=on))
    yield without_code(f"06-bao-cao-cap-xa-{unit.slug}", dossier.commune_report(row, unit=unit, on=on))
    yield to_be_signed(f"07-thong-nhat-phuong-an-{unit.slug}", dossier.business_consent(row, unit=unit, on=on))
