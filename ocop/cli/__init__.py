"""The commands `flask ocop …` of the person who runs the server; one module per business word."""

from importlib import import_module

from flask import Flask
from flask.cli import AppGroup

group = AppGroup("ocop", help="Vận hành cổng OCOP.")

MODULES = (
    "units",
    "merging",
    "programme",
    "seed",
    "people",
    "audit",
    "register",
    "catalogue",
    "samples",
    "backup",
    "files",
    "worker",
)


def install(app: Flask) -> None:
    """Give the application its commands."""
    for module in MODULES:
        import_module(f"ocop.cli.{module}")
    app.cli.add_command(group)
