"""What the records say around a registration, for the concerns that an officer has to answer."""

from sqlalchemy import select

from ocop.core import clock
from ocop.core.db import db
from ocop.producers import rules as producers
from ocop.products import queries as products
from ocop.products.models import ProductSet
from ocop.programme.models import Cycle
from ocop.registrations import rules
from ocop.registrations.models import Registration
from ocop.registrations.rules import Circumstances, State


def circumstances(registration: Registration) -> Circumstances:
    """What the records say around a registration whose product and producer are loaded."""
    product = registration.product
    product_set = db.session.get(ProductSet, product.set_id) if product.set_id else None
    similar = products.similar(product.name, besides=product.id)
    return Circumstances(
        similar_own=tuple(f"{one.name} ({one.producer.name})" for one in similar.own),
        similar_elsewhere=similar.elsewhere,
        fresh_or_raw=product.fresh_or_raw,
        names_agree=producers.names_agree(product.producer.name, product.producer.registered_name),
        lines_cover=rules.lines_cover(
            product.producer.business_lines, product.name, product_set.name if product_set else None
        ),
        carried_out_not=_came_to_nothing(registration),
        commune_known=product.producer.commune_id is not None,
        lacks_stamp_or_label=products.lacks_stamp_or_label(product, today=clock.today()),
    )


def _came_to_nothing(registration: Registration) -> tuple[int, ...]:
    """Earlier years in which the product was registered without a result."""
    years = db.session.scalars(
        select(Cycle.year)
        .join(Registration, Registration.cycle_id == Cycle.id)
        .where(
            Registration.product_id == registration.product_id,
            Registration.id != registration.id,
            Cycle.year < select(Cycle.year).where(Cycle.id == registration.cycle_id).scalar_subquery(),
            Registration.state.not_in({State.RESULT, State.WITHDRAWN, State.REFUSED, State.IDEA, State.DRAFT}),
        )
        .order_by(Cycle.year)
    )
    return tuple(dict.fromkeys(years))
