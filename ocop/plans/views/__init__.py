"""Pages of plans."""

from flask import Blueprint

from ocop.plans.views import checking, issuing, letters, province, reading, returning, writing
from ocop.plans.views.doors import acts, bp

__all__ = ["checking", "issuing", "letters", "province", "reading", "returning", "writing"]

blueprints: tuple[Blueprint, ...] = (bp, acts)
