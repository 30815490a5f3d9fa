"""Deadlines: on time, late and locked are three things, and one function decides each of the two clocks.

"Issued on time" goes by the date of the document; "arrived on time" by the moment of sending against the province's own
date. "Trước ngày …" leaves the day itself out unless the milestone's flag takes it in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Date, SQLColumnExpression, and_, case, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from ocop.core.clock import OFFICE, office_date
from ocop.core.text.dates import day

Days = SQLColumnExpression[date] | SQLColumnExpression[date | None]
Moments = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]

ARRIVES_TOO_EARLY = _l("Hạn gửi về tỉnh không được sớm hơn thời hạn ban hành.")


class Timeliness(StrEnum):
    """How an act stands against its deadline."""

    ON_TIME = "on_time"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Deadline:
    """The last day on which an act is on time, and whether the step closes after it."""

    last_day: date
    locked_after: bool = False
    extended: bool = False

    def judge(self, done_on: date | None, *, today: date) -> Timeliness:
        """On time or late when done; due or overdue while it is not."""
        if done_on is not None:
            return Timeliness.ON_TIME if done_on <= self.last_day else Timeliness.LATE
        return Timeliness.DUE if today <= self.last_day else Timeliness.OVERDUE

    def judge_moment(self, done_at: datetime | None, *, today: date) -> Timeliness:
        """The same for a moment: it counts on the calendar day that the office sees, up to 23:59:59."""
        return self.judge(office_date(done_at) if done_at else None, today=today)

    def days_left(self, today: date) -> int:
        """Days until the last day; negative once it is past."""
        return (self.last_day - today).days

    def closed(self, today: date) -> bool:
        """Whether the province has locked the step and its day is past."""
        return self.locked_after and today > self.last_day


def last_day(due: date, *, inclusive: bool) -> date:
    """The last day that is on time: the day itself when it is taken in, else the day before."""
    return due if inclusive else due - timedelta(days=1)


def deadline(due: date, *, inclusive: bool, locked: bool = False, extended_until: date | None = None) -> Deadline:
    """A milestone's deadline for one unit; an extension names its own last day and takes it in."""
    ordinary = last_day(due, inclusive=inclusive)
    if extended_until is not None and extended_until > ordinary:
        return Deadline(extended_until, locked, extended=True)
    return Deadline(ordinary, locked)


def why_not_arrival(arrival_due: date | None, *, due: date) -> LazyString | None:
    """Why the province cannot want documents by this day, or None: nothing arrives before it has to be issued."""
    return ARRIVES_TOO_EARLY if arrival_due is not None and arrival_due < due else None


def why_not_extend(until: date, *, ordinary: date) -> LazyString | None:
    """Why more time cannot end on this day, or None: it ends after the ordinary last day."""
    return _l("Ngày gia hạn phải sau thời hạn chung %(due)s.", due=day(ordinary)) if until <= ordinary else None


def judged(done_on: Days, limit: ColumnElement[date] | date, *, today: date) -> ColumnElement[str]:
    """`Deadline.judge` as an SQL expression, for lists that sort and filter by it; `limit` is the last day on time."""
    end = literal(limit, Date) if isinstance(limit, date) else limit
    return case(
        (and_(done_on.is_(None), end >= today), literal(Timeliness.DUE.value)),
        (done_on.is_(None), literal(Timeliness.OVERDUE.value)),
        (done_on <= end, literal(Timeliness.ON_TIME.value)),
        else_=literal(Timeliness.LATE.value),
    )


class office_day(FunctionElement[date | None]):  # noqa: N801 - reads as the SQL function that it is
    """The calendar day of a moment as the office sees it, in SQL."""

    type: TypeEngine[date | None] = Date()  # type: ignore[assignment]  # NULL of a NULL moment
    inherit_cache = True


@compiles(office_day)
def _by_zone(element: office_day, compiler: SQLCompiler, **given: object) -> str:
    return f"CAST({compiler.process(element.clauses, **given)} AT TIME ZONE '{OFFICE.key}' AS DATE)"


@compiles(office_day, "sqlite")
def _by_offset(element: office_day, compiler: SQLCompiler, **given: object) -> str:
    """SQLite knows no zones; the office's has had one offset from UTC since 1975."""
    offset = datetime(2024, 1, 1, tzinfo=OFFICE).utcoffset() or timedelta()
    return f"date({compiler.process(element.clauses, **given)}, '{int(offset.total_seconds()):+d} seconds')"


def judged_moment(done_at: Moments, limit: ColumnElement[date] | date, *, today: date) -> ColumnElement[str]:
    """`Deadline.judge_moment` as an SQL expression."""
    return judged(office_day(done_at), limit, today=today)


class Day(StrEnum):
    """Whether the day of a milestone itself is on time, in the words that a person chooses between."""

    COUNTS = "tính cả ngày này"
    LEFT_OUT = "không tính ngày này"

    @classmethod
    def of(cls, *, inclusive: bool) -> "Day":
        """The words for a milestone's flag."""
        return cls.COUNTS if inclusive else cls.LEFT_OUT


class Closing(StrEnum):
    """Whether a step closes after its day, in the words that a person chooses between."""

    OPEN = "vẫn mở sau thời hạn"
    LOCKED = "khóa sau thời hạn"

    @classmethod
    def of(cls, *, locked: bool) -> "Closing":
        """The words for a milestone's lock."""
        return cls.LOCKED if locked else cls.OPEN


class Force(StrEnum):
    """Whether a legal text is in force on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    ENDED = "ended"
    UNKNOWN = "unknown"


def force(effective_from: date | None, effective_to: date | None, *, on: date) -> Force:
    """A text without a known first day is of unknown force, unless its last day is known to be past."""
    if effective_to is not None and on > effective_to:
        return Force.ENDED
    if effective_from is None:
        return Force.UNKNOWN
    return Force.IN_FORCE if on >= effective_from else Force.NOT_YET


def figure_field(target_id: int) -> str:
    """The name of the box for a target's figure in a form of many targets."""
    return f"chi_tieu_{target_id}"
