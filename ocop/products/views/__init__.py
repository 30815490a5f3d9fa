"""Pages of products, of what hangs below them, and of producers who turn out to be one."""

from flask import Blueprint

from ocop.products.views import holding, many, merging, photos, registry

blueprints: tuple[Blueprint, ...] = (registry.bp, merging.bp)

__all__ = ["blueprints", "holding", "many", "photos"]
