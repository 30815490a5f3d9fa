"""WTForms' own messages in Vietnamese: each says what to do."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

MESSAGES: dict[str, LazyString] = {
    "This field is required.": _l("Vui lòng nhập mục này."),
    "Invalid input.": _l("Giá trị chưa hợp lệ."),
    "Not a valid choice.": _l("Vui lòng chọn một giá trị trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Vui lòng chọn một giá trị trong danh sách."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l("Vui lòng chọn trong danh sách."),
    "'%(value)s' is not a valid choice for this field.": _l("Vui lòng chọn trong danh sách."),
    "'%(value)s' are not valid choices for this field.": _l("Vui lòng chọn trong danh sách."),
    "Not a valid integer value.": _l("Vui lòng nhập một số nguyên."),
    "Not a valid decimal value.": _l("Vui lòng nhập một số, phần thập phân sau dấu phẩy."),
    "Not a valid float value.": _l("Vui lòng nhập một số, phần thập phân sau dấu phẩy."),
    "Not a valid date value.": _l("Vui lòng nhập ngày theo dạng 15/5/2024."),
    "Not a valid datetime value.": _l("Vui lòng nhập ngày giờ hợp lệ."),
    "Not a valid time value.": _l("Vui lòng nhập giờ theo dạng 09:30."),
    "Invalid email address.": _l("Địa chỉ thư điện tử chưa đúng, ví dụ đúng: ten@coquan.gov.vn."),
    "Invalid URL.": _l("Địa chỉ trang mạng chưa đúng, ví dụ đúng: https://coquan.gov.vn."),
    "Field must be at least %(min)d character long.": _l("Vui lòng nhập ít nhất %(min)d ký tự."),
    "Field must be at least %(min)d characters long.": _l("Vui lòng nhập ít nhất %(min)d ký tự."),
    "Field cannot be longer than %(max)d character.": _l("Vui lòng rút gọn còn tối đa %(max)d ký tự."),
    "Field cannot be longer than %(max)d characters.": _l("Vui lòng rút gọn còn tối đa %(max)d ký tự."),
    "Field must be exactly %(max)d character long.": _l("Vui lòng nhập đúng %(max)d ký tự."),
    "Field must be exactly %(max)d characters long.": _l("Vui lòng nhập đúng %(max)d ký tự."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Vui lòng nhập từ %(min)d đến %(max)d ký tự."),
    "Number must be at least %(min)s.": _l("Vui lòng nhập số từ %(min)s trở lên."),
    "Number must be at most %(max)s.": _l("Vui lòng nhập số không quá %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Vui lòng nhập số từ %(min)s đến %(max)s."),
    "Field must be equal to %(other_name)s.": _l("Hai ô chưa khớp nhau. Vui lòng nhập lại."),
    "Invalid value, must be one of: %(values)s.": _l("Vui lòng chọn một trong các giá trị: %(values)s."),
    "Invalid value, can't be any of: %(values)s.": _l("Không dùng được các giá trị: %(values)s."),
    "File does not have an approved extension: {extensions}": _l("Vui lòng chọn tệp có đuôi: {extensions}."),
    "File does not have an approved extension.": _l("Vui lòng chọn tệp thuộc loại được nhận."),
}


class Translations:
    """WTForms' messages in the language of the page."""

    def gettext(self, string: str) -> str:
        """The sentence that stands for one of WTForms' messages; texts of our own pass as they are."""
        ours = MESSAGES.get(string)
        return string if ours is None else str(ours)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The same; Vietnamese has no plural and our English needs none."""
        return self.gettext(singular if n == 1 else plural)
