"""Document 2: the annexes of a plan: new products, upgrades, re-assessments, money by source and purpose, calendar.

Annexes without a row are left out and the rest renumbered; a numeral is given only from two annexes on (Decree 30/2020,
Annex I, III.1). They print behind the plan that carries them, or alone as `PlanAnnexes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ocop.paperwork.elements import Letterhead, Rendition
from ocop.paperwork.kit import wording
from ocop.paperwork.kit.story import Align, AnnexHead, Column, Look, Paragraph, Part, Story, Table, attached_to


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product registered for its first assessment."""

    product: str
    producer: str | None
    commune: str | None
    product_set: str | None
    aimed_star: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A recognised product registered for a higher star."""

    product: str
    producer: str | None
    commune: str | None
    product_set: str | None
    current_star: int | None
    aimed_star: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reassessment:
    """A product whose recognition ends; `recognised` and `expires` are words: a source may know only month or year."""

    product: str
    producer: str | None
    commune: str | None
    product_set: str | None
    current_star: int | None
    recognised: str | None
    expires: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FundingLine:
    """Money for one purpose from one source, in đồng; None where it is not known yet."""

    purpose: str
    source: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    activity: str
    time: str | None
    lead: str | None
    partners: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annexes:
    """The rows of the five annexes; `programme` is the OCOP year and the unit in their titles: "năm 2024"."""

    new: tuple[NewProduct, ...] = ()
    upgrades: tuple[Upgrade, ...] = ()
    reassessments: tuple[Reassessment, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    programme: str = ""


NO_ANNEXES = Annexes()


@dataclass(frozen=True, slots=True)
class PlanAnnexes:
    """The annexes by themselves, with the letterhead of the plan they belong to."""

    letterhead: Letterhead
    year: int
    annexes: Annexes
    kind: str = "Kế hoạch"

    def story(self, rendition: Rendition) -> Story:
        return tuple(annex_parts(self.annexes, self.kind, self.letterhead, self.year, rendition))


@dataclass(frozen=True, slots=True)
class _Annex:
    name: str
    table: Table
    remark: str
    landscape: bool
    unit: str = ""


def annexes_named(annexes: Annexes, kind: str) -> Iterator[Paragraph]:
    """The sentence by which the text names every annex it carries; nothing when there is none."""
    carried = list(_carried(annexes))
    if not carried:
        return
    if len(carried) == 1:
        yield Paragraph(f"Kèm theo {kind} này là Phụ lục {wording.lowered(carried[0].name)}.")
        return
    names = "; ".join(f"{mark} - {annex.name}" for mark, annex in zip(_marks(len(carried)), carried, strict=True))
    yield Paragraph(f"Kèm theo {kind} này {wording.two_digits(len(carried))} phụ lục: {names}.")


def annex_parts(annexes: Annexes, kind: str, letterhead: Letterhead, year: int, rendition: Rendition) -> Iterator[Part]:
    carried = list(_carried(annexes))
    attached = attached_to(kind, letterhead, year, rendition)
    for mark, annex in zip(_marks(len(carried)), carried, strict=True):
        unit = (Paragraph(annex.unit, Look.UNIT),) if annex.unit else ()
        title = AnnexHead(mark, f"{annex.name} {annexes.programme}".strip(), attached)
        yield Part((title, *unit, annex.table, Paragraph(wording.ended(annex.remark))), annex.landscape)


def _marks(count: int) -> list[str]:
    return ["Phụ lục"] if count == 1 else [f"Phụ lục {wording.roman(place)}" for place in range(1, count + 1)]


def _carried(annexes: Annexes) -> Iterator[_Annex]:
    makers: tuple[tuple[bool, Callable[[Annexes], _Annex]], ...] = (
        (bool(annexes.new), _new_products),
        (bool(annexes.upgrades), _upgrades),
        (bool(annexes.reassessments), _reassessments),
        (bool(annexes.funding), _funding),
        (bool(annexes.calendar), _calendar),
    )
    return (make(annexes) for present, make in makers if present)


_NUMBER = Column("TT", 10, Align.CENTRE)
_NOTE = Column("Ghi chú", 22)


def _whose(row: NewProduct | Upgrade | Reassessment) -> tuple[str, ...]:
    return tuple(wording.or_dots(known) for known in (row.product, row.producer, row.commune, row.product_set))


def _new_products(annexes: Annexes) -> _Annex:
    columns = (
        _NUMBER,
        Column("Tên sản phẩm", 36),
        Column("Chủ thể", 42),
        Column("Địa chỉ", 26),
        Column("Bộ sản phẩm", 36),
        Column("Hạng sao đăng ký", 20, Align.CENTRE),
        _NOTE,
    )
    rows = tuple(
        (
            str(place),
            *_whose(row),
            wording.stars(row.aimed_star),
            row.note,
        )
        for place, row in enumerate(annexes.new, start=1)
    )
    remark = _counted(rows)
    return _Annex("Danh mục sản phẩm mới đăng ký đánh giá, phân hạng", Table(columns, rows), remark, True)


def _upgrades(annexes: Annexes) -> _Annex:
    columns = (
        _NUMBER,
        Column("Tên sản phẩm", 36),
        Column("Chủ thể", 42),
        Column("Địa chỉ", 26),
        Column("Bộ sản phẩm", 36),
        Column("Hiện tại", 17, Align.CENTRE, "Hạng sao"),
        Column("Đăng ký", 17, Align.CENTRE, "Hạng sao"),
        _NOTE,
    )
    rows = tuple(
        (
            str(place),
            *_whose(row),
            wording.stars(row.current_star),
            wording.stars(row.aimed_star),
            row.note,
        )
        for place, row in enumerate(annexes.upgrades, start=1)
    )
    return _Annex("Danh mục sản phẩm đăng ký nâng hạng sao", Table(columns, rows), _counted(rows), True)


def _reassessments(annexes: Annexes) -> _Annex:
    columns = (
        _NUMBER,
        Column("Tên sản phẩm", 34),
        Column("Chủ thể", 40),
        Column("Địa chỉ", 25),
        Column("Bộ sản phẩm", 32),
        Column("Hạng sao", 15, Align.CENTRE, "Lần công nhận gần nhất"),
        Column("Quyết định", 28, Align.LEFT, "Lần công nhận gần nhất"),
        Column("Hết hạn", 24, Align.CENTRE, "Lần công nhận gần nhất"),
        _NOTE,
    )
    rows = tuple(
        (
            str(place),
            *_whose(row),
            wording.stars(row.current_star),
            wording.or_dots(row.recognised),
            wording.or_dots(row.expires),
            row.note,
        )
        for place, row in enumerate(annexes.reassessments, start=1)
    )
    name = "Danh mục sản phẩm hết thời hạn công nhận đăng ký đánh giá lại"
    return _Annex(name, Table(columns, rows), _counted(rows), True)


def _counted(rows: tuple[tuple[str, ...], ...]) -> str:
    known = {row[2] for row in rows if row[2] != wording.DOTS}
    producers = f" của {wording.two_digits(len(known))} chủ thể" if known else ""
    return f"Danh mục này có {wording.two_digits(len(rows))} sản phẩm{producers}"


def _funding(annexes: Annexes) -> _Annex:
    sources = list(dict.fromkeys(line.source for line in annexes.funding))
    purposes = list(dict.fromkeys(line.purpose for line in annexes.funding))
    columns = (
        _NUMBER,
        Column("Nội dung", 70),
        *(Column(source, 32, Align.RIGHT, "Nguồn kinh phí") for source in sources),
        Column("Tổng cộng", 34, Align.RIGHT),
    )
    body = [
        (
            str(place),
            wording.or_dots(purpose),
            *(_sum(annexes, purpose=purpose, source=source) for source in sources),
            _sum(annexes, purpose=purpose),
        )
        for place, purpose in enumerate(purposes, start=1)
    ]
    total = ("", "Tổng cộng", *(_sum(annexes, source=source) for source in sources), _sum(annexes))
    table = Table(columns, (*body, total), frozenset({len(body)}))
    remark = f"Tổng kinh phí dự kiến: {_sum(annexes)} đồng"
    return _Annex("Kinh phí thực hiện theo nguồn và nội dung", table, remark, len(sources) > 2, "Đơn vị tính: đồng")


def _sum(annexes: Annexes, *, purpose: str | None = None, source: str | None = None) -> str:
    """Dots when an amount that would be in the sum is unknown, nothing when there is none: a false total is worse."""
    amounts = [
        line.amount
        for line in annexes.funding
        if (purpose is None or line.purpose == purpose) and (source is None or line.source == source)
    ]
    if not amounts:
        return ""
    known = [amount for amount in amounts if amount is not None]
    return wording.money(sum(known) if len(known) == len(amounts) else None)


def _calendar(annexes: Annexes) -> _Annex:
    columns = (
        _NUMBER,
        Column("Hoạt động", 70),
        Column("Thời gian", 34),
        Column("Đơn vị chủ trì", 42),
        Column("Đơn vị phối hợp", 42),
        _NOTE,
    )
    rows = tuple(
        (
            str(place),
            wording.or_dots(row.activity),
            wording.or_dots(row.time),
            wording.or_dots(row.lead),
            row.partners or "",
            row.note,
        )
        for place, row in enumerate(annexes.calendar, start=1)
    )
    remark = f"Lịch này có {wording.two_digits(len(rows))} hoạt động"
    return _Annex("Lịch hoạt động", Table(columns, rows), remark, True)
