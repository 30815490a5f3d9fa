"""What a unit's head may not do to the unit's people, so that nobody locks the office out."""

from collections.abc import Set

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.accounts.rules.roles import Role

LAST_HEAD = _l(
    "Đơn vị phải còn ít nhất một lãnh đạo phòng đang hoạt động. Vui lòng giao vai trò này cho người khác trước."
)
ONESELF = _l("Đồng chí không thể tự ngừng tài khoản của mình. Đề nghị lãnh đạo khác hoặc quản trị hệ thống thực hiện.")
NAME_TAKEN = _l("Tên đăng nhập này đã có trong đơn vị. Vui lòng chọn tên khác.")
OWN_PASSWORD = _l("Với tài khoản của mình, vui lòng dùng trang Đổi mật khẩu.")
NOT_GRANTABLE = _l("Vai trò này không thuộc đơn vị. Vui lòng chọn trong danh sách vai trò trên trang.")


def why_not_roles(*, before: Set[Role], after: Set[Role], allowed: Set[Role], other_heads: int) -> LazyString | None:
    """Why these roles cannot be given, or None. Roles held already are never given anew, so they need not be allowed."""
    if not (after - before) <= allowed:
        return NOT_GRANTABLE
    if Role.HEAD in before - after and other_heads == 0:
        return LAST_HEAD
    return None


def why_not_deactivate(*, roles: Set[Role], oneself: bool, other_heads: int) -> LazyString | None:
    """Why the account cannot be closed, or None."""
    if oneself:
        return ONESELF
    return LAST_HEAD if Role.HEAD in roles and other_heads == 0 else None
