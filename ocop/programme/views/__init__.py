"""The year's programme on pages: at the unit's desk, at the province's, and for the departments."""

from flask import Blueprint

from ocop.programme.views import blanks, guidance, year
from ocop.programme.views.acts import acts
from ocop.programme.views.doors import bp
from ocop.programme.views.tasks import bp as tasks

__all__ = ["blanks", "guidance", "year"]

blueprints: tuple[Blueprint, ...] = (bp, acts, tasks)
