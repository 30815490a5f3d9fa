"""The life of a document, step by step, on both databases."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from subprocess import PIPE, Popen
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ocop.attachments.models import Attachment
from ocop.attachments.services import store
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, WrongState
from ocop.core.settings import ROOT
from ocop.documents import services
from ocop.documents.models import Dispatch, Document, Incoming, NumberSeries, Stamp, VoidNumber
from ocop.documents.rules import Channel, Series, Standing, State
from ocop.documents.services.sending import deliver_waiting
from ocop.tenancy import acting_in
from tests.conftest import Store
from tests.factories import attachments, documents, world
from tests.factories.documents import CLERK, DAY

Within = Callable[[str], int]


def stamp_of(document: Document) -> Stamp:
    return db.session.scalars(select(Stamp).where(Stamp.token == document.token)).one()


def bytes_of(attachment_id: int | None) -> bytes:
    kept = db.session.get_one(Attachment, attachment_id)
    return store.place(kept.sha256).read_bytes()


def key_of(app: Flask, slug: str) -> int:
    with app.app_context():
        return world.unit_id(slug)


def test_a_frozen_document_keeps_its_content_its_bytes_and_both_hashes(within: Within) -> None:
    document = documents.plan(documents.body(within("phan-thiet")))

    services.freeze(document, by=CLERK, now=documents.now())

    kept = db.session.get_one(Attachment, document.signature_file_id)
    assert document.state is State.FROZEN
    assert document.content_sha256 == sha256(document.content.encode()).hexdigest()
    assert kept.sha256 == sha256(bytes_of(document.signature_file_id)).hexdigest()
    assert document.pages == kept.pages == 1


def test_a_frozen_document_is_not_yet_issued_for_the_public(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    stamp = stamp_of(document)

    assert stamp.status is Standing.NOT_ISSUED
    assert stamp.number is None
    assert stamp.issuer == "Ủy ban nhân dân thành phố Phan Thiết"


def test_a_frozen_document_is_not_changed(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    with pytest.raises(WrongState):
        services.discard(document, by=CLERK)


def test_going_back_to_draft_needs_a_reason(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.unfreeze(document, reason="  ", by=CLERK, now=documents.now())

    assert refusal.value.field == "reason"


def test_going_back_to_draft_keeps_the_token_and_withdraws_the_printed_version(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))
    token, printed = document.token, document.signature_file_id

    services.unfreeze(document, reason="Sai tên sản phẩm", by=CLERK, now=documents.now())

    assert (document.state, document.token, document.signature_file_id) == (State.DRAFT, token, None)
    assert db.session.get_one(Attachment, printed).revoked_at is not None
    assert stamp_of(document).signature_sha256 is None


def test_a_draft_that_somebody_may_have_signed_is_not_deleted(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))
    services.unfreeze(document, reason="Sai tên sản phẩm", by=CLERK, now=documents.now())

    with pytest.raises(WrongState):
        services.discard(document, by=CLERK)


def test_a_draft_that_nobody_signed_may_be_deleted(within: Within) -> None:
    document = documents.plan(documents.body(within("phan-thiet")))

    services.discard(document, by=CLERK)

    assert db.session.scalars(select(Document)).all() == []


def test_a_numbered_document_has_a_second_rendition_of_the_same_content(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")), number="87")

    stamp = stamp_of(document)

    assert stamp.status is Standing.IN_FORCE
    assert (stamp.number, stamp.dated) == ("87", DAY)
    assert stamp.numbered_sha256 == sha256(bytes_of(document.numbered_file_id)).hexdigest()
    assert stamp.numbered_sha256 != stamp.signature_sha256


@pytest.mark.parametrize("typed", ["", "0", "87/KH-UBND", "tám", "-3", "1234567", "８７"])
def test_a_number_is_digits_only(typed: str, within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.number_external(document, number=typed, dated=DAY, by=CLERK, now=documents.now())

    assert refusal.value.field == "number"


@pytest.mark.parametrize(("first", "again"), [("87", "87"), ("7", "007"), ("07", " 7 ")])
def test_the_same_number_of_one_symbol_and_year_is_refused(first: str, again: str, within: Within) -> None:
    body = documents.body(within("phan-thiet"))
    documents.issued(body, number=first)
    second = documents.frozen(body)

    with pytest.raises(AlreadyThere) as refusal:
        services.number_external(second, number=again, dated=DAY, by=CLERK, now=documents.now())

    assert refusal.value.field == "number"


def test_another_body_may_have_the_same_number(within: Within) -> None:
    unit = within("phan-thiet")
    documents.issued(documents.body(unit), number="7")

    other = documents.issued(documents.body(unit, "division"), number="7")

    assert other.number == "07"


def test_a_document_is_not_dated_before_it_was_frozen(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.number_external(document, number="87", dated=date(2024, 5, 12), by=CLERK, now=documents.now())

    assert refusal.value.field == "dated"
    assert "13/5/2024" in str(refusal.value)


def test_a_document_is_not_dated_in_the_future(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.number_external(document, number="87", dated=date(2024, 5, 14), by=CLERK, now=documents.now())

    assert refusal.value.field == "dated"


def test_the_day_of_freezing_is_the_offices_day_not_the_servers(within: Within) -> None:
    document = documents.plan(documents.body(within("phan-thiet")))
    services.freeze(document, by=CLERK, now=datetime(2024, 5, 12, 17, 30, tzinfo=UTC))

    services.number_external(document, number="87", dated=DAY, by=CLERK, now=documents.now())

    assert document.state is State.ISSUED


def test_a_document_is_numbered_once(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))

    with pytest.raises(WrongState):
        services.number_external(document, number="88", dated=DAY, by=CLERK, now=documents.now())


def test_a_body_that_numbers_here_takes_no_typed_number(within: Within) -> None:
    document = documents.frozen(documents.body(within("phan-thiet"), series=Series.OWN))

    with pytest.raises(DomainError):
        services.number_external(document, number="87", dated=DAY, by=CLERK, now=documents.now())


def test_an_own_series_counts_from_01_and_starts_again_each_year(within: Within) -> None:
    body = documents.body(within("phan-thiet"), series=Series.OWN)
    taken = []
    for day in (date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 1)):
        clock.configure(day)
        document = documents.frozen(body)
        services.number_own(document, dated=day, by=CLERK, now=documents.now())
        taken.append((document.year, document.number))

    assert taken == [(2024, "01"), (2024, "02"), (2025, "01")]


def test_a_number_given_up_stays_with_its_reason_and_is_not_given_again(within: Within) -> None:
    body = documents.body(within("phan-thiet"), series=Series.OWN)
    document = documents.frozen(body)
    services.number_own(document, dated=DAY, by=CLERK, now=documents.now())

    services.void_number(document, reason="Người ký trả lại", by=CLERK, now=documents.now())
    services.number_own(document, dated=DAY, by=CLERK, now=documents.now())

    void = db.session.scalars(select(VoidNumber)).one()
    assert (void.number, void.reason, document.number) == (1, "Người ký trả lại", "02")


def test_a_mistyped_number_can_be_typed_again_before_anything_is_sent(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")), number="78")
    wrong_file = document.numbered_file_id

    services.void_number(document, reason="Gõ nhầm", by=CLERK, now=documents.now())
    services.number_external(document, number="87", dated=DAY, by=CLERK, now=documents.now())

    assert document.number == "87"
    assert db.session.get_one(Attachment, wrong_file).revoked_at is not None


def test_a_signed_document_keeps_its_number(within: Within) -> None:
    document = documents.signed(documents.body(within("phan-thiet")))

    with pytest.raises(WrongState):
        services.void_number(document, reason="Gõ nhầm", by=CLERK, now=documents.now())


def test_twenty_who_take_a_number_at_once_get_twenty_numbers_without_gap(app: Flask) -> None:
    unit = key_of(app, "phan-thiet")
    with app.app_context(), acting_in(unit):
        body = documents.body(unit, series=Series.OWN)
        keys = [documents.frozen(body).id for _ in range(20)]
    failures: list[Exception] = []

    def take(key: int) -> None:
        try:
            with app.app_context(), acting_in(unit):
                document = db.session.get_one(Document, key)
                services.number_own(document, dated=DAY, by=CLERK, now=documents.now())
        except Exception as error:
            failures.append(error)

    threads = [Thread(target=take, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with app.app_context(), acting_in(unit):
        numbers = sorted(int(number or 0) for number in db.session.scalars(select(Document.number)))
        last = db.session.scalars(select(NumberSeries.last)).one()
    assert failures == []
    assert numbers == list(range(1, 21))
    assert last == 20


def test_fifty_takings_from_two_processes_give_fifty_numbers_without_gap(app: Flask, store: Store) -> None:
    unit = key_of(app, "phan-thiet")
    with app.app_context(), acting_in(unit):
        body = documents.body(unit, series=Series.OWN)
        keys = [str(documents.frozen(body).id) for _ in range(50)]

    takers = [
        Popen(
            [sys.executable, "-m", "tests.factories.taking", str(unit), *half],
            cwd=ROOT, env=os.environ | store.environ, stderr=PIPE, text=True,
        )
        for half in (keys[::2], keys[1::2])
    ]  # fmt: skip
    told = [taker.communicate(timeout=60)[1] for taker in takers]

    with app.app_context(), acting_in(unit):
        numbers = sorted(int(number or 0) for number in db.session.scalars(select(Document.number)))
        last = db.session.scalars(select(NumberSeries.last)).one()
    assert [taker.returncode for taker in takers] == [0, 0], told
    assert numbers == list(range(1, 51))
    assert last == 50


def test_a_failed_taking_leaves_no_gap(app: Flask) -> None:
    unit = key_of(app, "phan-thiet")
    with app.app_context(), acting_in(unit):
        body = documents.body(unit, series=Series.OWN)
        first, second = documents.frozen(body).id, documents.frozen(body).id

    def take_and_fail() -> None:
        with acting_in(unit):
            services.number_own(db.session.get_one(Document, first), dated=DAY, by=CLERK, now=documents.now())
            raise RuntimeError("power cut")

    with app.app_context(), pytest.raises(RuntimeError, match="power cut"):
        take_and_fail()

    with app.app_context(), acting_in(unit):
        document = db.session.get_one(Document, second)
        services.number_own(document, dated=DAY, by=CLERK, now=documents.now())
        assert document.number == "01"


def test_a_signed_copy_with_missing_pages_needs_a_reason(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.attach_signed_copy(document, attachments.scan(3), by=CLERK, now=documents.now())

    assert refusal.value.field == "reason"
    assert "3 trang" in str(refusal.value)


def test_a_reason_lets_a_signed_copy_with_other_pages_in(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))

    services.attach_signed_copy(
        document, attachments.scan(3), reason="Quét cả phiếu trình", by=CLERK, now=documents.now()
    )

    assert document.signed_copy_note == "Quét cả phiếu trình"


def test_nothing_is_sent_without_the_signed_page(within: Within) -> None:
    document = documents.issued(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.dispatch(
            document, receivers=[("UBND tỉnh", None)], channel=Channel.POST, on=DAY, by=CLERK, now=documents.now()
        )

    assert refusal.value.field == "signed_copy"


@pytest.mark.parametrize("day", [date(2024, 5, 12), date(2024, 5, 14)])
def test_the_day_of_sending_lies_between_the_documents_date_and_today(day: date, within: Within) -> None:
    document = documents.signed(documents.body(within("phan-thiet")))

    with pytest.raises(DomainError) as refusal:
        services.dispatch(
            document, receivers=[("UBND tỉnh", None)], channel=Channel.POST, on=day, by=CLERK, now=documents.now()
        )

    assert refusal.value.field == "on"


def test_sending_twice_is_sending_once(within: Within) -> None:
    document = documents.sent(documents.body(within("phan-thiet")), [("UBND tỉnh", None)])

    again = services.dispatch(
        document,
        receivers=[("UBND tỉnh", None), ("Sở Tài chính", None)],
        channel=Channel.POST,
        on=DAY,
        by=CLERK,
        now=documents.now(),
    )

    assert [one.receiver for one in again] == ["Sở Tài chính"]
    assert len(db.session.scalars(select(Dispatch)).all()) == 2


def delivered(app: Flask, times: int = 1) -> None:
    """Phan Thiết sends its plan 87 to the province's desk."""
    sender, desk = key_of(app, "phan-thiet"), key_of(app, "ubnd-tinh")
    with app.app_context(), acting_in(sender):
        documents.sent(documents.body(sender), [("UBND tỉnh Bình Thuận", desk)])
    for _ in range(times - 1):
        with app.app_context():
            services.deliver(sender)


def test_a_receiving_unit_finds_the_document_and_its_own_copy_in_its_box(app: Flask, within: Within) -> None:
    delivered(app)

    within("ubnd-tinh")
    arrived = db.session.scalars(select(Incoming)).one()
    copy = db.session.get_one(Attachment, arrived.attachment_id)

    assert (arrived.number, arrived.sender) == ("87/KH-UBND", "Ủy ban nhân dân thành phố Phan Thiết")
    assert copy.tenant_id == arrived.tenant_id
    assert store.place(copy.sha256).exists()


def test_delivering_again_delivers_nothing_twice(app: Flask, within: Within) -> None:
    delivered(app, times=3)

    within("ubnd-tinh")

    assert len(db.session.scalars(select(Incoming)).all()) == 1


def test_a_third_unit_finds_nothing(app: Flask, within: Within) -> None:
    delivered(app)

    within("la-gi")

    assert db.session.scalars(select(Incoming)).all() == []


def test_the_sender_sees_under_which_number_its_document_was_received(app: Flask, within: Within) -> None:
    delivered(app)
    desk = key_of(app, "ubnd-tinh")
    with app.app_context(), acting_in(desk):
        arrived = db.session.scalars(select(Incoming)).one()
        services.receive(arrived, number="0125", on=DAY, by=CLERK, now=documents.now())

    within("phan-thiet")
    sending = db.session.scalars(select(Dispatch)).one()

    assert (sending.incoming_number, sending.incoming_on) == ("125", DAY)
    assert sending.delivered_at is not None


def test_a_document_gets_its_incoming_number_once(app: Flask) -> None:
    delivered(app)
    desk = key_of(app, "ubnd-tinh")

    with app.app_context(), acting_in(desk):
        arrived = db.session.scalars(select(Incoming)).one()
        services.receive(arrived, number="125", on=DAY, by=CLERK, now=documents.now())
        with pytest.raises(WrongState):
            services.receive(arrived, number="126", on=DAY, by=CLERK, now=documents.now())


def test_a_replaced_document_names_the_one_in_its_place(within: Within) -> None:
    body = documents.body(within("phan-thiet"))
    old, new = documents.signed(body, "87"), documents.signed(body, "91")

    services.replace(old, by_new=new, by=CLERK, now=documents.now())

    stamp = stamp_of(old)
    assert stamp.status is Standing.REPLACED
    assert stamp.replaced_by == "Kế hoạch số 91/KH-UBND ngày 13/5/2024"
    assert stamp.replaced_by_token == new.token


def test_only_an_issued_document_replaces_another(within: Within) -> None:
    body = documents.body(within("phan-thiet"))
    old, draft = documents.signed(body, "87"), documents.frozen(body)

    with pytest.raises(WrongState):
        services.replace(old, by_new=draft, by=CLERK, now=documents.now())


def test_a_revoked_document_is_out_of_force_with_its_reason(within: Within) -> None:
    document = documents.signed(documents.body(within("phan-thiet")))

    services.revoke(document, reason="Ban hành sai thẩm quyền", by=CLERK, now=documents.now())

    assert document.revoked_reason == "Ban hành sai thẩm quyền"
    assert stamp_of(document).status is Standing.REVOKED


def test_a_frozen_document_prints_the_same_a_year_later_under_another_name(within: Within) -> None:
    body = documents.body(within("phan-thiet"))
    document = documents.frozen(body)
    before = bytes_of(document.signature_file_id)
    body.name, body.issuer_lines = "Ủy ban nhân dân phường Phan Thiết", "ỦY BAN NHÂN DÂN|PHƯỜNG PHAN THIẾT"
    clock.configure(date(2025, 7, 1))

    services.number_external(document, number="5", dated=date(2025, 7, 1), by=CLERK, now=documents.now())

    from ocop.documents import papers

    assert papers.for_signature(document) == before


def test_what_a_crash_left_lying_is_delivered_by_the_next_round(app: Flask) -> None:
    delivered(app)

    def lose(_unit: int) -> None:
        db.session.scalars(select(Dispatch)).one().delivered_at = None

    documents.within_unit(app, "phan-thiet", lose)
    documents.within_unit(app, "ubnd-tinh", lambda _unit: db.session.delete(db.session.scalars(select(Incoming)).one()))

    with app.app_context():
        deliver_waiting()

    boxes = documents.within_unit(app, "ubnd-tinh", lambda _unit: len(db.session.scalars(select(Incoming)).all()))
    noted = documents.within_unit(
        app, "phan-thiet", lambda _unit: db.session.scalars(select(Dispatch.delivered_at)).one() is not None
    )
    assert (boxes, noted) == (1, True)


def test_two_clerks_who_type_the_same_number_at_once_do_not_both_get_it(app: Flask) -> None:
    unit = key_of(app, "phan-thiet")
    with app.app_context(), acting_in(unit):
        keys = [documents.frozen(documents.body(unit)).id for _ in range(2)]
    refused: list[Exception] = []

    def take(key: int) -> None:
        try:
            with app.app_context(), acting_in(unit):
                document = db.session.get_one(Document, key)
                services.number_external(document, number="87", dated=DAY, by=CLERK, now=documents.now())
        except (AlreadyThere, IntegrityError) as error:
            refused.append(error)

    threads = [Thread(target=take, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = documents.within_unit(app, "phan-thiet", lambda _unit: list(db.session.scalars(select(Document.number))))
    assert len(refused) == 1
    assert sorted(numbers, key=str) == ["87", None]


def test_a_body_that_has_ended_freezes_nothing(within: Within) -> None:
    issuer = documents.body(within("phan-thiet"))
    document = documents.plan(issuer)
    issuer.valid_to = date(2024, 5, 12)

    with pytest.raises(DomainError, match="đã kết thúc"):
        services.freeze(document, by=CLERK, now=documents.now())
