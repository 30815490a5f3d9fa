"""What the office has settled about people: roles, passwords, sign-in, the second factor."""

from ocop.accounts.rules.roles import PERMISSIONS, Role

__all__ = ["PERMISSIONS", "Role"]
