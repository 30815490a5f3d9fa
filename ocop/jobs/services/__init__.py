"""Asking for work in the background, and doing it."""

from ocop.jobs.services.asking import ask, cancel
from ocop.jobs.services.working import Cancelled, Work, each_round, make_the_round, run, runner

__all__ = ["Cancelled", "Work", "ask", "cancel", "each_round", "make_the_round", "run", "runner"]
