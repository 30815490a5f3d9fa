"""What officers do with recognitions and with the register in Excel."""

from ocop.recognition.services.background import ask_to_take_over, count_anew, is_long
from ocop.recognition.services.entering import enter
from ocop.recognition.services.importing import (
    Judged,
    answers_of,
    judge,
    judged,
    keep_answers,
    receive,
    take_over,
    take_over_at_once,
    weigh,
)
from ocop.recognition.services.notifying import draft_notices, draft_revocation
from ocop.recognition.services.recording import change, note_notice, record, refresh_tallies, revoke

__all__ = [
    "Judged",
    "answers_of",
    "ask_to_take_over",
    "change",
    "count_anew",
    "draft_notices",
    "draft_revocation",
    "enter",
    "is_long",
    "judge",
    "judged",
    "keep_answers",
    "note_notice",
    "receive",
    "record",
    "refresh_tallies",
    "revoke",
    "take_over",
    "take_over_at_once",
    "weigh",
]
