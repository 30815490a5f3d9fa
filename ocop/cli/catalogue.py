"""`rebuild-catalogue`: the public catalogue made anew from the registers of all units."""

import click

from ocop.catalogue import services
from ocop.cli import group
from ocop.jobs.queries import workspaces
from ocop.tenancy import acting_in


@group.command("rebuild-catalogue")
def rebuild_catalogue() -> None:
    """Dựng lại danh mục công khai từ hồ sơ của mọi đơn vị; bình thường không có gì phải sửa."""
    mended = 0
    for unit_id in sorted(workspaces()):
        with acting_in(unit_id):
            mended += services.rebuild(unit_id)
    click.echo(f"Đã dựng lại danh mục công khai; số mục phải sửa: {mended}.")
