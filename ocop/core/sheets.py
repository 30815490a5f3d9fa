"""Rows of a spreadsheet written at once: cell by cell, a list of ten thousand costs three times as much."""

from collections.abc import Sequence
from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

DAY_ZERO = date(1899, 12, 30)
SECONDS_A_DAY = 86_400
LONGEST_TEXT = 32_767

Value = str | int | float
Written = tuple[Value, Format | None] | None
"""What stands in a cell and how it looks; None for an empty one. Dates come as `serial` numbers."""


class RowSheet(Worksheet):
    """A sheet of a workbook in constant memory whose rows may also be written whole, each once and downwards.

    Text is always text: neither a formula nor markup is ever made of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[str] = []
        self.styles: dict[Format | None, str] = {None: ""}

    def write_line(self, row: int, cells: Sequence[Written]) -> None:
        """Write one row; raises ValueError for a row outside the sheet or above the last one, and for too long a text."""
        if not cells:
            return
        if row <= self.previous_row or self._check_dimensions(row, 0) or self._check_dimensions(row, len(cells) - 1):
            raise ValueError(f"row {row + 1} cannot be written any more")
        self._write_single_row(row)
        self.letters.extend(map(xl_col_to_name, range(len(self.letters), len(cells))))
        number = str(row + 1)
        parts = [f'<row r="{number}">']
        for letters, cell in zip(self.letters, cells, strict=False):
            if cell is not None:
                value, look = cell
                where = f'<c r="{letters}{number}"{self._style(look)}'
                parts.append(f"{where}{_text(value)}" if isinstance(value, str) else f"{where}><v>{value:.16G}</v></c>")
        parts.append("</row>")
        self.fh.write("".join(parts))

    def _style(self, look: Format | None) -> str:
        """The attribute of a format; the workbook numbers a format when it is first used."""
        if look not in self.styles:
            self.styles[look] = f' s="{look._get_xf_index()}"' if look else ""
        return self.styles[look]


def serial(moment: date | datetime) -> float:
    """The number by which Excel keeps a day, or a moment without a zone."""
    if not isinstance(moment, datetime):
        return (moment - DAY_ZERO).days
    passed = moment - datetime.combine(DAY_ZERO, datetime.min.time())
    return passed.days + passed.seconds / SECONDS_A_DAY


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text of {len(text)} characters does not fit into a cell")
    if not text.isprintable() or "_x" in text:
        text = Worksheet._escape_control_characters(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f' t="inlineStr"><is><t{kept}>{text}</t></is></c>'
