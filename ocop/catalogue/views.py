"""What the page of a product says of the public catalogue, whose own pages are among those for everybody."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from ocop.catalogue import queries
from ocop.catalogue.rules import OBSTACLE_WORDS
from ocop.core import clock
from ocop.products.models import Product
from ocop.ui import asides
from ocop.ui.asides import Remark

blueprints: tuple[Blueprint, ...] = ()


def publicity(product: object) -> Remark | None:
    """Whether everybody sees a product, with the way there, or why not."""
    assert isinstance(product, Product)
    today = clock.today()
    token = queries.address(product, today=today)
    if token is not None:
        return Remark(
            _("Đang hiển thị công khai trên danh mục sản phẩm OCOP."),
            "good",
            url_for("catalogue.show", token=token),
            _("Xem trang công khai"),
        )
    obstacle = OBSTACLE_WORDS[queries.obstacle(product, today=today)]
    return Remark(_("Chưa hiển thị trên danh mục công khai: %(why)s.", why=obstacle), "info")


asides.say("products.show", publicity)
