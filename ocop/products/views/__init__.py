"""Pages of products, and of producers who turn out to be one."""

from flask import Blueprint

from ocop.products.views import merging, registry

blueprints: tuple[Blueprint, ...] = (registry.bp, merging.bp)
