"""How values read on a page: pure filters for templates, all in Vietnamese writing whatever the language of the page."""

from datetime import date, datetime, time
from fractions import Fraction

from flask import Flask

from ocop.core import clock
from ocop.core.clock import OFFICE
from ocop.core.text import dates, money, numbers
from ocop.core.text.dates import PartialDate

NOTHING = "–"


def ngay(day: date | PartialDate | None) -> str:
    """ "15/5/2024"; a date that is known to the month or the year reads so; a dash for none."""
    if day is None:
        return NOTHING
    return str(day) if isinstance(day, PartialDate) else dates.day(day)


def luc_lam_viec(moment: datetime | None) -> str:
    """A true moment as the office's calendar has it, like `luc`: on the business date while that is pinned."""
    return luc(clock.on_business_date(moment) if moment else None)


def luc(moment: datetime | None) -> str:
    """ "15/5/2024 09:30" by the office's clock; a dash for none.

    Midnight to the microsecond is how a moment is kept of which only the day is known (`clock.start_of`): no time is shown.
    """
    if moment is None:
        return NOTHING
    local = moment.astimezone(OFFICE)
    if local.time() == time.min:
        return dates.day(local.date())
    return f"{dates.day(local.date())} {local:%H:%M}"


def dong(amount: int | None) -> str:
    """ "1.250.000 đồng"; a dash for none."""
    return NOTHING if amount is None else money.dong(amount)


def so(value: numbers.Exact | None, places: int | None = None) -> str:
    """ "1.234", "12,5"; with `places` always so many decimals; a dash for none."""
    if value is None:
        return NOTHING
    return numbers.plain(value) if places is None else numbers.decimal(value, places)


def phan_tram(share: Fraction | None) -> str:
    """ "29,7%" from an exact share of 1; a dash for none."""
    return NOTHING if share is None else f"{numbers.plain(share * 100, 1)}%"


def install(app: Flask) -> None:
    """Give templates the filters by their names."""
    for one in (ngay, luc, luc_lam_viec, dong, so, phan_tram):
        app.jinja_env.filters[one.__name__] = one
