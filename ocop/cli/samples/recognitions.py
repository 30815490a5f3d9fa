"""Documents 13, 14, 16 and 17, from what the unit's own committee recognised."""

from collections.abc import Iterator
from itertools import groupby

from ocop.cli.samples.specimens import Office, Specimen, to_be_signed
from ocop.core import clock
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.recognition import papers, queries
from ocop.recognition.models import Recognition
from ocop.recognition.rules import LOWEST
from ocop.tenancy import units


def specimens(office: Office, cycle: Cycle) -> Iterator[Specimen]:
    """The latest decision that is known with its products; one certificate, one notice, one revocation of it."""
    found = _latest_decision(office)
    if not found:
        return
    slug, unit, on = office.unit.slug, office.unit, clock.today()
    bodies = {body.kind: body for body in units.bodies(unit.id, on)}
    body, division = bodies["ubnd"], bodies.get("division")
    above = units.by_id(unit.parent_id) if unit.parent_id else None
    first = found[0]
    year = first.latest.year if first.latest else cycle.year
    law = programme.legal_bases(cycle.legal_bases.split(","))
    then = [one.citation for one in law if one.dated is None or one.dated <= (first.latest or on)]
    yield to_be_signed(
        f"13-quyet-dinh-cong-nhan-{slug}",
        papers.decision(found, unit=unit, body=body, division=division, bases=then, year=year, on=on),
    )
    yield to_be_signed(
        f"14-giay-chung-nhan-{slug}", papers.certificate(first, unit=unit, above=above, body=body, on=on)
    )
    rule = papers.rule_of_time(law)
    of_one = [row for row in found if row.product.producer_id == first.product.producer_id]
    yield to_be_signed(
        f"16-thong-bao-het-han-{slug}",
        papers.expiry_notice(of_one, body=body, division=division, bases=rule, on=on),
    )
    yield to_be_signed(
        f"17-quyet-dinh-thu-hoi-{slug}",
        papers.revocation(first, ground="", body=body, division=division, bases=rule, on=on),
    )


def _latest_decision(office: Office) -> list[Recognition]:
    """What was recognised together by this office: by the same decision, as far as the sources tell."""
    level = "tinh" if office.is_desk else "huyen"
    rows = [row for row in queries.standing_with_products() if row.level == level and (row.stars_given or 0) >= LOWEST]
    rows.sort(key=_decided, reverse=True)
    return next((list(rows_) for _key, rows_ in groupby(rows, key=_decided)), [])


def _decided(row: Recognition) -> tuple[str, str, str]:
    return str(row.latest or ""), str(row.earliest or ""), row.decision_number or ""
