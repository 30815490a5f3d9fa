"""What officers do with products, and with producers who turn out to be one."""

from ocop.products.services.holding import (
    add_link,
    add_standard,
    change_standard,
    keep_year,
    remove_link,
    remove_standard,
    remove_year,
)
from ocop.products.services.merging import merge
from ocop.products.services.photos import MOST_PHOTOS, add_photo, describe_photo, place_photo, remove_photo
from ocop.products.services.writing import (
    add,
    change,
    check,
    keep_revenue,
    keep_stars,
    keep_tallies,
    refuse_stale,
)

__all__ = [
    "MOST_PHOTOS",
    "add",
    "add_link",
    "add_photo",
    "add_standard",
    "change",
    "change_standard",
    "check",
    "describe_photo",
    "keep_revenue",
    "keep_stars",
    "keep_tallies",
    "keep_year",
    "merge",
    "place_photo",
    "refuse_stale",
    "remove_link",
    "remove_photo",
    "remove_standard",
    "remove_year",
]
