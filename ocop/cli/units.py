"""`init`, `import-units`, `new-unit`: the empty database and the units that work in it."""

from datetime import date
from pathlib import Path

import click
from flask_migrate import upgrade

from ocop import audit
from ocop.cli import group
from ocop.core import settings
from ocop.core.db import db
from ocop.jobs.services import queue
from ocop.seed import bodies, requirements
from ocop.tenancy import Kind, acting_in, services, units


@group.command("init")
def init() -> None:
    """Chuẩn bị cơ sở dữ liệu trống: bảng, quyền, vai trò."""
    upgrade()
    queue.prepare(settings.current())
    requirements.load()
    db.session.commit()
    click.echo("Cơ sở dữ liệu đã sẵn sàng.")


@group.command("import-units")
@click.argument("units_file", type=click.Path(path_type=Path))
@click.argument("communes_file", type=click.Path(path_type=Path))
def import_units(units_file: Path, communes_file: Path) -> None:
    """Nạp đơn vị cấp huyện, cấp xã từ hai tệp CSV theo danh mục của cơ quan thống kê."""
    try:
        counted = services.import_units(units_file, communes_file)
    except services.UnreadableUnits as error:
        raise click.ClickException(str(error)) from error
    bodies.complete()
    db.session.commit()
    click.echo(f"Đã nạp {counted.made} đơn vị; {counted.known} đơn vị đã có từ trước.")


def _day(_context: click.Context, _option: click.Parameter, written: str | None) -> date | None:
    """The day of an option; raises `BadParameter` for what is none."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise click.BadParameter("phải là ngày có thật, dạng 2025-07-01") from None


@group.command("new-unit")
@click.argument("slug")
@click.option("--code", required=True, help="Mã theo danh mục thống kê.")
@click.option("--kind", required=True, type=click.Choice([kind.value for kind in Kind]))
@click.option("--name", required=True, help="Tên riêng, không kèm loại đơn vị.")
@click.option("--parent", required=True, help="Slug của đơn vị cấp trên.")
@click.option("--division", default=None, help="Phòng tham mưu.")
@click.option("--from", "since", default=None, callback=_day, help="Ngày bắt đầu, dạng 2025-07-01.")
def new_unit(slug: str, code: str, kind: str, name: str, parent: str, division: str | None, since: date | None) -> None:
    """Thêm một đơn vị có không gian làm việc riêng."""
    above = units.by_slug(parent)
    if above is None:
        raise click.ClickException(f"không có đơn vị {parent!r}")
    if units.by_slug(slug) is not None:
        raise click.ClickException(f"đơn vị {slug!r} đã có")
    try:
        unit = services.add(
            code=code,
            kind=Kind(kind),
            name=name,
            slug=slug,
            parent_id=above.id,
            valid_from=since or services.SINCE,
            division=division,
        )
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    bodies.complete()
    unit_id = unit.id
    db.session.commit()
    with acting_in(unit_id):
        audit.record(audit.System(), "new_unit", "units", name=name, thing_id=unit_id)
    click.echo(f"Đã thêm {name} tại /{slug}/.")
