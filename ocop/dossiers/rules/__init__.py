"""What belongs into a dossier, how evidence stands, how much is there."""

from ocop.dossiers.rules.evidence import FACTS, EvidenceFacts, dates_agree, file_name, title_of
from ocop.dossiers.rules.requirements import Case, RequirementFacts, checklist, edition_day, mandatory
from ocop.dossiers.rules.standing import (
    BINDABLE_PAGES,
    LACKING,
    MET,
    MOST_FILES,
    MOST_PAGES,
    Completeness,
    Line,
    Standing,
    Validity,
    completeness,
    may_change,
    standing,
    validity,
)

__all__ = [
    "BINDABLE_PAGES",
    "FACTS",
    "LACKING",
    "MET",
    "MOST_FILES",
    "MOST_PAGES",
    "Case",
    "Completeness",
    "EvidenceFacts",
    "Line",
    "RequirementFacts",
    "Standing",
    "Validity",
    "checklist",
    "completeness",
    "dates_agree",
    "edition_day",
    "file_name",
    "mandatory",
    "may_change",
    "standing",
    "title_of",
    "validity",
]
