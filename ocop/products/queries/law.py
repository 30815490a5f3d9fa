"""Looking up what the law and public sites say: sets, who may take part, how codes are built, traceability sites."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from ocop.core.db import db
from ocop.products.models import CodePattern, Product, ProductSet, SetLegalForm, TraceabilityHost
from ocop.products.rules import host_of

SETS = select(ProductSet).order_by(ProductSet.number)


def sets() -> Sequence[ProductSet]:
    """All product sets by number."""
    return db.session.scalars(SETS).all()


def code_patterns() -> Sequence[CodePattern]:
    """How codes are built under each edition of the rule, the latest edition first."""
    return db.session.scalars(select(CodePattern).order_by(CodePattern.valid_from.desc(), CodePattern.id)).all()


def traceability_site(address: str | None) -> TraceabilityHost | None:
    """The known site to which a traceability address leads, also below it (`abc.site.vn`)."""
    if not address:
        return None
    labels = host_of(address).split(".")
    names = [".".join(labels[at:]) for at in range(len(labels) - 1)]
    return db.session.scalars(
        select(TraceabilityHost).where(TraceabilityHost.host.in_(names)).order_by(TraceabilityHost.host.desc())
    ).first()


def misfit_form(product: Product) -> str | None:
    """The rule by which a producer of this legal form takes no part with the product's set; None where it may.

    None too where form or set is unknown, or no rule was loaded: then nobody can say.
    """
    form = product.producer.legal_form
    if product.set_id is None or form is None:
        return None
    fitting = or_(SetLegalForm.set_id.is_(None), SetLegalForm.set_id == product.set_id)
    allowed = db.session.scalars(select(SetLegalForm).where(fitting).order_by(SetLegalForm.id)).all()
    if not allowed or form in {one.legal_form for one in allowed}:
        return None
    return allowed[0].citation
