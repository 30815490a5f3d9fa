"""Producers as an office would have written them down."""

from ocop.audit import System
from ocop.producers import services
from ocop.producers.models import Producer
from ocop.producers.rules import ProducerFacts


def producer(name: str = "Cơ sở nước mắm Bà Hai", **facts: object) -> Producer:
    """A producer of the scope's unit."""
    return services.add(ProducerFacts(name=name, **facts), by=System())  # type: ignore[arg-type]
