"""The real 2024 programme holds together: every row that names another finds it, and nothing is invented."""

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ocop.core.text.dates import PartialDate

DATA = Path(__file__).parents[2] / "ocop" / "seed" / "data"
FILES = sorted(DATA.iterdir())
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, field: str) -> set[str]:
    return {row[field] for row in rows(name)}


def read(name: str) -> str:
    return (DATA / name).read_text("utf-8")


def tables(name: str, key: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(read(name))[key]
    return found


def keys(name: str, key: str) -> set[str]:
    return {table["key"] for table in tables(name, key)}


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_in_composed_unicode(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_readme_names_every_file(path: Path) -> None:
    assert path.name == "README.md" or f"`{path.name}`" in read("README.md")


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".csv"], ids=lambda path: path.name)
def test_no_row_is_longer_or_shorter_than_its_head(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        head, *body = csv.reader(file)

    assert body
    assert {len(row) for row in body} == {len(head)}


def test_ten_units_stand_below_the_province() -> None:
    assert Counter(row["parent_code"] for row in rows("units.csv")) == {"": 1, "60": 10}


def test_there_are_124_communes_before_december_2024_and_121_after() -> None:
    communes = rows("communes.csv")

    in_force = [
        sum(row["valid_from"] <= day and (not row["valid_to"] or row["valid_to"] >= day) for row in communes)
        for day in ("2024-11-30", "2024-12-01")
    ]

    assert in_force == [124, 121]


def test_a_units_counts_agree_with_its_communes() -> None:
    counted = Counter((row["district_code"], row["kind"]) for row in rows("communes.csv") if row["valid_from"] < "2024")

    for unit in rows("units.csv"):
        if unit["level"] == "district":
            assert {kind: int(unit[kind]) for kind in ("xa", "phuong", "thi_tran")} == {
                kind: counted[unit["code"], kind] for kind in ("xa", "phuong", "thi_tran")
            }


def test_every_issuing_body_belongs_to_a_unit_and_can_sign() -> None:
    bodies = rows("issuing_bodies.csv")

    assert {body["unit_code"] for body in bodies} == column("units.csv", "code")
    assert column("signing_blocks.csv", "body_key") == {body["key"] for body in bodies}
    assert column("units.csv", "division_key") <= {body["key"] for body in bodies}


def test_every_commune_can_issue_its_report() -> None:
    assert column("commune_bodies.csv", "unit_code") == column("communes.csv", "code")
    assert len(column("commune_bodies.csv", "key")) == len(rows("communes.csv"))


def test_the_only_name_under_a_signature_is_the_one_that_plan_1578_bears() -> None:
    signed = [block for block in rows("signing_blocks.csv") if block["name"]]

    assert [(block["body_key"], block["name"], block["collective"]) for block in signed] == [
        ("ubnd-tinh", "Nguyễn Hồng Hải", "")
    ]


def test_dates_of_the_law_are_true_dates_in_their_order() -> None:
    for law in rows("legal_bases.csv"):
        issued = PartialDate.parse(law["date"])
        assert issued.precision == law["precision"]
        for field in ("effective_from", "effective_to"):
            assert not law[field] or date.fromisoformat(law[field]) >= issued.earliest()


def test_a_replaced_law_ends_the_day_before_the_next_begins() -> None:
    laws = {law["key"]: law for law in rows("legal_bases.csv")}
    replaced = [law for law in laws.values() if law["replaced_by"]]

    assert {law["key"] for law in replaced} == {"qd-148", "qd-1489", "qd-1048", "qd-781"}
    for law in replaced:
        begins = date.fromisoformat(laws[law["replaced_by"]]["effective_from"])
        assert (begins - date.fromisoformat(law["effective_to"])).days == 1


def test_the_year_rests_on_known_laws_and_gives_its_tasks_to_known_offices() -> None:
    cycle = tomllib.loads(read("cycle_2024.toml"))
    laws = column("legal_bases.csv", "key")

    assert {*cycle["legal_bases"], *cycle["funding_bases"]} <= laws
    assert {milestone["legal_basis"] for milestone in cycle["milestones"]} <= laws
    for task in cycle["tasks"]:
        assert {task["owner"], *task["cooperating"]} <= column("offices.csv", "key") | {"*"}
        assert task.get("milestone", "plan_issued") in keys("cycle_2024.toml", "milestones")
    assert column("guidance.csv", "key") <= laws


def test_every_department_of_part_four_has_a_task() -> None:
    owners = {task["owner"] for task in tables("cycle_2024.toml", "tasks")}
    named = {office["key"] for office in rows("offices.csv") if office["plan_part_iv_order"]}

    assert owners == named - {"chi-cuc-ptnt"}


def test_the_district_plan_fills_only_declared_blanks_and_targets_of_the_year() -> None:
    text = read("plan_district_template.toml")
    head, body = text.split("\nkind = ", 1)
    plan = tomllib.loads(text)

    assert blanks(body) <= blanks(head)
    assert keys("plan_district_template.toml", "targets") <= keys("cycle_2024.toml", "targets")
    assert set(plan["legal_bases"]) <= column("legal_bases.csv", "key")
    assert {kind for item in plan["assignments"] for kind in item["kinds"]} <= column("unit_kinds.csv", "kind")


def test_letters_fill_only_declared_blanks() -> None:
    common = {
        "unit",
        "Unit",
        "UNIT",
        "division",
        "year",
        "province",
        "province_plan",
        "commune_kinds",
        "filed",
        "blank",
    }

    for letter in tomllib.loads(read("letters.toml")).values():
        assert blanks(str(letter)) - common == set(letter["placeholders"])


def test_every_product_stands_in_a_commune_of_its_district() -> None:
    places = {(row["code"], row["district_code"]) for row in rows("communes.csv")}

    for product in rows("products.csv"):
        assert not product["commune_code"] or (product["commune_code"], product["district_code"]) in places
        assert product["set_no"] in column("product_sets.csv", "set_no")


def test_every_product_has_one_producer_and_every_producer_a_product() -> None:
    products = rows("products.csv")

    makers = {(product["product_key"], product["producer_key"]) for product in products}

    assert len(makers) == len({product["product_key"] for product in products})
    assert {product["producer_key"] for product in products} == column("producers.csv", "key")


def test_a_producer_whom_no_source_names_stays_without_a_name() -> None:
    named = {row["producer_key"] for row in rows("products.csv") if row["producer"]}

    for producer in rows("producers.csv"):
        assert bool(producer["name"]) == (producer["known"] == "1") == (producer["key"] in named)


def test_every_registration_is_of_a_published_product_in_its_district() -> None:
    products = {row["row_id"]: row for row in rows("products.csv")}
    shared = ("district_code", "product_key", "producer_key")

    for registration in rows("registrations_2024.csv"):
        product = products[registration["row_id"]]
        assert [registration[field] for field in shared] == [product[field] for field in shared]
        assert registration["why"]


def test_three_units_have_nothing_registered_as_no_source_names_a_product() -> None:
    units = {unit["code"]: unit["name"] for unit in rows("units.csv") if unit["level"] == "district"}

    silent = set(units) - column("registrations_2024.csv", "district_code")

    assert {units[code] for code in silent} == {"La Gi", "Hàm Tân", "Phú Quý"}
