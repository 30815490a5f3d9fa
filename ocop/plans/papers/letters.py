"""The letters around a plan: 27 to the communes, 28 to the committee, 23 to units that are late, 29 with comments.

Each takes the year's text (`rules.template`) and the words for its placeholders; what is not known stays a blank. Where a
form prints a sentence itself, such as the day of reply, the line of the text that says the same is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ocop.core.text.dates import day
from ocop.documents import papers as documents
from ocop.documents.rules import cited
from ocop.paperwork import Citation, Letterhead, Recipients, Urgency
from ocop.paperwork.forms.comments import Comments, SectionComment
from ocop.paperwork.forms.reminder import LateUnit, Reminder
from ocop.paperwork.forms.submission import Submission
from ocop.paperwork.forms.survey_request import SurveyRequest
from ocop.paperwork.kit import outline
from ocop.plans.rules.deriving import fill
from ocop.plans.rules.template import Part, Template
from ocop.tenancy import IssuingBody

LETTER = "CV"
SUBMISSION = "TTr"
BODY = "body"
AS_ABOVE = "Như trên"

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who issues a letter, and the mark of the division that drafts it: "PKT" in "87/UBND-PKT"."""

    body: IssuingBody
    drafter: str | None

    def letterhead(self, kind: str) -> Letterhead:
        """The letterhead; a công văn bears the issuer's mark and its drafter's, other kinds the kind and the issuer."""
        marks = (self.body.symbol, self.drafter) if kind == LETTER else (kind, self.body.symbol)
        return documents.letterhead(self.body, symbol="-".join(filter(None, marks)))


def survey_request(
    template: Template,
    words: Words,
    *,
    sender: Sender,
    addressees: Sequence[str],
    reply_by: date | None,
    reply_to: str,
    contact: str | None,
    on: date,
    blank_rows: int = 8,
) -> SurveyRequest:
    """Document 27: the first paper of a unit's year."""
    opening, *requests = _lines(template, words, without=("commune_list_by", "contact"))
    return SurveyRequest(
        letterhead=sender.letterhead(LETTER),
        year=on.year,
        about=fill(template.text(Part.SUBJECT), words),
        addressees=tuple(addressees),
        opening=opening,
        requests="\n".join(requests),
        reply_by=reply_by,
        reply_to=reply_to,
        closing=fill(template.text(Part.CLOSING), words),
        signing=documents.signing(sender.body, kind=LETTER, on=on),
        recipients=_recipients(template, words, sender.body),
        contact=contact,
        blank_rows=blank_rows,
    )


def submission(template: Template, words: Words, *, sender: Sender, bases: Sequence[str], on: date) -> Submission:
    """Document 28: the division submits the plan to its committee."""
    return Submission(
        letterhead=sender.letterhead(SUBMISSION),
        year=on.year,
        subject=fill(template.text(Part.SUBJECT), words),
        addressees=(fill(template.text(Part.ADDRESSEES), words),),
        bases=tuple(bases),
        text="\n".join(_lines(template, words)),
        enclosed=(),
        closing=fill(template.text(Part.CLOSING), words),
        signing=documents.signing(sender.body, kind=SUBMISSION, on=on),
        recipients=_recipients(template, words, sender.body),
    )


def reminder(
    template: Template, words: Words, *, sender: Sender, late: Sequence[LateUnit], overdue: bool, on: date
) -> Reminder:
    """Document 23: the province reminds the units whose plan has not come."""
    situation = template.text(Part.VARIANT, "overdue" if overdue else "before_due")
    before, after = _around(template, "situation")
    return Reminder(
        letterhead=sender.letterhead(LETTER),
        year=on.year,
        about=fill(template.text(Part.SUBJECT), words),
        addressees=tuple(f"Ủy ban nhân dân {unit.unit}" for unit in late),
        opening="\n".join(fill(line, words) for line in (*before, situation)),
        late=tuple(late),
        demand="\n".join(fill(line, words) for line in after),
        closing=fill(template.text(Part.CLOSING), words),
        signing=documents.signing(sender.body, kind=LETTER, on=on),
        recipients=_recipients(template, words, sender.body),
        urgency=Urgency.URGENT if any(template.all(Part.URGENT)) else None,
    )


def comments_letter(
    template: Template,
    words: Words,
    *,
    sender: Sender,
    on_plan: Citation,
    received_on: date,
    sections: Sequence[SectionComment],
    reply_by: date | None,
    on: date,
) -> Comments:
    """Document 29: the department asks a unit to complete its plan, with a reason for each section."""
    known = {
        **words,
        "received_on": day(received_on),
        "district_plan": cited("KH", on_plan.number, on_plan.symbol, on_plan.dated),
    }
    before, after = _around(template, "comments", without=("reply_by",))
    lasting = [outline.parse(fill(line, known))[0].text for line in after]
    return Comments(
        letterhead=sender.letterhead(LETTER),
        year=on.year,
        about=fill(template.text(Part.SUBJECT), known),
        addressees=(fill(template.text(Part.ADDRESSEES), known),),
        on=on_plan,
        sections=tuple(sections),
        reply_by=reply_by,
        closing="\n".join((*lasting, fill(template.text(Part.CLOSING), known))),
        signing=documents.signing(sender.body, kind=LETTER, on=on),
        recipients=_recipients(template, known, sender.body),
        opening=fill(before[0], known),
    )


def _lines(template: Template, words: Words, *, without: Sequence[str] = ()) -> list[str]:
    lines = template.text(Part.SECTION, BODY).splitlines()
    return [fill(line, words) for line in lines if not _mentions(line, without)]


def _around(template: Template, name: str, *, without: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The unfilled lines before and after the line that is only this placeholder."""
    lines = template.text(Part.SECTION, BODY).splitlines()
    place = lines.index(f"{{{name}}}")
    return lines[:place], [line for line in lines[place + 1 :] if not _mentions(line, without)]


def _mentions(line: str, names: Sequence[str]) -> bool:
    return any(f"{{{name}}}" in line for name in names)


def _recipients(template: Template, words: Words, body: IssuingBody) -> Recipients:
    """Nơi nhận; "Như trên" is the press's to put first."""
    entries = tuple(fill(line, words) for line in template.texts(Part.RECIPIENT) if line != AS_ABOVE)
    return Recipients(entries=entries, filed=body.filed)
