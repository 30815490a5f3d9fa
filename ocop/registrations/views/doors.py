"""The addresses of this room: the unit's own, and the province's at one unit's list."""

from ocop.tenancy import ProvinceActBlueprint, WorkspaceBlueprint

bp = WorkspaceBlueprint("registrations", path="dang-ky")
province = ProvinceActBlueprint("registrations_province", path="dang-ky", room="registrations")
