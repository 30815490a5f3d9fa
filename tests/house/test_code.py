"""Laws of the house that can be read off the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OCOP = ROOT / "ocop"
SOURCES = sorted(path for path in OCOP.rglob("*.py"))
ROOMS_WITH_TABLES = {path.parent.name for path in OCOP.glob("*/models.py")}
READS_ONLY = ("progress", "workspace", "province", "public")
MEANT = {
    ("ocop/ui/catalogue.py", "Markup("): "the sentences are ours; what fills their blanks is escaped by Markup itself",
    ("ocop/ui/columns.py", "Markup("): "each cell was escaped when it was written",
    ("ocop/ui/pages.py", "Markup("): "what Jinja has just rendered is escaped already",
}
FORBIDDEN_NAMES = {"utils", "common", "helpers", "helper", "manager", "misc", "base"}


def _trees(*folders: str, without: tuple[str, ...] = ()) -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        room = path.relative_to(OCOP).parts[0]
        if (not folders or room in folders) and room not in without:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {_short(path) for path in SOURCES if path.stem in FORBIDDEN_NAMES}

    assert named == set()


def test_raw_access_to_tables_and_connections_stays_in_tenancy() -> None:
    found = []
    for path, tree in _trees(without=("tenancy",)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"__table__", "literal_column"}:
                found.append(f"{_short(path)}:{node.lineno} {node.attr}")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connection":
                found.append(f"{_short(path)}:{node.lineno} connection()")

    assert found == []


def test_services_never_commit() -> None:
    found = [
        f"{_short(path)}:{node.lineno}"
        for path, tree in _trees()
        if "services" in path.relative_to(OCOP).parts or path.name == "services.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]

    assert found == []


def test_views_hold_no_sql_and_catch_nothing() -> None:
    found = []
    for path, tree in _trees():
        if path.stem != "views" and "views" not in path.relative_to(OCOP).parts:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Try):
                found.append(f"{_short(path)}:{node.lineno} try")
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
                found.append(f"{_short(path)}:{node.lineno} {node.module}")

    assert found == []


def test_no_view_or_query_names_a_tenant() -> None:
    found = [
        f"{_short(path)}:{node.lineno}"
        for path, tree in _trees(without=("tenancy", "tallies", "audit", "province", "programme", "seed"))
        if path.stem in {"views", "forms"} or "views" in path.relative_to(OCOP).parts
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "tenant_id"
    ]

    assert found == []


def test_rooms_that_only_read_import_no_services() -> None:
    found = [
        f"{_short(path)}:{node.lineno}"
        for path, tree in _trees(*READS_ONLY)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and ((node.module or "").endswith("services") or any(name.name == "services" for name in node.names))
    ]

    assert found == []


def test_rules_are_pure() -> None:
    impure = re.compile(r"^(from|import) (flask|ocop\.core\.(db|clock)|sqlalchemy\.orm)\b", re.MULTILINE)
    found = [
        _short(path)
        for path in SOURCES
        if (path.stem == "rules" or "rules" in path.relative_to(OCOP).parts)
        and impure.search(path.read_text(encoding="utf-8").replace("from flask_babel", "from babel_words"))
        and "office_date" not in path.read_text(encoding="utf-8")
    ]

    assert found == []


@pytest.mark.parametrize("pattern", ["TODO", "FIXME", "XXX", "raise NotImplementedError", "|safe", "Markup("])
def test_nothing_is_left_for_later_or_trusted_blindly(pattern: str) -> None:
    texts = [
        *(path for path in SOURCES if (_short(path), pattern) not in MEANT),
        *OCOP.rglob("*.html"),
        *OCOP.rglob("*.js"),
        *OCOP.rglob("*.css"),
    ]

    found = [_short(path) for path in texts if pattern in path.read_text(encoding="utf-8").replace("| safe", "|safe")]

    assert found == []


def test_decisions_are_short_numbered_and_name_their_test() -> None:
    decisions = sorted((OCOP / "decisions").glob("*.md"))

    assert decisions
    for number, path in enumerate(decisions, 1):
        text = path.read_text(encoding="utf-8")
        assert path.name.startswith(f"{number:04d}-")
        assert len(text.splitlines()) <= 40
        for kept_by in re.findall(r"`(tests/[\w/.]+)", text):
            assert (ROOT / kept_by).exists(), f"{path.name}: {kept_by}"


def test_every_identifier_of_the_glossary_is_used_and_every_room_is_in_it() -> None:
    glossary = (OCOP / "GLOSSARY.md").read_text(encoding="utf-8")
    identifiers = set(re.findall(r"\| `(\w+)` \|", glossary))
    code = "\n".join(path.read_text(encoding="utf-8").lower() for path in SOURCES)

    assert len(identifiers) > 30
    assert {name for name in identifiers if name.replace("_", "") not in code.replace("_", "")} == set()


def test_classes_of_models_are_words_of_the_glossary() -> None:
    glossary = (OCOP / "GLOSSARY.md").read_text(encoding="utf-8").replace("_", "").lower()

    missing = {
        node.name
        for path, tree in _trees(*ROOMS_WITH_TABLES)
        if path.stem == "models"
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(parent, ast.Name) and parent.id == "Base" for parent in node.bases)
        and f"`{node.name.lower()}`" not in glossary
    }

    assert missing == set()
