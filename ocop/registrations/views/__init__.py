"""Pages of the year's registrations."""

from flask import Blueprint

from ocop.registrations.views import dossier, lists, registering
from ocop.registrations.views.doors import bp, province

blueprints: tuple[Blueprint, ...] = (bp, province)

__all__ = ["blueprints", "dossier", "lists", "registering"]
