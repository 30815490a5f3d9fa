"""Runs the migrations as the owner of the tables, and keeps the roles and grants of the wall beside them."""

from alembic import context
from flask import current_app

from ocop.core.db import Base, db
from ocop.tenancy import wall


def run() -> None:
    """Raise the roles, migrate, then grant; one transaction where the database allows it."""
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection)
        return
    with db.engine.connect() as opened:
        migrate(opened)
        opened.commit()


def migrate(connection) -> None:
    """Bring the schema to the asked revision."""
    options = current_app.extensions["migrate"].configure_args
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=False,
        **{key: value for key, value in options.items() if key not in {"compare_type", "render_as_batch"}},
    )
    wall.raise_roles(connection)
    with context.begin_transaction():
        context.run_migrations()
    wall.grant(connection)


run()
