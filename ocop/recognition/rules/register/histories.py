"""Joining the recognitions that a line tells with those that are stored, without making one of two or two of one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ocop.core.text.dates import PartialDate, Precision
from ocop.recognition.rules.register.columns import FIRST, SECOND, Field, RecognitionFields
from ocop.recognition.rules.register.days import written
from ocop.recognition.rules.register.decisions import same_decision
from ocop.recognition.rules.register.lines import Line, Question, Recognition
from ocop.recognition.rules.register.messages import Message, offer, say
from ocop.recognition.rules.register.texts import better

FINENESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2}


@dataclass
class History:
    """The stored recognitions while those of a line are joined to them; each stored one is meant once at most."""

    stored: list[Recognition]
    line: Line
    added: list[Recognition] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    conflicts: list[Question] = field(default_factory=list)

    def join(self, new: Recognition, columns: RecognitionFields) -> None:
        at = self._meant_by(new)
        if at is not None:
            self.taken.add(at)
            self.stored[at] = self._joined(self.stored[at], new, columns)
        elif doubt := self._why_not_another(new, columns):
            self.conflicts.append(doubt)
        else:
            self.added.append(new)

    def _free(self, meant: Callable[[Recognition], bool]) -> int | None:
        """The latest stored recognition of that kind which no other of the line means."""
        places = range(len(self.stored) - 1, -1, -1)
        return next((at for at in places if at not in self.taken and meant(self.stored[at])), None)

    def _meant_by(self, new: Recognition) -> int | None:
        """The stored recognition of the same decision, of the same date, or of the same rank where neither is known."""
        ways: tuple[Callable[[Recognition], bool], ...] = (
            lambda one: one == new,
            lambda one: _one_decision(one, new),
            lambda one: _one_date(one, new),
            lambda one: one.stars == new.stars and unknown_when(one),
        )
        for way in ways:
            if (at := self._free(way)) is not None:
                return at
        return self._free(lambda one: one.stars == new.stars) if self._says_only_a_rank(new) else None

    def _says_only_a_rank(self, new: Recognition) -> bool:
        """A bare rank means a stored recognition of that rank; as the last one of the line, only the last stored."""
        if not unknown_when(new):
            return False
        is_last = new is self.line.recognitions[-1]
        return not is_last or (bool(self.stored) and self.stored[-1].stars == new.stars)

    def _why_not_another(self, new: Recognition, columns: RecognitionFields) -> Question | None:
        """The doubt whether a recognition that means none of the stored is a further one, unless an officer answered."""
        answered = (columns.date, columns.decision, Field.STARS)
        free = [one for at, one in enumerate(self.stored) if at not in self.taken]
        if not free or any(of in self.line.answered for of in answered):
            return None
        if unknown_when(new):
            message = say(
                "Đang lưu %(stored)s sao, tệp ghi %(new)s sao mà không có ngày công nhận.",
                stored=free[-1].stars,
                new=new.stars,
            )
            return Question(Field.STARS, message, str(new.stars), offer(str(free[-1].stars), str(new.stars)))
        near = [one for one in free if _in_one_year(one, new) or _perhaps_one(one, new)]
        if not near:
            return None
        message = say("Đang lưu lần công nhận %(stored)s, tệp ghi %(new)s.", stored=told(near[-1]), new=told(new))
        dates = [written(one.date) for one in (near[-1], new) if one.date]
        return Question(columns.date, message, dates[-1] if dates else "", offer(*dates))

    def _joined(self, old: Recognition, new: Recognition, columns: RecognitionFields) -> Recognition:
        return Recognition(
            self._stars(old, new, columns),
            self._date(old, new, columns),
            new.decision if len(new.decision) > len(old.decision) else old.decision,
            better(new.authority, old.authority),
        )

    def _stars(self, old: Recognition, new: Recognition, columns: RecognitionFields) -> int:
        if old.stars == new.stars or {columns.stars, Field.STARS} & set(self.line.answered):
            return new.stars
        message = say(
            "Đang lưu %(stored)s sao cho lần công nhận này, tệp ghi %(new)s sao.", stored=old.stars, new=new.stars
        )
        choices = offer(str(old.stars), str(new.stars))
        self.conflicts.append(Question(columns.stars, message, str(new.stars), choices))
        return old.stars

    def _date(self, old: Recognition, new: Recognition, columns: RecognitionFields) -> PartialDate | None:
        if old.date is None or new.date is None or overlap(old.date, new.date):
            return finer(old.date, new.date)
        if columns.date in self.line.answered:
            return new.date
        message = say(
            "Đang lưu ngày công nhận %(stored)s, tệp ghi %(new)s.", stored=written(old.date), new=written(new.date)
        )
        choices = offer(written(old.date), written(new.date))
        self.conflicts.append(Question(columns.date, message, written(new.date), choices))
        return old.date


def joined(
    stored: tuple[Recognition, ...], line: Line
) -> tuple[tuple[Recognition, ...], Sequence[Question], Sequence[Message]]:
    """The recognitions after the line, oldest first, the questions that arise, and what is worth saying."""
    history = History(list(stored), line)
    times = (FIRST, SECOND) if len(line.recognitions) > 1 else (FIRST,)
    pairs = zip(line.recognitions, times, strict=False)
    for new, columns in sorted(pairs, key=lambda entry: (entry[0] not in stored, unknown_when(entry[0]))):
        history.join(new, columns)
    together = _in_order([*history.stored, *history.added])
    unchanged = together == _in_order(stored)
    return stored if unchanged else together, history.conflicts, tuple(_older_than_stored(stored, line))


def unknown_when(recognition: Recognition) -> bool:
    return not recognition.date and not recognition.decision


def told(one: Recognition) -> str:
    """A recognition in one line: "4 sao, 20/12/2023, 99/QĐ-UBND, UBND tỉnh"."""
    when = written(one.date) if one.date else ""
    return ", ".join(filter(None, (f"{one.stars} sao", when, one.decision, one.authority)))


def finer(old: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
    """The more precise of two dates that do not exclude each other."""
    if old is None or new is None:
        return old or new
    return new if FINENESS[new.precision] > FINENESS[old.precision] else old


def overlap(one: PartialDate, other: PartialDate, slack: timedelta = timedelta()) -> bool:
    """True when both may be the same day, or so many days apart."""
    return one.earliest() <= other.latest() + slack and other.earliest() <= one.latest() + slack


def _older_than_stored(stored: tuple[Recognition, ...], line: Line) -> Iterator[Message]:
    last, newest = line.last_recognition, stored[-1] if stored else None
    if last and newest and last.date and newest.date and newest.date.earliest() > last.date.latest():
        yield say("Đã lưu lần công nhận mới hơn (%(date)s).", date=written(newest.date))


def _in_order(recognitions: Sequence[Recognition]) -> tuple[Recognition, ...]:
    return tuple(sorted(recognitions, key=lambda one: one.date.first if one.date else date.min))


def _one_decision(old: Recognition, new: Recognition) -> bool:
    """The same number; where it lacks its symbol, only beside dates that do not exclude each other."""
    if not new.decision or not same_decision(old.decision, new.decision):
        return False
    return "/" in new.decision or _dates_agree(old, new)


def _one_date(old: Recognition, new: Recognition) -> bool:
    if not old.date or not new.date or not overlap(old.date, new.date):
        return False
    return not old.decision or not new.decision or _same_number(old.decision, new.decision)


def _dates_agree(old: Recognition, new: Recognition) -> bool:
    return old.date is None or new.date is None or overlap(old.date, new.date)


def _in_one_year(old: Recognition, new: Recognition) -> bool:
    return old.date is not None and new.date is not None and old.date.first.year == new.date.first.year


def _perhaps_one(old: Recognition, new: Recognition) -> bool:
    """One tells the date and the other the decision, or one the number without its symbol."""
    named = not old.decision or not new.decision or _same_number(old.decision, new.decision)
    return named and _dates_agree(old, new) and not unknown_when(old)


def _same_number(one: str, other: str) -> bool:
    """ "1234" is what somebody noted of "1234/QĐ-UBND"."""
    alone = "/" not in one or "/" not in other
    return same_decision(one, other) or (alone and one.partition("/")[0] == other.partition("/")[0])
