"""The wall behind the guard: PostgreSQL's row-level security, and the checks that it stands."""

from sqlalchemy import Connection, Engine, text

from ocop.tenancy.scope import PROVINCE_ROLE
from ocop.tenancy.shapes import owned_tables

SERVING_ROLE = "ocop_app"
CURRENT_UNIT = "nullif(current_setting('app.unit', true), '')::int"


class WallDown(SystemExit):
    """The serving role could walk through the wall; the application does not start."""


def raise_roles(connection: Connection) -> None:
    """Make the serving role and the province's reading role, and let the first take the second on; idempotent.

    The membership is not inherited (NOINHERIT on PostgreSQL 15, WITH INHERIT FALSE from 16 on): inherited, an unscoped
    query would see every row.
    """
    if connection.dialect.name != "postgresql":
        return
    for role, attributes in ((SERVING_ROLE, "LOGIN NOINHERIT"), (PROVINCE_ROLE, "NOLOGIN")):
        known = connection.scalar(text("select 1 from pg_roles where rolname = :role"), {"role": role})
        if not known:
            connection.execute(text(f"create role {role} {attributes}"))
    if not _joined(connection):
        inherit = " with inherit false, set true" if _version(connection) >= 16 else ""
        connection.execute(text(f"grant {PROVINCE_ROLE} to {SERVING_ROLE}{inherit}"))
    connection.execute(text(f"grant usage on schema public to {SERVING_ROLE}, {PROVINCE_ROLE}"))


def secure(connection: Connection, table: str) -> None:
    """Put row-level security on one owned table: the unit's own rows for the serving role, reading for the province."""
    if connection.dialect.name != "postgresql":
        return
    for statement in (
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        f"drop policy if exists own_rows on {table}",
        f"create policy own_rows on {table} to {SERVING_ROLE} using (tenant_id = {CURRENT_UNIT})",
        f"drop policy if exists province_reads on {table}",
        f"create policy province_reads on {table} for select to {PROVINCE_ROLE} using (true)",
        f"drop policy if exists owner on {table}",
        f"create policy owner on {table} to current_user using (true)",
    ):
        connection.execute(text(statement))


def grant(connection: Connection) -> None:
    """Give both roles what they need on every table and sequence; the province's role reads only."""
    if connection.dialect.name != "postgresql":
        return
    for statement in (
        f"grant select, insert, update, delete on all tables in schema public to {SERVING_ROLE}",
        f"grant usage, select on all sequences in schema public to {SERVING_ROLE}",
        f"grant select on all tables in schema public to {PROVINCE_ROLE}",
    ):
        connection.execute(text(statement))


def unprotected(connection: Connection) -> set[str]:
    """Owned tables of the database without forced row-level security or without a policy; empty when the wall stands."""
    if connection.dialect.name != "postgresql":
        return set()
    standing = connection.scalars(
        text(
            "select c.relname from pg_class c where c.relrowsecurity and c.relforcerowsecurity"
            " and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'own_rows')"
        )
    )
    return set(owned_tables()) - set(standing)


def owns(connection: Connection) -> bool:
    """Whether this role reaches the rows of every unit, as the owner of the tables does; always so on SQLite."""
    if connection.dialect.name != "postgresql":
        return True
    foreign = "select 1 from pg_tables where schemaname = 'public' and tableowner <> current_user"
    mighty = f"select rolsuper or rolbypassrls or not exists ({foreign}) from pg_roles where rolname = current_user"
    return bool(connection.scalar(text(mighty)))


def check(engine: Engine) -> None:
    """Refuse to serve with a role that row-level security does not hold: superuser, BYPASSRLS, or the tables' owner."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        mighty = connection.scalar(text("select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
        owner = connection.scalar(
            text("select exists (select 1 from pg_tables where schemaname = 'public' and tableowner = current_user)")
        )
    if mighty or owner:
        raise WallDown(
            "OCOP_DATABASE_URL: vai trò phục vụ không được là superuser, BYPASSRLS hay chủ sở hữu bảng;"
            f" hãy dùng vai trò {SERVING_ROLE} và đặt OCOP_DATABASE_OWNER_URL cho vai trò chủ sở hữu."
        )


def _joined(connection: Connection) -> bool:
    options = " and not inherit_option and set_option" if _version(connection) >= 16 else ""
    member = "select 1 from pg_auth_members where roleid = to_regrole(:role) and member = to_regrole(:member)"
    return bool(connection.scalar(text(member + options), {"role": PROVINCE_ROLE, "member": SERVING_ROLE}))


def _version(connection: Connection) -> int:
    return int(connection.scalar(text("show server_version_num")) or 0) // 10000
