"""`seed-demo`: the real programme of 2024 with demonstration accounts."""

import secrets
from pathlib import Path

import click
from flask import current_app

from ocop.cli import group
from ocop.core.settings import Settings
from ocop.seed import demo


@group.command("seed-demo")
def seed_demo() -> None:
    """Nạp chương trình thật năm 2024 và tài khoản dùng thử; chạy lại thì giữ nguyên dữ liệu."""
    settings: Settings = current_app.extensions["ocop.settings"]
    if settings.production:
        raise click.ClickException("OCOP_ENV=production: không nạp tài khoản dùng thử vào hệ thống thật.")
    password = settings.demo_password or _kept_password(settings.instance)
    accounts = demo.accounts() or demo.load(password)
    click.echo("Tài khoản dùng thử (mật khẩu chung: " + password + ")")
    for line in demo.listed(accounts):
        click.echo("  " + line)


def _kept_password(instance: Path) -> str:
    """One password for all demonstration accounts, made once and kept beside the database."""
    kept = instance / "demo-password"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9))
    return kept.read_text().strip()
