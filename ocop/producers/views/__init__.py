"""Pages of producers and of what hangs below them."""

from flask import Blueprint

from ocop.producers.views import chain, registry

blueprints: tuple[Blueprint, ...] = (registry.bp,)

__all__ = ["blueprints", "chain"]
