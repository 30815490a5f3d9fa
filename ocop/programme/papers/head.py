"""Who issues a blank form."""

from dataclasses import dataclass

from ocop.paperwork import Letterhead, Signing

ROWS = 12
"""Empty lines of a table that is filled in by hand."""


@dataclass(frozen=True)
class Head:
    """Letterhead and signing block of one body of the unit, and the year."""

    letterhead: Letterhead
    signing: Signing
    year: int
