"""A draft comes back from Word: what differs, text by text, and what of it is taken over. One way for every room's drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop import paperwork
from ocop.audit.services import Actor
from ocop.core.errors import DomainError, StaleEdit
from ocop.core.text.normal import nfc_lines
from ocop.documents import papers
from ocop.documents.models import Document
from ocop.documents.papers import letters, word
from ocop.documents.rules import State
from ocop.documents.services.drafting import fill
from ocop.documents.services.moving import locked, must_be
from ocop.paperwork import returned, rewritten
from ocop.paperwork.differences import Difference, differences, lines
from ocop.paperwork.returned import Note
from ocop.paperwork.rewritten import Filler, OtherPaperError, Passage, Redrawn, Rewritten, Shape

REFUSED: dict[type[returned.ReturnedError], LazyString] = {
    returned.NotWordError: _l("Không đọc được tệp này như một tệp Word (.docx). Vui lòng lưu lại từ Word rồi tải lên."),
    returned.ActiveWordError: _l(
        "Tệp có macro hoặc đối tượng nhúng nên không được nhận. Vui lòng lưu thành tệp .docx thường, bỏ đối tượng nhúng."
    ),
    returned.TooLargeWordError: _l(
        "Tệp lớn hơn mọi văn bản thông thường nên không được nhận. Vui lòng bỏ ảnh rồi lưu lại."
    ),
    OtherPaperError: _l(
        "Tệp này không phải bản Word của dự thảo này. Vui lòng tải bản Word của dự thảo về, sửa rồi nạp lại."
    ),
}
OTHER_DRAFT = _l("Tệp này được tải về từ một dự thảo khác. Vui lòng chọn đúng tệp, hoặc mở dự thảo kia để nạp lại.")
NOTHING_TICKED = _l("Vui lòng đánh dấu ít nhất một mục để nhận.")
EMPTIED = _l("Trích yếu và nơi kính gửi không để trống được. Vui lòng ghi trong tệp Word rồi nạp lại.")
NOT_A_DAY = _l("Ngày trong tệp Word không đọc được. Vui lòng ghi đủ ngày, tháng, năm rồi nạp lại.")


@dataclass(frozen=True)
class Suggested:
    """A text as it stands in the file, beside the draft's, with the version of the draft that it was compared with.

    `both` when the page was saved, too, since the file was downloaded: whoever takes the text over undoes that.
    """

    key: str
    differences: tuple[Difference, ...]
    text: str
    version: int
    both: bool


@dataclass(frozen=True)
class FromWord:
    """What a returned file says. While it has `changes` nothing is taken over, since it says two things at once.

    `lacking` are texts whose place was not found, `overtaken` those that only the page changed since the download; `fixed`
    are sentences of the form, `redrawn` tables and annexes, `added` lines without a place: none of these is taken over.
    """

    suggested: tuple[Suggested, ...]
    lacking: tuple[str, ...]
    overtaken: tuple[str, ...]
    fixed: tuple[Difference, ...]
    redrawn: tuple[Redrawn, ...]
    added: tuple[str, ...]
    tables: int
    changes: tuple[Note, ...]
    comments: tuple[Note, ...]


def compare_word(document: Document, content: bytes) -> FromWord:
    """The file beside a letter's draft; nothing is changed. Raises as `lay_beside`, and `WrongState` unless a draft."""
    must_be(document, State.DRAFT)
    paper = papers.content(document)
    passages = letters.passages(paper)
    versions = dict.fromkeys((one.key for one in passages), document.version)
    return lay_beside(paper, passages, content, fill=letters.filled, draft=word.draft_of(document), versions=versions)


def lay_beside(
    paper: paperwork.Document,
    passages: Sequence[Passage],
    content: bytes,
    *,
    fill: Filler,
    draft: str,
    versions: Mapping[str, int],
) -> FromWord:
    """A returned file beside the draft that prints as `paper` today; `draft` is the name that the file's mark must bear.

    Raises `DomainError` at `file` for what is no Word file, carries macros, is too large, or is another draft's.
    """
    try:
        found = rewritten.rewritten(paper, passages, content, fill=fill)
    except returned.ReturnedError as error:
        raise DomainError(REFUSED[type(error)], field="file") from None
    mark = word.read_mark(found.mark)
    if mark is not None and mark.draft != draft:
        raise DomainError(OTHER_DRAFT, field="file")
    return _told(found, passages, mark, versions)


def take_over_word(document: Document, *, texts: Mapping[str, str], version: int, by: Actor) -> int:
    """Put texts of a returned file in place of the letter's, by their keys; returns how many. `version` as `must_stand` asks.

    Raises `StaleEdit` when somebody saved in between, `DomainError` for none, for a day that is none, or a blank that the
    letter needs; `WrongState` unless a draft. Nothing or all is taken over.
    """
    locked(document)
    must_be(document, State.DRAFT)
    before = papers.content(document)
    blanks = {one.name: one for one in letters.blanks(before)}
    taken = {key: nfc_lines(text) for key, text in texts.items() if key in blanks}
    must_stand(taken, version=version, standing={key: (blanks[key].text, document.version) for key in taken})
    if any(blanks[key].required and not text for key, text in taken.items()):
        raise DomainError(EMPTIED)
    if any(blanks[key].shape is Shape.DAY and not rewritten.is_day(text) for key, text in taken.items()):
        raise DomainError(NOT_A_DAY)
    whole = {name: one.text for name, one in blanks.items()}
    after = letters.filled(before, whole | taken)
    fill(
        document,
        content=after,
        subject=letters.subject_of(after),
        version=document.version,
        mine=taken,
        theirs=whole,
        by=by,
    )
    return len(taken)


def must_stand(taken: Mapping[str, str], *, version: int, standing: Mapping[str, tuple[str, int]]) -> None:
    """Refuse unless the draft's texts are still those that the file was compared with.

    `standing` are the texts and versions today, `version` the sum of the versions that the taken ones were compared with.
    Raises `StaleEdit` with both texts under the names of the form's fields, `DomainError` when nothing is taken.
    """
    if not taken:
        raise DomainError(NOTHING_TICKED, field="take")
    now_at = sum(standing[key][1] for key in taken)
    if now_at != version:
        raise StaleEdit(
            mine={f"{word.TEXT}{key}": text for key, text in taken.items()},
            theirs={f"{word.TEXT}{key}": standing[key][0] for key in taken},
            version=now_at,
        )


def _told(
    found: Rewritten, passages: Sequence[Passage], mark: word.Mark | None, versions: Mapping[str, int]
) -> FromWord:
    suggested, overtaken = list[Suggested](), list[str]()
    for one in passages:
        text = found.texts[one.key]
        if text is None or lines(text) == lines(one.text):
            continue
        downloaded = mark.texts.get(one.key) if mark else None
        if downloaded is not None and downloaded == word.digest(text):
            overtaken.append(one.key)
            continue
        both = downloaded is not None and downloaded != word.digest(one.text)
        shown = tuple(differences(one.text, text))
        suggested.append(Suggested(one.key, shown, nfc_lines(text), versions[one.key], both))
    return FromWord(
        suggested=tuple(suggested),
        lacking=tuple(one.key for one in passages if found.texts[one.key] is None),
        overtaken=tuple(overtaken),
        fixed=found.fixed,
        redrawn=found.redrawn,
        added=found.added,
        tables=found.tables,
        changes=found.changes,
        comments=found.comments,
    )
