"""Loading the texts of a year."""

from sqlalchemy import delete

from ocop.core.db import db
from ocop.core.text.normal import nfc, nfc_lines
from ocop.plans.models import PlanTemplate
from ocop.plans.rules.template import Template


def load_template(template: Template, *, cycle_id: int, name: str) -> None:
    """Keep the text that a year's plans or letters start from, in place of an earlier one; plans made before keep theirs.

    `name` is one of `rules.template`: "district", "province", or a letter's key.
    """
    db.session.execute(delete(PlanTemplate).where(PlanTemplate.cycle_id == cycle_id, PlanTemplate.template == name))
    db.session.add_all(
        PlanTemplate(
            cycle_id=cycle_id,
            template=name,
            position=position,
            part=piece.part,
            key=piece.key,
            heading=nfc(piece.heading),
            text=nfc_lines(piece.text),
            kinds=" ".join(piece.kinds),
            omit_when_zero=piece.omit_when_zero,
        )
        for position, piece in enumerate(template.pieces)
    )
    db.session.flush()
