"""What officers do with recognitions."""

from ocop.recognition.services.recording import change, note_notice, record, refresh_tallies, revoke

__all__ = ["change", "note_notice", "record", "refresh_tallies", "revoke"]
