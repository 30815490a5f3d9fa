"""The commands `flask ocop …` of the person who runs the server."""

from flask import Flask
from flask.cli import AppGroup

group = AppGroup("ocop", help="Vận hành cổng OCOP.")


def install(app: Flask) -> None:
    """Give the application its commands."""
    app.cli.add_command(group)
