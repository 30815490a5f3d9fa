"""Files in and out."""

from ocop.attachments.services.cut_outs import keep_cut_out
from ocop.attachments.services.keeping import forget, hand_over, keep, keep_printed, note_reading, revoke
from ocop.attachments.services.pictures import Picture, keep_photo
from ocop.attachments.services.reading import Refused
from ocop.attachments.services.store import must_be_there
from ocop.attachments.services.sweeping import flag_missing, hashes, missing, sweep

__all__ = [
    "Picture",
    "Refused",
    "flag_missing",
    "forget",
    "hand_over",
    "hashes",
    "keep",
    "keep_cut_out",
    "keep_photo",
    "keep_printed",
    "missing",
    "must_be_there",
    "note_reading",
    "revoke",
    "sweep",
]
