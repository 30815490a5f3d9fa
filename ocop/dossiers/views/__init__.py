"""Pages of dossiers and of the evidence in them."""

from flask import Blueprint

from ocop.dossiers.views import evidence, lines, year
from ocop.dossiers.views import province as window
from ocop.dossiers.views.doors import bp, library, province

blueprints: tuple[Blueprint, ...] = (bp, library, province)

__all__ = ["blueprints", "evidence", "lines", "window", "year"]
