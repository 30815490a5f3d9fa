"""How long a recognition lasts, where it stands on a day, and when to act so that no gap opens.

A term of months ends with the corresponding day of its last month, or with the last day of a month that lacks it
(Civil Code 91/2015/QH13, Art. 148.3), and that day still belongs to it. Where a source knows a decision only to the month
or the year, the clock runs on the earliest possible end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ocop.core.text.dates import PartialDate, add_months

DECISION_148 = "Quyết định 148/QĐ-TTg ngày 24/02/2023"


class Standing(StrEnum):
    """Where a recognition stands on a day."""

    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    NOTICE_DUE = "notice_due"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    RENEWED = "renewed"
    UPGRADED = "upgraded"
    REVOKED = "revoked"


RUNNING = (Standing.IN_FORCE, Standing.EXPIRING, Standing.NOTICE_DUE)
"""The standings of a recognition that a product may show to its customers."""


@dataclass(frozen=True)
class Edition:
    """What an edition of the rule says about time, with the text that says so."""

    months: int
    expiring_days: int
    notice_days: int
    source: str


EDITION_148 = Edition(
    months=36,
    expiring_days=180,
    notice_days=30,
    source=f"{DECISION_148}: giấy chứng nhận có giá trị 36 tháng; thông báo bằng văn bản ít nhất 30 ngày trước khi hết hạn",
)
"""The 180 days of warning are the portal's own; an edition of 2026 counts the same days for filing again."""


@dataclass(frozen=True)
class Term:
    """When a recognition ends: between two days, which are one where the decision is known to the day; None is unknown."""

    earliest: date | None
    latest: date | None

    @property
    def certain(self) -> bool:
        """Whether the end is known to the day."""
        return self.earliest is not None and self.earliest == self.latest


UNKNOWN_TERM = Term(None, None)


def term(
    earliest: date | None,
    latest: date | None,
    *,
    stated: PartialDate | None = None,
    edition: Edition = EDITION_148,
) -> Term:
    """The term of a decision signed between two days; where nobody knows when, the end that a source states."""
    if earliest is not None and latest is not None:
        return Term(add_months(earliest, edition.months), add_months(latest, edition.months))
    return Term(stated.earliest(), stated.latest()) if stated is not None else UNKNOWN_TERM


def standing(
    ends: date | None,
    *,
    today: date,
    stated_expired: bool = False,
    revoked: bool = False,
    ended_as: Standing | None = None,
    edition: Edition = EDITION_148,
) -> Standing:
    """Where a recognition stands on a day: revoked, followed by another, or by its earliest possible end."""
    if revoked:
        return Standing.REVOKED
    if ended_as is not None:
        return ended_as
    if stated_expired:
        return Standing.EXPIRED
    if ends is None:
        return Standing.UNKNOWN
    left = (ends - today).days
    if left < 0:
        return Standing.EXPIRED
    if left <= edition.notice_days:
        return Standing.NOTICE_DUE
    return Standing.EXPIRING if left <= edition.expiring_days else Standing.IN_FORCE


def succession(before: int | None, after: int | None) -> Standing:
    """What a recognition becomes when another follows: upgraded by more stars, else renewed."""
    return Standing.UPGRADED if before is not None and after is not None and after > before else Standing.RENEWED


def notice_by(ends: date, *, edition: Edition = EDITION_148) -> date:
    """The last day on which the written notice to the producer is in time."""
    return ends - timedelta(days=edition.notice_days)


@dataclass(frozen=True)
class Step:
    """One step before a new decision: how many days it takes, whether working days are meant, and who says so."""

    key: str
    days: int
    working_days: bool = False
    source: str = ""


_ASSUMED = "Giả định của cổng"

STEPS_148 = (
    Step("decision", 15, source="Giả định của cổng: hoàn thiện biên bản, trình và ký quyết định sau phiên họp"),
    Step(
        "council",
        1,
        working_days=True,
        source=f"{DECISION_148}: hồ sơ gửi thành viên ít nhất một ngày làm việc trước phiên họp",
    ),
    Step("packs", 15, source="Giả định của cổng: thẩm tra hồ sơ, kiểm tra thực tế, chuẩn bị phiên họp"),
    Step("dossier", 60, source="Giả định của cổng: chủ thể bổ sung kiểm nghiệm, minh chứng và lập hồ sơ"),
)
"""From the end backwards; each step's days lie before the day of its key: the decision is signed 15 days after the council."""


@dataclass(frozen=True)
class Backward:
    """The last days on which each act leaves no gap: a decision no later than the day the old recognition ends."""

    decide_by: date
    council_by: date
    packs_by: date
    dossier_by: date
    start_by: date


def backward(ends: date, steps: Sequence[Step] = STEPS_148) -> Backward:
    """Count back from the end of a recognition; councils and packs fall on working days."""
    days = {step.key: step for step in steps}
    decide_by = ends
    council_by = on_working_day(_before(decide_by, days["decision"]))
    packs_by = on_working_day(_before(council_by, days["council"]))
    dossier_by = _before(packs_by, days["packs"])
    return Backward(decide_by, council_by, packs_by, dossier_by, _before(dossier_by, days["dossier"]))


def on_working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend; public holidays are for the secretary to mind."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _before(day: date, step: Step) -> date:
    if not step.working_days:
        return day - timedelta(days=step.days)
    for _ in range(step.days):
        day = on_working_day(day - timedelta(days=1))
    return day
