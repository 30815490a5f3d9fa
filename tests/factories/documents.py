"""Documents at every point of their life, within the scope of the test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from flask import Flask

from ocop.core import clock
from ocop.core.db import Base, db
from ocop.documents import papers, services
from ocop.documents.models import Document
from ocop.documents.rules import Channel, Series
from ocop.paperwork import Recipients
from ocop.paperwork.forms.plan import Plan, Section
from ocop.paperwork.forms.submission import Submission
from ocop.tenancy import IssuingBody, acting_in, units
from tests.factories import attachments, world

Made = TypeVar("Made")
Row = TypeVar("Row", bound=Base)

DAY = date(2024, 5, 13)


@dataclass(frozen=True)
class Person:
    """Somebody who acts in tests."""

    id: int | None = None
    username: str = "van thu"


CLERK = Person()


def now() -> datetime:
    """The business moment of the test."""
    return clock.now()


def body(unit_id: int, kind: str = "ubnd", series: Series = Series.EXTERNAL) -> IssuingBody:
    """An issuing body of the unit that numbers as given."""
    found = units.body(unit_id, kind, clock.today())
    if found.series != series:
        found.series = series
        db.session.flush()
    return found


def letter(of: IssuingBody, *, subject: str = "Tờ trình ban hành Kế hoạch OCOP năm 2024") -> Document:
    """A draft letter of the body: one that is worked on in the documents' own pages."""
    content = Submission(
        letterhead=papers.letterhead(of, symbol=f"TTr-{of.symbol}"),
        year=2024,
        subject=subject,
        addressees=("Ủy ban nhân dân thành phố",),
        bases=("Căn cứ Kế hoạch số 1578/KH-UBND ngày 02/5/2024",),
        text="1. Sự cần thiết\nNội dung thứ nhất.",
        enclosed=("Dự thảo Kế hoạch",),
        closing="Kính trình xem xét, quyết định",
        signing=papers.signing(of, kind="TTr", on=clock.today()),
        recipients=Recipients(("Lưu hồ sơ",)),
    )
    return services.prepare(content, form="submission", kind="TTr", body=of, subject=subject, by=CLERK, now=now())


def plan(
    of: IssuingBody, *, subject: str = "Triển khai Chương trình OCOP năm 2024", text: str = "1. Cụ thể hóa nhiệm vụ."
) -> Document:
    """A draft plan of the body: a document behind which another room keeps a record."""
    content = Plan(
        letterhead=papers.letterhead(of, symbol=f"KH-{of.symbol}"),
        year=2024,
        subject=subject,
        bases=("Căn cứ Kế hoạch số 1578/KH-UBND ngày 02/5/2024",),
        intro="Ủy ban nhân dân ban hành Kế hoạch như sau:",
        sections=(Section("Mục đích, yêu cầu", text),),
        closing="Yêu cầu các đơn vị tổ chức thực hiện",
        signing=papers.signing(of, kind="KH", on=clock.today()),
        recipients=Recipients(("UBND tỉnh",)),
    )
    return services.prepare(content, form="plan", kind="KH", body=of, subject=subject, by=CLERK, now=now())


def frozen(of: IssuingBody, **given: str) -> Document:
    """A plan frozen for signature."""
    made = plan(of, **given)
    services.freeze(made, by=CLERK, now=now())
    return made


def issued(of: IssuingBody, number: str = "87", dated: date = DAY, **given: str) -> Document:
    """A plan with number and date."""
    made = frozen(of, **given)
    services.number_external(made, number=number, dated=dated, by=CLERK, now=now())
    return made


def signed(of: IssuingBody, number: str = "87", **given: str) -> Document:
    """An issued plan with its signed copy."""
    made = issued(of, number, **given)
    services.attach_signed_copy(made, attachments.scan(made.pages or 1), by=CLERK, now=now())
    return made


def sent(of: IssuingBody, receivers: Sequence[tuple[str, int | None]], number: str = "87", **given: str) -> Document:
    """A signed plan that was sent; what lies in the receivers' boxes afterwards needs `db.settle`."""
    made = signed(of, number, **given)
    services.dispatch(made, receivers=receivers, channel=Channel.PORTAL, on=clock.today(), by=CLERK, now=now())
    return made


def within_unit(app: Flask, slug: str, act: Callable[[int], Made]) -> Made:
    """Do something in a unit's scope, as its people would; `act` gets the unit's key."""
    with app.app_context():
        unit_id = world.unit_id(slug)
    with app.app_context(), acting_in(unit_id):
        return act(unit_id)


def letter_in(app: Flask, slug: str, point: str = "draft", *, subject: str = "Tờ trình của đơn vị") -> Document:
    """A letter of the unit's people's committee, as far in its life as `point` says: draft, frozen, issued or signed."""

    def make(unit_id: int) -> Document:
        made = letter(body(unit_id), subject=subject)
        if point != "draft":
            services.freeze(made, by=CLERK, now=now())
        if point in {"issued", "signed"}:
            services.number_external(made, number="12", dated=DAY, by=CLERK, now=now())
        if point == "signed":
            services.attach_signed_copy(made, attachments.scan(made.pages or 1), by=CLERK, now=now())
        db.session.flush()
        return copied(made)

    return within_unit(app, slug, make)


def copied(row: Row) -> Row:
    """The row with its values loaded, to be read after its session is closed."""
    db.session.refresh(row)
    db.session.expunge(row)
    return row
