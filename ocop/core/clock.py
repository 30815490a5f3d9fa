"""The office's clock. Business dates obey `OCOP_TODAY`; sessions, throttling, one-time codes and the audit use the real one."""

from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")

_today: ContextVar[date | None] = ContextVar("ocop_today", default=None)
_configured: list[date | None] = [None]


def configure(today: date | None) -> None:
    """Fix the business date of this process (`OCOP_TODAY`); None follows the real calendar."""
    _configured[0] = today


def pinned() -> date | None:
    """The business date in force when it is not the real one."""
    return _today.get() or _configured[0]


def today() -> date:
    """The business date in the office's time zone."""
    return pinned() or real_now().astimezone(OFFICE).date()


def now() -> datetime:
    """The business moment, aware, in UTC: the real time of day on the business date."""
    return on_business_date(real_now())


def on_business_date(real: datetime) -> datetime:
    """A true moment as the office's calendar has it: the same time of day, on the business date while that is pinned."""
    fixed = pinned()
    if fixed is None:
        return real
    return datetime.combine(fixed, real.astimezone(OFFICE).timetz()).astimezone(UTC)


def real_now() -> datetime:
    """The true moment, aware, in UTC, whatever `OCOP_TODAY` says."""
    return datetime.now(UTC)


def office_date(moment: datetime) -> date:
    """The calendar day of a moment as the office sees it."""
    return moment.astimezone(OFFICE).date()


def start_of(day: date) -> datetime:
    """Midnight at the start of an office day, aware, in UTC."""
    return datetime.combine(day, time.min, tzinfo=OFFICE).astimezone(UTC)
