"""`sweep`: after a crash, nothing is left that belongs to nobody, and what is lost is known."""

from datetime import timedelta

import click

from ocop.attachments import services as attachments
from ocop.cli import group
from ocop.core import clock
from ocop.documents.services import readings


@group.command("sweep")
@click.option(
    "--older-than",
    default=60,
    show_default=True,
    help="Chỉ dọn tệp cũ hơn số phút này; số nhỏ hơn chỉ dùng khi không ai đang làm việc.",
)
def sweep(older_than: int) -> None:
    """Dọn tệp không thuộc hồ sơ nào, đánh dấu hồ sơ bị mất tệp; mã thoát 1 khi có tệp bị mất."""
    if clean(timedelta(minutes=older_than)):
        raise SystemExit(1)


def clean(young: timedelta) -> int:
    """Take away what belongs to nobody, flag what is lost, and tell; returns how many files are lost."""
    now = clock.real_now()
    lost = attachments.sweep(now=now, young=young) + readings.sweep(known=attachments.hashes(), before=now - young)
    if lost:
        click.echo(f"Đã dọn {lost} tệp không thuộc hồ sơ nào.")
    gone = attachments.flag_missing(now=now)
    if gone:
        click.echo(f"{gone} tệp của hồ sơ không còn trong kho tệp; hãy phục hồi từ bản sao lưu.", err=True)
    return gone
