"""The province's window over all units: it reads, it never changes anything."""

from flask import Blueprint

from ocop.province.views import home, lists, sums
from ocop.province.views.doors import bp

__all__ = ["home", "lists", "sums"]

blueprints: tuple[Blueprint, ...] = (bp,)
