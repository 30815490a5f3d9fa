"""What is asked about registrations; the survey and the support given have modules of their own."""

from ocop.registrations.forms.year import KIND_NAMES, AnswerForm, ReasonForm, RegistrationForm, ReturnForm, WhyNot

__all__ = ["KIND_NAMES", "AnswerForm", "ReasonForm", "RegistrationForm", "ReturnForm", "WhyNot"]
