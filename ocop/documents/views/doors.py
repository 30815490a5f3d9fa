"""The two doors: a unit's own documents, and the province at one unit's."""

from ocop.tenancy import Permission, ProvinceActBlueprint, WorkspaceBlueprint

bp = WorkspaceBlueprint("documents", path="van-ban")
province_bp = ProvinceActBlueprint("documents_province", path="van-ban", room="documents")

READERS = (Permission.VIEW, Permission.VIEW_PROVINCE)
"""A unit's own people; at the province's desk its officers who look over the units, too."""

DRAFTERS = (Permission.PREPARE_PLAN, Permission.REMIND_UNITS, Permission.COMMENT_PLAN)
"""Whoever makes letters: the unit's officer, at the province's desk whoever reminds or comments."""
