"""Looking up law, evidence and dossiers."""

from ocop.dossiers.queries.dossiers import (
    Row,
    council,
    council_day,
    dossier,
    last_day,
    line,
    listed,
    of_registration,
    proof,
)
from ocop.dossiers.queries.law import kinds_of_proof, requirements, rule
from ocop.dossiers.queries.library import dossiers_with, evidence, of_producer, places_in, predecessors, products_of
from ocop.dossiers.queries.standings import SeenDossier, SeenLine, SeenProof, seen

__all__ = [
    "Row",
    "SeenDossier",
    "SeenLine",
    "SeenProof",
    "council",
    "council_day",
    "dossier",
    "dossiers_with",
    "evidence",
    "kinds_of_proof",
    "last_day",
    "line",
    "listed",
    "of_producer",
    "of_registration",
    "places_in",
    "predecessors",
    "products_of",
    "proof",
    "requirements",
    "rule",
    "seen",
]
