"""How dossiers and their lines stand on a day, worked out of what is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ocop.dossiers import rules
from ocop.dossiers.models import Dossier, DossierLine, Evidence
from ocop.dossiers.rules import Completeness, Line, Standing, Validity


@dataclass(frozen=True)
class SeenProof:
    """A piece of evidence in its place, and how far it may be relied on until the council."""

    evidence: Evidence
    validity: Validity


@dataclass(frozen=True)
class SeenLine:
    """A line of a dossier as it stands."""

    line: DossierLine
    mandatory: bool
    standing: Standing
    proofs: tuple[SeenProof, ...]


@dataclass(frozen=True)
class SeenDossier:
    """A dossier as it stands; `lacking` are the titles of what must be there and is not."""

    lines: tuple[SeenLine, ...]
    completeness: Completeness

    @property
    def lacking(self) -> Sequence[str]:
        """What must be there and is not, in the order of the criteria."""
        return [seen.line.requirement.title for seen in self.lines if seen.mandatory and seen.standing in rules.LACKING]

    @property
    def ending(self) -> Sequence[str]:
        """What is there and ends before the council, or soon."""
        return [seen.line.requirement.title for seen in self.lines if seen.standing is Standing.ENDING]


def seen(row: Dossier, *, stars: int | None, on: date, council: date | None) -> SeenDossier:
    """How a dossier with loaded lines stands on a day, before the council of another."""
    lines, judged = [], []
    for line in row.lines:
        wanted = line.requirement
        proofs = tuple(
            SeenProof(proof.evidence, _validity(proof.evidence, wanted.warning_days, on, council))
            for proof in line.proofs
            if proof.evidence.current
        )
        one = Line(
            mandatory=rules.mandatory(wanted.mandatory_from, stars),
            proofs=tuple(proof.validity for proof in proofs),
            printed=bool(wanted.paper),
            signed=wanted.signed,
            handed_over=line.handed_over_on is not None,
            not_applicable=bool(line.not_applicable_why),
        )
        judged.append(one)
        lines.append(SeenLine(line, one.mandatory, rules.standing(one), proofs))
    return SeenDossier(tuple(lines), rules.completeness(judged))


def _validity(evidence: Evidence, warning_days: int, on: date, council: date | None) -> Validity:
    return rules.validity(evidence.valid_until, on=on, warning_days=warning_days, needed_until=council)
