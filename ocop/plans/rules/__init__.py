"""What decides about plans: states, checks, locks, templates and derivation, comparison, proofreading, figures. Pure."""

from ocop.plans.rules.checking import Check
from ocop.plans.rules.states import IN_FORCE, OUTSIDE, TRANSITIONS, Source, State, may_move

__all__ = ["IN_FORCE", "OUTSIDE", "TRANSITIONS", "Check", "Source", "State", "may_move"]
