"""The door of the programme at a unit's desk; it serves three words of the address."""

from ocop.tenancy import WorkspaceBlueprint

bp = WorkspaceBlueprint("programme")
