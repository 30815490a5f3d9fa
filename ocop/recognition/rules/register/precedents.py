"""Questions that need no answer, because the row says word for word what is stored and so was decided before."""

from ocop.recognition.rules.register.columns import FIRST, SECOND, Field
from ocop.recognition.rules.register.lines import Line, Question
from ocop.recognition.rules.register.merging import Known
from ocop.recognition.rules.register.spelling import words
from ocop.recognition.rules.register.texts import same_spelling


def decided_before(question: Question, line: Line, stored: Known) -> bool:
    """True where asking again could bring nothing new; a cell with two meanings is asked however often it comes."""
    if question.shown:
        return words(question.shown) in _texts(question.field, line, stored)
    if question.field is Field.FORM:
        return line.form is stored.form
    if question.field is Field.COMMUNE:
        column_says = question.choices[0].answer if question.choices else ""
        return column_says == stored.commune_code and same_spelling(line.address, stored.address)
    return question.field is Field.EXPIRY and line.expiry == stored.expiry


def _texts(of: Field, line: Line, stored: Known) -> set[str]:
    """The stored texts of a field as they are compared; an empty one decides nothing."""
    decisions = tuple(one.decision for one in stored.recognitions)
    address = () if line.commune_stated else (stored.address,)
    texts = {
        Field.PHONE: (stored.phone,),
        Field.COMMUNE: address,
        FIRST.decision: decisions,
        SECOND.decision: decisions,
    }.get(of, ())
    return {words(text) for text in texts} - {""}
