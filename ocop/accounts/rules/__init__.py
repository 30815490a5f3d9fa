"""What the office has settled about people: roles, names, passwords, attempts to sign in, the second factor."""

from ocop.accounts.rules.attempts import Outcome
from ocop.accounts.rules.roles import PERMISSIONS, ROLE_NAMES, TOP_ROLES, Role, grantable

__all__ = ["PERMISSIONS", "ROLE_NAMES", "TOP_ROLES", "Outcome", "Role", "grantable"]
