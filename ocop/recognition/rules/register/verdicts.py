"""What becomes of a line: created, updated, unchanged, a question or refused; judged against what is stored."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ocop.recognition.rules.register.columns import SKIP, TAKE, Field
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.rules.register.lines import Line, Place, Question
from ocop.recognition.rules.register.merging import Change, Known, changes, merged
from ocop.recognition.rules.register.messages import Choice, Message, offer, say
from ocop.recognition.rules.register.precedents import decided_before
from ocop.recognition.rules.register.spelling import words
from ocop.recognition.rules.register.texts import may_be_same, same_spelling

ATTRIBUTE = {
    Field.FORM: "form",
    Field.COMMUNE: "commune_code",
    Field.ADDRESS: "address",
    Field.REPRESENTATIVE: "representative",
    Field.PHONE: "phone",
}


class Verdict(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    QUESTION = "question"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """The verdict on a line.

    `known` is the stored product it is about (none for a new one), `after` what the import would make of it;
    questions of the line and those that only arise against the store stand together.
    """

    line: Line
    verdict: Verdict
    known: Known | None = None
    after: Known | None = None
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    messages: tuple[Message, ...] = ()


Identity = tuple[str, str]


class Existing:
    """The stored products, and those that earlier rows of the same file would store, found by producer and name.

    A `Known` without a product stands for a producer who has none yet.
    """

    def __init__(self, known: Iterable[Known]) -> None:
        self.products: defaultdict[Identity, list[Known]] = defaultdict(list)
        self.makers: defaultdict[str, set[str]] = defaultdict(set)
        self.producers: dict[str, Known] = {}
        self.told: dict[tuple[str, str], Place] = {}
        self.seen: dict[Identity, list[tuple[str, Place]]] = {}
        for one in known:
            self._add(one)

    def candidates(self, line: Line) -> list[Known]:
        """The stored products whose name and producer are the line's when marks do not count."""
        return self.products.get(_identity(line.product, line.producer), [])

    def settled(self, line: Line) -> tuple[Line, ...]:
        """The line, or the lines of its products where the store shows how its product cell was once taken apart."""
        doubt = next((one for one in line.questions if one.field is Field.PRODUCT and one.choices), None)
        if line.product or doubt is None:
            return (line,)
        for choice in doubt.choices:
            names = choice.answer.splitlines()
            if all(self.products.get(_identity(name, line.producer)) for name in names):
                rest = tuple(one for one in line.questions if one is not doubt)
                return tuple(replace(line, product=name, questions=rest) for name in names)
        return (line,)

    def other_makers(self, line: Line) -> int:
        """How many other producers have a product of this name."""
        return len(self.makers.get(words(line.product), set()) - {name_key(line.producer)})

    def producer(self, line: Line) -> Known | None:
        return self.producers.get(name_key(line.producer))

    def row_of(self, known: Known) -> Place | None:
        """The earlier row of this file about the same product."""
        rows = self.seen.get(_identity(known.product, known.producer), [])
        return next((place for product, place in rows if same_spelling(product, known.product)), None)

    def row_that_told(self, line: Line, attribute: str) -> Place | None:
        """The earlier row of this file that told this about the producer."""
        return self.told.get((name_key(line.producer), attribute))

    def learn(self, outcome: Outcome) -> None:
        """Later rows are judged as if this one had been taken over."""
        after, line = outcome.after, outcome.line
        if after is None or outcome.verdict is Verdict.REFUSED:
            return
        identity = _identity(after.product, after.producer)
        self.products[identity] = [one for one in self.products[identity] if one is not outcome.known]
        self._add(after)
        self.seen.setdefault(identity, []).append((after.product, line.place))
        for attribute in ATTRIBUTE.values():
            if getattr(line, attribute):
                self.told.setdefault((identity[0], attribute), line.place)

    def _add(self, known: Known) -> None:
        producer, product = _identity(known.product, known.producer)
        self.producers[producer] = known
        if known.product:
            self.products[producer, product].append(known)
            self.makers[product].add(producer)


def verdicts(lines: Iterable[Line], known: Iterable[Known]) -> Iterator[Outcome]:
    """One outcome for every line, in order; rows of the file are also judged against each other."""
    existing = Existing(known)
    for line in lines:
        for settled in existing.settled(line):
            outcome = verdict(settled, existing)
            existing.learn(outcome)
            yield outcome


def verdict(line: Line, existing: Existing) -> Outcome:
    """What becomes of one line; never a guess: what has two readings is a question."""
    if line.refusal:
        return Outcome(line, Verdict.REFUSED, messages=(line.refusal, *line.messages))
    if not line.product or not line.producer:
        return Outcome(line, Verdict.QUESTION, questions=line.questions, messages=line.messages)
    candidates = existing.candidates(line)
    stored = next((one for one in candidates if _is_same(one, line)), None)
    if stored is None and candidates and not {Field.PRODUCT, Field.PRODUCER} & set(line.answered):
        return _unsure_which(line, candidates)
    before = _with_producer(stored or _new(line), existing.producer(line))
    return _judged(line, stored, before, existing)


def _judged(line: Line, stored: Known | None, before: Known, existing: Existing) -> Outcome:
    result = merged(before, line)
    contested = dict(_contradicting_rows(line, changes(before, result.after), existing))
    after = replace(result.after, **{attribute: getattr(before, attribute) for attribute in contested})
    made = changes(before, after)
    asked = [question for question in line.questions if not (stored and decided_before(question, line, before))]
    questions = [*asked, *result.conflicts, *contested.values()]
    messages = [*line.messages, *result.messages, *_namesakes(line, stored, existing)]
    repeated = existing.row_of(stored) if stored else None
    if repeated:
        messages.append(say("Trùng sản phẩm với hàng %(row)s.", row=_row(repeated, line)))
        if made and line.answered.get(Field.ROW) != TAKE:
            questions.append(_repeated(repeated, line, made))
    outcome = _verdict_of(stored, made, questions)
    return Outcome(line, outcome, stored, after, made if stored else (), tuple(questions), tuple(messages))


def _verdict_of(stored: Known | None, made: tuple[Change, ...], questions: list[Question]) -> Verdict:
    if questions:
        return Verdict.QUESTION
    if stored is None:
        return Verdict.CREATED
    return Verdict.UPDATED if made else Verdict.UNCHANGED


def _identity(product: str, producer: str) -> Identity:
    return name_key(producer), words(product)


def _is_same(known: Known, line: Line) -> bool:
    return may_be_same(known.product, line.product) and may_be_same(known.producer, line.producer)


def _new(line: Line) -> Known:
    return Known(key="", product=line.product, producer=line.producer, form=line.form)


def _with_producer(known: Known, producer: Known | None) -> Known:
    """The product with what is now known of its producer."""
    if producer is None or producer is known:
        return known
    return replace(
        known,
        form=producer.form,
        commune_code=producer.commune_code,
        address=producer.address,
        representative=producer.representative,
        phone=producer.phone,
    )


def _unsure_which(line: Line, candidates: list[Known]) -> Outcome:
    """The same letters with other marks: perhaps a slip, perhaps another person's name."""
    other = candidates[0]
    of, stored, new = Field.PRODUCT, other.product, line.product
    if not may_be_same(other.producer, line.producer):
        of, stored, new = Field.PRODUCER, other.producer, line.producer
    message = say("“%(new)s” và “%(stored)s” đang lưu có phải là một?", new=new, stored=stored)
    questions = (*line.questions, Question(of, message, new, offer(stored, new)))
    return Outcome(line, Verdict.QUESTION, questions=questions, messages=line.messages)


def _contradicting_rows(line: Line, made: tuple[Change, ...], existing: Existing) -> Iterator[tuple[str, Question]]:
    """What two rows tell differently about one producer, where the last would silently win.

    An address that only leaves out or adds its village contradicts nothing.
    """
    changed = {change.field: change for change in made}
    for of, attribute in ATTRIBUTE.items():
        change, row = changed.get(attribute), existing.row_that_told(line, attribute)
        if change is None or row is None or not change.before or of in line.answered:
            continue
        if of is Field.ADDRESS and words(change.before) in words(change.after):
            continue
        message = say(
            "Hàng %(row)s ghi “%(before)s” cho cùng chủ thể, hàng này ghi “%(after)s”.",
            row=_row(row, line),
            before=change.before,
            after=change.after,
        )
        yield attribute, Question(of, message, change.after, offer(change.before, change.after))


def _namesakes(line: Line, stored: Known | None, existing: Existing) -> Iterator[Message]:
    if stored and line.product != stored.product and not same_spelling(line.product, stored.product):
        yield say("“%(new)s” được hiểu là “%(stored)s” đang lưu.", new=line.product, stored=stored.product)
    others = 0 if stored else existing.other_makers(line)
    if others:
        yield say("Có %(count)s chủ thể khác có sản phẩm cùng tên.", count=others)


def _repeated(row: Place, line: Line, made: tuple[Change, ...]) -> Question:
    message = say("Hàng %(row)s đã ghi sản phẩm này với nội dung khác. Có nhập thêm hàng này?", row=_row(row, line))
    differences = "; ".join(f"{change.before or '…'} → {change.after}" for change in made)
    take = Choice(TAKE, say("Nhập: %(differences)s", differences=differences))
    return Question(Field.ROW, message, choices=(take, Choice(SKIP, say("Bỏ qua hàng này"))))


def _row(place: Place, line: Line) -> str:
    sheet, row = place
    return str(row) if sheet == line.sheet else f"{row} ({sheet})"
