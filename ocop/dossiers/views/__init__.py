"""Pages of dossiers and of the evidence in them."""

from flask import Blueprint

from ocop.dossiers.views import evidence, lines, year
from ocop.dossiers.views.doors import bp, library

blueprints: tuple[Blueprint, ...] = (bp, library)

__all__ = ["blueprints", "evidence", "lines", "year"]
