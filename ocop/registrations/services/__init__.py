"""What officers of a unit and of the province do with registrations."""

from ocop.registrations.services.concerns import Question, answer, questions
from ocop.registrations.services.deciding import accept, refuse
from ocop.registrations.services.letters import draft_consent, draft_registration_list, draft_selection
from ocop.registrations.services.registering import (
    change,
    complete_dossier,
    never_carried_out,
    register,
    register_again,
    reopen_dossier,
    submit,
    take_back,
    why_not,
    withdraw,
)

__all__ = [
    "Question",
    "accept",
    "answer",
    "change",
    "complete_dossier",
    "draft_consent",
    "draft_registration_list",
    "draft_selection",
    "never_carried_out",
    "questions",
    "refuse",
    "register",
    "register_again",
    "reopen_dossier",
    "submit",
    "take_back",
    "why_not",
    "withdraw",
]
