"""Which rows of a table are products, which continue the producer above, and which are none at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ocop.recognition.rules.register.cells import BLANK, Cell, is_blank, shown
from ocop.recognition.rules.register.columns import FIRST, OF_THE_PRODUCER, SECOND, Field
from ocop.recognition.rules.register.grid import Row, Sheet, Span
from ocop.recognition.rules.register.headings import Table, find_table, is_heading_again, table_at
from ocop.recognition.rules.register.lines import Ignored
from ocop.recognition.rules.register.messages import Message, say
from ocop.recognition.rules.register.spelling import words

TOTAL = re.compile(r"tong cong\b(?! ty).*|tong so\b.*|(?:tong|cong)(?: \d.*)?|tong san pham\b.*")
SIGNATURE = re.compile(
    r"(?:nguoi lap(?: bieu| bang| danh sach)?|lap bieu|lap bang|ke toan|thu truong(?: don vi| co quan)?|noi nhan|tm|kt|tl|tuq|q|"
    r"chu tich|pho chu tich|truong phong|pho truong phong|xac nhan(?: cua)?|ky ghi ro ho ten|ky ten dong dau|ky ten|"
    r"can bo tong hop|can bo phu trach|nguoi tong hop|phu trach|giam doc|lanh dao)\b.*"
    r"|.*\bngay(?: \d{1,2})? ?thang(?: \d{1,2})? ?nam(?: \d{2,4})?"
)
REMARK = re.compile(r"(?:ghi chu|luu y|chu thich|nguon)\b.*")
SECTION = re.compile(
    r"(?:huyện|thị xã|thành phố|tx|tp|xã|phường|thị trấn|nhóm|ngành|lĩnh vực|năm|đợt|phần|mục|hạng|"
    r"huyen|thi xa|thanh pho|thi tran|nhom|linh vuc)\b.*|(?:sản phẩm |hạng )?[1-5] sao"
)
"""With its marks, for "năm 2023" is a section and "nấm mối" a product."""

SECTION_NUMBER = re.compile(r"[ivx]+|[a-h]")
NUMBERED_SECTION = re.compile(r"[ivx]+[.)\s-]+(?:huyện|thị xã|thành phố|nhóm|xã|phường|thị trấn|ngành|lĩnh vực)\b.*")
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])\)?")
RECOGNISED = (Field.STARS, FIRST.stars, FIRST.date, FIRST.year, FIRST.decision, SECOND.stars, SECOND.date, Field.EXPIRY)
"""What stands in the row of a product and in none of a total or a signature."""


HEADING_AGAIN, NUMBERED_COLUMNS = say("Hàng tiêu đề lặp lại."), say("Hàng đánh số cột.")


@dataclass(frozen=True)
class Entry:
    """A row that holds a product; `continued` tells that the producer stands in a row above."""

    number: int
    cells: Row
    producer_row: int = 0
    """The row above that names the producer, when this one continues it."""

    inherited: frozenset[Field] = frozenset()
    """What of the producer this row does not say itself."""

    remark: Message | None = None
    unsure_of_producer: bool = False
    producer_above: Cell = BLANK
    alone: bool = False
    """Nothing but a text where the product stands: perhaps a product, perhaps a sentence below the table."""


@dataclass
class Above:
    """The cells of the producer last named, while the reading goes down."""

    producer: Cell = BLANK
    details: tuple[tuple[Field, int, Cell], ...] = ()
    row: int = 0
    signed: bool = False


def entries(sheet: Sheet) -> Iterator[tuple[Table, Entry | Ignored]]:
    """Every filled row below the first heading, in order."""
    table = find_table(sheet)
    if not table:
        return
    merged_producers = _merged_producers(sheet, table)
    above = Above()
    for number, row in _with_merged_cells(sheet, table.first_row):
        if number >= table.first_row and _starts_again(row, table) and (again := table_at(sheet, number)):
            table, above = again, Above()
            merged_producers = _merged_producers(sheet, table)
        if number < table.first_row:
            yield table, _ignored(sheet, number, row, HEADING_AGAIN)
        elif any(not is_blank(cell) for cell in row):
            yield table, _entry(sheet, number, row, table, above, merged_producers)


def cell_at(row: Row, column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else BLANK


def _entry(sheet: Sheet, number: int, row: Row, table: Table, above: Above, merged: frozenset[int]) -> Entry | Ignored:
    reason = _no_product(row, table, above)
    if reason:
        return _ignored(sheet, number, row, reason)
    if number in merged:
        return _continued(number, row, table, above)
    if not is_blank(cell_at(row, table.column(Field.PRODUCER))):
        _remember(number, row, table, above)
        return Entry(number + 1, row)
    if is_blank(above.producer) or is_blank(cell_at(row, table.column(Field.PRODUCT))):
        return Entry(number + 1, row)
    if merged or _tells_of_a_producer(row, above):
        return Entry(number + 1, row, unsure_of_producer=True, producer_above=above.producer)
    remark = say("Ô chủ thể trống: tiếp tục chủ thể ở hàng trên (%(producer)s).", producer=shown(above.producer))
    alone = sum(not is_blank(cell) for cell in row) == 1
    return replace(_continued(number, row, table, above), remark=remark, alone=alone)


def _tells_of_a_producer(row: Row, above: Above) -> bool:
    """True when a row without a producer's name has an address or the like of its own: perhaps the name is missing."""
    return any(not is_blank(cell_at(row, column)) for _, column, _ in above.details)


def _remember(number: int, row: Row, table: Table, above: Above) -> None:
    above.producer, above.row = cell_at(row, table.column(Field.PRODUCER)), number + 1
    above.details = tuple(
        (field, column, cell_at(row, column))
        for field in (Field.PRODUCER, *OF_THE_PRODUCER)
        if (column := table.column(field)) is not None
    )


def _continued(number: int, row: Row, table: Table, above: Above) -> Entry:
    """The row with the producer above and, where it leaves them empty, the producer's other cells."""
    last = max((column for _, column, _ in above.details), default=0)
    cells = row + [BLANK] * (last + 1 - len(row))
    inherited = [entry for entry in above.details if is_blank(cells[entry[1]]) or cells[entry[1]] == entry[2]]
    for _, column, cell in inherited:
        cells[column] = cell
    return Entry(number + 1, cells, above.row, frozenset(field for field, _, _ in inherited))


def _no_product(row: Row, table: Table, above: Above) -> Message | None:
    """Why a filled row is no product, or none."""
    filled = [cell for cell in row if not is_blank(cell)]
    texts = list(dict.fromkeys(words(cell) for cell in filled if isinstance(cell, str)))
    if _is_numbering(filled, cell_at(row, table.column(Field.PRODUCT)), table):
        return NUMBERED_COLUMNS
    if not texts or _is_numbered(row, table):
        return None
    if any(map(TOTAL.fullmatch, texts[:2])) and not _is_recognised(row, table, besides=Field.STARS):
        return say("Hàng tổng cộng.")
    if all(map(SIGNATURE.fullmatch, texts)) or (_looks_signed(row, table, texts, above)):
        above.signed = True
        return say("Hàng ký tên, nơi nhận ở cuối bảng.")
    if _is_whole(row, table):
        return None
    if REMARK.fullmatch(texts[0]):
        return say("Hàng ghi chú dưới bảng.")
    return say("Hàng tiêu đề nhóm.") if _is_section(filled) else None


def _looks_signed(row: Row, table: Table, texts: list[str], above: Above) -> bool:
    """A signature among other texts, or the names below it; never a row that tells of a recognition."""
    if _is_recognised(row, table):
        return False
    return above.signed or (any(map(SIGNATURE.fullmatch, texts)) and not _is_whole(row, table))


def _is_recognised(row: Row, table: Table, besides: Field | None = None) -> bool:
    return any(not is_blank(cell_at(row, table.column(field))) for field in RECOGNISED if field is not besides)


def _is_whole(row: Row, table: Table) -> bool:
    """A product and, beside it, its producer or a recognition."""
    if is_blank(cell_at(row, table.column(Field.PRODUCT))):
        return False
    return _is_recognised(row, table) or not is_blank(cell_at(row, table.column(Field.PRODUCER)))


def _is_numbering(filled: list[Cell], product: Cell, table: Table) -> bool:
    """ "(1) (2) (3) …" below a heading."""
    marks = [shown(cell) for cell in filled]
    return (
        len(marks) >= min(3, len(table.columns))
        and NUMBERING.fullmatch(shown(product)) is not None
        and all(map(NUMBERING.fullmatch, marks))
    )


def _is_numbered(row: Row, table: Table) -> bool:
    ordinal = shown(cell_at(row, table.column(Field.ORDINAL)))
    return ordinal.rstrip(".").isdecimal()


def _is_section(filled: list[Cell]) -> bool:
    """ "I. Huyện Đức Linh", "A | NHÓM THỰC PHẨM", "Năm 2023": one text, perhaps with a Roman number or a letter."""
    *number, title = dict.fromkeys(shown(cell).casefold() for cell in filled)
    if len(number) == 1:
        return SECTION_NUMBER.fullmatch(number[0].strip(".) ")) is not None
    return not number and bool(SECTION.fullmatch(title) or NUMBERED_SECTION.fullmatch(title))


def _starts_again(row: Row, table: Table) -> bool:
    """Cheap to ask of every row: a heading again has its word for the number or the product in some cell."""
    product = cell_at(row, table.column(Field.PRODUCT))
    first = next((cell for cell in row if not is_blank(cell)), BLANK)
    return any(isinstance(cell, str) and len(cell) < 60 and _is_heading_word(cell) for cell in (product, first)) and (
        is_heading_again(row)
    )


def _is_heading_word(text: str) -> bool:
    plain = words(text)
    return plain in {"tt", "stt", "so tt"} or plain.startswith(("ten san pham", "san pham", "ten sp"))


def _merged_producers(sheet: Sheet, table: Table) -> frozenset[int]:
    """The rows whose producer is merged with the one above; where there are such, another empty cell is no habit."""
    column = table.column(Field.PRODUCER)
    below = sheet.merged_below.get(column, ()) if column is not None else ()
    return frozenset(row for row in below if row > table.first_row)


def _with_merged_cells(sheet: Sheet, first_row: int) -> Iterator[tuple[int, Row]]:
    """The rows from there on, every cell merged downwards repeated, so that each row says all that it shows."""
    reaching: list[tuple[Span, Cell]] = []
    for number, row in enumerate(islice(sheet.rows, first_row, None), first_row):
        reaching = [(span, cell) for span, cell in reaching if span[1][0] >= number]
        for ((_, left), _), cell in reaching:
            row = [*row[:left], *[BLANK] * (left - len(row)), cell, *row[left + 1 :]]
        reaching += [
            (span, cell_at(row, span[0][1])) for span in sheet.merged_from.get(number, ()) if span[1][0] > number
        ]
        yield number, row


def _ignored(sheet: Sheet, number: int, row: Row, reason: Message) -> Ignored:
    text = " | ".join(dict.fromkeys(shown(cell) for cell in row if not is_blank(cell)))
    return Ignored(number + 1, sheet.name, text, reason, reason in (HEADING_AGAIN, NUMBERED_COLUMNS))
