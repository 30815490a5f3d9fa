"""What a unit's records say today, for its home page; a fixed number of statements, whatever the unit holds."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from sqlalchemy import Select, func, select

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.documents.models import Document, Incoming
from ocop.documents.rules import State as DocumentState
from ocop.plans.models import Plan, PlanCheck, PlanComment, PlanReason
from ocop.plans.queries import PlanRow, overview_of, punctuality
from ocop.plans.queries.overview import statement as overview
from ocop.plans.rules import State
from ocop.producers.models import Producer
from ocop.products.models import Product, ProductSet
from ocop.programme import queries as programme
from ocop.programme.models import Cycle
from ocop.programme.rules import Timeliness
from ocop.recognition import queries as recognition
from ocop.recognition.rules import Standing
from ocop.registrations import queries as registrations
from ocop.registrations.models import Registration
from ocop.registrations.rules import State as RegistrationState
from ocop.tenancy import Unit, Workspace, units, window
from ocop.workspace.rules import DeskFacts, Facts, PlanFacts

ENDING = (Standing.EXPIRING, Standing.NOTICE_DUE, Standing.EXPIRED)


def facts(unit: Workspace, cycle: Cycle | None, *, today: date) -> Facts:
    """The figures of the unit in the scope."""
    letters, copies = _outgoing()
    unread, not_entered = _incoming()
    recognised = recognition.counts(today)
    answered = programme.unit_targets(cycle.id) if cycle else {}
    drafts, registered = _registrations(cycle.id) if cycle else (0, 0)
    first_issued, first_sent = _first(cycle.id) if cycle else (None, None)
    return Facts(
        year=cycle.year if cycle else None,
        plan=_plan(cycle.id) if cycle else None,
        first_issued=first_issued,
        first_sent=first_sent,
        letters_to_number=letters,
        copies_missing=copies,
        unread=unread,
        not_entered=not_entered,
        drafts=drafts,
        due_again=len(registrations.due_again(cycle)) if cycle else 0,
        registrations=registered,
        targets=len(programme.targets(cycle.id)) if cycle else 0,
        targets_registered=sum(row.registered is not None for row in answered.values()),
        has_contact=_has_contact(unit.id),
        producers_without_commune=_producers_without_commune(),
        products_without_set=_products_without_set(),
        ending=sum(recognised[one] for one in ENDING),
        undated=recognised[Standing.UNKNOWN],
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
    row = db.session.execute(
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
        .where(Plan.cycle_id == cycle_id)
        .order_by(Plan.ordinal.desc())
        .limit(1)
    ).one_or_none()
    return PlanFacts(*row) if row else None


def _first(cycle_id: int) -> tuple[date | None, datetime | None]:
    """When the unit first issued and first sent a plan of the year: what the two clocks go by."""
    row = db.session.execute(
        select(func.min(Plan.issued_on), func.min(Plan.sent_at)).where(
            Plan.cycle_id == cycle_id, Plan.supplements.is_(False)
        )
    ).one()
    return row[0], row[1]


def _outgoing() -> tuple[int, int]:
    """How many documents wait for their number, and how many issued ones lack the signed page."""
    rows = db.session.execute(
        select(Document.state, Document.signed_copy_id.is_(None), func.count(Document.id))
        .where(Document.state.in_((DocumentState.FROZEN, DocumentState.ISSUED)))
        .group_by(Document.state, Document.signed_copy_id.is_(None))
    ).all()
    to_number = sum(count for state, _lacking, count in rows if state is DocumentState.FROZEN)
    lacking = sum(count for state, lacks, count in rows if state is DocumentState.ISSUED and lacks)
    return to_number, lacking


def _incoming() -> tuple[int, int]:
    """How many documents that came are unread, and how many are not in the register yet."""
    rows = db.session.execute(
        select(Incoming.read_at.is_(None), Incoming.incoming_number.is_(None), func.count(Incoming.id)).group_by(
            Incoming.read_at.is_(None), Incoming.incoming_number.is_(None)
        )
    ).all()
    return sum(count for unread, _, count in rows if unread), sum(count for _, fresh, count in rows if fresh)


def _registrations(cycle_id: int) -> tuple[int, int]:
    """How many registrations of the year are drafts still, and how many there are."""
    row = db.session.execute(
        select(
            func.count(Registration.id).filter(Registration.state == RegistrationState.DRAFT),
            func.count(Registration.id),
        ).where(Registration.cycle_id == cycle_id)
    ).one()
    return row[0], row[1]


def _has_contact(unit_id: int) -> bool:
    named = select(func.count(User.id)).where(User.unit_id == unit_id, User.is_contact, User.active)
    return bool(_counted(named))


def _producers_without_commune() -> int:
    return _counted(
        select(func.count(Producer.id)).where(Producer.commune_id.is_(None), Producer.merged_into_id.is_(None))
    )


def _products_without_set() -> int:
    return _counted(select(func.count(Product.id)).where(Product.set_id.is_(None)))


def _counted(statement: Select[int]) -> int:
    return db.session.scalar(statement) or 0


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
