"""Pages of recognitions and of the register in Excel."""

from flask import Blueprint

from ocop.recognition.views import papers, radar, register

blueprints: tuple[Blueprint, ...] = (radar.bp, register.bp)

__all__ = ["blueprints", "papers", "radar", "register"]
