"""Pages of this room."""

from flask import Blueprint

blueprints: tuple[Blueprint, ...] = ()
