"""The texts that the year starts from."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.plans.models import PlanTemplate
from ocop.plans.rules.template import Piece, Template


class TemplateMissing(DomainError):
    """Nobody has loaded the text that this plan or letter starts from."""

    sentence = _l("Năm này chưa có mẫu văn bản. Đề nghị quản trị hệ thống nạp mẫu của năm rồi lập lại.")


def template(cycle_id: int, name: str) -> Template:
    """The template of a cycle by its name (`rules.template`); raises `TemplateMissing`."""
    rows = db.session.scalars(
        select(PlanTemplate)
        .where(PlanTemplate.cycle_id == cycle_id, PlanTemplate.template == name)
        .order_by(PlanTemplate.position)
    ).all()
    if not rows:
        raise TemplateMissing
    return Template(
        tuple(
            Piece(row.part, row.key, row.heading, row.text, tuple(row.kinds.split()), row.omit_when_zero)
            for row in rows
        )
    )
