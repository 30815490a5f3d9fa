"""`merge-units`: districts become one, or one is named anew, and nothing that was written is written again."""

from collections.abc import Mapping
from datetime import date, datetime

import click
from sqlalchemy.exc import IntegrityError, OperationalError

from ocop import audit
from ocop.audit.rules.words import THINGS
from ocop.cli import group
from ocop.core import clock
from ocop.core.text.dates import day
from ocop.tenancy import merging
from ocop.tenancy.merging import Merger, Outlook

OBSTRUCTED = 2


@group.command("merge-units")
@click.argument("sources", nargs=-1, required=True, metavar="TỪ…")
@click.option("--into", required=True, metavar="SLUG", help="Đơn vị nhận, đã có (new-unit).")
@click.option("--from", "since", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Ngày hợp nhất có hiệu lực.")
@click.option("--decision", default="", help="Số, ngày, cơ quan của quyết định; ghi vào nhật ký.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem số liệu và vướng mắc, không thay đổi gì.")
def merge_units(sources: tuple[str, ...], into: str, since: datetime, decision: str, dry_run: bool) -> None:
    """Hợp nhất các đơn vị TỪ… vào SLUG từ một ngày; đổi hẳn một đơn vị thì hợp nhất vào đơn vị mới thêm.

    Toàn bộ hoặc không gì cả. Mã thoát 2 khi còn vướng mắc.
    """
    try:
        _merge(sources, into, since.date(), decision.strip(), dry_run=dry_run)
    except merging.UnknownUnit as error:
        raise click.ClickException(f"không có đơn vị {str(error)!r}") from error
    except IntegrityError as error:
        raise click.ClickException(f"dữ liệu của các đơn vị trùng nhau, chưa thay đổi gì: {error.orig}") from error
    except OperationalError as error:
        raise click.ClickException(f"cơ sở dữ liệu đang bận, chưa thay đổi gì; hãy chạy lại: {error.orig}") from error


def _merge(sources: tuple[str, ...], into: str, since: date, decision: str, *, dry_run: bool) -> None:
    with merging.transaction() as connection:
        if not dry_run:
            merging.close_the_doors(connection)
        merger = merging.merger(connection, sources, into, since)
        outlook = merging.look(connection, merger, today=clock.today())
        _tell(merger, outlook)
        if outlook.obstacles:
            raise SystemExit(OBSTRUCTED)
        if dry_run:
            return
        folded = merging.carry_out(connection, merger)
        for unit in merger.all:
            with merging.joining(connection, unit.id):
                change = _change(merger, outlook, unit.id, decision, folded)
                audit.record(audit.System(), "merge_units", "units", name=unit.title, thing_id=unit.id, change=change)
        connection.commit()
    click.echo(f"Đã hợp nhất vào {merger.into.title} tại /{merger.into.slug}/.")


def _tell(merger: Merger, outlook: Outlook) -> None:
    click.echo(f"Hợp nhất vào {merger.into.title} (/{merger.into.slug}/) từ {day(merger.since)}:")
    for unit in merger.sources:
        click.echo(f"  {unit.title} (/{unit.slug}/)")
    click.echo("Số dòng của đơn vị nhận và của từng đơn vị được hợp nhất:")
    for table, counts in outlook.rows.items():
        if any(counts.values()):
            parts = " + ".join(str(counts.get(unit.id, 0)) for unit in merger.all)
            click.echo(f"  {table:<24} {parts} = {sum(counts.values())}  {THINGS.get(table, '')}".rstrip())
    for heading, sentences in (("Cần lưu ý", outlook.notices), ("Vướng mắc, chưa thay đổi gì", outlook.obstacles)):
        if sentences:
            click.echo(f"{heading}:")
        for sentence in sentences:
            click.echo(f"  - {sentence[:1].upper()}{sentence[1:]}")


def _change(
    merger: Merger, outlook: Outlook, unit_id: int, decision: str, folded: list[str]
) -> Mapping[str, tuple[object, object]]:
    """What the trail of one of the units says: which units, since when, by which decision, how many rows of each kind moved."""
    receiving = unit_id == merger.into.id
    units = {one.id for one in merger.sources} if receiving else {unit_id}
    moved = {table: sum(counts.get(one, 0) for one in units) for table, counts in outlook.rows.items()}
    said: dict[str, tuple[object, object]] = {
        "units": ("; ".join(one.title for one in merger.sources), merger.into.title),
        "valid_from": (None, merger.since),
        "decision": (None, decision or None),
        "moved": (None, _in_words(moved)),
    }
    return said | {"folded": (None, "; ".join(folded))} if receiving and folded else said


def _in_words(moved: Mapping[str, int]) -> str:
    """ "Chủ thể 20, Sản phẩm 45, dòng chi tiết 130": tables that the trail has no word for are details of others."""
    named = [f"{THINGS[table]} {count}" for table, count in moved.items() if count and table in THINGS]
    details = sum(count for table, count in moved.items() if table not in THINGS)
    return ", ".join([*named, f"dòng chi tiết {details}"])
