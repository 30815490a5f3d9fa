"""What officers do with products, and with producers who turn out to be one."""

from ocop.products.services.merging import merge
from ocop.products.services.writing import (
    add,
    add_many,
    change,
    check,
    keep_revenue,
    keep_stars,
    keep_tallies,
    refuse_stale,
)

__all__ = ["add", "add_many", "change", "check", "keep_revenue", "keep_stars", "keep_tallies", "merge", "refuse_stale"]
