"""What this room prints: the lists of the year (documents 3, 24, 36)."""

from ocop.registrations.papers.year import (
    bodies_of,
    committee,
    department,
    list_of_all_units,
    list_of_the_unit,
    selection,
)

__all__ = ["bodies_of", "committee", "department", "list_of_all_units", "list_of_the_unit", "selection"]
