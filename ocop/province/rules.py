"""The super-view: one row per unit, its sums, and how rows are filtered and put in order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.core.text.normal import fold
from ocop.plans.rules import State
from ocop.programme.rules import Timeliness

LAST_STEP = 8
STEP: dict[State, int] = {
    State.DRAFT: 1,
    State.WITH_HEAD: 2,
    State.WITH_OFFICE: 3,
    State.CHECKED: 4,
    State.FOR_SIGNATURE: 5,
    State.ISSUED: 6,
    State.SENT: 7,
    State.COMMENTED: 7,
    State.RECEIVED: LAST_STEP,
    State.REPLACED: LAST_STEP,
}
"""How far a plan has come, from 1 to 8; a unit without one stands at 0."""

STATE_NAMES: dict[State, LazyString] = {
    State.DRAFT: _l("Đang soạn"),
    State.WITH_HEAD: _l("Chờ kiểm tra nội dung"),
    State.WITH_OFFICE: _l("Chờ kiểm tra thể thức"),
    State.CHECKED: _l("Đã kiểm tra"),
    State.FOR_SIGNATURE: _l("Đang trình ký"),
    State.ISSUED: _l("Đã ban hành, chưa gửi"),
    State.SENT: _l("Đã gửi, chờ tiếp nhận"),
    State.COMMENTED: _l("Đã góp ý, chờ kế hoạch mới"),
    State.RECEIVED: _l("Đã tiếp nhận"),
    State.REPLACED: _l("Đã được thay thế"),
}
NOT_MADE = _l("Chưa lập kế hoạch")


class Show(StrEnum):
    """Which rows of the super-view are asked for, as it stands in the address."""

    NOT_ISSUED = "chua-ban-hanh"
    LATE = "tre-han"
    TO_RECEIVE = "cho-tiep-nhan"
    COMMENTED = "da-gop-y"
    RECEIVED = "da-tiep-nhan"


SHOW_NAMES: dict[Show, LazyString] = {
    Show.NOT_ISSUED: _l("Chưa ban hành"),
    Show.LATE: _l("Trễ hoặc quá hạn"),
    Show.TO_RECEIVE: _l("Chờ tiếp nhận"),
    Show.COMMENTED: _l("Đã góp ý"),
    Show.RECEIVED: _l("Đã tiếp nhận"),
}
BEHIND = frozenset({Timeliness.LATE, Timeliness.OVERDUE})


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One unit against the milestone of its plan. `issued`, `arrived` are the two clocks of its first plan, with their moments.

    The figures are those of the receipt once the province has received the plan (`frozen`), before that of the records.
    """

    unit_id: int
    slug: str
    name: str
    state: State | None
    plan_id: int | None
    number: str | None
    dated: date | None
    document_token: str | None
    signed_copy: str | None
    replacing: State | None
    issued: Timeliness
    issued_on: date | None
    arrived: Timeliness
    sent_at: datetime | None
    until: date | None
    new: int
    upgrade: int
    reassessment: int
    funding: int | None
    frozen: bool

    @property
    def step(self) -> int:
        """How far the plan has come, 0 to 8."""
        return STEP[self.state] if self.state else 0

    @property
    def state_name(self) -> LazyString:
        return STATE_NAMES[self.state] if self.state else NOT_MADE

    @property
    def behind(self) -> bool:
        """Whether either clock says late."""
        return self.issued in BEHIND or self.arrived in BEHIND

    @property
    def missing(self) -> bool:
        """Whether the unit has nothing to show: no plan begun, or the milestone past without one issued."""
        return self.state is None or self.issued is Timeliness.OVERDUE

    @property
    def registered(self) -> int:
        """Products of the year, of all three kinds."""
        return self.new + self.upgrade + self.reassessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of the rows shown; money is None when no unit has any figure."""

    units: int
    issued: int
    issued_on_time: int
    arrived: int
    arrived_on_time: int
    received: int
    overdue: int
    new: int
    upgrade: int
    reassessment: int
    funding: int | None


SHOWN: dict[Show, Callable[[UnitRow], bool]] = {
    Show.NOT_ISSUED: lambda row: row.issued_on is None,
    Show.LATE: lambda row: row.behind,
    Show.TO_RECEIVE: lambda row: row.state is State.SENT,
    Show.COMMENTED: lambda row: row.state is State.COMMENTED,
    Show.RECEIVED: lambda row: row.state is State.RECEIVED,
}
ORDERS: dict[str, Callable[[UnitRow], tuple[bool, int]]] = {
    "tinh-trang": lambda row: (False, row.step),
    "ban-hanh": lambda row: (row.issued_on is None, row.issued_on.toordinal() if row.issued_on else 0),
    "gui": lambda row: (row.sent_at is None, int(row.sent_at.timestamp()) if row.sent_at else 0),
    "san-pham": lambda row: (False, row.registered),
    "kinh-phi": lambda row: (row.funding is None, row.funding or 0),
}
"""Orders beside the Vietnamese one of the names, in which the rows come."""


def shown(rows: Iterable[UnitRow], *, show: str | None, folded: str) -> list[UnitRow]:
    """The rows that are asked for: of one kind, and with every word of the folded search in the unit's name."""
    wanted = SHOWN[Show(show)] if show in set(Show) else _any
    words = folded.split()
    return [row for row in rows if wanted(row) and all(word in fold(row.name) for word in words)]


def ordered(rows: Sequence[UnitRow], *, by: str, descending: bool) -> list[UnitRow]:
    """The rows in order; those without a value stay last whichever way it runs."""
    if by not in ORDERS:
        return list(reversed(rows)) if descending else list(rows)
    key = ORDERS[by]
    known = [row for row in rows if not key(row)[0]]
    return sorted(known, key=key, reverse=descending) + [row for row in rows if key(row)[0]]


def totals(rows: Sequence[UnitRow]) -> Totals:
    """The sums of the rows."""
    funding = [row.funding for row in rows if row.funding is not None]
    return Totals(
        units=len(rows),
        issued=sum(row.issued_on is not None for row in rows),
        issued_on_time=sum(row.issued is Timeliness.ON_TIME for row in rows),
        arrived=sum(row.sent_at is not None for row in rows),
        arrived_on_time=sum(row.arrived is Timeliness.ON_TIME for row in rows),
        received=sum(row.state is State.RECEIVED for row in rows),
        overdue=sum(row.issued is Timeliness.OVERDUE for row in rows),
        new=sum(row.new for row in rows),
        upgrade=sum(row.upgrade for row in rows),
        reassessment=sum(row.reassessment for row in rows),
        funding=sum(funding) if funding else None,
    )


def _any(_row: UnitRow) -> bool:
    return True
