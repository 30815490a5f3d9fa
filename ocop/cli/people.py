"""`new-user`: an account from the terminal, the first operator's above all."""

import click

from ocop import audit
from ocop.accounts.passwords import hash_password, temporary_password
from ocop.accounts.rules import Role, grantable, usernames
from ocop.accounts.services import people
from ocop.cli import group
from ocop.core import clock
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.tenancy import Workspace, units


@group.command("new-user")
@click.argument("username")
@click.option("--name", required=True, help="Tên theo vai trò, ví dụ: Chuyên viên Phòng Kinh tế.")
@click.option("--role", "roles", required=True, multiple=True, type=click.Choice([role.value for role in Role]))
@click.option("--unit", "slug", default=None, help="Slug của đơn vị; bỏ trống với quản trị hệ thống.")
@click.option("--contact", is_flag=True, help="Là đầu mối của đơn vị.")
def new_user(username: str, name: str, roles: tuple[str, ...], slug: str | None, contact: bool) -> None:
    """Thêm tài khoản USERNAME; in mật khẩu một lần, phải đổi khi đăng nhập lần đầu.

    Tài khoản của đơn vị có đuôi của đơn vị, ví dụ canbo2.phan-thiet; thiếu đuôi thì tự thêm.
    """
    unit = _unit(slug)
    allowed = frozenset(grantable(at_the_top=unit.parent_id is None)) if unit else frozenset({Role.OPERATOR})
    account = usernames.normal(username)
    if unit:
        account = usernames.full(account, usernames.suffix(unit.slug, at_the_top=unit.parent_id is None))
    password = temporary_password()
    try:
        people.add(
            account,
            profile=people.Profile(name=name, is_contact=contact),
            roles=frozenset(map(Role, roles)),
            allowed=allowed,
            unit_id=unit.id if unit else None,
            hashed=hash_password(password),
            by=audit.System(),
            now=clock.real_now(),
        )
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    db.settle(keep=True)
    click.echo(f"Tài khoản: {account}")
    click.echo(f"Mật khẩu (chỉ hiện một lần): {password}")


def _unit(slug: str | None) -> Workspace | None:
    if slug is None:
        return None
    unit = units.by_slug(slug)
    if unit is None:
        raise click.ClickException(f"không có đơn vị {slug!r}")
    if unit.successor_id is not None:
        raise click.ClickException(f"đơn vị {slug!r} đã hợp nhất vào {units.heir(unit).slug!r}")
    return unit
