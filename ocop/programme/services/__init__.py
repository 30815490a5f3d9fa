"""What the province sets for the year, and what a unit answers."""

from ocop.programme.services.cycles import new_cycle
from ocop.programme.services.milestones import extend, set_milestone
from ocop.programme.services.targets import assign_targets, register_targets

__all__ = [
    "assign_targets",
    "extend",
    "new_cycle",
    "register_targets",
    "set_milestone",
]
