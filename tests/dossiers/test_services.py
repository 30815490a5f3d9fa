"""Evidence in its library and in dossiers: kept once, used often, replaced, withdrawn, never of somebody else."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from ocop.attachments.models import Attachment
from ocop.attachments.services import Refused, store
from ocop.core.db import db
from ocop.core.errors import AlreadyThere, DomainError, Forbidden, StaleEdit, WrongState
from ocop.dossiers import queries, services
from ocop.dossiers.rules import EvidenceFacts, Standing
from ocop.dossiers.services import Sent
from ocop.registrations import services as registrations
from ocop.registrations.rules import Kind, State
from ocop.seed import requirements
from ocop.tenancy import Unit
from tests.factories import attachments
from tests.factories.dossiers import (
    LICENCE,
    NOW,
    SHOP,
    again,
    dossier,
    evidence,
    filled,
    household,
    line,
    officer,
    registered,
    sauce,
)
from tests.factories.products import product

Within = Callable[[str], int]
TODAY = date(2024, 5, 13)


@pytest.fixture(autouse=True)
def desk(within: Within) -> None:
    """The officer's desk in Phan Thiết."""
    within("phan-thiet")


def standing(of_dossier_id: int, key: str, *, council: date | None = None) -> Standing:
    row = again(of_dossier_id)
    seen = queries.seen(row, stars=row.registration.expected_stars, on=TODAY, council=council)
    return next(one.standing for one in seen.lines if one.line.requirement.key == key)


def test_several_files_become_evidence_each_under_its_own_name() -> None:
    sent = [
        Sent(BytesIO(attachments.pdf(2)), "GCN_ATTP.pdf"),
        Sent(BytesIO(attachments.picture()), "C:\\Ảnh\\xưởng.jpg"),
    ]

    made = services.add(household(), EvidenceFacts(key=LICENCE, title=""), sent, by=officer(), now=NOW)

    assert [one.title for one in made] == ["GCN ATTP", "xưởng"]
    assert [one.attachment.pages for one in made] == [2, 1]


def test_one_bad_file_keeps_all_out_and_is_named() -> None:
    sent = [Sent(BytesIO(attachments.pdf()), "tốt.pdf"), Sent(BytesIO(b"MZ rubbish"), "hỏng.pdf")]

    with pytest.raises(Refused, match=r"hỏng\.pdf: Tệp không thuộc loại được nhận"):
        services.add(household(), EvidenceFacts(key=LICENCE, title=""), sent, by=officer(), now=NOW)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không có nội dung"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "không thuộc loại"),
        (attachments.DOCX, "không thuộc loại"),
        (attachments.package("a.txt"), "không thuộc loại"),
        (attachments.pdf(password="kin"), "mật khẩu"),
        (b"%PDF-1.7\nrubbish", "Không đọc được"),
        (b"GIF89a<script>alert(1)</script>", "không thuộc loại"),
        (b"\xff\xd8\xff\xe0 not a picture", "Không đọc được"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_the_reason(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        services.add(
            household(), EvidenceFacts(key=LICENCE, title="x"), [Sent(BytesIO(content), "x.pdf")], by=officer(), now=NOW
        )


def test_a_photo_is_kept_without_where_it_was_taken() -> None:
    made = evidence(household(), content=attachments.picture(place="Nhà riêng ở Phú Hài"), name="anh.jpg")
    assert b"Exif" not in store.place(made.attachment.sha256).read_bytes()


def test_a_sign_that_paper_cannot_show_leaves_the_title() -> None:
    made = services.add(
        household(), EvidenceFacts(key=LICENCE, title=""), [Sent(BytesIO(attachments.pdf()), "Giấy 🌶 phép.pdf")],
        by=officer(), now=NOW,
    )  # fmt: skip

    assert made[0].title == "Giấy  phép"


def test_the_end_may_not_lie_before_the_beginning() -> None:
    facts = EvidenceFacts(key=LICENCE, title="x", issued_on=TODAY, valid_until=TODAY - timedelta(days=1))

    with pytest.raises(DomainError, match="sau ngày cấp"):
        services.add(household(), facts, [Sent(BytesIO(attachments.pdf()), "x.pdf")], by=officer(), now=NOW)


def test_a_stale_correction_shows_both_texts() -> None:
    row = evidence(household())
    services.change(row, EvidenceFacts(key=LICENCE, title="Một"), version=1, by=officer())

    with pytest.raises(StaleEdit) as refused:
        services.change(row, EvidenceFacts(key=LICENCE, title="Hai"), version=1, by=officer())

    assert (refused.value.mine["title"], refused.value.theirs["title"]) == ("Hai", "Một")


def test_a_commune_brings_evidence_of_its_own_producers_only() -> None:
    here, there = (db.session.scalars(select(Unit).where(Unit.code == code)).one() for code in ("22915", "22921"))
    person = officer(role="commune")
    person.commune_id = here.id

    made = evidence(household("Cơ sở Mũi Né", commune_id=here.id), by=person)

    assert made.added_by == person.name
    with pytest.raises(Forbidden, match="địa bàn xã, phường mình"):
        evidence(household("Cơ sở Phú Hài", commune_id=there.id), by=person)


def test_a_new_dossier_asks_for_what_the_edition_of_its_day_asks() -> None:
    row = dossier()

    keys = [one.requirement.key for one in row.lines]
    assert keys[:3] == ["registration_form", "self_assessment", "commune_report"]
    assert {LICENCE, SHOP, "samples", "business_consent", "quality_declaration"} <= set(keys)
    assert "changes" not in keys
    assert {one.requirement.edition for one in row.lines} == {"qd-148"}
    assert len(keys) == len(set(keys))


def test_a_registration_has_one_dossier() -> None:
    row = registered()
    dossier(row)

    with pytest.raises(AlreadyThere):
        services.make(row, by=officer(), now=NOW)


def test_without_a_product_set_nobody_knows_what_to_ask_for() -> None:
    row = registered(product("Khô mực", of=household()))

    with pytest.raises(DomainError, match="bộ sản phẩm"):
        services.make(row, by=officer(), now=NOW)


def test_evidence_is_used_again_in_the_dossier_of_another_product() -> None:
    maker = household()
    shared = evidence(maker, SHOP)
    first, second = dossier(registered(sauce("Mắm A", of=maker))), dossier(registered(sauce("Mắm B", of=maker)))
    first = again(first.id)
    services.attach(first, line(first, SHOP), [shared], by=officer())

    taken = services.reuse(again(second.id), by=officer(), today=TODAY)

    assert taken == 1
    assert standing(second.id, SHOP) is Standing.READY
    assert {one.id for one in queries.dossiers_with(shared.id)} == {first.id, second.id}


def test_what_has_ended_or_is_of_another_product_is_not_used_again() -> None:
    maker = household()
    other = sauce("Mắm khác", of=maker)
    evidence(maker, SHOP, valid_until=TODAY - timedelta(days=1))
    evidence(maker, "story", product_id=other.id)
    evidence(household("Cơ sở xa lạ"), LICENCE)
    row = dossier(registered(sauce("Mắm A", of=maker)))

    taken = services.reuse(row, by=officer(), today=TODAY)

    assert taken == 0


def test_evidence_that_ends_before_the_council_is_warned_of() -> None:
    row = dossier()
    proof = evidence(row.registration.product.producer, SHOP, valid_until=date(2024, 7, 31))
    services.attach(row, line(row, SHOP), [proof], by=officer())

    assert standing(row.id, SHOP, council=date(2024, 7, 30)) is Standing.READY
    assert standing(row.id, SHOP, council=date(2024, 8, 1)) is Standing.ENDING
    assert queries.council_day(row.registration.cycle_id, 3) == date(2024, 7, 31)
    assert queries.council_day(row.registration.cycle_id, 4) == date(2024, 10, 29)


def test_a_newer_piece_takes_the_place_of_the_old_one_in_open_dossiers() -> None:
    maker = household()
    opened, closed = dossier(registered(sauce("Mắm A", of=maker))), dossier(registered(sauce("Mắm B", of=maker)))
    old = evidence(maker, SHOP)
    for key in (opened.id, closed.id):
        row = again(key)
        services.attach(row, line(row, SHOP), [old], by=officer())
    again(closed.id).registration.state = State.IN_ASSESSMENT

    newer = services.renew(
        queries.evidence(old.id), EvidenceFacts(key=SHOP, title="Bản mới"), Sent(BytesIO(attachments.pdf(2)), "m.pdf"),
        by=officer(), now=NOW,
    )  # fmt: skip

    assert [one.evidence_id for one in line(again(opened.id), SHOP).proofs] == [newer.id]
    assert [one.evidence_id for one in line(again(closed.id), SHOP).proofs] == [old.id]
    assert queries.predecessors(newer.id)[0].id == old.id


def test_withdrawn_evidence_counts_no_more_and_its_file_is_revoked() -> None:
    row = dossier()
    proof = evidence(row.registration.product.producer, SHOP)
    services.attach(row, line(row, SHOP), [proof], by=officer())

    services.withdraw(queries.evidence(proof.id), why="Giấy giả", by=officer(), now=NOW)

    assert standing(row.id, SHOP) is Standing.MISSING
    assert db.session.get_one(Attachment, proof.attachment_id).revoked_at is not None
    with pytest.raises(WrongState):
        services.withdraw(queries.evidence(proof.id), why="Lần nữa", by=officer(), now=NOW)


def test_a_line_is_left_out_with_a_reason_only() -> None:
    row = dossier()

    services.leave_out(row, line(row, SHOP), why="Tổ hợp tác không đăng ký", by=officer())

    assert standing(row.id, SHOP) is Standing.NOT_APPLICABLE
    services.leave_out(again(row.id), line(again(row.id), SHOP), why="", by=officer())
    assert standing(row.id, SHOP) is Standing.MISSING
    with pytest.raises(DomainError, match="bắt buộc với mọi hồ sơ"):
        services.leave_out(row, line(row, "registration_form"), why="Không cần", by=officer())


def test_evidence_of_another_producer_cannot_be_chosen() -> None:
    row = dossier()
    strange = evidence(household("Cơ sở khác"), SHOP)

    with pytest.raises(DomainError, match="không thuộc nội dung này"):
        services.choose(row, line(row, SHOP), {strange.id}, by=officer())


def test_choosing_takes_away_what_is_not_chosen() -> None:
    row = dossier()
    maker = row.registration.product.producer
    one, other = evidence(maker, SHOP, title="Một"), evidence(maker, SHOP, title="Hai")
    services.attach(row, line(row, SHOP), [one], by=officer())

    row = again(row.id)
    services.choose(row, line(row, SHOP), {other.id}, by=officer())

    assert [proof.evidence_id for proof in line(again(row.id), SHOP).proofs] == [other.id]


def test_a_dossier_is_complete_only_when_nothing_is_missing() -> None:
    row = dossier()

    with pytest.raises(DomainError, match="05 sản phẩm mẫu"):
        services.complete(row, by=officer(), today=TODAY)
    row = filled(row)
    services.complete(row, by=officer(), today=TODAY)

    assert row.registration.state is State.DOSSIER_COMPLETE
    with pytest.raises(WrongState):
        services.reuse(again(row.id), by=officer(), today=TODAY)
    services.reopen(again(row.id), by=officer())
    assert again(row.id).registration.state is State.ACCEPTED


def test_the_province_does_not_accept_a_complete_dossier_again() -> None:
    row = filled(dossier())
    services.complete(row, by=officer(), today=TODAY)

    with pytest.raises(WrongState):
        registrations.accept(row.registration, by=officer())


def test_a_changed_kind_brings_its_lines_and_keeps_the_evidence() -> None:
    row = dossier()
    proof = evidence(row.registration.product.producer, SHOP)
    services.attach(row, line(row, SHOP), [proof], by=officer())
    row.registration.kind = Kind.UPGRADE
    assert services.is_outdated(again(row.id))

    services.refresh(again(row.id), by=officer())

    keys = {one.requirement.key for one in again(row.id).lines}
    assert "changes" in keys
    assert "business_consent" not in keys
    assert standing(row.id, SHOP) is Standing.READY
    assert not services.is_outdated(again(row.id))


def test_loading_the_law_again_changes_nothing_but_what_was_altered() -> None:
    before = [row.code for row in queries.requirements()]
    queries.requirements()[0].title = "Tên cũ"

    count = requirements.load()

    assert [row.code for row in queries.requirements()] == before
    assert count == len(before)
    assert queries.requirements()[0].title != "Tên cũ"
