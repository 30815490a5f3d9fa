"""What this room prints: the plan with its annexes (documents 1 and 2) and the letters around it (23, 27, 28, 29)."""

from ocop.plans.papers.annexes import drawn_from
from ocop.plans.papers.letters import comments_letter, reminder, submission, survey_request
from ocop.plans.papers.plan import current_paper, draft_pdf, plan_paper, signed_paper
from ocop.plans.papers.word import docx, draft_of, filler, passages

__all__ = [
    "comments_letter",
    "current_paper",
    "docx",
    "draft_of",
    "draft_pdf",
    "drawn_from",
    "filler",
    "passages",
    "plan_paper",
    "reminder",
    "signed_paper",
    "submission",
    "survey_request",
]
