"""What officers do with producers."""

from ocop.producers.services.chain import (
    add_link,
    change_link,
    hand_over,
    keep_revenue,
    remove_link,
    remove_revenue,
)
from ocop.producers.services.particulars import Said, add_row, change_row, remove_row
from ocop.producers.services.writing import (
    add,
    change,
    check,
    index,
    keep_tallies,
    note_sensitive_read,
    record_sensitive,
    refuse_stale,
)

__all__ = [
    "Said",
    "add",
    "add_link",
    "add_row",
    "change",
    "change_link",
    "change_row",
    "check",
    "hand_over",
    "index",
    "keep_revenue",
    "keep_tallies",
    "note_sensitive_read",
    "record_sensitive",
    "refuse_stale",
    "remove_link",
    "remove_revenue",
    "remove_row",
]
