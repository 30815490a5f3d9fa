"""An open survey of communes for the demonstration: one of them has answered, none has named a product.

That the survey is held and who answered is made up. No source names a product of these communes that is only potential, so
the answer is an empty list.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.programme.models import Cycle
from ocop.registrations.queries import survey as queries
from ocop.registrations.services import survey as services
from ocop.seed.reading import table
from ocop.tenancy import Unit, acting_in, units

OPEN_FOR = timedelta(days=14)
ASKED, ANSWERED = "asked", "answered"
NOTE = "Bản dùng thử: đề nghị rà soát sản phẩm có tiềm năng trên địa bàn."


def load(unit_keys: Mapping[str, int], cycle_id: int) -> None:
    """Open one round in each unit that has a commune asked or answered, for all its communes."""
    rows = [row for row in table("demo_communes") if row["survey"] in (ASKED, ANSWERED)]
    for code in dict.fromkeys(row["district_code"] for row in rows):
        with acting_in(unit_keys[code]):
            _open(unit_keys[code], cycle_id)
            for row in rows:
                if row["district_code"] == code and row["survey"] == ANSWERED:
                    _answer(row["commune_code"], cycle_id)


def _open(unit_id: int, cycle_id: int) -> None:
    """Ask every commune of the unit until two weeks from now."""
    officer = db.session.scalars(_people().where(User.unit_id == unit_id, User.is_contact)).unique().one()
    services.open_survey(
        db.session.get_one(Cycle, cycle_id),
        communes=units.communes(unit_id, clock.today()),
        due=clock.today() + OPEN_FOR,
        note=NOTE,
        by=officer,
        now=clock.now(),
    )


def _answer(commune_code: str, cycle_id: int) -> None:
    """Send the empty list of a commune by the commune's own account."""
    of_commune = select(Unit.id).where(Unit.code == commune_code)
    person = db.session.scalars(_people().where(User.commune_id.in_(of_commune))).unique().one()
    row = queries.answer_of(person.commune_id, cycle_id)
    assert row is not None
    services.answer(row, by=person, now=clock.now())


def _people() -> Select[User]:
    return select(User).options(joinedload(User.grants))
