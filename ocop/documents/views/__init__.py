"""Pages of documents: those that go out, those that come in, the registers, and the province's look at a unit's."""

from flask import Blueprint

from ocop.documents.views import (
    corrections,
    desk,
    drafts,
    homecoming,
    incoming,
    pictures,
    print_room,
    province,
    registers,
    returning,
    searching,
    signing,
)
from ocop.documents.views.doors import bp, province_bp

blueprints: tuple[Blueprint, ...] = (bp, province_bp)

__all__ = [
    "blueprints",
    "corrections",
    "desk",
    "drafts",
    "homecoming",
    "incoming",
    "pictures",
    "print_room",
    "province",
    "registers",
    "returning",
    "searching",
    "signing",
]
