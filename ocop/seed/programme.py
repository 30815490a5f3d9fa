"""The year's programme, the register of law and the documents from above."""

from datetime import date

from sqlalchemy import select

from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.producers.rules import LegalForm
from ocop.products.models import CodePattern, ProductSet, SetLegalForm, TraceabilityHost
from ocop.programme.models import Cycle, Guidance, LegalBasis, Milestone, Target, Task
from ocop.registrations.models import CycleStep, SupportKind
from ocop.seed.reading import Toml, day, entries, table, text, tree, words, years


def load(province_id: int) -> dict[int, Cycle]:
    """Make the register of law, the guidance, the product sets and every year that has a data file."""
    law = legal_bases()
    guidance()
    product_sets()
    rules_of_products()
    journey()
    return {year: cycle(tree(f"cycle_{year}"), province_id, law) for year in years()}


def legal_bases() -> dict[str, LegalBasis]:
    """The register of law, by key."""
    made = {
        row["key"]: LegalBasis(
            key=row["key"],
            number=row["number"],
            dated=day(row["date"]),
            precision=row["precision"],
            issuer=row["issuer"],
            kind=row["kind"],
            title=row["title"] or None,
            citation=row["citation"],
            effective_from=day(row["effective_from"]),
            effective_to=day(row["effective_to"]),
            standing=row["standing"],
            note=row["note"] or None,
            source=row["source"] or None,
        )
        for row in table("legal_bases")
    }
    db.session.add_all(made.values())
    db.session.flush()
    return made


def guidance() -> None:
    """The documents from above that every unit reads."""
    for row in table("guidance"):
        db.session.add(
            Guidance(
                number=row["number"],
                dated=day(row["date"]),
                precision={4: "year", 7: "month"}.get(len(row["date"]), "day"),
                issuer=row["issuer"],
                title=row["title"],
                summary=row["summary"],
                standing=row["standing"],
                folded=fold(f"{row['number']} {row['issuer']} {row['title']} {row['summary']}"),
            )
        )


def product_sets() -> None:
    """The 26 product sets (Decision 148/QĐ-TTg, Annex I)."""
    for row in table("product_sets"):
        db.session.add(
            ProductSet(
                number=int(row["set_no"]),
                group_path=f"{row['group_name']}. {row['subgroup']}" if row["subgroup"] else row["group_name"],
                name=row["name"],
                ministry=row["ministries"],
            )
        )


def rules_of_products() -> None:
    """Who may take part with which set, how codes are built, and the known sites of traceability."""
    db.session.flush()
    sets = {one.number: one.id for one in db.session.scalars(select(ProductSet))}
    for row in table("set_legal_forms"):
        number, form = row["set_no"], LegalForm(row["legal_form"])
        set_id = sets[int(number)] if number else None
        db.session.add(SetLegalForm(set_id=set_id, legal_form=form, citation=row["citation"]))
    for row in table("code_patterns"):
        since = date.fromisoformat(row["valid_from"])
        db.session.add(
            CodePattern(**{name: value for name, value in row.items() if name != "valid_from"}, valid_from=since)
        )
    for row in table("traceability_hosts"):
        db.session.add(TraceabilityHost(**row))


def journey() -> None:
    """The steps of the yearly cycle by edition, and what a product may be helped with."""
    for row in table("cycle_steps"):
        since = day(row["valid_from"])
        assert since is not None
        db.session.add(
            CycleStep(
                edition=row["edition"],
                valid_from=since,
                position=int(row["position"]),
                key=row["key"],
                title=row["title"],
                source=row["source"],
                standing=row["standing"],
            )
        )
    for row in table("support_kinds"):
        db.session.add(
            SupportKind(position=int(row["position"]), key=row["key"], name=row["name"], source=row["source"])
        )


def cycle(content: Toml, province_id: int, law: dict[str, LegalBasis]) -> Cycle:
    """One year with its milestones, targets and tasks."""
    made = Cycle(
        unit_id=province_id,
        year=content["year"],
        name=text(content, "name"),
        period=text(content, "period"),
        opened_on=content["opened_on"],
        ends_on=content["ends_on"],
        recognition_months=content["recognition_months"],
        legal_bases=",".join(words(content, "legal_bases")),
        funding_bases=",".join(words(content, "funding_bases")),
    )
    db.session.add(made)
    db.session.flush()
    db.session.add_all(_milestone(one, made, law) for one in entries(content, "milestones"))
    db.session.add_all(_target(one, made, at) for at, one in enumerate(entries(content, "targets"), 1))
    offices = {row["key"]: row["name"] for row in table("offices")} | {
        "ubnd-cap-huyen": "Ủy ban nhân dân các huyện, thị xã, thành phố",
        "*": "Các sở, ban, ngành, địa phương liên quan",
    }
    db.session.add_all(_task(one, made, at, offices) for at, one in enumerate(entries(content, "tasks"), 1))
    db.session.flush()
    return made


def _milestone(one: Toml, of: Cycle, law: dict[str, LegalBasis]) -> Milestone:
    due = one["date"]
    assert isinstance(due, date)
    return Milestone(
        cycle_id=of.id,
        key=text(one, "key"),
        title=text(one, "title"),
        due=due,
        inclusive=bool(one["inclusive"]),
        quotation=text(one, "quotation"),
        source=text(one, "source"),
        note=text(one, "note") or None,
        legal_basis_id=law[text(one, "legal_basis")].id,
    )


def _target(one: Toml, of: Cycle, position: int) -> Target:
    return Target(
        cycle_id=of.id,
        key=text(one, "key"),
        position=position,
        title=text(one, "title"),
        measure=text(one, "unit"),
        direction=text(one, "direction"),
        lowest=one.get("min"),
        highest=one.get("max"),
        metric=text(one, "metric"),
        counted=text(one, "counted"),
        approximate=bool(one.get("approximate", False)),
        baseline_part=one.get("baseline_part"),
        baseline_whole=one.get("baseline_whole"),
        baseline_as_of=one.get("baseline_as_of"),
        source=text(one, "source"),
    )


def _task(one: Toml, of: Cycle, position: int, offices: dict[str, str]) -> Task:
    return Task(
        cycle_id=of.id,
        key=text(one, "key"),
        position=position,
        department=text(one, "owner"),
        department_name=offices.get(text(one, "owner"), text(one, "owner")),
        text=text(one, "text"),
        cooperating="; ".join(offices.get(key, key) for key in words(one, "cooperating")) or None,
        source=text(one, "source"),
    )
