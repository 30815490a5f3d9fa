"""What officers do with evidence and dossiers."""

from ocop.dossiers.services.binding import ask_to_bind
from ocop.dossiers.services.dossiers import (
    attach,
    choose,
    complete,
    fits,
    hand_over,
    is_outdated,
    leave_out,
    make,
    refresh,
    reopen,
    reuse,
)
from ocop.dossiers.services.issued import take_issued
from ocop.dossiers.services.law import load_requirements
from ocop.dossiers.services.library import Sent, add, change, commune_of, refuse_stranger, renew, withdraw

__all__ = [
    "Sent",
    "add",
    "ask_to_bind",
    "attach",
    "change",
    "choose",
    "commune_of",
    "complete",
    "fits",
    "hand_over",
    "is_outdated",
    "leave_out",
    "load_requirements",
    "make",
    "refresh",
    "refuse_stranger",
    "renew",
    "reopen",
    "reuse",
    "take_issued",
    "withdraw",
]
