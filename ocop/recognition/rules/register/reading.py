"""From the sheets of a workbook to the lines of a register: every cell read once, every doubt asked by name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register.amounts import money
from ocop.recognition.rules.register.cells import (
    BLANK,
    NOTHING,
    Cell,
    Doubt,
    Found,
    Nothing,
    Reading,
    is_blank,
    shown,
    text_of,
)
from ocop.recognition.rules.register.columns import FIRST, SECOND, SKIP, Field, RecognitionFields
from ocop.recognition.rules.register.communes import Commune, Gazetteer
from ocop.recognition.rules.register.days import day, day_and_year, written, year
from ocop.recognition.rules.register.decisions import Decision, decision
from ocop.recognition.rules.register.headings import Column, Table, find_table
from ocop.recognition.rules.register.legal_forms import NAMES, LegalForm, contradicts, form_in_name, legal_form
from ocop.recognition.rules.register.lines import (
    Answers,
    Ignored,
    Line,
    Question,
    Recognition,
    Register,
    Revenue,
)
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
from ocop.recognition.rules.register.sheet import Sheet, UnreadableWorkbook, Workbook
from ocop.recognition.rules.register.spelling import words
from ocop.recognition.rules.register.stars import stars

LOWEST_RECOGNISED = 3
"""Decision 148/QĐ-TTg: no decision and no certificate for one and two stars."""

T = TypeVar("T")


def read_register(workbook: Workbook, gazetteer: Gazetteer, answers: Answers | None = None) -> Register:
    """Every row of every sheet as lines or as ignored rows; raises UnreadableWorkbook where no sheet has a heading."""
    with_heading = [sheet for sheet in workbook.sheets if find_table(sheet)]
    if not with_heading:
        raise UnreadableWorkbook(
            say("Không tìm thấy hàng tiêu đề có cột tên sản phẩm và ít nhất một cột khác. Đề nghị dùng tệp mẫu.")
        )
    lines: list[Line] = []
    ignored: list[Ignored] = []
    remarks = [
        say("Trang tính “%(sheet)s” không có hàng tiêu đề, không đọc.", sheet=sheet.name)
        for sheet in workbook.sheets
        if sheet not in with_heading
    ]
    for sheet in with_heading:
        remarks += _remarks(sheet)
        for read in lines_of(sheet, gazetteer, answers or {}):
            if isinstance(read, Ignored):
                ignored.append(read)
            else:
                lines.append(_with_its_sheet(read) if len(with_heading) > 1 else read)
    return Register(tuple(lines), tuple(ignored), tuple(remarks))


def lines_of(sheet: Sheet, gazetteer: Gazetteer, answers: Answers) -> Iterator[Line | Ignored]:
    """The lines of one sheet, one by one, so that a caller may show progress and stop."""
    for table, entry in entries(sheet):
        if isinstance(entry, Ignored):
            yield entry
        else:
            yield from _Row(sheet, table, entry, gazetteer, _answers(sheet, entry, answers)).lines()


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


@dataclass
class _Row:
    """One row while it is read; questions and messages gather here."""

    sheet: Sheet
    table: Table
    entry: Entry
    gazetteer: Gazetteer
    answers: Mapping[Field, str]
    questions: list[Question] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """One line, or as many as the officer split the product cell into."""
        names = self._names()
        line = self._line()
        for name in names or ("",):
            yield self._named(line, name)

    def cell(self, of: Field) -> Cell:
        """The answer if there is one, else the cell; two columns of one heading must not say different things."""
        if of in self.answers:
            return self.answers[of]
        columns = self.table.columns.get(of, ())
        if len(columns) < 2:
            return cell_at(self.entry.cells, columns[0].index) if columns else BLANK
        cells = [cell for column in columns if not is_blank(cell := cell_at(self.entry.cells, column.index))]
        said = {words(shown(cell)): shown(cell) for cell in cells}
        if len(said) > 1:
            self._ask(of, say("Hai cột “%(heading)s” ghi khác nhau.", heading=columns[0].text), *offer(*said.values()))
            return BLANK
        return cells[0] if cells else BLANK

    def take(self, of: Field, read: Callable[[Cell], Reading[T]]) -> T | None:
        """The value of a column, after asking or remarking what reading it gave."""
        cell = self.cell(of)
        return None if cell == "" else self.settle(of, read(cell), cell)

    def settle(self, of: Field, reading: Reading[T], cell: Cell) -> T | None:
        if isinstance(reading, Doubt):
            self.questions.append(Question(of, reading.message, shown(cell), reading.choices))
            return None
        if isinstance(reading, Nothing):
            return None
        if reading.remark:
            self.messages.append(reading.remark)
        return reading.value

    def text(self, of: Field) -> str:
        return self.take(of, text_of) or ""

    def _ask(self, of: Field, message: Message, *choices: Choice) -> None:
        self.questions.append(Question(of, message, choices=choices))

    def _names(self) -> tuple[str, ...]:
        if Field.PRODUCT in self.answers:
            return answered_names(self.answers[Field.PRODUCT])
        names = self.take(Field.PRODUCT, product_names) or ()
        if names and self.entry.alone:
            self._ask(Field.PRODUCT, say("Hàng chỉ có một ô chữ. Có phải là sản phẩm?"), *offer(*names))
        return names

    def _named(self, line: Line, name: str) -> Line:
        """The line of one product; without a name, and none asked for, it is refused."""
        if self.answers.get(Field.ROW) == SKIP:
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
        current = self.take(Field.STARS, stars)
        recognitions = self._recognitions(current)
        line = Line(
            row=self.entry.number,
            sheet=self.sheet.name,
            product="",
            producer=producer,
            form=self._form(producer),
            form_stated=not is_blank(self.cell(Field.FORM)),
            commune_code=self._commune(),
            commune_stated=not is_blank(self.cell(Field.COMMUNE)),
            address=self.text(Field.ADDRESS),
            representative=self.text(Field.REPRESENTATIVE),
            phone=self.take(Field.PHONE, phone) or "",
            group=self.text(Field.GROUP),
            stars=current,
            recognitions=recognitions,
            expiry=self._expiry(recognitions),
            revenue_by_year=self._revenue(),
            note=self.text(Field.NOTE),
            unread=self._unread(),
            answered=self.answers,
        )
        self._check_stars(line)
        if not line.commune_code and not any(question.field is Field.COMMUNE for question in self.questions):
            self.messages.append(say("Chưa xác định được xã."))
        stated = current if current or not recognitions else recognitions[-1].stars
        return replace(line, stars=stated, questions=tuple(self.questions), messages=tuple(self.messages))

    def _producer(self) -> str:
        if self.entry.remark:
            self.messages.append(self.entry.remark)
        name = self.text(Field.PRODUCER)
        if name or any(question.field is Field.PRODUCER for question in self.questions):
            return name
        if self.entry.unsure_of_producer:
            above = shown(self.entry.producer_above)
            self._ask(
                Field.PRODUCER,
                say("Ô chủ thể trống. Có phải chủ thể ở hàng trên (%(name)s)?", name=above),
                *offer(above),
            )
        else:
            self._ask(Field.PRODUCER, say("Hàng không ghi chủ thể. Chủ thể là ai?"))
        return ""

    def _form(self, producer: str) -> LegalForm | None:
        """The stated form; else the one with which the name begins; a contradiction is asked about."""
        stated = self.take(Field.FORM, legal_form)
        if stated is None:
            return form_in_name(producer)
        if Field.FORM not in self.answers and contradicts(stated, producer):
            named = form_in_name(producer)
            message = say("Loại hình “%(form)s” không khớp với tên “%(name)s”.", form=NAMES[stated], name=producer)
            self._ask(Field.FORM, message, *offer(NAMES[stated], *(NAMES[named],) if named else ()))
        return stated

    def _commune(self) -> str:
        """The code of the commune column, helped by the address where names repeat; else of the address alone."""
        cell = self.cell(Field.COMMUNE)
        if Field.COMMUNE in self.answers:
            return self._code(self.gazetteer.commune(cell), cell)
        district = self.cell(Field.DISTRICT)
        in_address = self.gazetteer.commune_in_address(self._address(district))
        if is_blank(cell):
            return self._code(in_address, self.cell(Field.ADDRESS))
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
            self._ask(Field.COMMUNE, message, *(_choice(named.value), _choice(in_address.value)))
            return ""
        return self._code(named, cell)

    def _address(self, district: Cell) -> str:
        address = self.cell(Field.ADDRESS)
        return ", ".join(shown(cell) for cell in (address, district) if isinstance(address, str) and not is_blank(cell))

    def _code(self, reading: Reading[Commune], cell: Cell) -> str:
        commune = self.settle(Field.COMMUNE, reading, cell)
        return commune.code if commune else ""

    def _recognitions(self, current: int | None) -> tuple[Recognition, ...]:
        """The first and the second time; where only a current rank is given, one recognition without a date."""
        second = self._recognition(SECOND, None)
        first = self._recognition(FIRST, None if second else current)
        if not first and not second:
            return self._undated(current)
        if first and second and first.date and second.date and second.date.latest() < first.date.earliest():
            message = say(
                "Lần 2 (%(second)s) trước lần 1 (%(first)s).", second=written(second.date), first=written(first.date)
            )
            self._ask(SECOND.date, message)
        for fields, one in ((FIRST, first), (SECOND, second)):
            if one and one.stars < LOWEST_RECOGNISED:
                self._ask_too_low(fields.stars, one.stars)
        return tuple(one for one in (first, second) if one)

    def _undated(self, current: int | None) -> tuple[Recognition, ...]:
        if current is None or self.questions_about(FIRST) or self.questions_about(SECOND):
            return ()
        if current < LOWEST_RECOGNISED:
            self._ask_too_low(Field.STARS, current)
        return (Recognition(current),)

    def _ask_too_low(self, of: Field, rank: int) -> None:
        self._ask(
            of, say("Hạng %(stars)s sao không được công nhận, cấp giấy chứng nhận. Đề nghị kiểm tra.", stars=rank)
        )

    def questions_about(self, fields: RecognitionFields) -> bool:
        names = {fields.stars, fields.date, fields.year, fields.decision}
        return any(question.field in names for question in self.questions)

    def _recognition(self, fields: RecognitionFields, current: int | None) -> Recognition | None:
        rank = self.take(fields.stars, stars)
        named = self.take(fields.decision, decision)
        when = self._date(fields, named)
        authority = self.text(fields.authority)
        if rank is None and when is None and named is None and not authority:
            return None
        rank = rank or current
        if rank is None:
            self._ask_rank(fields)
            return None
        return Recognition(rank, when, named.number if named else "", authority)

    def _ask_rank(self, fields: RecognitionFields) -> None:
        if not any(question.field in (fields.stars, Field.STARS) for question in self.questions):
            self._ask(fields.stars, say("Lần công nhận không ghi hạng sao."), *offer("3", "4", "5"))

    def _date(self, fields: RecognitionFields, named: Decision | None) -> PartialDate | None:
        """The date of its column, which must agree with its year and with a date beside the decision's number."""
        cell = self.cell(fields.date)
        in_year = NOTHING if fields.date in self.answers else year(self.cell(fields.year))
        when = self.settle(fields.date, day_and_year(day(cell), in_year), cell)
        beside = named.dated if named else None
        if when is None or beside is None or fields.date in self.answers:
            return when or beside
        if when.earliest() > beside.latest() or when.latest() < beside.earliest():
            message = say("Ngày công nhận và ngày ghi cạnh số quyết định khác nhau.")
            self._ask(fields.date, message, *offer(written(when), written(beside)))
        return when

    def _expiry(self, recognitions: tuple[Recognition, ...]) -> PartialDate | None:
        expiry = self.take(Field.EXPIRY, day)
        last = recognitions[-1].date if recognitions else None
        if expiry and last and Field.EXPIRY not in self.answers and expiry.latest() < last.earliest():
            message = say(
                "Ngày hết hạn %(expiry)s trước ngày công nhận %(last)s.", expiry=written(expiry), last=written(last)
            )
            self._ask(Field.EXPIRY, message)
        return expiry

    def _check_stars(self, line: Line) -> None:
        """The current rank must be that of the last recognition; offices forget to bring it up to date."""
        last = line.last_recognition
        if not last or line.stars is None or line.stars == last.stars or Field.STARS in self.answers:
            return
        message = say(
            "Hạng hiện tại %(now)s sao khác hạng %(last)s sao của lần công nhận gần nhất.",
            now=line.stars,
            last=last.stars,
        )
        self._ask(Field.STARS, message, *offer(str(last.stars), str(line.stars)))

    def _revenue(self) -> tuple[Revenue, ...]:
        amounts = [(column.heading.year, self._amount(column)) for column in self.table.columns.get(Field.REVENUE, ())]
        return tuple(Revenue(amount, of_year) for of_year, amount in amounts if amount is not None)

    def _amount(self, column: Column) -> int | None:
        """The answer stands for the cells that were asked about, not for those beside them."""
        cell = cell_at(self.entry.cells, column.index)
        reading = money(cell, column.heading.unit)
        if isinstance(reading, Doubt) and Field.REVENUE in self.answers:
            cell = self.answers[Field.REVENUE]
            reading = money(cell, column.heading.unit)
        return self.settle(Field.REVENUE, reading, cell)

    def _unread(self) -> tuple[tuple[str, str], ...]:
        """What stands in columns without a field and beyond the last heading."""
        cells = [(text, cell_at(self.entry.cells, index)) for index, text in self.table.unread]
        return tuple((text, shown(cell)) for text, cell in cells if not is_blank(cell))


def _choice(commune: Commune) -> Choice:
    return Choice(commune.code, say("%(commune)s", commune=commune))
