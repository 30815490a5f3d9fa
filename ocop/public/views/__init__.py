"""Pages for everybody: verification of documents, the catalogue of products, and the watch over the server."""

from flask import Blueprint

from ocop.public.views import catalogue, verification

blueprints: tuple[Blueprint, ...] = (verification.bp, catalogue.bp)
