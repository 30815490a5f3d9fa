"""How kinds and states of registrations read on screen."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.registrations.rules import Kind, State

KIND_NAMES: Mapping[Kind, LazyString] = {
    Kind.NEW: _l("Đăng ký mới"),
    Kind.UPGRADE: _l("Nâng hạng"),
    Kind.REASSESSMENT: _l("Đánh giá lại"),
}
STATE_NAMES: Mapping[State, LazyString] = {
    State.IDEA: _l("Ý tưởng"),
    State.DRAFT: _l("Đang soạn"),
    State.SUBMITTED: _l("Đã trình danh sách"),
    State.ACCEPTED: _l("Tỉnh chấp nhận"),
    State.REFUSED: _l("Tỉnh trả lại"),
    State.DOSSIER_COMPLETE: _l("Hồ sơ đầy đủ"),
    State.IN_ASSESSMENT: _l("Đang đánh giá"),
    State.RESULT: _l("Đã có kết quả"),
    State.WITHDRAWN: _l("Đã rút"),
    State.NEVER_CARRIED_OUT: _l("Không thực hiện"),
}
STATE_TONES: Mapping[State, str] = {
    State.SUBMITTED: "info",
    State.ACCEPTED: "good",
    State.REFUSED: "bad",
    State.DOSSIER_COMPLETE: "good",
    State.IN_ASSESSMENT: "info",
    State.RESULT: "good",
    State.NEVER_CARRIED_OUT: "warn",
}
