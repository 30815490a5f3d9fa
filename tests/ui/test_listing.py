"""A list answers what its address asks for, within bounds, and keeps the rest in every link."""

from collections.abc import Callable

import pytest
from flask import Flask

from ocop.ui import listing


@pytest.fixture
def asked(showroom_app: Flask) -> Callable[[str], listing.ListQuery]:
    """`asked("tim=mam")` reads the query of a list that sorts by name or date and filters by stars."""

    def read(arguments: str) -> listing.ListQuery:
        with showroom_app.test_request_context(f"/la-gi/san-pham?{arguments}"):
            return listing.read(sorts={"ten", "ngay"}, order="ten", filters={"sao"})

    return read


def page_of(query: listing.ListQuery, total: int) -> listing.Page[int]:
    """A page of numbered rows."""
    return listing.Page(range(total)[query.offset : query.offset + query.per_page], total, query)


Asked = Callable[[str], listing.ListQuery]


def test_an_address_without_questions_shows_the_first_page_in_the_usual_order(asked: Asked) -> None:
    query = asked("")

    assert (query.order, query.page, query.per_page, query.text) == ("ten", 1, 50, "")


def test_search_forgets_accents_and_case(asked: Asked) -> None:
    assert asked("tim=N%C6%B0%E1%BB%9BC%20M%E1%BA%AFm").folded == "nuoc mam"


@pytest.mark.parametrize("wrong", ["trang=0", "trang=-3", "trang=x", "trang=", "trang=²"])
def test_a_wrong_page_number_shows_the_first_page(asked: Asked, wrong: str) -> None:
    assert asked(wrong).page == 1


def test_nobody_gets_more_than_200_rows_at_once(asked: Asked) -> None:
    assert asked("so-dong=5000").per_page == 200


def test_an_order_that_the_list_does_not_offer_is_passed_over(asked: Asked) -> None:
    assert asked("sap-xep=password_hash").order == "ten"


def test_a_filter_that_the_list_does_not_offer_is_passed_over(asked: Asked) -> None:
    assert asked("sao=4&tenant_id=1").filters == {"sao": "4"}


def test_a_head_turns_its_order_and_keeps_search_and_filter(asked: Asked) -> None:
    query = asked("tim=mam&sao=4&trang=3")

    assert query.sorted_by("ten") == "/la-gi/san-pham?sao=4&tim=mam&sap-xep=-ten"


def test_another_head_starts_upwards(asked: Asked) -> None:
    assert asked("sap-xep=-ten").sorted_by("ngay") == "/la-gi/san-pham?sap-xep=ngay"


def test_the_usual_order_is_not_spelled_out(asked: Asked) -> None:
    assert asked("sap-xep=-ten").sorted_by("ten") == "/la-gi/san-pham"


def test_another_page_keeps_everything_else(asked: Asked) -> None:
    assert asked("sap-xep=-ngay&so-dong=20").at_page(2) == "/la-gi/san-pham?sap-xep=-ngay&so-dong=20&trang=2"


def test_clearing_shows_the_whole_list_in_the_same_order(asked: Asked) -> None:
    assert asked("tim=mam&sao=4&sap-xep=-ngay").cleared() == "/la-gi/san-pham?sap-xep=-ngay"


def test_the_export_takes_all_pages_of_what_is_shown(showroom_app: Flask, asked: Asked) -> None:
    query = asked("tim=mam&trang=2&so-dong=20")

    with showroom_app.test_request_context("/"):
        assert query.narrowed_url("showroom.export") == "/xac-minh/phong-mau/bang.xlsx?tim=mam"


def test_a_page_knows_its_first_and_last_row(asked: Asked) -> None:
    page = page_of(asked("trang=3"), 120)

    assert (page.first, page.last, page.pages, page.next, page.previous) == (101, 120, 3, None, 2)


def test_a_page_beyond_the_end_leads_back_to_the_last(asked: Asked) -> None:
    assert page_of(asked("trang=99"), 120).previous == 3


def test_the_pager_leaves_gaps_between_the_ends_and_the_page(asked: Asked) -> None:
    assert page_of(asked("trang=6"), 600).nearby == [1, None, 4, 5, 6, 7, 8, None, 12]
