"""What a person may do; roles are given their permissions in `accounts/rules.py`."""

from enum import StrEnum


class Permission(StrEnum):
    """One line per thing that a role may be allowed."""

    VIEW = "view"
    EDIT_REGISTRY = "edit_registry"
    VIEW_SENSITIVE = "view_sensitive"
    PREPARE_PLAN = "prepare_plan"
    CHECK_CONTENT = "check_content"
    CHECK_FORM = "check_form"
    MARK_FOR_SIGNATURE = "mark_for_signature"
    NUMBER_DOCUMENT = "number_document"
    ATTACH_SIGNED_COPY = "attach_signed_copy"
    SEND_DOCUMENT = "send_document"
    RECORD_FROM_PAPER = "record_from_paper"
    EDIT_MONEY = "edit_money"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"
    EDIT_SURVEY = "edit_survey"
    ADD_EVIDENCE = "add_evidence"
    ANSWER_SURVEY = "answer_survey"

    VIEW_PROVINCE = "view_province"
    RECEIVE_PLAN = "receive_plan"
    COMMENT_PLAN = "comment_plan"
    REMIND_UNITS = "remind_units"
    DECIDE_REGISTRATION = "decide_registration"
    SET_PROGRAMME = "set_programme"
    REPORT_TASK = "report_task"

    OPERATE = "operate"
