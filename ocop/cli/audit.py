"""`verify-audit`: walk every unit's chain."""

import click

from ocop.accounts.queries import units
from ocop.audit import queries
from ocop.audit.rules import FAULT_WORDS
from ocop.cli import group
from ocop.tenancy import acting_in


@group.command("verify-audit")
def verify_audit() -> None:
    """Kiểm tra chuỗi nhật ký của mọi đơn vị; nêu mục hỏng đầu tiên của từng đơn vị và kết thúc với mã 1 khi có."""
    broken = 0
    for unit_id, slug in [(unit.id, unit.slug) for unit in units.workspaces()]:
        with acting_in(unit_id):
            chain = queries.chain()
        if chain.fault is None:
            click.echo(f"{slug}: nguyên vẹn, {chain.length} mục")
        else:
            broken += 1
            click.echo(f"{slug}: HỎNG tại mục số {chain.broken_at}: {FAULT_WORDS[chain.fault]}", err=True)
    if broken:
        raise SystemExit(1)
