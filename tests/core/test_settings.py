"""Settings come from the environment with a default for each; a wrong one stops the start with one line."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from ocop.core import settings
from ocop.core.settings import WrongSetting

KEY = "k" * 32


def test_an_installation_without_settings_serves_the_demonstration_from_its_own_folder(tmp_path: Path) -> None:
    found = settings.read({"OCOP_INSTANCE": str(tmp_path)})

    assert not found.production
    assert found.database_url == found.database_owner_url == f"sqlite:///{tmp_path / 'ocop.sqlite3'}"
    assert (found.files, found.today) == (tmp_path / "files", None)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OCOP_ENV", "live", "demo, production, test"),
        ("OCOP_SECRET_KEY", "short", "ít nhất 32 ký tự"),
        ("OCOP_TODAY", "13/5/2024", "2024-05-13"),
        ("OCOP_DATABASE_URL", "mysql://nowhere/ocop", "sqlite:/// hoặc postgresql://"),
        ("OCOP_UPLOAD_LIMIT_MB", "0", "từ 1 trở lên"),
        ("OCOP_IDLE_MINUTES", "an hour", "số nguyên"),
        ("OCOP_OFFICE_CHECK", "yes", "0 hoặc 1"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        settings.read({"OCOP_INSTANCE": str(tmp_path), "OCOP_SECRET_KEY": KEY, name: value})

    assert str(wrong.value).startswith(f"{name}: ")
    assert said in str(wrong.value)


def test_a_wrong_database_address_is_not_repeated_with_its_password(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting) as wrong:
        settings.read({"OCOP_INSTANCE": str(tmp_path), "OCOP_DATABASE_URL": "mysql://ocop:matkhau@nowhere/ocop"})

    assert "matkhau" not in str(wrong.value)


def test_an_installation_for_officers_brings_its_own_secret(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="OCOP_SECRET_KEY"):
        settings.read({"OCOP_INSTANCE": str(tmp_path), "OCOP_ENV": "production"})

    assert settings.read({"OCOP_INSTANCE": str(tmp_path), "OCOP_ENV": "production", "OCOP_SECRET_KEY": KEY}).production
    assert not (tmp_path / "secret-key").exists()


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = settings.read({"OCOP_INSTANCE": str(tmp_path)}).secret_key
    again = settings.read({"OCOP_INSTANCE": str(tmp_path)}).secret_key

    assert first == again
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    offered = [f"{number}" * 32 for number in range(8)]
    starting_gun = Barrier(len(offered))

    def start(one: str) -> str:
        starting_gun.wait()
        return settings.kept_secret(tmp_path / "secret-key", otherwise=one)

    with ThreadPoolExecutor(len(offered)) as threads:
        got = set(threads.map(start, offered))

    assert len(got) == 1
    assert got < set(offered)
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
