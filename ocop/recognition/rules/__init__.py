"""The clock of recognitions, the facts about them, and the register that offices keep in Excel."""

from ocop.recognition.rules.clock import (
    EDITION_148,
    RUNNING,
    STEPS_148,
    Backward,
    Edition,
    Standing,
    Step,
    Term,
    backward,
    notice_by,
    standing,
    succession,
    term,
)
from ocop.recognition.rules.facts import FACTS, HIGHEST, LOWEST, RANGE, RecognitionFacts, decided, written

__all__ = [
    "EDITION_148",
    "FACTS",
    "HIGHEST",
    "LOWEST",
    "RANGE",
    "RUNNING",
    "STEPS_148",
    "Backward",
    "Edition",
    "RecognitionFacts",
    "Standing",
    "Step",
    "Term",
    "backward",
    "decided",
    "notice_by",
    "standing",
    "succession",
    "term",
    "written",
]
