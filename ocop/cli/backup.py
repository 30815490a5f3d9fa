"""`backup`, `restore`, `check`: the whole installation in one file, and whether it stands."""

import io
import json
import tarfile
import time
from pathlib import Path

import click

from ocop.attachments.services import store
from ocop.cli import group
from ocop.core import clock, settings
from ocop.core.db import db
from ocop.public.queries import hindrances
from ocop.tenancy import dump, wall

FORMAT = 1
READING = {"isolation_level": "REPEATABLE READ"}


@group.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Sao lưu toàn bộ dữ liệu và tệp vào một tệp .tar.gz, tại một thời điểm nhất quán."""
    partial = file.with_name(file.name + ".partial")
    with tarfile.open(partial, "w:gz") as archive, db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(**READING)
        about = {"format": FORMAT, "revision": dump.revision(connection), "made_at": clock.real_now().isoformat()}
        _add(archive, "about.json", json.dumps(about))
        for table in dump.tables():
            _add(archive, f"tables/{table.name}.jsonl", "\n".join(dump.take(connection, table)))
        for stored in _stored():
            archive.add(stored, f"files/{stored.relative_to(settings.current().files)}")
    partial.replace(file)
    click.echo(f"Đã sao lưu vào {file}.")


@group.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Phục hồi từ tệp sao lưu vào một hệ thống trống (đã chạy init)."""
    with tarfile.open(file, "r:gz") as archive, db.engine.begin() as connection:
        about = json.loads(_text(archive, "about.json"))
        if about["format"] != FORMAT or about["revision"] != dump.revision(connection):
            raise click.ClickException(
                "tệp sao lưu thuộc phiên bản khác; hãy dùng đúng phiên bản đã sao lưu rồi nâng cấp"
            )
        if not dump.is_empty(connection):
            raise click.ClickException("cơ sở dữ liệu đã có dữ liệu; chỉ phục hồi vào hệ thống trống")
        dump.defer(connection)
        written = sum(
            dump.put(connection, table, _lines(archive, f"tables/{table.name}.jsonl")) for table in dump.tables()
        )
        dump.renumber(connection)
        _restore_files(archive)
    click.echo(f"Đã phục hồi {written} dòng dữ liệu.")


@group.command("check")
def check() -> None:
    """Kiểm tra cơ sở dữ liệu, quyền, thư mục tệp; mã thoát 1 khi có lỗi."""
    faults = list(hindrances())
    with db.engine.connect() as connection:
        open_tables = wall.unprotected(connection)
        if open_tables:
            faults.append(f"bảng chưa có bảo vệ theo dòng: {', '.join(sorted(open_tables))}")
        click.echo(f"Phiên bản dữ liệu: {dump.revision(connection)}")
    if faults:
        raise click.ClickException("; ".join(faults))
    click.echo("Hệ thống hoạt động bình thường.")


def _stored() -> list[Path]:
    """The files of the store; what is only arriving may be gone before it is read."""
    folder = settings.current().files
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path.relative_to(folder).parts[0] != store.ARRIVING)


def _add(archive: tarfile.TarFile, name: str, content: str) -> None:
    raw = content.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(raw), int(time.time())
    archive.addfile(entry, io.BytesIO(raw))


def _text(archive: tarfile.TarFile, name: str) -> str:
    member = archive.extractfile(name)
    assert member is not None
    return member.read().decode()


def _lines(archive: tarfile.TarFile, name: str) -> list[str]:
    """A row a line; other breaks that Unicode knows stand within the texts of rows."""
    return [line for line in _text(archive, name).split("\n") if line]


def _restore_files(archive: tarfile.TarFile) -> None:
    folder = settings.current().files
    for member in archive.getmembers():
        if member.isfile() and member.name.startswith("files/"):
            member.name = member.name.removeprefix("files/")
            archive.extract(member, folder, filter="data")
