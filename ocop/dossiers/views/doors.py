"""The addresses of this room: the dossiers of the year, and the library of evidence."""

from ocop.tenancy import WorkspaceBlueprint

bp = WorkspaceBlueprint("dossiers", path="ho-so")
library = WorkspaceBlueprint("evidence", path="ho-so/minh-chung", room="dossiers")
