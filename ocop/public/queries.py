"""Whether the installation can serve: database, file store, migrations."""

from collections.abc import Iterator
from functools import cache
from tempfile import TemporaryFile

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from ocop.core import settings
from ocop.core.db import db

DATABASE = "cơ sở dữ liệu không trả lời"
FILES = "thư mục tệp không ghi được"
MIGRATIONS = "cơ sở dữ liệu chưa ở phiên bản mới nhất; hãy chạy flask ocop init"


def hindrances() -> tuple[str, ...]:
    """What keeps the installation from serving, one line each; empty when it is ready."""
    return (*_of_the_database(), *_of_the_files())


def _of_the_database() -> Iterator[str]:
    try:
        with db.engine.connect() as connection:
            standing = set(MigrationContext.configure(connection).get_current_heads())
    except SQLAlchemyError:
        yield DATABASE
        return
    if standing != _heads():
        yield MIGRATIONS


def _of_the_files() -> Iterator[str]:
    folder = settings.current().files
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError:
        yield FILES


@cache
def _heads() -> set[str]:
    return set(ScriptDirectory(str(settings.ROOT / "migrations")).get_heads())
