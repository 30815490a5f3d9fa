"""The clerk's verbs, in the order of a document's life."""

from ocop.documents.services.correcting import draft_corrigendum
from ocop.documents.services.drafting import discard, fill, prepare, revise
from ocop.documents.services.ending import replace, revoke
from ocop.documents.services.freezing import freeze, unfreeze
from ocop.documents.services.numbering import number_external, number_own, void_number
from ocop.documents.services.print_room import ask_to_print
from ocop.documents.services.receiving import enter, receive
from ocop.documents.services.sending import deliver, deliver_pending, dispatch
from ocop.documents.services.signed import attach_signed_copy

__all__ = [
    "ask_to_print",
    "attach_signed_copy",
    "deliver",
    "deliver_pending",
    "discard",
    "dispatch",
    "draft_corrigendum",
    "enter",
    "fill",
    "freeze",
    "number_external",
    "number_own",
    "prepare",
    "receive",
    "replace",
    "revise",
    "revoke",
    "unfreeze",
    "void_number",
]
