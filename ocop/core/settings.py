"""Settings of one installation, read once from the environment; a wrong one stops the start with one clear line."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import current_app

ROOT = Path(__file__).resolve().parents[2]


class WrongSetting(SystemExit):
    """A setting that cannot be used; exits with its one line."""

    def __init__(self, name: str, wanted: str, got: str) -> None:
        super().__init__(f"{name}: {wanted} (nhận được: {got!r})")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every `OCOP_*` setting with its default; the README's table describes each."""

    environment: str
    instance: Path
    secret_key: str
    database_url: str
    database_owner_url: str
    files: Path
    today: date | None
    demo_password: str | None
    upload_limit_mb: int
    idle_minutes: int
    absolute_hours: int
    second_factor_roles: frozenset[str]
    office_check: bool
    trusted_proxies: int
    secure_cookies: bool
    public_url: str
    hosts: tuple[str, ...]
    print_days: int
    print_processes: int

    @property
    def production(self) -> bool:
        """Whether this installation serves real officers; demo accounts are refused there."""
        return self.environment == "production"


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises `WrongSetting` naming the first one that cannot be used."""
    env = os.environ if environ is None else environ
    environment = _choice(env, "OCOP_ENV", "demo", {"demo", "production", "test"})
    instance = Path(env.get("OCOP_INSTANCE", str(ROOT / "instance")))
    url = env.get("OCOP_DATABASE_URL") or f"sqlite:///{instance / 'ocop.sqlite3'}"
    return Settings(
        environment=environment,
        instance=instance,
        secret_key=_secret(env, instance, environment),
        database_url=_database(url, "OCOP_DATABASE_URL"),
        database_owner_url=_database(env.get("OCOP_DATABASE_OWNER_URL") or url, "OCOP_DATABASE_OWNER_URL"),
        files=Path(env.get("OCOP_FILES", str(instance / "files"))),
        today=_day(env, "OCOP_TODAY"),
        demo_password=env.get("OCOP_DEMO_PASSWORD"),
        upload_limit_mb=_number(env, "OCOP_UPLOAD_LIMIT_MB", 50, lowest=1),
        idle_minutes=_number(env, "OCOP_IDLE_MINUTES", 60, lowest=1),
        absolute_hours=_number(env, "OCOP_ABSOLUTE_HOURS", 12, lowest=1),
        second_factor_roles=frozenset(
            filter(None, env.get("OCOP_SECOND_FACTOR_ROLES", "").replace(" ", "").split(","))
        ),
        office_check=_flag(env, "OCOP_OFFICE_CHECK", default=True),
        trusted_proxies=_number(env, "OCOP_TRUSTED_PROXIES", 0, lowest=0),
        secure_cookies=_flag(env, "OCOP_SECURE_COOKIES", default=environment == "production"),
        public_url=env.get("OCOP_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        hosts=tuple(filter(None, env.get("OCOP_HOSTS", "").replace(" ", "").split(","))),
        print_days=_number(env, "OCOP_PRINT_DAYS", 7, lowest=1),
        print_processes=_number(env, "OCOP_PRINT_PROCESSES", 1, lowest=1),
    )


def current() -> Settings:
    """The settings of the running application."""
    found = current_app.extensions["ocop.settings"]
    assert isinstance(found, Settings)
    return found


def kept_secret(file: Path, *, otherwise: str) -> str:
    """The secret in a file that only its owner reads; before there is one, `otherwise` becomes it.

    Of processes that start together all get the same one: the file appears whole, and only once.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draught = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w") as target:
                target.write(otherwise)
            with suppress(FileExistsError):
                os.link(draught, file)
        finally:
            os.unlink(draught)
    return file.read_text().strip()


def _choice(env: Mapping[str, str], name: str, default: str, allowed: set[str]) -> str:
    value = env.get(name, default)
    if value not in allowed:
        raise WrongSetting(name, f"phải là một trong {', '.join(sorted(allowed))}", value)
    return value


def _number(env: Mapping[str, str], name: str, default: int, *, lowest: int) -> int:
    value = env.get(name, str(default))
    if not value.isdecimal() or int(value) < lowest:
        raise WrongSetting(name, f"phải là số nguyên từ {lowest} trở lên", value)
    return int(value)


def _flag(env: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = env.get(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise WrongSetting(name, "phải là 0 hoặc 1", value)
    return value == "1"


def _day(env: Mapping[str, str], name: str) -> date | None:
    value = env.get(name, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WrongSetting(name, "phải là ngày dạng 2024-05-13", value) from None


def _database(url: str, name: str) -> str:
    """SQLAlchemy reads `postgresql://` as psycopg 3 when told so explicitly."""
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise WrongSetting(name, "phải bắt đầu bằng sqlite:/// hoặc postgresql://", url.split("://")[0])
    return url


def _secret(env: Mapping[str, str], instance: Path, environment: str) -> str:
    """The key that signs cookies: from the environment, else made once and kept beside the database."""
    given = env.get("OCOP_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise WrongSetting("OCOP_SECRET_KEY", "phải có ít nhất 32 ký tự", f"{len(given)} ký tự")
        return given
    if environment == "production":
        raise WrongSetting("OCOP_SECRET_KEY", "bắt buộc khi OCOP_ENV=production", "")
    return kept_secret(instance / "secret-key", otherwise=secrets.token_hex(32))
