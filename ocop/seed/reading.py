"""Reading the data files beside this module."""

import csv
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"

Toml = Mapping[str, object]


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file; empty cells are empty strings."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tree(name: str) -> dict[str, object]:
    """The content of a TOML file."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def years() -> list[int]:
    """The years of the programme that have a data file, the first one first."""
    return sorted(int(file.stem.removeprefix("cycle_")) for file in DATA.glob("cycle_*.toml"))


def entries(content: Toml, key: str) -> list[dict[str, object]]:
    """The list of tables under a key of a TOML file; empty when there is none."""
    found = content.get(key, [])
    assert isinstance(found, list)
    return found


def day(text: str) -> date | None:
    """An ISO day, or None when the source knows less than the day."""
    return date.fromisoformat(text) if len(text) == 10 else None


def text(content: Mapping[str, object], key: str) -> str:
    """A text of a TOML table; empty when it is missing."""
    return str(content.get(key, ""))


def words(content: Mapping[str, object], key: str) -> list[str]:
    """A list of texts of a TOML table."""
    found = content.get(key, [])
    assert isinstance(found, list)
    return [str(one) for one in found]
