"""The one place that knows who may see what: units, scope, guard, doors, permissions, row-level security."""

from ocop.tenancy.access import may, person, public, requires, signed_in, workspace
from ocop.tenancy.blueprints import (
    FilesBlueprint,
    OperatorBlueprint,
    ProvinceActBlueprint,
    ProvinceBlueprint,
    PublicBlueprint,
    SignedInBlueprint,
    WorkspaceBlueprint,
)
from ocop.tenancy.models import IssuingBody, Kind, Owned, SigningBlock, Unit, owned_key, owned_unique
from ocop.tenancy.permissions import Permission
from ocop.tenancy.scope import acting_in
from ocop.tenancy.units import Workspace
from ocop.tenancy.window import window

__all__ = [
    "FilesBlueprint",
    "IssuingBody",
    "Kind",
    "OperatorBlueprint",
    "Owned",
    "Permission",
    "ProvinceActBlueprint",
    "ProvinceBlueprint",
    "PublicBlueprint",
    "SignedInBlueprint",
    "SigningBlock",
    "Unit",
    "Workspace",
    "WorkspaceBlueprint",
    "acting_in",
    "may",
    "owned_key",
    "owned_unique",
    "person",
    "public",
    "requires",
    "signed_in",
    "window",
    "workspace",
]
