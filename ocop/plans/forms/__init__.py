"""What the pages of plans ask, and the words they use."""

from ocop.plans.forms.deciding import AnswerForm, PaperForm, ReasonForm, SendBackForm, send_back_form
from ocop.plans.forms.issuing import NumberForm, ScanForm, SendForm
from ocop.plans.forms.letters import ReminderForm, SurveyRequestForm, reminder_form
from ocop.plans.forms.receiving import CommentForm, ReceiptForm, comment_form
from ocop.plans.forms.writing import BudgetForm, CalendarForm, FormalitiesForm, RefreshForm, SectionForm, refresh_form

__all__ = [
    "AnswerForm",
    "BudgetForm",
    "CalendarForm",
    "CommentForm",
    "FormalitiesForm",
    "NumberForm",
    "PaperForm",
    "ReasonForm",
    "ReceiptForm",
    "RefreshForm",
    "ReminderForm",
    "ScanForm",
    "SectionForm",
    "SendBackForm",
    "SendForm",
    "SurveyRequestForm",
    "comment_form",
    "refresh_form",
    "reminder_form",
    "send_back_form",
]
