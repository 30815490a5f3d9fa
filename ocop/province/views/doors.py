"""The door of the super-view."""

from ocop.tenancy import ProvinceBlueprint

bp = ProvinceBlueprint("province")
