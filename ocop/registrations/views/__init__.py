"""Pages of the year's registrations."""

from flask import Blueprint

from ocop.registrations.views import lists, registering
from ocop.registrations.views.doors import bp, province

blueprints: tuple[Blueprint, ...] = (bp, province)

__all__ = ["blueprints", "lists", "registering"]
