"""Looking up law, evidence and dossiers."""

from ocop.dossiers.queries.dossiers import (
    Row,
    council,
    council_day,
    dossier,
    line,
    listed,
    of_registration,
    proof,
)
from ocop.dossiers.queries.law import kinds_of_proof, requirements
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
    "line",
    "listed",
    "of_producer",
    "of_registration",
    "places_in",
    "predecessors",
    "products_of",
    "proof",
    "requirements",
    "seen",
]
