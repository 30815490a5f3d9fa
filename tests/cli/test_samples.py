"""Every official document printed from the demonstration's data, and nothing written."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import Result
from docx import Document as WordFile
from flask import Flask

from ocop.core.db import db
from ocop.tenancy import dump
from tests.cli.test_installation import installation

NUMBERS = {
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "13",
    "14",
    "16",
    "17",
    "23",
    "24",
    "27",
    "28",
    "29",
    "30",
    "35",
    "36",
}
NAME = re.compile(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*\.(pdf|docx)")
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
UNITS = ("phan-thiet", "la-gi", "tuy-phong", "phu-quy", "ubnd-tinh")


class Printed:
    """The folder after one run of the command, and the rows of all tables before and after it."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.before = rows(app)
        self.result: Result = app.test_cli_runner().invoke(args=["ocop", "print-samples", str(folder)])
        self.after = rows(app)
        self.folder = folder

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}

    def text(self, name: str) -> str:
        """All pages, as a reader takes them out."""
        return "\n".join(self.pages(name))

    def pages(self, name: str) -> list[str]:
        file = pypdfium2.PdfDocument(self.folder / name)
        return [page.get_textpage().get_text_bounded().replace("\xa0", " ") for page in file]


def rows(app: Flask) -> list[str]:
    with app.app_context(), db.engine.connect() as connection:
        return [f"{table.name} {line}" for table in dump.tables() for line in dump.take(connection, table)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    """The demonstration, printed once."""
    home = tmp_path_factory.mktemp("printing")
    app = installation(home)
    for command in ("init", "seed-demo"):
        assert app.test_cli_runner().invoke(args=["ocop", command]).exit_code == 0
    yield Printed(app, home / "samples")
    with app.app_context():
        db.engine.dispose()


def test_every_document_whose_data_exist_is_printed_under_its_number(printed: Printed) -> None:
    assert printed.result.exit_code == 0, printed.result.output
    assert all(NAME.fullmatch(name) for name in printed.names())
    assert {name[:2] for name in printed.names()} >= NUMBERS


def test_the_year_s_plan_is_printed_for_each_kind_of_unit_and_for_word(printed: Printed) -> None:
    wanted = {f"01-ke-hoach-{unit}.{ending}" for unit in UNITS for ending in ("pdf", "docx")}

    assert printed.names() >= wanted
    assert printed.names() >= {f"{name}-phan-thiet.docx" for name in ("27-cong-van-ra-soat", "28-to-trinh")}


def test_printing_leaves_no_row_behind(printed: Printed) -> None:
    assert printed.after == printed.before


def test_an_issued_plan_bears_its_number_and_one_to_be_signed_bears_none(printed: Printed) -> None:
    assert "Số: 1578/KH-UBND" in printed.text("01-ke-hoach-ubnd-tinh.pdf")
    assert re.search(r"Số:\s+/KH-UBND", printed.text("01-ke-hoach-phan-thiet.pdf"))


def test_a_district_without_products_leaves_their_annexes_out(printed: Printed) -> None:
    read = printed.text("01-ke-hoach-phu-quy.pdf")

    assert "Phụ lục" in read
    assert "Phụ lục II" not in read


@pytest.mark.parametrize("number", sorted(NUMBERS - {"02", "24", "35"}))
def test_the_first_page_opens_as_the_decree_asks(printed: Printed, number: str) -> None:
    names = [name for name in printed.names() if name.startswith(number) and name.endswith(".pdf")]

    assert names
    assert all(NATION in printed.pages(name)[0] for name in names)


def test_what_nobody_knows_is_a_blank_and_no_other_face_is_used(printed: Printed) -> None:
    for name in printed.names():
        if name.endswith(".docx"):
            whole = "\n".join(paragraph.text for paragraph in WordFile(str(printed.folder / name)).paragraphs)
            assert "None" not in whole, name
            continue
        assert "None" not in printed.text(name), name
        assert fonts(printed.folder / name) <= {"Tinos"}, name


def fonts(path: Path) -> set[str]:
    """The families of all faces that a file names."""
    with pikepdf.open(path) as file:
        faces = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        return {str(one.BaseFont).lstrip("/").rpartition("+")[2].partition("-")[0] for one in faces}
