"""The mark in a draft's Word file: whose draft it is, and how each text stood when the file was downloaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ocop import paperwork
from ocop.documents import papers
from ocop.documents.models import Document
from ocop.documents.papers import letters
from ocop.paperwork import Rendition
from ocop.paperwork.differences import lines
from ocop.paperwork.rewritten import Passage

TEXT = "text-"
"""Before a text's key: the name of its field where several are sent at once."""

_DRAFT, _TEXTS = "ocop-du-thao", "ocop-noi-dung"
_DIGITS = 12
_CLOSING = " .;,/"


@dataclass(frozen=True)
class Mark:
    """`texts` are digests of the texts by their keys."""

    draft: str
    texts: Mapping[str, str]


def draft_of(document: Document) -> str:
    """The name of a letter's draft in the marks of its files."""
    return f"van-ban-{document.id}"


def draft_docx(document: Document) -> bytes:
    """A letter's draft as a Word file."""
    paper = papers.content(document)
    return docx(paper, letters.passages(paper), draft=draft_of(document))


def docx(paper: paperwork.Document, passages: Sequence[Passage], *, draft: str) -> bytes:
    """The draft for further editing in Word, marked DỰ THẢO, known again when it comes back."""
    texts = " ".join(f"{one.key}={digest(one.text)}" for one in passages)
    return paperwork.render_docx(paper, Rendition.draft(), {_DRAFT: draft, _TEXTS: texts})


def read_mark(kept: Mapping[str, str]) -> Mark | None:
    """The mark as a returned file kept it; None when an office program dropped it."""
    if not kept.get(_DRAFT):
        return None
    pairs = (one.partition("=") for one in kept.get(_TEXTS, "").split())
    return Mark(kept[_DRAFT], {key: value for key, _is, value in pairs})


def digest(text: str) -> str:
    """Of the words of a text, however the form closes its lines."""
    bare = "\n".join(line.casefold().rstrip(_CLOSING) for line in lines(text))
    return sha256(bare.encode()).hexdigest()[:_DIGITS]
