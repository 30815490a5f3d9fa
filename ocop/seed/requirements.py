"""What the law wants in a dossier, from its data file."""

from datetime import date

from ocop.dossiers import services
from ocop.dossiers.rules.requirements import RequirementFacts
from ocop.seed.reading import table


def load() -> int:
    """Bring the table of requirements up to the data file; returns how many there are."""
    return services.load_requirements(_facts(row) for row in table("requirements"))


def _facts(row: dict[str, str]) -> RequirementFacts:
    return RequirementFacts(
        code=row["code"],
        key=row["key"],
        edition=row["edition"],
        position=int(row["position"]),
        criterion=row["criterion"],
        title=row["title"],
        proves=row["proves"],
        sets=row["sets"],
        kinds=row["kinds"],
        legal_forms=row["legal_forms"],
        mandatory_from=int(row["mandatory_from"]) if row["mandatory_from"] else None,
        paper=row["paper"],
        signed=row["signed"] == "1",
        handed_over=row["handed_over"] == "1",
        of_one_product=row["of_one_product"] == "1",
        warning_days=int(row["warning_days"]),
        warning_source=row["warning_source"],
        source=row["source"],
        standing=row["standing"],
        effective_from=date.fromisoformat(row["effective_from"]),
        effective_to=date.fromisoformat(row["effective_to"]) if row["effective_to"] else None,
        note=row["note"],
    )
