"""The room's two doors: a unit at its own plans, and the province at one unit's plan."""

from ocop.documents.rules import SUBJECT_PAGES
from ocop.tenancy import Permission, ProvinceActBlueprint, WorkspaceBlueprint

bp = WorkspaceBlueprint("plans", path="ke-hoach")
acts = ProvinceActBlueprint("plans_province", path="ke-hoach", room="plans")

READERS = (Permission.VIEW, Permission.VIEW_PROVINCE)
"""The people of a unit; at the province's desk also those whose roles are the province's."""

SUBJECT_PAGES["plan"] = "plans.of_document"
