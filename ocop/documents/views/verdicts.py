"""What is said of a document whose pages came back, and whether it can be confirmed with one click."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ocop.documents.rules import State
from ocop.documents.services.digital import Digital
from ocop.documents.services.homecoming import Arrival
from ocop.paperwork.comparison import Verdict
from ocop.paperwork.scans.sorting import Homecoming, Leaf
from ocop.paperwork.signatures import Signature
from ocop.ui import filters

STATES = {
    State.DRAFT: _l(
        "Bản in này đã bị bỏ chốt để sửa nên không còn giá trị. Vui lòng chốt lại và in bản mới để ký, không dùng bản này."
    ),
    State.FROZEN: _l("Văn bản chưa có số, ngày. Vui lòng ghi số, ngày theo sổ đăng ký rồi quay lại đây xác nhận."),
    State.REPLACED: _l("Văn bản đã được thay thế nên không nhận thêm bản ký."),
    State.REVOKED: _l("Văn bản đã thu hồi nên không nhận thêm bản ký."),
}

TEXTS = {
    Verdict.SAME_BYTES: ("good", _l("Tệp chính là bản đã chốt, chỉ thêm chữ ký số.")),
    Verdict.SAME_TEXT: ("good", _l("Chữ trong tệp đúng bản đã chốt; tệp được in lại, có thể đã đóng số, ngày, giờ.")),
    Verdict.UNREADABLE: ("info", _l("Tệp là ảnh quét nên không so được từng chữ; vui lòng đối chiếu bằng mắt.")),
}


class Remark(NamedTuple):
    """One sentence; `tone` as that of a notice."""

    tone: str
    text: str


class Shown(NamedTuple):
    """A document of the batch as the page shows it; `pages` are the leaf, or None where it is missing, of each page."""

    arrival: Arrival
    remarks: Sequence[Remark]
    pages: Sequence[tuple[int, Leaf | None]]
    confirmable: bool


def of(arrival: Arrival) -> Shown:
    """The verdict on one document."""
    document, found = arrival.document, arrival.found
    come = {leaf.mark.page: leaf for leaf in found.leaves if leaf.mark}
    return Shown(
        arrival=arrival,
        remarks=[Remark(tone, text) for tone, text in _remarks(arrival)],
        pages=[(page, come.get(page)) for page in range(1, found.expected.pages + 1)] if found.expected.version else [],
        confirmable=document.state is State.ISSUED and bool(found.leaves) and not _was_sent(arrival),
    )


def _remarks(arrival: Arrival) -> Iterator[tuple[str, str]]:
    document, found = arrival.document, arrival.found
    if document.state in STATES:
        yield "bad" if document.state is State.DRAFT else "warn", str(STATES[document.state])
    if _was_sent(arrival):
        yield "info", _("Bản ký đã được gửi cùng văn bản nên không thay được nữa.")
    elif document.signed_copy is not None:
        yield "info", _("Văn bản đã có bản ký; xác nhận sẽ thay bản cũ bằng bản này.")
    if found.complete:
        yield (
            "good",
            ngettext(
                "Đủ %(pages)s trang, đúng bản đã chốt.",
                "Đủ %(pages)s trang, đúng bản đã chốt.",
                found.expected.pages,
                pages=found.expected.pages,
            ),
        )
    for tone, pages, sentence in SENTENCES:
        if numbers := pages(found):
            yield tone, str(sentence) % {"pages": ", ".join(map(str, numbers))}
    if arrival.digital is not None:
        yield from _digital(arrival.digital)
    if found.reordered:
        yield "info", _("Các trang được xếp lại theo đúng thứ tự.")
    if found.grey and arrival.digital is None:
        yield "warn", _("Bản quét không có màu. Văn bản có dấu đỏ nên được quét màu.")


def _digital(digital: Digital) -> Iterator[tuple[str, str]]:
    """What is to be said of a file that was signed digitally, or printed anew."""
    verdict, pages = digital.comparison.verdict, ", ".join(map(str, digital.comparison.pages))
    if verdict is not Verdict.OTHER_TEXT:
        yield TEXTS[verdict][0], str(TEXTS[verdict][1])
    else:
        yield (
            "bad",
            _("Chữ trong tệp khác bản đã chốt ở trang %(pages)s. Vui lòng đối chiếu trước khi nhận.", pages=pages),
        )
    for one in digital.signatures:
        yield _signature(one)


def _signature(one: Signature) -> tuple[str, str]:
    if not one.intact:
        return "bad", _("Chữ ký số của %(signer)s không đúng: tệp đã bị sửa sau khi ký.", signer=one.signer)
    if not one.whole:
        return "bad", _("Sau khi %(signer)s ký số, tệp được thêm nội dung nằm ngoài chữ ký.", signer=one.signer)
    if not one.known:
        return "warn", _(
            "%(signer)s đã ký số lúc %(at)s, tệp còn nguyên vẹn; nơi cấp chứng thư %(issuer)s chưa có trong danh sách tin cậy.",
            signer=one.signer,
            at=filters.luc(one.signed_at),
            issuer=one.issuer,
        )
    return "good", _(
        "%(signer)s đã ký số lúc %(at)s, tệp còn nguyên vẹn, chứng thư do %(issuer)s cấp.",
        signer=one.signer,
        at=filters.luc(one.signed_at),
        issuer=one.issuer,
    )


def _was_sent(arrival: Arrival) -> bool:
    return arrival.document.signed_copy is not None and bool(arrival.document.dispatches)


def _numbers(leaves: Sequence[Leaf]) -> list[int]:
    return sorted(leaf.mark.page for leaf in leaves if leaf.mark)


SENTENCES: Sequence[tuple[str, Callable[[Homecoming], Sequence[int]], LazyString]] = (
    (
        "bad",
        lambda found: found.missing,
        _l("Thiếu trang %(pages)s. Vui lòng quét bổ sung và tải lên cùng các trang này."),
    ),
    ("bad", lambda found: found.twice, _l("Trang %(pages)s có hơn một bản quét; bản quét đầu tiên được dùng.")),
    (
        "bad",
        lambda found: _numbers(found.older),
        _l(
            "Trang %(pages)s thuộc bản in trước khi sửa, đã để riêng. Vui lòng kiểm tra bản được ký có phải bản hiện hành."
        ),
    ),
    ("warn", lambda found: _numbers(found.beyond), _l("Trang %(pages)s không có trong bản đã chốt, đã để riêng.")),
    ("warn", lambda found: found.by_hand, _l("Trang %(pages)s do người nhận tự chọn, không đọc được mã.")),
    ("info", lambda found: found.turned, _l("Trang %(pages)s được xoay cho thẳng.")),
    (
        "warn",
        lambda found: found.coarse,
        _l("Trang %(pages)s được quét dưới 200 dpi. Nên quét lại cho rõ."),
    ),
)
"""In the order of their weight."""
