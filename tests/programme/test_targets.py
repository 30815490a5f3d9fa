"""A unit registers its figures, the province assigns some by a document, and nobody types what was done."""

from collections.abc import Callable, Mapping

import pytest
from sqlalchemy import select

from ocop.audit.models import AuditEntry
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit
from ocop.programme import queries, services
from ocop.programme.rules import figure_field
from ocop.tallies.services import keep
from tests.factories import programme

Within = Callable[[str], int]


def register(figures: Mapping[int, int | None], *, version: int) -> None:
    by = programme.person("phan-thiet", "officer")
    services.register_targets(programme.cycle(), figures=figures, version=version, by=by)


def version() -> int:
    return queries.version_of(queries.unit_targets(programme.cycle().id))


def test_nothing_registered_is_not_the_same_as_none(within: Within) -> None:
    within("phan-thiet")
    known, other = queries.targets(programme.cycle().id)[0], programme.target()

    register({known.id: 0, other.id: None}, version=0)

    lines = {line.target.id: line.registered for line in queries.target_lines(programme.cycle().id)}
    assert lines == {known.id: 0, other.id: None}


def test_only_what_changed_is_written_into_the_trail(within: Within) -> None:
    within("phan-thiet")
    known, other = queries.targets(programme.cycle().id)[0], programme.target()
    register({known.id: 3, other.id: 40}, version=0)

    register({known.id: 3, other.id: 45}, version=version())

    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "register_target")).all()
    assert [entry.change["registered"] for entry in entries] == [[None, "3"], [None, "40"], ["40", "45"]]


def test_a_stale_answer_carries_both_figures(within: Within) -> None:
    within("phan-thiet")
    known = queries.targets(programme.cycle().id)[0]
    register({known.id: 3}, version=0)

    with pytest.raises(StaleEdit) as stale:
        register({known.id: 5}, version=0)

    assert (stale.value.mine, stale.value.theirs) == ({figure_field(known.id): "5"}, {figure_field(known.id): "3"})
    assert stale.value.version == version()


def test_an_assigned_figure_names_the_document_that_assigns_it(within: Within) -> None:
    within("phan-thiet")
    known, by = queries.targets(programme.cycle().id)[0], programme.person("ubnd-tinh", "province_officer")

    with pytest.raises(DomainError) as refusal:
        services.assign_targets(programme.cycle(), figures={known.id: 4}, document="", by=by)
    changed = services.assign_targets(
        programme.cycle(), figures={known.id: 4}, document="Công văn 1234/SNN-CCPTNT ngày 10/5/2024", by=by
    )

    line = queries.target_lines(programme.cycle().id)[0]
    assert refusal.value.field == "document"
    assert changed == 1
    assert (line.registered, line.assigned, line.assigned_by) == (None, 4, "Công văn 1234/SNN-CCPTNT ngày 10/5/2024")


def test_what_was_done_is_counted_from_records_and_unknown_until_something_counts_it(within: Within) -> None:
    within("phan-thiet")
    cycle = programme.cycle()
    before = queries.target_lines(cycle.id)[0].counted

    keep("new_recognitions_from_three_stars", 2, cycle_id=cycle.id)

    assert before is None
    assert queries.target_lines(cycle.id)[0].counted == 2
