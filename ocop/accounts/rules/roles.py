"""Roles and what each may do."""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from ocop.tenancy.permissions import Permission as P  # noqa: N817  the table names it dozens of times


class Role(StrEnum):
    """What a person is to the programme; one person may hold several roles of the same unit."""

    OFFICER = "officer"
    HEAD = "head"
    LEADER = "leader"
    OFFICE = "office"
    FINANCE = "finance"
    CLERK = "clerk"
    COUNCIL_SECRETARY = "council_secretary"
    COUNCIL_MEMBER = "council_member"
    ADVISOR = "advisor"
    COMMUNE = "commune"
    VIEWER = "viewer"
    PROVINCE_OFFICER = "province_officer"
    PROVINCE_HEAD = "province_head"
    PROVINCE_VIEWER = "province_viewer"
    DEPARTMENT = "department"
    OPERATOR = "operator"


_SEE = frozenset({P.VIEW})
_PROVINCE = frozenset({P.VIEW_PROVINCE})

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.OFFICER: _SEE
    | {P.EDIT_REGISTRY, P.VIEW_SENSITIVE, P.PREPARE_PLAN, P.SEND_DOCUMENT, P.EDIT_MONEY, P.EDIT_SURVEY},
    Role.HEAD: _SEE | {P.CHECK_CONTENT, P.MANAGE_PEOPLE, P.READ_AUDIT, P.VIEW_SENSITIVE},
    Role.LEADER: _SEE | {P.MARK_FOR_SIGNATURE, P.READ_AUDIT},
    Role.OFFICE: _SEE | {P.CHECK_FORM},
    Role.FINANCE: _SEE | {P.EDIT_MONEY},
    Role.CLERK: _SEE | {P.NUMBER_DOCUMENT, P.ATTACH_SIGNED_COPY, P.SEND_DOCUMENT, P.RECORD_FROM_PAPER},
    Role.COUNCIL_SECRETARY: _SEE,
    Role.COUNCIL_MEMBER: _SEE,
    Role.ADVISOR: _SEE,
    Role.COMMUNE: frozenset({P.ANSWER_SURVEY, P.ADD_EVIDENCE}),
    Role.VIEWER: _SEE,
    Role.PROVINCE_OFFICER: _PROVINCE
    | {P.RECEIVE_PLAN, P.COMMENT_PLAN, P.REMIND_UNITS, P.DECIDE_REGISTRATION, P.SET_PROGRAMME},
    Role.PROVINCE_HEAD: _PROVINCE | {P.RECEIVE_PLAN, P.COMMENT_PLAN, P.REMIND_UNITS, P.SET_PROGRAMME},
    Role.PROVINCE_VIEWER: _PROVINCE,
    Role.DEPARTMENT: frozenset({P.REPORT_TASK}),
    Role.OPERATOR: frozenset({P.OPERATE}),
}

ROLE_NAMES: dict[Role, LazyString] = {
    Role.OFFICER: _l("Chuyên viên"),
    Role.HEAD: _l("Lãnh đạo phòng"),
    Role.LEADER: _l("Lãnh đạo UBND"),
    Role.OFFICE: _l("Văn phòng (kiểm tra thể thức)"),
    Role.FINANCE: _l("Tài chính - Kế hoạch"),
    Role.CLERK: _l("Văn thư"),
    Role.COUNCIL_SECRETARY: _l("Thư ký Hội đồng"),
    Role.COUNCIL_MEMBER: _l("Thành viên Hội đồng"),
    Role.ADVISOR: _l("Tổ tư vấn"),
    Role.COMMUNE: _l("Cán bộ cấp xã"),
    Role.VIEWER: _l("Chỉ xem"),
    Role.PROVINCE_OFFICER: _l("Chuyên viên tổng hợp toàn tỉnh"),
    Role.PROVINCE_HEAD: _l("Lãnh đạo phụ trách toàn tỉnh"),
    Role.PROVINCE_VIEWER: _l("Xem toàn tỉnh"),
    Role.DEPARTMENT: _l("Sở, ngành được giao nhiệm vụ"),
    Role.OPERATOR: _l("Quản trị hệ thống"),
}

TOP_ROLES = frozenset({Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.PROVINCE_VIEWER, Role.DEPARTMENT})
"""Roles that look over other units: only the people of the unit at the top may hold them."""


def grantable(*, at_the_top: bool) -> tuple[Role, ...]:
    """The roles that a unit's head may give, in the order of the page; never the operator's."""
    refused = {Role.OPERATOR} if at_the_top else TOP_ROLES | {Role.OPERATOR}
    return tuple(role for role in Role if role not in refused)
