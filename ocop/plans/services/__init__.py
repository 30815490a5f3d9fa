"""What people do with plans, in the order of a plan's life."""

from ocop.plans.services.checking import OnPaper, answer, pass_on, record_from_paper, send_back, submit
from ocop.plans.services.editing import save_budget, save_calendar, save_formalities, save_section
from ocop.plans.services.issuing import attach_signed_copy, give_number, record_issued, send, take_number_back
from ocop.plans.services.letters import (
    comments_letter,
    draft_comments,
    draft_reminder,
    draft_submission,
    draft_survey_request,
)
from ocop.plans.services.making import discard, make, make_successor
from ocop.plans.services.moving import LockWords, lock_words
from ocop.plans.services.receiving import comment, enter_at_desk, receive
from ocop.plans.services.refreshing import Proposal, proposals, refresh
from ocop.plans.services.signing import mark_for_signature, take_back
from ocop.plans.services.templates import load_template

__all__ = [
    "LockWords",
    "OnPaper",
    "Proposal",
    "answer",
    "attach_signed_copy",
    "comment",
    "comments_letter",
    "discard",
    "draft_comments",
    "draft_reminder",
    "draft_submission",
    "draft_survey_request",
    "enter_at_desk",
    "give_number",
    "load_template",
    "lock_words",
    "make",
    "make_successor",
    "mark_for_signature",
    "pass_on",
    "proposals",
    "receive",
    "record_from_paper",
    "record_issued",
    "refresh",
    "save_budget",
    "save_calendar",
    "save_formalities",
    "save_section",
    "send",
    "send_back",
    "submit",
    "take_back",
    "take_number_back",
]
