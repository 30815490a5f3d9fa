"""The cells of one row by the names of their columns; what cannot be read without doubt is asked here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from ocop.recognition.rules.register.cells import BLANK, Cell, Doubt, Nothing, Reading, is_blank, shown, text_of
from ocop.recognition.rules.register.columns import Field
from ocop.recognition.rules.register.headings import Table
from ocop.recognition.rules.register.lines import Question
from ocop.recognition.rules.register.messages import Choice, Message, offer, say
from ocop.recognition.rules.register.rows import Entry, cell_at
from ocop.recognition.rules.register.spelling import words

T = TypeVar("T")


@dataclass
class Taking:
    """One row while it is read; questions and messages gather here."""

    table: Table
    entry: Entry
    answers: Mapping[Field, str]
    questions: list[Question] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

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
            self.ask(of, say("Hai cột “%(heading)s” ghi khác nhau.", heading=columns[0].text), *offer(*said.values()))
            return BLANK
        return cells[0] if cells else BLANK

    def take(self, of: Field, read: Callable[[Cell], Reading[T]]) -> T | None:
        """The value of a column, after asking or remarking what reading it gave."""
        cell = self.cell(of)
        return None if cell == "" else self.settle(of, read(cell), cell)

    def settle(self, of: Field, reading: Reading[T], cell: Cell) -> T | None:
        """The value that a reading found; a doubt becomes a question about the column."""
        if isinstance(reading, Doubt):
            self._add(Question(of, reading.message, shown(cell), reading.choices))
            return None
        if isinstance(reading, Nothing):
            return None
        if reading.remark:
            self.messages.append(reading.remark)
        return reading.value

    def text(self, of: Field) -> str:
        return self.take(of, text_of) or ""

    def ask(self, of: Field, message: Message, *choices: Choice) -> None:
        self._add(Question(of, message, choices=choices))

    def is_asked(self, *of: Field) -> bool:
        return any(question.field in of for question in self.questions)

    def _add(self, question: Question) -> None:
        if question not in self.questions:
            self.questions.append(question)
