"""Products as an office would have written them down."""

from ocop.audit import System
from ocop.producers.models import Producer
from ocop.products import services
from ocop.products.models import Product
from ocop.products.rules import ProductFacts
from tests.factories.producers import producer


def product(name: str = "Nước mắm Bà Hai", of: Producer | None = None, **facts: object) -> Product:
    """A product of the scope's unit, of a new producer unless one is given."""
    maker = of or producer(f"Cơ sở làm {name}")
    return services.add(ProductFacts(producer_id=maker.id, name=name, **facts), by=System())  # type: ignore[arg-type]
