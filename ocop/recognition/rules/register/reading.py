"""From the sheets of a workbook to the lines of a register: every cell read once, every doubt asked by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_col_to_name

from ocop.recognition.rules.register.amounts import money
from ocop.recognition.rules.register.cells import Cell, Doubt, Found, Reading, is_blank, shown
from ocop.recognition.rules.register.columns import SKIP, Field
from ocop.recognition.rules.register.communes import Commune, Gazetteer
from ocop.recognition.rules.register.grid import Sheet
from ocop.recognition.rules.register.headings import Column, find_table
from ocop.recognition.rules.register.histories import unknown_when
from ocop.recognition.rules.register.legal_forms import NAMES, LegalForm, contradicts, form_in_name, legal_form
from ocop.recognition.rules.register.lines import Answers, Ignored, Line, Register, Revenue
from ocop.recognition.rules.register.messages import Choice, Message, offer, say
from ocop.recognition.rules.register.phones import phone
from ocop.recognition.rules.register.product_names import (
    LONGEST,
    answered_names,
    is_all_caps,
    product_names,
    sentence_case,
)
from ocop.recognition.rules.register.rows import Entry, cell_at, entries
from ocop.recognition.rules.register.sheet import UnreadableWorkbook, Workbook
from ocop.recognition.rules.register.spelling import words
from ocop.recognition.rules.register.spool import Spool
from ocop.recognition.rules.register.stars import stars
from ocop.recognition.rules.register.taking import Taking
from ocop.recognition.rules.register.told_history import expiry, recognitions


def read_register(
    workbook: Workbook,
    gazetteer: Gazetteer,
    answers: Answers | None = None,
    *,
    heard: Callable[[int, int], object] = lambda _done, _total: None,
) -> Register:
    """Every row of every sheet as lines or as ignored rows; raises UnreadableWorkbook where no sheet has a heading.

    `heard` is told after each row how many are read, and of how many; it may raise to stop the reading.
    """
    with_heading = [sheet for sheet in workbook.sheets if find_table(sheet)]
    if not with_heading:
        raise UnreadableWorkbook(
            say("Không tìm thấy hàng tiêu đề có cột tên sản phẩm và ít nhất một cột khác. Đề nghị dùng tệp mẫu.")
        )
    lines, ignored = Spool[Line](), Spool[Ignored]()
    remarks = [
        say("Trang tính “%(sheet)s” không có hàng tiêu đề, không đọc.", sheet=sheet.name)
        for sheet in workbook.sheets
        if sheet not in with_heading
    ]
    rows = sum(len(sheet.rows) for sheet in with_heading)
    for sheet in with_heading:
        remarks += _remarks(sheet)
        for read in lines_of(sheet, gazetteer, answers or {}):
            heard(len(lines) + len(ignored), rows)
            if isinstance(read, Ignored):
                ignored.append(read)
            else:
                lines.append(_with_its_sheet(read) if len(with_heading) > 1 else read)
    return Register(lines, ignored, tuple(remarks))


def lines_of(sheet: Sheet, gazetteer: Gazetteer, answers: Answers) -> Iterator[Line | Ignored]:
    """The lines of one sheet, one by one, so that a caller may show progress and stop."""
    for table, entry in entries(sheet):
        if isinstance(entry, Ignored):
            yield entry
        else:
            yield from _Row(sheet, Taking(table, entry, _answers(sheet, entry, answers)), gazetteer).lines()


def _answers(sheet: Sheet, entry: Entry, answers: Answers) -> dict[Field, str]:
    """The answers about a row, and those about its producer that were given where the producer is named."""
    above = answers.get((sheet.name, entry.producer_row), {})
    inherited = {of: answer for of, answer in above.items() if of in entry.inherited}
    return inherited | dict(answers.get((sheet.name, entry.number), {}))


def _remarks(sheet: Sheet) -> Iterator[Message]:
    if sheet.hidden:
        yield say("Trang tính “%(sheet)s” đang ẩn nhưng vẫn được đọc.", sheet=sheet.name)
    table = find_table(sheet)
    unread = [text for _, text in table.unread] if table else []
    if unread:
        yield say(
            "Trang tính “%(sheet)s”: không nhập các cột %(columns)s.", sheet=sheet.name, columns="; ".join(unread)
        )


def _with_its_sheet(line: Line) -> Line:
    return replace(line, messages=(say("Trang tính “%(sheet)s”.", sheet=line.sheet), *line.messages))


@dataclass(frozen=True)
class _Row:
    """One row, from its cells to the lines that they make."""

    sheet: Sheet
    row: Taking
    gazetteer: Gazetteer

    def lines(self) -> Iterator[Line]:
        """One line, or as many as the officer split the product cell into."""
        names = self._names()
        line = self._line()
        for name in names or ("",):
            yield self._named(line, name)

    def _names(self) -> tuple[str, ...]:
        if Field.PRODUCT in self.row.answers:
            return answered_names(self.row.answers[Field.PRODUCT])
        names = self.row.take(Field.PRODUCT, product_names) or ()
        if names and self.row.entry.alone:
            self.row.ask(Field.PRODUCT, say("Hàng chỉ có một ô chữ. Có phải là sản phẩm?"), *offer(*names))
        return names

    def _named(self, line: Line, name: str) -> Line:
        """The line of one product; without a name, and none asked for, it is refused."""
        if self.row.answers.get(Field.ROW) == SKIP:
            return replace(line, product=name, refusal=say("Bỏ qua hàng này theo lựa chọn."))
        if not name and not any(question.field is Field.PRODUCT for question in line.questions):
            return replace(line, refusal=say("Hàng không có tên sản phẩm."))
        if len(name) > LONGEST:
            return replace(line, product=name, refusal=say("Tên sản phẩm dài quá %(most)s ký tự.", most=LONGEST))
        if not is_all_caps(name):
            return replace(line, product=name)
        remark = say("Tên viết hoa toàn bộ, giữ nguyên; gợi ý: “%(name)s”.", name=sentence_case(name))
        return replace(line, product=name, messages=(*line.messages, remark))

    def _line(self) -> Line:
        producer = self._producer()
        current = self.row.take(Field.STARS, stars)
        told = recognitions(self.row, current)
        line = Line(
            row=self.row.entry.number,
            sheet=self.sheet.name,
            product="",
            producer=producer,
            form=self._form(producer),
            form_stated=not is_blank(self.row.cell(Field.FORM)),
            commune_code=self._commune(),
            commune_stated=not is_blank(self.row.cell(Field.COMMUNE)),
            address=self.row.text(Field.ADDRESS),
            representative=self.row.text(Field.REPRESENTATIVE),
            phone=self.row.take(Field.PHONE, phone) or "",
            group=self.row.text(Field.GROUP),
            stars=current,
            recognitions=told,
            expiry=expiry(self.row, told),
            revenue_by_year=self._revenue(),
            note=self.row.text(Field.NOTE),
            unread=self._unread(),
            answered=self.row.answers,
        )
        if not line.commune_code and not self.row.is_asked(Field.COMMUNE):
            self.row.messages.append(say("Chưa xác định được xã."))
        if told and unknown_when(told[-1]) and not self.row.questions:
            self.row.messages.append(
                say(
                    "Ghi %(stars)s sao nhưng không có ngày, số quyết định công nhận: chưa tính được thời hạn.",
                    stars=told[-1].stars,
                )
            )
        stated = current if current or not told else told[-1].stars
        return replace(line, stars=stated, questions=tuple(self.row.questions), messages=tuple(self.row.messages))

    def _producer(self) -> str:
        if self.row.entry.remark:
            self.row.messages.append(self.row.entry.remark)
        name = self.row.text(Field.PRODUCER)
        if name or self.row.is_asked(Field.PRODUCER):
            return name
        if self.row.entry.unsure_of_producer:
            above = shown(self.row.entry.producer_above)
            self.row.ask(
                Field.PRODUCER,
                say("Ô chủ thể trống. Có phải chủ thể ở hàng trên (%(name)s)?", name=above),
                *offer(above),
            )
        else:
            self.row.ask(Field.PRODUCER, say("Hàng không ghi chủ thể. Chủ thể là ai?"))
        return ""

    def _form(self, producer: str) -> LegalForm | None:
        """The stated form; else the one with which the name begins; a contradiction is asked about."""
        stated = self.row.take(Field.FORM, legal_form)
        if stated is None:
            return form_in_name(producer)
        if Field.FORM not in self.row.answers and contradicts(stated, producer):
            named = form_in_name(producer)
            message = say("Loại hình “%(form)s” không khớp với tên “%(name)s”.", form=NAMES[stated], name=producer)
            self.row.ask(Field.FORM, message, *offer(NAMES[stated], *(NAMES[named],) if named else ()))
        return stated

    def _commune(self) -> str:
        """The code of the commune column, helped by the address where names repeat; else of the address alone."""
        cell = self.row.cell(Field.COMMUNE)
        if Field.COMMUNE in self.row.answers:
            return self._code(self.gazetteer.commune(cell), cell)
        district = self.row.cell(Field.DISTRICT)
        in_address = self.gazetteer.commune_in_address(self._address(district))
        if is_blank(cell):
            return self._code(in_address, self.row.cell(Field.ADDRESS))
        named = self.gazetteer.commune(cell if is_blank(district) else f"{shown(cell)}, {shown(district)}")
        if (
            isinstance(named, Doubt)
            and isinstance(in_address, Found)
            and words(in_address.value.name) in words(shown(cell))
        ):
            return in_address.value.code
        if isinstance(named, Found) and isinstance(in_address, Found) and named.value.code != in_address.value.code:
            message = say(
                "Cột xã ghi %(column)s, địa chỉ ghi %(address)s.", column=named.value, address=in_address.value
            )
            self.row.ask(Field.COMMUNE, message, *(_choice(named.value), _choice(in_address.value)))
            return ""
        return self._code(named, cell)

    def _address(self, district: Cell) -> str:
        address = self.row.cell(Field.ADDRESS)
        return ", ".join(shown(cell) for cell in (address, district) if isinstance(address, str) and not is_blank(cell))

    def _code(self, reading: Reading[Commune], cell: Cell) -> str:
        commune = self.row.settle(Field.COMMUNE, reading, cell)
        return commune.code if commune else ""

    def _revenue(self) -> tuple[Revenue, ...]:
        amounts = [
            (column.heading.year, self._amount(column)) for column in self.row.table.columns.get(Field.REVENUE, ())
        ]
        return tuple(Revenue(amount, of_year) for of_year, amount in amounts if amount is not None)

    def _amount(self, column: Column) -> int | None:
        """The answer stands for the cells that were asked about, not for those beside them."""
        cell = cell_at(self.row.entry.cells, column.index)
        reading = money(cell, column.heading.unit)
        if isinstance(reading, Doubt) and Field.REVENUE in self.row.answers:
            cell = self.row.answers[Field.REVENUE]
            reading = money(cell, column.heading.unit)
        return self.row.settle(Field.REVENUE, reading, cell)

    def _unread(self) -> tuple[tuple[str, str], ...]:
        """What stands in columns without a field, and in those beyond every heading, which the row must mention."""
        cells = self.row.entry.cells
        told = [(text, cell) for index, text in self.row.table.unread if not is_blank(cell := cell_at(cells, index))]
        stray = [
            (xl_col_to_name(index), cell)
            for index, cell in enumerate(cells)
            if not is_blank(cell) and index not in self.row.table.headed
        ]
        for name, cell in stray:
            self.row.messages.append(say("Không nhập ô ở cột %(column)s: “%(text)s”.", column=name, text=shown(cell)))
        return tuple((text, shown(cell)) for text, cell in (*told, *stray))


def _choice(commune: Commune) -> Choice:
    return Choice(commune.code, say("%(commune)s", commune=commune))
