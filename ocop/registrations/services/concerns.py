"""What must be looked at before a registration is submitted, and the officer's answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from ocop import audit
from ocop.accounts.models import User
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.registrations import queries, rules
from ocop.registrations.models import Registration, RegistrationWarning
from ocop.registrations.rules import Circumstances, Concern


@dataclass(frozen=True)
class Question:
    """A concern in words, with the answer that was given to it; an answer to other circumstances does not count."""

    concern: Concern
    sentence: str
    answer: str | None
    answered_by: str | None


def questions(registration: Registration) -> Sequence[Question]:
    """The concerns as the records stand now; the registration's warnings must be loaded."""
    seen = queries.circumstances(registration)
    given = {row.code: row for row in registration.warnings}
    return [_question(concern, sentence(concern, seen), given.get(concern.value)) for concern in rules.concerns(seen)]


def answer(registration: Registration, concern: Concern, text: str, *, by: User, now: datetime) -> None:
    """Keep the officer's answer with the sentence that it answers; raises `DomainError` when nothing is asked or said."""
    if not text:
        raise DomainError(_("Vui lòng ghi ý kiến về cảnh báo."), field="answer")
    asked = next((one for one in questions(registration) if one.concern is concern), None)
    if asked is None:
        raise DomainError(_("Cảnh báo này không còn. Vui lòng tải lại trang."))
    row = queries.warning(registration.id, concern.value)
    if row is None:
        row = RegistrationWarning(registration_id=registration.id, code=concern.value, sentence=asked.sentence)
        db.session.add(row)
    before = row.answer
    row.sentence, row.answer, row.answered_by, row.answered_at = asked.sentence, text, by.name, now
    name = registration.product.name
    audit.record(by, "answer_warning", row, name=name, change={concern.value: (before, text)})


def sentence(concern: Concern, seen: Circumstances) -> str:
    """The concern as the officer reads it; it names no product of another unit."""
    match concern:
        case Concern.NEAR_DUPLICATE:
            said = _("Tên gần giống sản phẩm khác của đơn vị: %(names)s.", names="; ".join(seen.similar_own))
        case Concern.NEAR_DUPLICATE_ELSEWHERE:
            said = ngettext(
                "%(count)s sản phẩm tương tự ở đơn vị khác.",
                "%(count)s sản phẩm tương tự ở đơn vị khác.",
                seen.similar_elsewhere,
                count=seen.similar_elsewhere,
            )
        case Concern.FRESH_OR_RAW:
            said = _("Sản phẩm tươi sống hoặc thô, sơ chế: cần nêu rõ điểm khác biệt và cách bảo quản.")
        case Concern.NAME_DIFFERS:
            said = _("Tên chủ thể khác tên trên giấy đăng ký kinh doanh.")
        case Concern.NOT_IN_BUSINESS_LINES:
            said = _("Ngành, nghề kinh doanh của chủ thể chưa nhắc đến sản phẩm này: vui lòng kiểm tra giấy đăng ký.")
        case Concern.NEVER_CARRIED_OUT:
            years = ", ".join(map(str, seen.carried_out_not))
            said = _("Đã đăng ký năm %(years)s nhưng chưa thực hiện.", years=years)
        case Concern.COMMUNE_UNKNOWN:
            said = _("Chưa rõ xã, phường, thị trấn của chủ thể.")
        case Concern.STAMP_MISSING:
            said = _("Sản phẩm từ 3 sao nhưng thiếu hoặc chưa ghi nhận tem OCOP, nhãn hàng hóa.")
    return str(said)


def _question(concern: Concern, said: str, row: RegistrationWarning | None) -> Question:
    if row is None or row.sentence != said:
        return Question(concern, said, None, None)
    return Question(concern, said, row.answer, row.answered_by)
