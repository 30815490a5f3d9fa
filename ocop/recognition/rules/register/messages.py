"""What the importer says about a cell or a row: Vietnamese sentences with blanks, so that a page may translate them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """A msgid with its blanks; `str()` gives the Vietnamese sentence, a page passes both to gettext."""

    template: str
    blanks: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.template % dict(self.blanks)


def say(template: str, **blanks: object) -> Message:
    """`say` is also the keyword by which the msgids of this package are extracted."""
    return Message(template, tuple((name, str(blank)) for name, blank in blanks.items()))


@dataclass(frozen=True)
class Choice:
    """One possible answer to a question: `answer` is put in place of the cell, `label` is what the officer reads."""

    answer: str
    label: Message


def offer(*answers: str) -> tuple[Choice, ...]:
    """Choices whose text explains itself."""
    return tuple(Choice(answer, say("%(answer)s", answer=answer)) for answer in dict.fromkeys(answers))
