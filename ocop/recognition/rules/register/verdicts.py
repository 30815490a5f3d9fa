"""What becomes of a line: created, updated, unchanged, a question or refused; judged against what is stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ocop.recognition.rules.register.columns import SKIP, TAKE, Field
from ocop.recognition.rules.register.legal_forms import name_key
from ocop.recognition.rules.register.lines import Line, Place, Question
from ocop.recognition.rules.register.merging import Change, Known, changes, merged
from ocop.recognition.rules.register.messages import Choice, Message, offer, say
from ocop.recognition.rules.register.precedents import decided_before
from ocop.recognition.rules.register.shelf import Shelf
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


@dataclass
class _Maker:
    """A producer as it was last told of, and the rows of this file that told it."""

    known: Known
    told: dict[str, Place] = field(default_factory=dict)


@dataclass
class _Products:
    """The products of one producer whose names differ in marks only, and the rows of this file about them."""

    known: list[Known] = field(default_factory=list)
    seen: list[tuple[str, Place]] = field(default_factory=list)


class Existing:
    """The stored products, and those that earlier rows of the same file would store, found by producer and name.

    A `Known` without a product stands for a producer who has none yet. However many there are, few lie in memory.
    """

    def __init__(self, known: Iterable[Known]) -> None:
        self._products = Shelf[_Products]()
        self._makers = Shelf[_Maker]()
        self._makers_of = Shelf[int]()
        for one in known:
            self._add(one)

    def candidates(self, line: Line) -> list[Known]:
        """The stored products whose name and producer are the line's when marks do not count."""
        return self._of(line.product, line.producer).known

    def settled(self, line: Line) -> tuple[Line, ...]:
        """The line, or the lines of its products where the store shows how its product cell was once taken apart."""
        doubt = next((one for one in line.questions if one.field is Field.PRODUCT and one.choices), None)
        if line.product or doubt is None:
            return (line,)
        for choice in doubt.choices:
            names = choice.answer.splitlines()
            if all(self._of(name, line.producer).known for name in names):
                rest = tuple(one for one in line.questions if one is not doubt)
                return tuple(replace(line, product=name, questions=rest) for name in names)
        return (line,)

    def other_makers(self, line: Line) -> int:
        """How many other producers have a product of this name."""
        return (self._makers_of.get(words(line.product)) or 0) - bool(self._of(line.product, line.producer).known)

    def producer(self, line: Line) -> Known | None:
        maker = self._makers.get(name_key(line.producer))
        return maker.known if maker else None

    def row_of(self, known: Known) -> Place | None:
        """The earlier row of this file about the same product."""
        rows = self._of(known.product, known.producer).seen
        return next((place for product, place in rows if same_spelling(product, known.product)), None)

    def row_that_told(self, line: Line, attribute: str) -> Place | None:
        """The earlier row of this file that told this about the producer."""
        maker = self._makers.get(name_key(line.producer))
        return maker.told.get(attribute) if maker else None

    def learn(self, outcome: Outcome) -> None:
        """Later rows are judged as if this one had been taken over."""
        after, line = outcome.after, outcome.line
        if after is None or outcome.verdict is Verdict.REFUSED:
            return
        products, maker = self._add(after, instead_of=outcome.known)
        products.seen.append((after.product, line.place))
        for attribute in ATTRIBUTE.values():
            if getattr(line, attribute):
                maker.told.setdefault(attribute, line.place)
        self._makers.put(name_key(after.producer), maker)
        self._products.put(_identity(after.product, after.producer), products)

    def _of(self, product: str, producer: str) -> _Products:
        return self._products.get(_identity(product, producer)) or _Products()

    def _add(self, known: Known, *, instead_of: Known | None = None) -> tuple[_Products, _Maker]:
        """Put a product in its place and its producer in theirs, and give what stands in the two places now."""
        key = name_key(known.producer)
        maker = self._makers.get(key) or _Maker(known)
        maker.known = known
        self._makers.put(key, maker)
        products = self._of(known.product, known.producer)
        if not known.product:
            return products, maker
        if not products.known:
            name = words(known.product)
            self._makers_of.put(name, (self._makers_of.get(name) or 0) + 1)
        products.known = [*(one for one in products.known if one != instead_of), known]
        self._products.put(_identity(known.product, known.producer), products)
        return products, maker


def verdicts(lines: Iterable[Line], known: Iterable[Known] | Existing) -> Iterator[Outcome]:
    """One outcome for every line, in order; rows of the file are also judged against each other."""
    existing = known if isinstance(known, Existing) else Existing(known)
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


def _identity(product: str, producer: str) -> str:
    return f"{name_key(producer)}\n{words(product)}"


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
