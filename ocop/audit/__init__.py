"""The append-only, hash-chained trail of what was done."""

from ocop.audit.services import System, note_afterwards, record

__all__ = ["System", "note_afterwards", "record"]
