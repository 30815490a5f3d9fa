"""The year's programme on pages: at the unit's desk, at the province's, and for the departments."""

from flask import Blueprint

from ocop.programme.views import acts, blanks, guidance, year
from ocop.programme.views.doors import acts as province_acts
from ocop.programme.views.doors import bp
from ocop.programme.views.tasks import bp as tasks

__all__ = ["acts", "blanks", "guidance", "year"]

blueprints: tuple[Blueprint, ...] = (bp, province_acts, tasks)
