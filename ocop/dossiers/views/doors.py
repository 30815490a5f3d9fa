"""The addresses of this room: the dossiers of the year, the library of evidence, and the province's window."""

from ocop.tenancy import ProvinceBlueprint, WorkspaceBlueprint

bp = WorkspaceBlueprint("dossiers", path="ho-so")
library = WorkspaceBlueprint("evidence", path="ho-so/minh-chung", room="dossiers")
province = ProvinceBlueprint("dossiers_province", path="ho-so", room="dossiers")
