"""`new-cycle`: the programme of another year."""

import click

from ocop.cli import group
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.programme import queries, services


@group.command("new-cycle")
@click.argument("year", type=click.IntRange(2019, 2100))
def new_cycle(year: int) -> None:
    """Sao chép chương trình của năm gần nhất sang năm mới; các trích dẫn để trống chờ kế hoạch của năm đó."""
    known = queries.cycles()
    if not known:
        raise click.ClickException("chưa có năm nào để sao chép; hãy chạy seed-demo hoặc nạp chương trình trước")
    try:
        made = services.new_cycle(queries.with_everything(known[0].id), year=year)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"Đã lập {made.name}.")
