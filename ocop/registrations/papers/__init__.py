"""What this room prints: the lists of the year (documents 3, 24, 36)."""

from ocop import paperwork
from ocop.paperwork import Rendition
from ocop.registrations.papers.year import (
    bodies_of,
    committee,
    department,
    list_of_all_units,
    list_of_the_unit,
    selection,
)

__all__ = ["bodies_of", "committee", "department", "draft_pdf", "list_of_all_units", "list_of_the_unit", "selection"]


def draft_pdf(paper: paperwork.Document) -> bytes:
    """A paper as the records stand, marked DỰ THẢO."""
    return paperwork.render_pdf(paper, Rendition.draft())
