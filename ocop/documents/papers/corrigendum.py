"""Document 30, second half: the công văn that mends a mistake of form in an issued document."""

from collections.abc import Sequence
from datetime import date

from ocop.documents import papers, rules
from ocop.documents.models import Document
from ocop.documents.papers.letters import addressees_of
from ocop.paperwork import Citation, Recipients
from ocop.paperwork.forms.corrigendum import Correction, Corrigendum
from ocop.tenancy import IssuingBody

LETTER = "CV"


def corrigendum(
    document: Document,
    *,
    body: IssuingBody,
    drafter: str | None,
    cause: str,
    corrections: Sequence[Correction],
    on: date,
) -> Corrigendum:
    """To everybody who got the document. `drafter` is the mark of the office that drafts; the body comes with its signings."""
    receivers = [one.receiver for one in document.dispatches] or list(addressees_of(papers.content(document)))
    number = rules.full_number(document.number, document.symbol)
    return Corrigendum(
        letterhead=papers.letterhead(body, symbol="-".join(filter(None, (body.symbol, drafter)))),
        year=on.year,
        about=f"đính chính {rules.kind_name(document.kind)} số {number}",
        addressees=tuple(receivers),
        document=Citation(rules.kind_name(document.kind), document.number, document.symbol, document.dated, body.name),
        cause=cause,
        corrections=tuple(corrections),
        signing=papers.signing(body, kind=LETTER, on=on),
        recipients=Recipients(filed=body.filed),
    )
