"""Names of accounts: a word for the role, a dot, the unit: `canbo.phan-thiet`.

The unit's part keeps units apart: nobody learns from a refusal which accounts another unit has.
"""

import re

from flask_babel import lazy_gettext as _l

from ocop.core.text.normal import nfc

NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
LONGEST = 120
LONGEST_PART = 40
NOT_A_NAME = _l("Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch nối; tối đa 40 ký tự, ví dụ: canbo2.")
TOP_SUFFIX = "tinh"
"""The unit at the top is called by the word of its addresses, whatever its slug."""


def suffix(slug: str, *, at_the_top: bool) -> str:
    """What every account of a unit ends with, after the dot."""
    return TOP_SUFFIX if at_the_top else slug


def full(first_part: str, ending: str) -> str:
    """The account's name; a first part that was typed with its ending is taken as it is meant."""
    return f"{normal(first_part).removesuffix(f'.{ending}')}.{ending}"


def normal(typed: str) -> str:
    """A name as it is looked up, however it was typed."""
    return nfc(typed).casefold()


def is_first_part(text: str) -> bool:
    """Whether the text can be the first part of a new account's name."""
    return len(text) <= LONGEST_PART and is_name(text)


def is_name(text: str) -> bool:
    """Whether an account can have this name."""
    return len(text) <= LONGEST and NAME.fullmatch(text) is not None
