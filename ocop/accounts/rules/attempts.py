"""How many wrong tries an account and an address are given."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

WINDOW = timedelta(minutes=15)
"""How far back failures count: long enough to make guessing hopeless, short enough to wait for over a cup of tea."""

ACCOUNT_LIMIT = 5
"""Failures of one account within the window: a person mistypes twice or thrice; 5 in 15 minutes allow 480 guesses a day."""

ADDRESS_LIMIT = 50
"""Failures from one address within the window: an office of dozens behind one address stays below it, a list of names does not."""

FAMILIAR_FOR = timedelta(days=30)
"""An address from which the account signed in so lately is familiar: neither strangers elsewhere nor colleagues at the
same address can lock the account out there."""


class Outcome(StrEnum):
    """How an attempt ended."""

    OPEN = "open"
    REFUSED = "refused"
    HELD = "held"
    HALF = "half"
    SIGNED_IN = "signed_in"


FAILURES = frozenset({Outcome.OPEN, Outcome.REFUSED})
"""What counts against an account. Attempts that were held are not looked at and do not prolong the wait."""


@dataclass(frozen=True)
class Standing:
    """The failures within the window, the attempt at hand included.

    From a familiar address, `of_account` counts this address's only.
    """

    of_account: int
    of_address: int
    familiar: bool


def is_held(standing: Standing) -> bool:
    """Whether the attempt is refused without a look at what was shown."""
    if standing.of_account > ACCOUNT_LIMIT:
        return True
    return not standing.familiar and standing.of_address > ADDRESS_LIMIT
