"""Pages of the year's registrations and of the survey that finds ideas for them."""

from flask import Blueprint

from ocop.registrations.views import commune, deciding, dossier, journey, lists, many, registering, survey, year
from ocop.registrations.views.doors import bp, province
from ocop.registrations.views.doors import commune as commune_door
from ocop.registrations.views.doors import survey as survey_door

blueprints: tuple[Blueprint, ...] = (bp, survey_door, commune_door, province)

__all__ = ["blueprints", "commune", "deciding", "dossier", "journey", "lists", "many", "registering", "survey", "year"]
