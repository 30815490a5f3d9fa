"""Recording, correcting and revoking recognitions; the radar counts as a brute force does."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from ocop.audit import System
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit, WrongState
from ocop.recognition import queries, services
from ocop.recognition.models import Recognition
from ocop.recognition.rules import RecognitionFacts, Standing
from ocop.tallies.models import Tally
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.recognition import NOW, recognition

Within = Callable[[str], int]
BY = System()
TODAY = date(2024, 5, 13)


def in_force() -> int:
    return db.session.scalars(select(Tally.value).where(Tally.key == "recognitions_in_force")).one()


def test_a_product_bears_the_stars_of_its_latest_recognition(within: Within) -> None:
    within("phan-thiet")
    made = product()

    first = recognition(made, date(2021, 3, 1), stars=3)
    second = recognition(made, date(2024, 2, 1), stars=4)

    assert (made.stars, made.stars_until) == (4, date(2027, 2, 1))
    assert (first.standing_on(TODAY), first.replaced_by_id) == (Standing.UPGRADED, second.id)
    assert second.standing_on(TODAY) is Standing.IN_FORCE


def test_a_decision_recorded_twice_does_not_renew_itself(within: Within) -> None:
    within("phan-thiet")
    made = product()
    recognition(made, date(2024, 2, 1), stars=4)

    with pytest.raises(WrongState, match="đã được ghi cho sản phẩm"):
        recognition(made, date(2024, 2, 1), stars=4)

    assert len(queries.history(made.id)) == 1


def test_an_earlier_decision_recorded_late_goes_into_the_history(within: Within) -> None:
    within("phan-thiet")
    made = product()

    second = recognition(made, date(2024, 2, 1), stars=4)
    first = recognition(made, date(2021, 3, 1), stars=4)

    assert made.stars_until == date(2027, 2, 1)
    assert first.standing_on(TODAY) is Standing.RENEWED
    assert queries.standing_one(made.id) is second


def test_a_revoked_product_bears_no_stars_and_keeps_its_history(within: Within) -> None:
    within("phan-thiet")
    made = product()
    row = recognition(made, date(2023, 3, 1), stars=4)

    services.revoke(row, on=date(2024, 5, 2), decision="12/QĐ-UBND", ground="Không còn sản xuất", by=BY, now=NOW)

    assert (made.stars, made.stars_until) == (None, None)
    assert row.standing_on(TODAY) is Standing.REVOKED
    assert in_force() == 0
    with pytest.raises(WrongState):
        services.revoke(row, on=date(2024, 5, 3), decision="13/QĐ-UBND", ground="Lần nữa", by=BY, now=NOW)


@pytest.mark.parametrize("on", [date(2023, 2, 28), date(2024, 5, 14)])
def test_a_revocation_lies_between_the_recognition_and_today(within: Within, on: date) -> None:
    within("phan-thiet")
    row = recognition(product(), date(2023, 3, 1))

    with pytest.raises(DomainError):
        services.revoke(row, on=on, decision="12/QĐ-UBND", ground="Không còn sản xuất", by=BY, now=NOW)


def test_a_decision_of_tomorrow_is_refused(within: Within) -> None:
    within("phan-thiet")

    with pytest.raises(DomainError):
        recognition(product(), date(2024, 5, 14))


def test_a_corrected_date_moves_the_end(within: Within) -> None:
    within("phan-thiet")
    made = product()
    row = recognition(made, date(2022, 1, 10))
    facts = RecognitionFacts(stars=3, earliest=date(2022, 1, 1), latest=date(2022, 1, 31), decision_precision="month")

    services.change(row, facts, version=1, by=BY, now=NOW)

    assert (row.expires_earliest, row.expires_latest) == (date(2025, 1, 1), date(2025, 1, 31))
    assert made.stars_until == date(2025, 1, 1)


def test_a_stale_correction_carries_both_texts(within: Within) -> None:
    within("phan-thiet")
    row = recognition(product(), date(2022, 1, 10))
    day = {"earliest": date(2022, 1, 10), "latest": date(2022, 1, 10), "decision_precision": "day"}
    services.change(row, RecognitionFacts(stars=4, **day), version=1, by=BY, now=NOW)  # type: ignore[arg-type]

    with pytest.raises(StaleEdit) as stale:
        services.change(row, RecognitionFacts(stars=5, **day), version=1, by=BY, now=NOW)  # type: ignore[arg-type]

    assert (stale.value.mine, stale.value.theirs) == ({"stars": "5"}, {"stars": "4"})


def test_the_radar_counts_what_a_brute_force_counts_in_sql_and_in_python(within: Within) -> None:
    within("phan-thiet")
    maker = producer()
    offsets = (-400, -1, 0, 1, 29, 30, 31, 179, 180, 181, 400)
    for number, left in enumerate(offsets):
        ends = TODAY + timedelta(days=left)
        recognition(product(f"Sản phẩm {number}", of=maker), ends.replace(year=ends.year - 3))
    recognition(product("Chưa rõ", of=maker), None)
    recognition(product("Nguồn ghi hết hạn", of=maker), None, stated_expired=True)
    renewed = product("Đánh giá lại", of=maker)
    recognition(renewed, date(2021, 1, 5))
    recognition(renewed, date(2024, 1, 5))
    upgraded = product("Nâng hạng", of=maker)
    recognition(upgraded, date(2021, 1, 5))
    recognition(upgraded, date(2024, 1, 5), stars=4)
    revoked = recognition(product("Thu hồi", of=maker), date(2024, 1, 5))
    services.revoke(revoked, on=TODAY, decision="12/QĐ-UBND", ground="Không còn sản xuất", by=BY, now=NOW)
    rows = db.session.scalars(select(Recognition)).all()

    for day in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=200)):
        counted = Counter(row.standing_on(day) for row in rows)
        by_sql = {key: where for key, where in db.session.execute(select(Recognition.id, queries.standing_on(day)))}  # noqa: C416

        assert queries.counts(day) == {standing: counted[standing] for standing in Standing}
        assert by_sql == {row.id: row.standing_on(day).value for row in rows}
    assert queries.counts(TODAY)[Standing.NOTICE_DUE] == 4
    assert in_force() == queries.in_force(TODAY) == 11


def test_a_notice_keeps_how_and_when_the_producer_was_told(within: Within) -> None:
    within("phan-thiet")
    row = recognition(product(), date(2021, 6, 1))

    services.note_notice(row, on=TODAY, number="15/TB-UBND", method="Bưu điện bảo đảm", by=BY, now=NOW)

    assert (row.notice_on, row.notice_number, row.notice_method) == (TODAY, "15/TB-UBND", "Bưu điện bảo đảm")


def test_what_ends_by_a_day_includes_what_nobody_knows(within: Within) -> None:
    within("phan-thiet")
    soon = recognition(product("Sắp hết"), date(2021, 10, 1))
    unknown = recognition(product("Chưa rõ"), None)
    recognition(product("Còn lâu"), date(2024, 1, 5))

    found = queries.ending_by(date(2024, 12, 31), today=TODAY)

    assert list(found) == [soon, unknown]
