"""The registration forms of a year (document 4), offered to the print room."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ocop import paperwork
from ocop.core.db import db
from ocop.documents.papers import offers
from ocop.documents.papers.offers import Choice, Fresh, Sheet
from ocop.paperwork import Rendition
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.programme.models import Cycle
from ocop.registrations.models import Registration
from ocop.registrations.papers.dossier import registration_form
from ocop.registrations.rules import IN_PLAN, OPEN, State
from ocop.tenancy import Permission, Workspace

STANDINGS = {True: _l("Đang lập"), False: _l("Trong danh sách của đơn vị")}
UNSIGNED = Rendition.for_signature(qr=None)
TITLE = "Phiếu đăng ký (Mẫu 01)"


class RegistrationForms:
    """For producers to sign: they are printed as the records stand and carry no code, since no document is kept of them."""

    key = "phieu-dang-ky"
    label = _l("Phiếu đăng ký (Mẫu 01)")
    permissions: tuple[Permission, ...] = (Permission.EDIT_REGISTRY,)

    def choices(self, unit: Workspace, year: int, *, on: date) -> Sequence[Choice]:
        """By producer and product in Vietnamese order; refused and withdrawn ones are left out."""
        found = db.session.scalars(
            select(Registration)
            .join(Cycle, Cycle.id == Registration.cycle_id)
            .join(Registration.product)
            .join(Product.producer)
            .where(Cycle.year == year, Registration.state.in_(_PRINTED))
            .options(joinedload(Registration.product).joinedload(Product.producer))
            .order_by(Producer.sort_key, Product.sort_key, Registration.id)
            .limit(offers.MOST)
        )
        return [_choice(one) for one in found]

    def sheets(self, unit: Workspace, keys: Sequence[str], *, on: date) -> Sequence[Sheet]:
        """The forms as they stand today."""
        found = db.session.scalars(
            select(Registration)
            .where(Registration.id.in_(offers.numbers(keys)))
            .options(
                joinedload(Registration.product).options(
                    joinedload(Product.producer).joinedload(Producer.commune), joinedload(Product.product_set)
                )
            )
        )
        forms = {
            str(one.id): Fresh(paperwork.dump(registration_form(one, unit=unit, on=on)), UNSIGNED) for one in found
        }
        return offers.in_order(keys, forms)


_PRINTED = IN_PLAN | {State.DRAFT}


def _choice(row: Registration) -> Choice:
    product = row.product
    return Choice(str(row.id), TITLE, f"{product.name} – {product.producer.name}", str(STANDINGS[row.state in OPEN]))
