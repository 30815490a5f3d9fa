"""A row of the register after reading: what it says, what is asked about it, and which rows are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register.columns import Field
from ocop.recognition.rules.register.legal_forms import LegalForm
from ocop.recognition.rules.register.messages import Choice, Message

Place = tuple[str, int]
"""The name of a sheet and the number of a row as Excel shows it."""

Answers = Mapping[Place, Mapping[Field, str]]
"""What officers answered: by row and column, the text to read in place of the cell ("" leaves it empty)."""


@dataclass(frozen=True)
class Question:
    """What a person must decide before the row can be taken over."""

    field: Field
    message: Message
    shown: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Recognition:
    """One recognition as the register knows it; a missing date or decision is empty, not guessed."""

    stars: int
    date: PartialDate | None = None
    decision: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Revenue:
    """Revenue in đồng; the year only where the heading names it."""

    dong: int
    year: int | None = None


@dataclass(frozen=True)
class Line:
    """A row of the register. `recognitions` run from the oldest to the latest; questions block the row."""

    row: int
    sheet: str
    product: str
    producer: str
    form: LegalForm | None = None
    form_stated: bool = False
    """False where the form was only taken from the first words of the name."""

    commune_code: str = ""
    commune_stated: bool = False
    """False where the commune was only found in the address."""

    address: str = ""
    representative: str = ""
    phone: str = ""
    group: str = ""
    stars: int | None = None
    recognitions: tuple[Recognition, ...] = ()
    expiry: PartialDate | None = None
    revenue_by_year: tuple[Revenue, ...] = ()
    note: str = ""
    unread: tuple[tuple[str, str], ...] = ()
    """Heading and text of the cells in columns that the importer does not know."""

    answered: Mapping[Field, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    refusal: Message | None = None
    messages: tuple[Message, ...] = ()

    @property
    def place(self) -> Place:
        return self.sheet, self.row

    @property
    def last_recognition(self) -> Recognition | None:
        return self.recognitions[-1] if self.recognitions else None


@dataclass(frozen=True)
class Ignored:
    """A row below the heading that is no product: a total, a signature, a section title, a heading repeated."""

    row: int
    sheet: str
    text: str
    reason: Message
    of_heading: bool = False


@dataclass(frozen=True)
class Register:
    """Everything that was read; `remarks` are about whole sheets and columns."""

    lines: Sequence[Line]
    ignored: Sequence[Ignored]
    remarks: tuple[Message, ...]
