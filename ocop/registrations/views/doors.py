"""The addresses of this room: the unit's own, its survey, a commune's part of it, and the province's at one unit's list."""

from flask_babel import lazy_gettext as _l

from ocop.documents.rules import RECORD_PAGES, RecordPage
from ocop.tenancy import ProvinceActBlueprint, WorkspaceBlueprint

bp = WorkspaceBlueprint("registrations", path="dang-ky")
survey = WorkspaceBlueprint("registrations_survey", path="khao-sat", room="registrations")
commune = WorkspaceBlueprint("registrations_commune", path="khao-sat-xa", room="registrations")
province = ProvinceActBlueprint("registrations_province", path="dang-ky", room="registrations")

RECORD_PAGES["registration_list"] = RecordPage(_l("Đăng ký sản phẩm"), "registrations.index")
