"""Roles and what each may do."""

from enum import StrEnum

from ocop.tenancy.permissions import Permission as P


class Role(StrEnum):
    """The roles of `mission.md`'s people; one person may hold several of the same unit."""

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
    Role.OFFICER: _SEE | {P.EDIT_REGISTRY, P.VIEW_SENSITIVE, P.PREPARE_PLAN, P.SEND_DOCUMENT, P.EDIT_MONEY, P.EDIT_SURVEY},
    Role.HEAD: _SEE | {P.CHECK_CONTENT, P.MANAGE_PEOPLE, P.READ_AUDIT, P.VIEW_SENSITIVE},
    Role.LEADER: _SEE | {P.MARK_FOR_SIGNATURE, P.READ_AUDIT},
    Role.OFFICE: _SEE | {P.CHECK_FORM},
    Role.FINANCE: _SEE | {P.EDIT_MONEY},
    Role.CLERK: _SEE | {P.NUMBER_DOCUMENT, P.ATTACH_SIGNED_COPY, P.SEND_DOCUMENT, P.RECORD_FROM_PAPER},
    Role.COUNCIL_SECRETARY: _SEE,
    Role.COUNCIL_MEMBER: _SEE,
    Role.ADVISOR: _SEE,
    Role.COMMUNE: _SEE | {P.EDIT_SURVEY},
    Role.VIEWER: _SEE,
    Role.PROVINCE_OFFICER: _PROVINCE
    | {P.RECEIVE_PLAN, P.COMMENT_PLAN, P.REMIND_UNITS, P.DECIDE_REGISTRATION, P.SET_PROGRAMME},
    Role.PROVINCE_HEAD: _PROVINCE | {P.RECEIVE_PLAN, P.COMMENT_PLAN, P.REMIND_UNITS, P.SET_PROGRAMME},
    Role.PROVINCE_VIEWER: _PROVINCE,
    Role.DEPARTMENT: frozenset({P.REPORT_TASK}),
    Role.OPERATOR: frozenset({P.OPERATE}),
}
