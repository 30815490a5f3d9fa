"""The year's registrations, the survey that finds ideas for them, and what is done for each product on its way."""

from ocop.registrations.models.journey import CycleStep, StepDone, Support, SupportKind
from ocop.registrations.models.survey import Survey, SurveyAnswer, SurveyIdea
from ocop.registrations.models.year import Registration, RegistrationWarning

__all__ = [
    "CycleStep",
    "Registration",
    "RegistrationWarning",
    "StepDone",
    "Support",
    "SupportKind",
    "Survey",
    "SurveyAnswer",
    "SurveyIdea",
]
