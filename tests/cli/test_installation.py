"""What the person who runs the server does: prepare, take units in, back up, restore, check."""

import csv
import tarfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from ocop.accounts.models import User
from ocop.app import create_app
from ocop.core import settings
from ocop.core.db import db
from ocop.products.models import Product
from ocop.registrations.models import SurveyAnswer
from ocop.tenancy import Unit
from ocop.tenancy.scope import enter, over

Run = Callable[..., Result]


def installation(folder: Path) -> Flask:
    """An application of its own, with an embedded database in the folder."""
    return create_app(
        settings.read(
            {"OCOP_ENV": "test", "OCOP_INSTANCE": str(folder), "OCOP_SECRET_KEY": "k" * 64, "OCOP_TODAY": "2024-05-13"}
        ),
        serving=False,
    )


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Flask]:
    """An empty, prepared installation."""
    folder = tmp_path / "first"
    folder.mkdir()
    app = installation(folder)
    assert app.test_cli_runner().invoke(args=["ocop", "init"]).exit_code == 0
    yield app
    with app.app_context():
        db.engine.dispose()


def units_files(folder: Path, **changed: str) -> tuple[str, str]:
    """Two lists of another province, with only the needed columns."""
    unit = {
        "code": "100",
        "name": "Nơi Khác",
        "kind": "huyen",
        "slug": "noi-khac",
        "province_code": "1",
        "province_name": "Tỉnh Lạ",
    }
    commune = {"code": "1001", "name": "Xã Một", "kind": "xa", "district_code": "100"}
    paths = []
    for name, row in (("units.csv", unit | changed), ("communes.csv", commune)):
        path = folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(row))
            writer.writeheader()
            writer.writerow(row)
        paths.append(str(path))
    return paths[0], paths[1]


def test_another_province_is_data(fresh: Flask, tmp_path: Path) -> None:
    run = fresh.test_cli_runner().invoke

    first = run(args=["ocop", "import-units", *units_files(tmp_path)])
    again = run(args=["ocop", "import-units", *units_files(tmp_path)])

    assert "Đã nạp 3 đơn vị" in first.output
    assert "Đã nạp 0 đơn vị; 3 đơn vị đã có" in again.output
    with fresh.app_context():
        assert db.session.scalar(select(Unit.slug).where(Unit.kind == "tinh")) == "ubnd-tinh"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "quan_lon"}, "loại 'quan_lon'"),
        ({"name": ""}, "để trống cột name"),
        ({"slug": "dang-nhap"}, "từ dành riêng"),
    ],
)
def test_a_wrong_list_is_refused_whole_with_the_place_named(
    fresh: Flask, tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    result = fresh.test_cli_runner().invoke(args=["ocop", "import-units", *units_files(tmp_path, **changed)])

    assert result.exit_code == 1
    assert said in result.output
    with fresh.app_context():
        assert db.session.scalar(select(func.count(Unit.id))) == 0


def test_a_unit_from_a_day_that_does_not_exist_is_refused_with_the_right_form(fresh: Flask, tmp_path: Path) -> None:
    run = fresh.test_cli_runner().invoke
    run(args=["ocop", "import-units", *units_files(tmp_path)])
    new = [
        "ocop",
        "new-unit",
        "noi-moi",
        "--code",
        "101",
        "--kind",
        "huyen",
        "--name",
        "Nơi Mới",
        "--parent",
        "ubnd-tinh",
    ]

    refused = run(args=[*new, "--from", "2025-02-30"])
    added = run(args=[*new, "--from", "2025-07-01"])

    assert (refused.exit_code, added.exit_code) == (2, 0)
    assert "dạng 2025-07-01" in refused.output
    with fresh.app_context():
        assert db.session.scalars(select(Unit.valid_from).where(Unit.slug == "noi-moi")).all() == [date(2025, 7, 1)]


def test_the_demonstration_is_loaded_once_and_moves_with_its_backup(fresh: Flask, tmp_path: Path) -> None:
    run = fresh.test_cli_runner().invoke
    assert run(args=["ocop", "seed-demo"]).exit_code == 0
    before = _counted(fresh)
    run(args=["ocop", "seed-demo"])
    assert _counted(fresh) == before

    saved = run(args=["ocop", "backup", str(tmp_path / "saved.tar.gz")])
    second = tmp_path / "second"
    second.mkdir()
    other = installation(second)
    there = other.test_cli_runner().invoke
    there(args=["ocop", "init"])
    restored = there(args=["ocop", "restore", str(tmp_path / "saved.tar.gz")])
    once_more = there(args=["ocop", "restore", str(tmp_path / "saved.tar.gz")])

    assert saved.exit_code == 0
    assert restored.exit_code == 0, restored.output
    assert "hệ thống trống" in once_more.output
    assert _counted(other) == before
    assert there(args=["ocop", "verify-audit"]).exit_code == 0
    assert there(args=["ocop", "check"]).exit_code == 0
    with other.app_context():
        db.engine.dispose()


def test_a_text_with_a_break_of_its_own_comes_back_whole(fresh: Flask, tmp_path: Path) -> None:
    run = fresh.test_cli_runner().invoke
    run(args=["ocop", "import-units", *units_files(tmp_path)])
    with fresh.app_context():
        db.session.scalars(select(Unit).where(Unit.slug == "noi-khac")).one().division = "Phòng Kinh tế\u2028và Hạ tầng"
        db.session.commit()
    run(args=["ocop", "backup", str(tmp_path / "saved.tar.gz")])
    (tmp_path / "second").mkdir()
    other = installation(tmp_path / "second")
    there = other.test_cli_runner().invoke
    there(args=["ocop", "init"])

    restored = there(args=["ocop", "restore", str(tmp_path / "saved.tar.gz")])

    assert restored.exit_code == 0, restored.exception
    with other.app_context():
        assert (
            db.session.scalar(select(Unit.division).where(Unit.slug == "noi-khac")) == "Phòng Kinh tế\u2028và Hạ tầng"
        )
        db.engine.dispose()


def test_a_file_that_is_only_arriving_is_left_out_of_the_backup(fresh: Flask, tmp_path: Path) -> None:
    with fresh.app_context():
        folder = settings.current().files
    for name in ("ab/cd/abcd", "tmp/half-an-upload"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"bytes")

    saved = fresh.test_cli_runner().invoke(args=["ocop", "backup", str(tmp_path / "saved.tar.gz")])

    assert saved.exit_code == 0
    with tarfile.open(tmp_path / "saved.tar.gz") as archive:
        assert [name for name in archive.getnames() if name.startswith("files/")] == ["files/ab/cd/abcd"]


def test_an_installation_that_cannot_keep_files_is_told_so(fresh: Flask, tmp_path: Path) -> None:
    (tmp_path / "first" / "files").write_text("not a folder")

    checked = fresh.test_cli_runner().invoke(args=["ocop", "check"])

    assert checked.exit_code == 1
    assert "thư mục tệp không ghi được" in checked.output


def test_the_real_programme_is_whole(fresh: Flask) -> None:
    fresh.test_cli_runner().invoke(args=["ocop", "seed-demo"])

    people, units, products = _counted(fresh)

    assert units == 11 + 125
    assert people > 100
    assert products == 88


def test_the_demonstration_shows_a_survey_that_one_commune_has_answered(fresh: Flask) -> None:
    shown = fresh.test_cli_runner().invoke(args=["ocop", "seed-demo"]).output

    with fresh.app_context():
        people = db.session.scalars(select(User).where(User.username.startswith("canboxa"))).all()
        enter(over(frozenset(db.session.scalars(select(Unit.id)))))
        answers = db.session.scalars(select(SurveyAnswer)).all()

    assert "  canboxa  +  .phan-thiet, .tuy-phong, .duc-linh" in shown.splitlines()
    assert [one.commune_id for one in answers if one.answered_at] == [
        one.commune_id for one in people if one.username == "canboxa2.phan-thiet"
    ]
    assert len(answers) == 18


def _counted(app: Flask) -> tuple[int, int, int]:
    with app.app_context():
        people = db.session.scalar(select(func.count(User.id))) or 0
        keys = frozenset(db.session.scalars(select(Unit.id)))
        enter(over(keys))
        products = db.session.scalar(select(func.count(Product.id))) or 0
    return people, len(keys), products
