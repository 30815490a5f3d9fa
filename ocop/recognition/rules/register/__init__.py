"""The register that offices keep in Excel: read row by row, judged against what is stored, written out again."""

from ocop.recognition.rules.register.columns import SKIP, TAKE, Field
from ocop.recognition.rules.register.communes import Commune, Gazetteer
from ocop.recognition.rules.register.grid import Sheet
from ocop.recognition.rules.register.legal_forms import NAMES, LegalForm
from ocop.recognition.rules.register.lines import Answers, Ignored, Line, Question, Recognition, Register, Revenue
from ocop.recognition.rules.register.merging import Change, Known
from ocop.recognition.rules.register.messages import Choice, Message
from ocop.recognition.rules.register.reading import lines_of, read_register
from ocop.recognition.rules.register.report import ReportRow, report, report_row
from ocop.recognition.rules.register.sheet import UnreadableWorkbook, Workbook, read_workbook
from ocop.recognition.rules.register.verdicts import Existing, Outcome, Verdict, verdict, verdicts
from ocop.recognition.rules.register.workbook import write_register, write_template

__all__ = [
    "NAMES",
    "SKIP",
    "TAKE",
    "Answers",
    "Change",
    "Choice",
    "Commune",
    "Existing",
    "Field",
    "Gazetteer",
    "Ignored",
    "Known",
    "LegalForm",
    "Line",
    "Message",
    "Outcome",
    "Question",
    "Recognition",
    "Register",
    "ReportRow",
    "Revenue",
    "Sheet",
    "UnreadableWorkbook",
    "Verdict",
    "Workbook",
    "lines_of",
    "read_register",
    "read_workbook",
    "report",
    "report_row",
    "verdict",
    "verdicts",
    "write_register",
    "write_template",
]
