"""Files in and out."""

from ocop.attachments.services.keeping import hand_over, keep, keep_printed, note_reading, revoke
from ocop.attachments.services.pictures import Picture, keep_photo
from ocop.attachments.services.reading import Refused
from ocop.attachments.services.sweeping import missing, sweep

__all__ = [
    "Picture",
    "Refused",
    "hand_over",
    "keep",
    "keep_photo",
    "keep_printed",
    "missing",
    "note_reading",
    "revoke",
    "sweep",
]
