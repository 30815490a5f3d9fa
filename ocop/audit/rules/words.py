"""How the trail reads on a page: the words of rooms for acts, things and fields; what has no word is shown as recorded."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.core.text.dates import day

Word: TypeAlias = LazyString | str
Words = Mapping[str, Word]
Names: TypeAlias = Mapping[str, Mapping[str, str]]

ACTS: Words = {
    "add": _l("Thêm"),
    "add_person": _l("Thêm người dùng"),
    "answer": _l("Trả lời khi nhập sổ"),
    "answer_survey": _l("Trả lời khảo sát"),
    "answer_warning": _l("Trả lời cảnh báo"),
    "arrive": _l("Văn bản đến"),
    "ask": _l("Giao việc chạy nền"),
    "ask_number": _l("Xin số"),
    "assign_target": _l("Giao chỉ tiêu"),
    "attach_signed_copy": _l("Đính kèm bản ký"),
    "bind": _l("Lập tập hồ sơ PDF"),
    "cancel": _l("Hủy việc chạy nền"),
    "change": _l("Sửa"),
    "change_password": _l("Đổi mật khẩu"),
    "change_person": _l("Sửa thông tin người dùng"),
    "change_roles": _l("Đổi vai trò"),
    "comment": _l("Góp ý"),
    "deactivate": _l("Ngừng tài khoản"),
    "discard": _l("Bỏ bản nháp"),
    "dispatch": _l("Phát hành"),
    "draft_submission": _l("Soạn văn bản trình"),
    "edit": _l("Sửa"),
    "end_other_sessions": _l("Kết thúc các phiên khác"),
    "end_session": _l("Kết thúc phiên đăng nhập"),
    "enrol_second_factor": _l("Thiết lập xác thực hai lớp"),
    "enter": _l("Vào sổ"),
    "extend": _l("Gia hạn"),
    "forget": _l("Xóa tệp hết thời gian lưu"),
    "find": _l("Tìm lại được tệp"),
    "freeze": _l("Chốt bản trình ký"),
    "import_products": _l("Nhập sản phẩm từ sổ"),
    "issue": _l("Ban hành"),
    "keep": _l("Lưu tệp"),
    "keep_picture": _l("Lưu hình chữ ký, hình dấu"),
    "keep_revenue": _l("Ghi doanh thu"),
    "keep_year": _l("Ghi số liệu năm"),
    "make": _l("Lập"),
    "mark_for_signature": _l("Trình ký"),
    "mark_for_signature_from_paper": _l("Trình ký (ghi theo giấy)"),
    "match_scan": _l("Nhận lại bản quét"),
    "mend": _l("Sửa theo góp ý"),
    "merge": _l("Gộp vào chủ thể khác"),
    "merge_units": _l("Hợp nhất đơn vị"),
    "miss": _l("Phát hiện mất tệp"),
    "move": _l("Chuyển trạng thái"),
    "new_unit": _l("Thêm đơn vị"),
    "note_notice": _l("Ghi thông báo sắp hết hạn"),
    "note_step": _l("Ghi bước của chu trình"),
    "open_survey": _l("Mở đợt khảo sát"),
    "pass": _l("Kiểm tra đạt"),
    "pass_from_paper": _l("Kiểm tra đạt (ghi theo giấy)"),
    "password_refused": _l("Nhập sai mật khẩu hiện tại"),
    "prepare": _l("Soạn thảo"),
    "print": _l("In"),
    "reactivate": _l("Mở lại tài khoản"),
    "read": _l("Mở tệp"),
    "read_sensitive": _l("Xem dữ liệu nhạy cảm"),
    "receive": _l("Tiếp nhận"),
    "record": _l("Ghi công nhận"),
    "record_sensitive": _l("Ghi dữ liệu nhạy cảm"),
    "refresh": _l("Cập nhật từ hồ sơ"),
    "register": _l("Đăng ký"),
    "register_target": _l("Đăng ký chỉ tiêu"),
    "remove": _l("Xóa"),
    "remove_picture": _l("Xóa hình chữ ký, hình dấu"),
    "remove_second_factor": _l("Gỡ xác thực hai lớp"),
    "remove_year": _l("Xóa số liệu năm"),
    "rename_unit": _l("Đổi tên đơn vị"),
    "renew": _l("Thay bản mới"),
    "renew_recovery_codes": _l("Lấy mã dự phòng mới"),
    "replace": _l("Thay thế"),
    "reset_password": _l("Cấp lại mật khẩu"),
    "reuse": _l("Dùng lại minh chứng"),
    "revise": _l("Sửa lại"),
    "revoke": _l("Thu hồi"),
    "second_factor_refused": _l("Nhập sai mã xác thực"),
    "send": _l("Gửi"),
    "send_back": _l("Trả lại"),
    "send_back_from_paper": _l("Trả lại (ghi theo giấy)"),
    "set_milestone": _l("Đặt mốc thời gian"),
    "sign_in": _l("Đăng nhập"),
    "sign_in_refused": _l("Đăng nhập không thành công"),
    "sign_out": _l("Đăng xuất"),
    "submit": _l("Chuyển kiểm tra"),
    "take_back": _l("Rút lại"),
    "take_in": _l("Nhận từ chủ thể trùng"),
    "take_number_back": _l("Trả lại số"),
    "take_over": _l("Nhận sổ đã nhập"),
    "unfreeze": _l("Mở lại bản đã chốt"),
    "update_from_register": _l("Cập nhật từ sổ"),
    "use_picture": _l("Dùng hình chữ ký, hình dấu"),
    "verify": _l("Kiểm tra văn bản"),
    "void_number": _l("Hủy số"),
    "withdraw": _l("Rút"),
}

THINGS: Words = {
    "attachments": _l("Tệp"),
    "chain_links": _l("Liên kết của chủ thể"),
    "documents": _l("Văn bản"),
    "dossiers": _l("Hồ sơ"),
    "evidence": _l("Minh chứng"),
    "extensions": _l("Gia hạn"),
    "incoming_documents": _l("Văn bản đến"),
    "milestones": _l("Mốc thời gian"),
    "plans": _l("Kế hoạch"),
    "producer_sensitive": _l("Dữ liệu nhạy cảm"),
    "producers": _l("Chủ thể"),
    "product_links": _l("Nơi bán của sản phẩm"),
    "product_photos": _l("Ảnh sản phẩm"),
    "product_standards": _l("Chứng nhận của sản phẩm"),
    "products": _l("Sản phẩm"),
    "recognitions": _l("Công nhận"),
    "register": _l("Sổ sản phẩm"),
    "register_imports": _l("Lần nhập sổ"),
    "registers": _l("Sổ văn bản"),
    "registration_warnings": _l("Cảnh báo đăng ký"),
    "registrations": _l("Đăng ký"),
    "seal_pictures": _l("Hình dấu"),
    "signature_pictures": _l("Hình chữ ký"),
    "steps_done": _l("Bước của chu trình"),
    "supports": _l("Hỗ trợ"),
    "survey_answers": _l("Trả lời khảo sát"),
    "survey_ideas": _l("Ý tưởng sản phẩm"),
    "surveys": _l("Đợt khảo sát"),
    "targets": _l("Chỉ tiêu"),
    "unit_targets": _l("Chỉ tiêu của đơn vị"),
    "units": _l("Đơn vị"),
    "users": _l("Người dùng"),
}

FIELDS: Words = {
    "address": _l("Địa chỉ"),
    "alt": _l("Lời tả ảnh"),
    "amount": _l("Số tiền"),
    "arrival_due": _l("Hạn đến"),
    "assigned": _l("Chỉ tiêu giao"),
    "assigned_by": _l("Văn bản giao"),
    "barcode": _l("Mã vạch"),
    "budget": _l("Kinh phí"),
    "business_lines": _l("Ngành nghề"),
    "calendar": _l("Lịch thực hiện"),
    "channel": _l("Hình thức gửi"),
    "commune_id": _l("Địa bàn"),
    "commune_unknown": _l("Giải trình: chưa rõ địa bàn"),
    "communes": _l("Số xã được hỏi"),
    "content": _l("Nội dung"),
    "content_sha256": _l("Mã của nội dung"),
    "dated": _l("Ngày văn bản"),
    "decision": _l("Quyết định"),
    "decision_number": _l("Số quyết định"),
    "decision_precision": _l("Độ chính xác của ngày"),
    "decision_reason": _l("Lý do"),
    "declaration_date": _l("Ngày công bố chất lượng"),
    "declaration_number": _l("Số công bố chất lượng"),
    "department": _l("Sở, ngành"),
    "description": _l("Mô tả"),
    "device": _l("Thiết bị"),
    "due": _l("Thời hạn"),
    "earliest": _l("Ngày quyết định, sớm nhất"),
    "email": _l("Thư điện tử"),
    "ended_as": _l("Kết thúc"),
    "evidence": _l("Minh chứng"),
    "expected_stars": _l("Hạng dự kiến"),
    "fields": _l("Mục đã sửa"),
    "five_star_candidate": _l("Tiềm năng 5 sao"),
    "folded": _l("Nhập làm một"),
    "fresh_or_raw": _l("Tươi sống, thô"),
    "handed_over_on": _l("Ngày nộp"),
    "has_label": _l("Có nhãn"),
    "has_stamp": _l("Có tem truy xuất"),
    "inclusive": _l("Tính cả ngày hạn"),
    "incoming_number": _l("Số đến"),
    "incoming_on": _l("Ngày đến"),
    "is_contact": _l("Đầu mối"),
    "issued_on": _l("Ngày cấp"),
    "issuer": _l("Cơ quan cấp"),
    "key": _l("Loại minh chứng"),
    "kind": _l("Loại"),
    "labour_local": _l("Lao động địa phương"),
    "labour_total": _l("Tổng số lao động"),
    "labour_women": _l("Lao động nữ"),
    "last_seen": _l("Nguồn gần nhất"),
    "latest": _l("Ngày quyết định, muộn nhất"),
    "legal_bases": _l("Căn cứ pháp lý"),
    "legal_form": _l("Loại hình"),
    "level": _l("Cấp công nhận"),
    "local_share": _l("Tỷ lệ nguyên liệu địa phương"),
    "locked": _l("Khóa"),
    "materials": _l("Nguồn gốc nguyên liệu"),
    "merged_from": _l("Gộp từ"),
    "merged_into": _l("Gộp vào"),
    "moved": _l("Số dòng chuyển"),
    "name": _l("Tên"),
    "name_difference_reason": _l("Lý do tên khác đăng ký kinh doanh"),
    "not_applicable_why": _l("Lý do không áp dụng"),
    "near_duplicate": _l("Giải trình: tên gần giống"),
    "near_duplicate_elsewhere": _l("Giải trình: tên gần giống ở đơn vị khác"),
    "note": _l("Ghi chú"),
    "notice_method": _l("Hình thức thông báo"),
    "notice_number": _l("Số thông báo"),
    "notice_on": _l("Ngày thông báo"),
    "number": _l("Số"),
    "packaging": _l("Bao bì"),
    "partner_id": _l("Đối tác của đơn vị"),
    "partner_name": _l("Đối tác"),
    "phone": _l("Điện thoại"),
    "position": _l("Thứ tự"),
    "price": _l("Giá bán"),
    "price_unit": _l("Đơn vị tính giá"),
    "producer_id": _l("Chủ thể"),
    "product_id": _l("Sản phẩm"),
    "product": _l("Sản phẩm"),
    "production": _l("Quy trình sản xuất"),
    "products": _l("Sản phẩm"),
    "public_consent": _l("Đồng ý công khai"),
    "consent_how": _l("Đồng ý bằng cách nào"),
    "consent_on": _l("Ngày đồng ý"),
    "quantity": _l("Sản lượng"),
    "quantity_unit": _l("Đơn vị sản lượng"),
    "quarter": _l("Quý dự kiến"),
    "quotation": _l("Trích dẫn"),
    "reason": _l("Lý do"),
    "receivers": _l("Nơi nhận"),
    "recipients": _l("Nơi nhận"),
    "registered": _l("Chỉ tiêu đăng ký"),
    "registered_name": _l("Tên đăng ký kinh doanh"),
    "registration_date": _l("Ngày đăng ký kinh doanh"),
    "registration_number": _l("Số đăng ký kinh doanh"),
    "registration_place": _l("Nơi đăng ký kinh doanh"),
    "replaced_by": _l("Được thay bằng"),
    "replaces_id": _l("Thay thế văn bản"),
    "representative": _l("Người đại diện"),
    "representative_sex": _l("Giới tính người đại diện"),
    "revenue": _l("Doanh thu"),
    "revoked_by": _l("Quyết định thu hồi"),
    "revoked_ground": _l("Căn cứ thu hồi"),
    "revoked_on": _l("Ngày thu hồi"),
    "role": _l("Việc của đối tác"),
    "roles": _l("Vai trò"),
    "sections": _l("Các phần"),
    "set_id": _l("Bộ sản phẩm"),
    "set_is_suggested": _l("Bộ sản phẩm do cổng gợi ý"),
    "sha256": _l("Mã SHA-256"),
    "signed_copy": _l("Bản ký"),
    "signed_copy_id": _l("Bản ký"),
    "since": _l("Từ năm"),
    "source": _l("Nguồn thông tin"),
    "stamp_missing": _l("Giải trình: thiếu tem, nhãn"),
    "standards": _l("Tiêu chuẩn"),
    "stars": _l("Hạng sao"),
    "stated_expired": _l("Nguồn ghi đã hết hạn"),
    "stated_expiry": _l("Hết hạn theo nguồn"),
    "state": _l("Trạng thái"),
    "story": _l("Câu chuyện sản phẩm"),
    "subject": _l("Trích yếu"),
    "support_needed": _l("Hỗ trợ cần có"),
    "tax_code": _l("Mã số thuế"),
    "title": _l("Chức vụ"),
    "traceability_url": _l("Địa chỉ truy xuất"),
    "trademark": _l("Nhãn hiệu"),
    "trademark_number": _l("Số nhãn hiệu"),
    "units": _l("Đơn vị"),
    "until": _l("Đến ngày"),
    "url": _l("Địa chỉ trên mạng"),
    "valid_from": _l("Từ ngày"),
    "valid_until": _l("Hết hạn"),
    "value_chain": _l("Chuỗi giá trị"),
    "what": _l("Nội dung"),
    "year": _l("Năm"),
}

VALUES: dict[str, Word] = {
    "True": _l("có"),
    "False": _l("không"),
    # states
    "accepted": _l("chấp nhận"),
    "checked": _l("đã kiểm tra"),
    "commented": _l("có ý kiến"),
    "dossier_complete": _l("hồ sơ đầy đủ"),
    "draft": _l("đang soạn"),
    "expired": _l("hết hạn"),
    "for_signature": _l("chờ ký"),
    "frozen": _l("đã chốt"),
    "idea": _l("ý tưởng"),
    "in_assessment": _l("đang đánh giá"),
    "issued": _l("đã ban hành"),
    "never_carried_out": _l("không thực hiện"),
    "received": _l("đã tiếp nhận"),
    "refused": _l("trả lại"),
    "renewed": _l("đã đánh giá lại"),
    "replaced": _l("đã thay thế"),
    "result": _l("có kết quả"),
    "revoked": _l("đã thu hồi"),
    "sent": _l("đã gửi"),
    "submitted": _l("đã trình"),
    "upgraded": _l("đã nâng hạng"),
    "with_head": _l("chờ lãnh đạo phòng"),
    "with_office": _l("chờ Văn phòng"),
    "withdrawn": _l("đã rút"),
    # precision of dates, levels of recognition
    "day": _l("đến ngày"),
    "month": _l("đến tháng"),
    "range": _l("trong khoảng"),
    "tinh": _l("cấp tỉnh"),
    "huyen": _l("cấp huyện"),
    "trung_uong": _l("cấp trung ương"),
    # legal forms
    "htx": _l("hợp tác xã"),
    "to_hop_tac": _l("tổ hợp tác"),
    "doanh_nghiep": _l("doanh nghiệp"),
    "ho_kinh_doanh": _l("hộ kinh doanh"),
    "trang_trai": _l("trang trại"),
    "co_so": _l("cơ sở sản xuất"),
    "hoi": _l("hội"),
    "trung_tam": _l("trung tâm"),
    # kinds of registration
    "new": _l("mới"),
    "reassessment": _l("đánh giá lại"),
    "upgrade": _l("nâng hạng"),
}
NOTHING = "–"
CODED = frozenset({"state", "kind", "roles", "ended_as", "decision_precision", "level", "legal_form"})
"""Fields whose values are words of the code, several joined by commas."""

KEYS = {
    "commune_id": "units",
    "merged_from": "producers",
    "merged_into": "producers",
    "producer_id": "producers",
    "product_id": "products",
    "products": "products",
    "set_id": "product_sets",
}
"""Fields whose values are keys, and of which table: the page names the rows. Several keys are joined by commas."""

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def keys_of(recorded: Iterable[Mapping[str, list[str | None]]]) -> dict[str, set[str]]:
    """The keys that these changes speak of, by table."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for changes in recorded:
        for field in changes.keys() & KEYS.keys():
            for value in changes[field]:
                found[KEYS[field]].update(one for one in (value or "").split(", ") if one.isdecimal())
    return {table: keys for table, keys in found.items() if keys}


def teach_values(words: Words) -> None:
    """Give the values of a later room their words."""
    VALUES.update(words)


class _Looked(dict[str, str]):
    """Words of one kind in the language of the page, each looked up once; what has no word stands for itself."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, recorded: str) -> str:
        found = self[recorded] = str(self._words.get(recorded, recorded))
        return found


class Reading:
    """Reads entries aloud for one page or file, in its language."""

    def __init__(self, names: Names | None = None) -> None:
        """`names` holds the names behind keys, by table."""
        self._names = names or {}
        self.acts = _Looked(ACTS)
        self.things = _Looked(THINGS)
        self.fields = _Looked(FIELDS)
        self._values = _Looked(VALUES)

    def changes(self, recorded: Mapping[str, list[str | None]]) -> list[tuple[str, str, str]]:
        """Field, before, after; a dash for nothing."""
        return [
            (self.fields[field], self._value(field, before), self._value(field, after))
            for field, (before, after) in recorded.items()
        ]

    def _value(self, field: str, recorded: str | None) -> str:
        if not recorded:
            return NOTHING
        if field in CODED:
            return ", ".join(self._values[one] for one in recorded.split(", "))
        if field in KEYS:
            known = self._names.get(KEYS[field], {})
            return ", ".join(known.get(one, one) for one in recorded.split(", "))
        if ISO_DAY.fullmatch(recorded):
            return day(date.fromisoformat(recorded))
        return self._values[recorded] if recorded in {"True", "False"} else recorded
