"""The append-only, hash-chained trail of what was done."""

from ocop.audit.rules.words import teach_values
from ocop.audit.services import Actor, Change, Someone, System, note_afterwards, record

__all__ = ["Actor", "Change", "Someone", "System", "note_afterwards", "record", "teach_values"]
