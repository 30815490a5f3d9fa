"""Which passwords are accepted. Length and not being guessable count; there are no rules of composition."""

import re
from itertools import pairwise

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.core.text.normal import fold

SHORTEST = 10
LONGEST = 200
FEWEST_DIFFERENT = 4

COMMON = frozenset(
    """
    abc abcd abcde abcdef abcxyz admin administrator anhyeuem canbo changeme chuyenvien demo emyeuanh hoidong iloveyou
    khongbiet lanhdao letmein macdinh matkhau matkhaumoi minhyeu nguoidung ocop ocopvietnam passw password passwd
    phongkinhte qazwsx qwerty qwertyuiop quantri quantrivien taikhoan test thunghiem toiyeu truongphong ubnd
    uybannhandan user vanthu vietnam welcome xinchao yeuem zaq zxcvbnm
    """.split()  # noqa: SIM905  words are read as words
)
"""What people here reach for first, as letters only; figures and signs around them change nothing."""

TOO_SHORT = _l("Mật khẩu cần ít nhất %(count)d ký tự. Có thể dùng một câu dễ nhớ.", count=SHORTEST)
LIKE_THE_NAME = _l("Mật khẩu không được trùng tên đăng nhập. Vui lòng chọn mật khẩu khác.")
EASY = _l("Mật khẩu này quá dễ đoán. Vui lòng chọn mật khẩu khác, ví dụ một câu dễ nhớ.")


def problem(password: str, *, username: str) -> LazyString | None:
    """Why the password is refused, in one sentence; None when it is accepted."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    letters = _letters(password)
    if letters and letters in {_letters(username), _letters(username.split(".")[0])}:
        return LIKE_THE_NAME
    if letters in COMMON or len(set(fold(password))) < FEWEST_DIFFERENT or _is_run(password):
        return EASY
    return None


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _is_run(password: str) -> bool:
    """Whether the characters only count up or down: 1234567890, abcdefghij."""
    steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(password)}
    return len(steps) == 1
