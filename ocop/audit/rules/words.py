"""How the trail reads on a page: the words of rooms for acts, things and fields; what has no word is shown as recorded."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

Words = Mapping[str, LazyString]

ACTS: Words = {
    "add": _l("Thêm"),
    "add_person": _l("Thêm người dùng"),
    "answer_warning": _l("Trả lời cảnh báo"),
    "arrive": _l("Văn bản đến"),
    "ask_number": _l("Xin số"),
    "assign_target": _l("Giao chỉ tiêu"),
    "attach_signed_copy": _l("Đính kèm bản ký"),
    "change": _l("Sửa"),
    "change_password": _l("Đổi mật khẩu"),
    "change_person": _l("Sửa thông tin người dùng"),
    "change_roles": _l("Đổi vai trò"),
    "comment": _l("Góp ý"),
    "deactivate": _l("Ngừng tài khoản"),
    "discard": _l("Bỏ bản nháp"),
    "dispatch": _l("Phát hành"),
    "download": _l("Tải về"),
    "draft_submission": _l("Soạn văn bản trình"),
    "edit": _l("Sửa"),
    "end_other_sessions": _l("Kết thúc các phiên khác"),
    "end_session": _l("Kết thúc phiên đăng nhập"),
    "enrol_second_factor": _l("Thiết lập xác thực hai lớp"),
    "enter": _l("Vào sổ"),
    "extend": _l("Gia hạn"),
    "freeze": _l("Chốt bản trình ký"),
    "import": _l("Nhập từ tệp"),
    "issue": _l("Ban hành"),
    "keep": _l("Lưu tệp"),
    "keep_revenue": _l("Ghi doanh thu"),
    "make": _l("Lập"),
    "mend": _l("Sửa theo góp ý"),
    "merge": _l("Hợp nhất"),
    "move": _l("Chuyển trạng thái"),
    "new_unit": _l("Thêm đơn vị"),
    "note_notice": _l("Ghi thông báo sắp hết hạn"),
    "open": _l("Xem"),
    "password_refused": _l("Nhập sai mật khẩu hiện tại"),
    "prepare": _l("Soạn thảo"),
    "print": _l("In"),
    "reactivate": _l("Mở lại tài khoản"),
    "receive": _l("Tiếp nhận"),
    "record": _l("Ghi công nhận"),
    "record_sensitive": _l("Ghi dữ liệu nhạy cảm"),
    "read_sensitive": _l("Xem dữ liệu nhạy cảm"),
    "refresh": _l("Cập nhật từ hồ sơ"),
    "register": _l("Đăng ký"),
    "register_target": _l("Đăng ký chỉ tiêu"),
    "remove_second_factor": _l("Gỡ xác thực hai lớp"),
    "rename_unit": _l("Đổi tên đơn vị"),
    "renew_recovery_codes": _l("Lấy mã dự phòng mới"),
    "replace": _l("Thay thế"),
    "reset_password": _l("Cấp lại mật khẩu"),
    "revise": _l("Sửa lại"),
    "revoke": _l("Thu hồi"),
    "second_factor_refused": _l("Nhập sai mã xác thực"),
    "send": _l("Gửi"),
    "set_milestone": _l("Đặt mốc thời gian"),
    "sign_in": _l("Đăng nhập"),
    "sign_in_refused": _l("Đăng nhập không thành công"),
    "sign_out": _l("Đăng xuất"),
    "submit": _l("Chuyển kiểm tra"),
    "take_back": _l("Rút lại"),
    "take_number_back": _l("Trả lại số"),
    "unfreeze": _l("Mở lại bản đã chốt"),
    "void_number": _l("Hủy số"),
}

THINGS: Words = {
    "attachments": _l("Tệp"),
    "documents": _l("Văn bản"),
    "extensions": _l("Gia hạn"),
    "incoming_documents": _l("Văn bản đến"),
    "milestones": _l("Mốc thời gian"),
    "plans": _l("Kế hoạch"),
    "producers": _l("Chủ thể"),
    "products": _l("Sản phẩm"),
    "recognitions": _l("Công nhận"),
    "registers": _l("Sổ văn bản"),
    "registrations": _l("Đăng ký"),
    "targets": _l("Chỉ tiêu"),
    "unit_targets": _l("Chỉ tiêu của đơn vị"),
    "units": _l("Đơn vị"),
    "users": _l("Người dùng"),
}

FIELDS: Words = {
    "address": _l("Địa chỉ"),
    "commune_id": _l("Địa bàn"),
    "department": _l("Sở, ngành"),
    "device": _l("Thiết bị"),
    "email": _l("Thư điện tử"),
    "is_contact": _l("Đầu mối"),
    "kind": _l("Loại"),
    "name": _l("Tên"),
    "number": _l("Số"),
    "phone": _l("Điện thoại"),
    "reason": _l("Lý do"),
    "roles": _l("Vai trò"),
    "sha256": _l("Mã SHA-256"),
    "state": _l("Trạng thái"),
    "title": _l("Chức vụ"),
    "until": _l("Đến ngày"),
    "valid_from": _l("Từ ngày"),
}

VALUES: Words = {
    "True": _l("có"),
    "False": _l("không"),
}


def word(words: Words, recorded: str) -> LazyString | str:
    """The word for what was recorded; itself when it has none."""
    return words.get(recorded, recorded)
