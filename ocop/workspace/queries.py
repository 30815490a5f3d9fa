"""What a unit's records say today, for its home page; a fixed number of statements, whatever the unit holds."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Date, Integer, Select, bindparam, exists, func, or_, select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.documents.models import Document, Incoming
from ocop.documents.rules import State as DocumentState
from ocop.dossiers.models import Dossier, Evidence
from ocop.plans.models import Plan, PlanCheck, PlanComment, PlanReason
from ocop.plans.queries import PlanRow, overview_of, punctuality
from ocop.plans.queries.overview import statement as overview
from ocop.plans.rules import State
from ocop.producers.models import Producer
from ocop.products.models import Product, ProductSet
from ocop.programme import queries as programme
from ocop.programme.models import Cycle, Target, UnitTarget
from ocop.programme.rules import Timeliness
from ocop.recognition import queries as recognition
from ocop.recognition.models import Recognition
from ocop.recognition.rules import Standing
from ocop.registrations.models import Registration
from ocop.registrations.rules import State as RegistrationState
from ocop.registrations.rules import ending_by
from ocop.tenancy import Unit, Workspace, units, window
from ocop.workspace.rules import DeskFacts, Facts, PlanFacts

NO_CYCLE = 0
ENDING = (Standing.EXPIRING, Standing.NOTICE_DUE, Standing.EXPIRED)


class _Counts(NamedTuple):
    """The figures that one statement brings home."""

    letters_to_number: int
    copies_missing: int
    unread: int
    not_entered: int
    drafts: int
    registrations: int
    due_again: int
    targets: int
    targets_registered: int
    contacts: int
    producers_without_commune: int
    products_without_set: int
    first_issued: date | None
    first_sent: datetime | None
    without_dossier: int
    evidence_ended: int


CYCLE, UNIT = bindparam("cycle", type_=Integer), bindparam("unit", type_=Integer)
TODAY, ENDING_BY = bindparam("today", type_=Date), bindparam("ending_by", type_=Date)

COUNTS = select(
    *(
        one.scalar_subquery()
        for one in (
            select(func.count(Document.id)).where(Document.state == DocumentState.FROZEN),
            select(func.count(Document.id)).where(
                Document.state == DocumentState.ISSUED, Document.signed_copy_id.is_(None)
            ),
            select(func.count(Incoming.id)).where(Incoming.read_at.is_(None)),
            select(func.count(Incoming.id)).where(Incoming.incoming_number.is_(None)),
            select(func.count(Registration.id)).where(
                Registration.cycle_id == CYCLE, Registration.state == RegistrationState.DRAFT
            ),
            select(func.count(Registration.id)).where(Registration.cycle_id == CYCLE),
            select(func.count(Recognition.id)).where(
                *recognition.standing_alone(),
                or_(Recognition.expires_earliest.is_(None), Recognition.expires_earliest <= ENDING_BY),
                ~exists(Registration.id).where(
                    Registration.product_id == Recognition.product_id,
                    Registration.cycle_id == CYCLE,
                    Registration.state.not_in((RegistrationState.REFUSED, RegistrationState.WITHDRAWN)),
                ),
            ),
            select(func.count(Target.id)).where(Target.cycle_id == CYCLE),
            select(func.count(UnitTarget.id))
            .join(Target, Target.id == UnitTarget.target_id)
            .where(Target.cycle_id == CYCLE, UnitTarget.registered.is_not(None)),
            select(func.count(User.id)).where(User.unit_id == UNIT, User.is_contact, User.active),
            select(func.count(Producer.id)).where(Producer.commune_id.is_(None), Producer.merged_into_id.is_(None)),
            select(func.count(Product.id)).where(Product.set_id.is_(None)),
            select(func.min(Plan.issued_on)).where(Plan.cycle_id == CYCLE, Plan.supplements.is_(False)),
            select(func.min(Plan.sent_at)).where(Plan.cycle_id == CYCLE, Plan.supplements.is_(False)),
            select(func.count(Registration.id))
            .outerjoin(Dossier, Dossier.registration_id == Registration.id)
            .where(
                Registration.cycle_id == CYCLE, Registration.state == RegistrationState.ACCEPTED, Dossier.id.is_(None)
            ),
            select(func.count(Evidence.id)).where(
                Evidence.valid_until < TODAY, Evidence.replaced_by_id.is_(None), Evidence.withdrawn_at.is_(None)
            ),
        )
    )
)
"""Made once: putting a statement together takes longer than the database takes to answer it."""

LATEST_PLAN = (
    select(
        Plan.id,
        Plan.state,
        select(func.count(PlanReason.id))
        .join(PlanCheck, PlanCheck.id == PlanReason.check_id)
        .where(PlanCheck.plan_id == Plan.id, PlanReason.mended_at.is_(None))
        .correlate(Plan)
        .scalar_subquery(),
        select(func.count(PlanComment.id)).where(PlanComment.plan_id == Plan.id).correlate(Plan).scalar_subquery(),
    )
    .where(Plan.cycle_id == CYCLE)
    .order_by(Plan.ordinal.desc())
    .limit(1)
)


def facts(unit: Workspace, cycle: Cycle | None, *, today: date) -> Facts:
    """The figures of the unit in the scope; of no year where there is none."""
    year = cycle.id if cycle else NO_CYCLE
    ending = ending_by(cycle.year if cycle else today.year)
    asked = {"cycle": year, "unit": unit.id, "today": today, "ending_by": ending}
    counts = _Counts._make(db.session.execute(COUNTS, asked).one())
    recognised = recognition.counts(today)
    return Facts(
        year=cycle.year if cycle else None,
        plan=_plan(year) if cycle else None,
        first_issued=counts.first_issued,
        first_sent=counts.first_sent,
        letters_to_number=counts.letters_to_number,
        copies_missing=counts.copies_missing,
        unread=counts.unread,
        not_entered=counts.not_entered,
        drafts=counts.drafts,
        due_again=counts.due_again if cycle else 0,
        registrations=counts.registrations,
        targets=counts.targets,
        targets_registered=counts.targets_registered,
        has_contact=bool(counts.contacts),
        producers_without_commune=counts.producers_without_commune,
        products_without_set=counts.products_without_set,
        ending=sum(recognised[one] for one in ENDING),
        undated=recognised[Standing.UNKNOWN],
        without_dossier=counts.without_dossier,
        evidence_ended=counts.evidence_ended,
    )


def desk_facts(unit: Workspace, cycle: Cycle, *, today: date) -> DeskFacts:
    """What the desk at the top sees of the units below, through the window: values, never rows."""
    below = units.below(unit.id, today)
    milestone = programme.milestone(cycle.id, programme.PLAN_ISSUED)
    keys = [one.id for one in below]
    with window(units.family(unit.id)) as view:
        plans = [row for row in overview_of(view.look(overview(cycle.id))) if row.unit_id in keys]
        clocks = (
            punctuality.punctuality_of(view.look(punctuality.statement(milestone, keys, today=today)))
            if milestone
            else {}
        )
        submitted = view.look(
            select(Registration.id).where(
                Registration.cycle_id == cycle.id,
                Registration.state == RegistrationState.SUBMITTED,
                Registration.tenant_id.in_(keys),
            )
        )
    overdue = {key for key, clock in clocks.items() if clock.issued is Timeliness.OVERDUE}
    return DeskFacts(
        units=len(below),
        issued=sum(row.issued_on is not None for row in plans),
        arrived=sum(row.sent_at is not None for row in plans),
        to_receive=_in_state(plans, State.SENT),
        received=_in_state(plans, State.RECEIVED),
        commented=_in_state(plans, State.COMMENTED),
        overdue=tuple(one.full_name for one in below if one.id in overdue),
        submitted=len(submitted),
    )


def _plan(cycle_id: int) -> PlanFacts | None:
    """The plan on which somebody has to act: the latest one, or the one commented on while no new one is begun."""
    row = db.session.execute(LATEST_PLAN, {"cycle": cycle_id}).one_or_none()
    return PlanFacts(*row) if row else None


def _in_state(plans: Collection[PlanRow], state: State) -> int:
    return sum(row.state is state for row in plans)


def names_of_accounts(accounts: AbstractSet[str]) -> Mapping[str, str]:
    """The names of the people behind these accounts."""
    rows = db.session.execute(select(User.username, User.name).where(User.username.in_(accounts)))
    return dict(rows.tuples().all())


def names_of_producers(keys: AbstractSet[str]) -> Mapping[str, str]:
    """The names of the scope's producers with these keys."""
    return _named(select(Producer.id, Producer.name).where(Producer.id.in_(map(int, keys))))


def names_of_products(keys: AbstractSet[str]) -> Mapping[str, str]:
    """The names of the scope's products with these keys."""
    return _named(select(Product.id, Product.name).where(Product.id.in_(map(int, keys))))


def names_of_sets(keys: AbstractSet[str]) -> Mapping[str, str]:
    """The names of the product sets with these keys."""
    return _named(select(ProductSet.id, ProductSet.name).where(ProductSet.id.in_(map(int, keys))))


def names_of_units(keys: AbstractSet[str]) -> Mapping[str, str]:
    """The names of the units with these keys."""
    return _named(select(Unit.id, Unit.name).where(Unit.id.in_(map(int, keys))))


def _named(statement: Select[int, str]) -> Mapping[str, str]:
    return {str(key): name for key, name in db.session.execute(statement)}
