"""Pages of recognitions and of the register in Excel."""

from flask import Blueprint

from ocop.recognition.views import radar, register

blueprints: tuple[Blueprint, ...] = (radar.bp, register.bp)
