"""What is asked about registrations; the survey and the support given have modules of their own."""

from ocop.registrations.forms.words import KIND_NAMES, STATE_NAMES, STATE_TONES
from ocop.registrations.forms.year import AnswerForm, ReasonForm, RegistrationForm, ReturnForm, WhyNot

__all__ = [
    "KIND_NAMES",
    "STATE_NAMES",
    "STATE_TONES",
    "AnswerForm",
    "ReasonForm",
    "RegistrationForm",
    "ReturnForm",
    "WhyNot",
]
