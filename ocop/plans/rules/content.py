"""What people write into a plan, or say of it, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from ocop.plans.rules.states import Source


@dataclass(frozen=True, slots=True)
class Formalities:
    """What stands around the text: trích yếu, căn cứ and nơi nhận with one entry a line, the words after "Lưu:"."""

    subject: str
    legal_bases: str
    recipients: str
    filed: str


@dataclass(frozen=True, slots=True)
class Money:
    """One purpose and what each source gives for it, in đồng; sources without money are left out."""

    purpose: str
    amounts: Mapping[Source, int]


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the calendar."""

    content: str
    period: str
    in_charge: str
    cooperating: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the province says of one section, and why."""

    comment: str
    reason: str
