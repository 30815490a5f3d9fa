"""Refusals that reach a person: an HTTP status and one Vietnamese sentence that says what to do next."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class DomainError(Exception):
    """A request that the office's rules refuse; `sentence` is shown to the person as it is."""

    status = 422
    sentence: str | LazyString = _l("Yêu cầu không thực hiện được. Vui lòng kiểm tra lại thông tin đã nhập.")

    def __init__(self, sentence: str | LazyString | None = None, *, field: str | None = None) -> None:
        self.sentence = sentence if sentence is not None else type(self).sentence
        self.field = field
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)


class NotYours(DomainError):
    """What does not exist and what belongs to another unit look the same from outside."""

    status = 404
    sentence = _l("Không tìm thấy nội dung này. Vui lòng kiểm tra lại địa chỉ hoặc quay về trang chủ của đơn vị.")


class Forbidden(DomainError):
    """The person belongs here but holds no role that may do this."""

    status = 403
    sentence = _l(
        "Tài khoản của đồng chí chưa được giao quyền này. Đề nghị liên hệ lãnh đạo đơn vị để được phân quyền."
    )


class WrongState(DomainError):
    """The thing is in a state in which this step is not taken."""

    status = 409
    sentence = _l(
        "Bước này không còn thực hiện được ở trạng thái hiện tại. Vui lòng tải lại trang để xem tình trạng mới nhất."
    )


class StaleEdit(DomainError):
    """Somebody saved the same text in between; both texts are carried so that neither is lost."""

    status = 409
    sentence = _l("Nội dung này vừa được người khác lưu. Vui lòng so sánh hai bản bên dưới rồi lưu lại.")

    def __init__(self, *, mine: Mapping[str, str], theirs: Mapping[str, str], version: int) -> None:
        super().__init__()
        self.mine = dict(mine)
        self.theirs = dict(theirs)
        self.version = version

    @classmethod
    def between(cls, mine: Mapping[str, str], theirs: Mapping[str, str], *, version: int) -> "StaleEdit":
        """With those fields only in which the two texts differ."""
        differing = [name for name in mine if mine[name] != theirs[name]]
        return cls(
            mine={name: mine[name] for name in differing},
            theirs={name: theirs[name] for name in differing},
            version=version,
        )


class AlreadyThere(DomainError):
    """A value that must be unique is taken."""

    status = 409
    sentence = _l("Thông tin này đã có trong hệ thống. Vui lòng tải lại trang và kiểm tra trước khi thực hiện lại.")
