"""`seed-demo`: the real programme of 2024 with demonstration accounts."""

import secrets

import click

from ocop.cli import group
from ocop.core import settings
from ocop.seed import demo


@group.command("seed-demo")
def seed_demo() -> None:
    """Nạp chương trình thật năm 2024 và tài khoản dùng thử; chạy lại thì giữ nguyên dữ liệu."""
    current = settings.current()
    if current.production:
        raise click.ClickException("OCOP_ENV=production: không nạp tài khoản dùng thử vào hệ thống thật.")
    kept = current.instance / "demo-password"
    password = current.demo_password or settings.kept_secret(kept, otherwise=secrets.token_urlsafe(9))
    accounts = demo.accounts() or demo.load(password)
    click.echo("Tài khoản dùng thử (mật khẩu chung: " + password + ")")
    for line in demo.listed(accounts):
        click.echo("  " + line)
