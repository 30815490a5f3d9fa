"""Pages of plans."""

from flask import Blueprint

from ocop.plans.views import checking, issuing, letters, province, reading, writing
from ocop.plans.views.doors import acts, bp

__all__ = ["checking", "issuing", "letters", "province", "reading", "writing"]

blueprints: tuple[Blueprint, ...] = (bp, acts)
