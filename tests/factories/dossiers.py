"""Evidence in libraries, and dossiers that draw on it."""

from datetime import UTC, date, datetime
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ocop.accounts.models import User
from ocop.core.db import db
from ocop.dossiers import queries, services
from ocop.dossiers.models import Dossier, DossierLine, Evidence
from ocop.dossiers.rules import EvidenceFacts
from ocop.dossiers.services import Sent
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm
from ocop.products.models import Product, ProductSet
from ocop.registrations import queries as registrations
from ocop.registrations.models import Registration
from ocop.registrations.rules import Kind, State
from tests.factories import attachments, world
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.registrations import registration

NOW = datetime(2024, 5, 13, 2, tzinfo=UTC)
LICENCE = "production_conditions"
SHOP = "business_registration"


def officer(slug: str = "phan-thiet", role: str = "officer") -> User:
    """The unit's person with a role, who is asked what it may do."""
    wanted = select(User).where(User.username == world.username(slug, role)).options(selectinload(User.grants))
    return db.session.scalars(wanted).one()


def household(name: str = "Cơ sở nước mắm Bà Hai", **facts: object) -> Producer:
    """A household business, which must show its registration."""
    return producer(name, legal_form=LegalForm.HOUSEHOLD_BUSINESS, **facts)


def sauce(name: str = "Nước mắm Bà Hai", of: Producer | None = None) -> Product:
    """A fish sauce: its set is known, so is what its dossier must hold."""
    number = db.session.scalars(select(ProductSet.id).where(ProductSet.number == 9)).one()
    return product(name, of=of or household(f"Cơ sở làm {name}"), set_id=number)


def registered(of: Product | None = None, *, stars: int = 3, state: State = State.ACCEPTED) -> Registration:
    """A registration as it stands in a state, with all that is around it."""
    row = registration(of or sauce(), Kind.NEW, stars)
    db.session.flush()
    row.state = state
    db.session.flush()
    key = row.id
    db.session.expire_all()
    return registrations.registration(key)


def dossier(of: Registration | None = None) -> Dossier:
    """A dossier just begun, loaded whole."""
    made = services.make(of or registered(), by=officer(), now=NOW)
    return again(made.id)


def again(dossier_id: int) -> Dossier:
    """The dossier as the database has it now, loaded whole."""
    db.session.flush()
    db.session.expire_all()
    return queries.dossier(dossier_id)


def line(of: Dossier, key: str) -> DossierLine:
    """The line of a loaded dossier that asks for a kind of proof."""
    return next(one for one in of.lines if one.requirement.key == key)


def evidence(
    of: Producer,
    key: str = LICENCE,
    *,
    title: str = "Giấy chứng nhận",
    content: bytes | None = None,
    by: User | None = None,
    valid_until: date | None = None,
    product_id: int | None = None,
    name: str = "gcn.pdf",
) -> Evidence:
    """A piece of evidence with one page, unless a content is given."""
    facts = EvidenceFacts(key=key, title=title, valid_until=valid_until, product_id=product_id)
    sent = Sent(BytesIO(content or attachments.pdf(1, title.encode("ascii", "ignore").decode() or "trang")), name)
    (made,) = services.add(of, facts, [sent], by=by or officer(), now=NOW)
    return made


def filled(of: Dossier) -> Dossier:
    """The same dossier with everything that must be there."""
    maker = of.registration.product.producer
    for one in queries.seen(of, stars=of.registration.expected_stars, on=NOW.date(), council=None).lines:
        if not one.mandatory or (one.line.requirement.paper and not one.line.requirement.signed):
            continue
        if one.line.requirement.handed_over:
            services.hand_over(of, one.line, there=True, by=officer(), today=NOW.date())
        else:
            proof = evidence(maker, one.line.requirement.key, title=one.line.requirement.title)
            services.attach(of, one.line, [proof], by=officer())
    return again(of.id)
