"""How the pages name states, checks, sources and channels, and the steps of a plan's way."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.documents.rules import Channel
from ocop.plans.rules import Check, Source, State
from ocop.plans.rules.checking import ANNEXES, FORMALITIES
from ocop.plans.rules.deriving import CLOSING, OPENING
from ocop.ui.listing import Step

STATE_NAMES: Mapping[State, LazyString] = {
    State.DRAFT: _l("Đang soạn thảo"),
    State.WITH_HEAD: _l("Chờ lãnh đạo phòng kiểm tra"),
    State.WITH_OFFICE: _l("Chờ Văn phòng kiểm tra thể thức"),
    State.CHECKED: _l("Chờ lãnh đạo duyệt trình ký"),
    State.FOR_SIGNATURE: _l("Đã chốt, chờ ký và vào số"),
    State.ISSUED: _l("Đã ban hành, chưa gửi"),
    State.SENT: _l("Đã gửi"),
    State.COMMENTED: _l("Cấp trên có ý kiến"),
    State.RECEIVED: _l("Cấp trên đã tiếp nhận"),
    State.REPLACED: _l("Đã được thay thế"),
}
STATE_TONES: Mapping[State, str] = {
    State.DRAFT: "warn",
    State.ISSUED: "info",
    State.SENT: "info",
    State.COMMENTED: "warn",
    State.RECEIVED: "good",
    State.REPLACED: "neutral",
}
CHECK_NAMES: Mapping[Check, LazyString] = {
    Check.CONTENT: _l("Kiểm tra nội dung (lãnh đạo phòng)"),
    Check.FORM: _l("Kiểm tra thể thức (Văn phòng)"),
    Check.SIGNATURE: _l("Duyệt trình ký (lãnh đạo UBND)"),
}
SOURCE_NAMES: Mapping[Source, LazyString] = {
    Source.CENTRAL: _l("Trung ương"),
    Source.PROVINCE: _l("Tỉnh"),
    Source.DISTRICT: _l("Cấp huyện"),
    Source.COUNTERPART: _l("Đối ứng"),
    Source.OTHER: _l("Nguồn khác"),
}
CHANNEL_NAMES: Mapping[Channel, LazyString] = {
    Channel.AXIS: _l("Trục liên thông văn bản"),
    Channel.EMAIL: _l("Thư điện tử công vụ"),
    Channel.POST: _l("Bưu chính"),
    Channel.HAND: _l("Gửi trực tiếp"),
    Channel.PORTAL: _l("Qua cổng này"),
}
OCCASIONS: Mapping[str, LazyString] = {
    "handed_on": _l("Khi trình kiểm tra"),
    "before_refresh": _l("Trước khi cập nhật từ hồ sơ"),
    "frozen": _l("Khi chốt trình ký"),
}
PART_NAMES: Mapping[str, LazyString] = {
    OPENING: _l("Phần mở đầu"),
    CLOSING: _l("Phần kết thúc"),
    ANNEXES: _l("Các phụ lục"),
    FORMALITIES: _l("Trích yếu, căn cứ, nơi nhận"),
}
FORMALITY_NAMES: Mapping[str, LazyString] = {
    "subject": _l("Trích yếu"),
    "legal_bases": _l("Căn cứ"),
    "recipients": _l("Nơi nhận"),
    "filed": _l("Lưu"),
}
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

WAY = (
    (frozenset({State.DRAFT}), _l("Soạn thảo")),
    (frozenset({State.WITH_HEAD}), _l("Lãnh đạo phòng")),
    (frozenset({State.WITH_OFFICE}), _l("Văn phòng")),
    (frozenset({State.CHECKED}), _l("Duyệt trình ký")),
    (frozenset({State.FOR_SIGNATURE}), _l("Ký, vào số")),
    (frozenset({State.ISSUED}), _l("Gửi cấp trên")),
    (frozenset({State.SENT, State.COMMENTED}), _l("Cấp trên tiếp nhận")),
)


def section_names(headings: Mapping[str, str]) -> dict[str, str]:
    """How the pages call the parts of a plan, the sections with their numerals, in the order of the paper.

    `headings` are the sections' headings by key, "" for opening and closing.
    """
    numerals = iter(NUMERALS)
    named = {
        key: f"{next(numerals)}. {heading}" if heading else str(PART_NAMES.get(key, key))
        for key, heading in headings.items()
    }
    return {**named, ANNEXES: str(PART_NAMES[ANNEXES]), FORMALITIES: str(PART_NAMES[FORMALITIES])}


def steps(state: State, *, office_checks: bool, sent_back: bool, at_the_top: bool) -> list[Step]:
    """The plan's way for a `timeline`: what is done, where it stands, what is ahead; nobody receives it from the top."""
    way = [(states, label) for states, label in WAY if office_checks or State.WITH_OFFICE not in states]
    if at_the_top:
        way = [*way[:-2], (frozenset({State.ISSUED}), _l("Gửi các đơn vị"))]
    place = next((at for at, (states, _label) in enumerate(way) if state in states), len(way))
    return [Step(label, _standing(at, place, sent_back=sent_back)) for at, (_states, label) in enumerate(way)]


def _standing(at: int, place: int, *, sent_back: bool) -> str:
    if at == place:
        return "stopped" if sent_back else "current"
    return "done" if at < place else "ahead"
