"""How this room's pages call states, steps and acts."""

from datetime import datetime

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ocop.audit.models import AuditEntry
from ocop.core import clock
from ocop.core.text import dates
from ocop.documents import rules
from ocop.documents.models import Document
from ocop.documents.rules import State
from ocop.ui import filters
from ocop.ui.listing import Step

STATES: dict[State, LazyString] = {
    State.DRAFT: _l("Dự thảo"),
    State.FROZEN: _l("Đang trình ký"),
    State.ISSUED: _l("Đã ban hành"),
    State.REPLACED: _l("Đã được thay thế"),
    State.REVOKED: _l("Đã thu hồi"),
}
TONES: dict[State, str] = {
    State.DRAFT: "neutral",
    State.FROZEN: "info",
    State.ISSUED: "good",
    State.REPLACED: "warn",
    State.REVOKED: "bad",
}
ACTS: dict[str, LazyString] = {
    "prepare": _l("Lập dự thảo"),
    "revise": _l("Sửa dự thảo"),
    "freeze": _l("Chốt bản trình ký"),
    "unfreeze": _l("Bỏ chốt, sửa lại"),
    "ask_number": _l("Xin số"),
    "issue": _l("Cấp số, ngày"),
    "void_number": _l("Hủy số"),
    "attach_signed_copy": _l("Tải bản ký"),
    "dispatch": _l("Gửi văn bản"),
    "replace": _l("Được thay thế"),
    "revoke": _l("Thu hồi"),
    "print": _l("In, tải bản"),
    "verify": _l("Tra cứu qua mã QR"),
}


def steps(document: Document) -> list[Step]:
    """The document's life as a timeline: what is done, what stands next, what lies ahead."""
    sendings = document.dispatches
    received = [one for one in sendings if one.incoming_number]
    life = [
        (_("Dự thảo"), True, filters.luc(document.created_at)),
        (_("Chốt bản trình ký"), document.frozen_at is not None, _when(document)),
        (_("Cấp số, ngày"), document.number is not None, _number(document)),
        (_("Bản ký, đóng dấu"), document.signed_copy_id is not None, ""),
        (
            _("Gửi"),
            bool(sendings),
            ngettext("%(count)s nơi nhận", "%(count)s nơi nhận", len(sendings), count=len(sendings))
            if sendings
            else "",
        ),
        (
            _("Nơi nhận đăng ký"),
            bool(received),
            ngettext("%(count)s nơi", "%(count)s nơi", len(received), count=len(received)) if received else "",
        ),
    ]
    ahead = next((place for place, (_label, done, _detail) in enumerate(life) if not done), len(life))
    ended = document.state in {State.REPLACED, State.REVOKED}
    told = [
        Step(label, "done" if place < ahead or done else "current" if place == ahead and not ended else "ahead", detail)
        for place, (label, done, detail) in enumerate(life)
    ]
    return [*told, Step(STATES[document.state], "stopped")] if ended else told


def moment(document: Document, entry: AuditEntry) -> datetime:
    """When something was done by the office's calendar, which the rest of the page follows; the trail has the real clock."""
    own = {"prepare": document.created_at, "freeze": document.frozen_at, "issue": document.issued_at}.get(entry.act)
    return own or clock.on_business_date(entry.at)


def title(document: Document) -> str:
    """The document by number, or by kind and symbol before it has one: "Kế hoạch số 87/KH-UBND"."""
    kind = rules.kind_name(document.kind)
    if document.number is None:
        return f"{kind} …/{document.symbol}"
    return str(_("%(kind)s số %(number)s", kind=kind, number=rules.full_number(document.number, document.symbol)))


def _when(document: Document) -> str:
    return filters.luc(document.frozen_at) if document.frozen_at else ""


def _number(document: Document) -> str:
    if document.number is None or document.dated is None:
        return ""
    return f"{rules.full_number(document.number, document.symbol)}, {dates.day(document.dated)}"
