"""The doors of the programme: at a unit's desk, where it serves three words of the address, and the province's at one unit."""

from ocop.tenancy import ProvinceActBlueprint, WorkspaceBlueprint, workspace

bp = WorkspaceBlueprint("programme")
acts = ProvinceActBlueprint("programme_province", path="chuong-trinh", room="programme")


def province_id() -> int:
    """The unit whose programme this workspace goes by: the one above, or itself at the top."""
    return workspace().parent_id or workspace().id
