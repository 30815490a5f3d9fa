"""Photos of a product: taken in, put in order, described and taken away."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import IO

from flask_babel import gettext as _

from ocop import audit
from ocop.attachments import services as attachments
from ocop.attachments.rules import Purpose
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError
from ocop.producers.services import change_row
from ocop.products import queries
from ocop.products.models import Product, ProductPhoto
from ocop.products.rules import PhotoFacts

LONGEST_SIDE = 1600
THUMBNAIL_SIDE = 320
MOST_PHOTOS = 12


def add_photo(product: Product, stream: IO[bytes], *, filename: str, alt: str, by: Actor) -> ProductPhoto:
    """Take in a photo, drawn anew without place and camera; the first one of a product is its main one.

    Raises `DomainError` at its field: no picture, too many photos, or nothing said about what it shows.
    """
    if not alt:
        raise DomainError(_("Vui lòng ghi ảnh chụp gì."), field="alt")
    queries.locked(product.id)
    last = queries.last_position(product.id)
    if last >= MOST_PHOTOS:
        sentence = _("Mỗi sản phẩm có nhiều nhất %(most)s ảnh. Vui lòng xóa bớt ảnh cũ.", most=MOST_PHOTOS)
        raise DomainError(sentence, field="file")
    whole, small = attachments.keep_photo(
        stream, name=filename, purpose=Purpose.PHOTO, by=by, sides=(LONGEST_SIDE, THUMBNAIL_SIDE)
    )
    photo = ProductPhoto(
        product_id=product.id,
        attachment_id=whole.attachment.id,
        thumbnail_id=small.attachment.id,
        position=last + 1,
        alt=alt,
        width=whole.width,
        height=whole.height,
    )
    db.session.add(photo)
    audit.record(by, "add", photo, name=product.name, change={"alt": (None, alt)})
    return photo


def describe_photo(photo: ProductPhoto, facts: PhotoFacts, *, version: int, product: Product, by: Actor) -> None:
    """Say anew what a photo shows; raises `StaleEdit` when somebody else saved after `version`."""
    change_row(photo, asdict(facts), version=version, name=product.name, by=by)


def place_photo(photo: ProductPhoto, position: int, *, product: Product, by: Actor) -> None:
    """Put a photo at a place among the others, counted from 1: there it is the main one."""
    queries.locked(product.id)
    others = [one for one in queries.photos(product.id) if one.id != photo.id]
    before = photo.position
    at = max(position - 1, 0)
    _number([*others[:at], photo, *others[at:]])
    if photo.position != before:
        audit.record(by, "change", photo, name=product.name, change={"position": (before, photo.position)})


def remove_photo(photo: ProductPhoto, *, product: Product, by: Actor, now: datetime) -> None:
    """Take a photo away; its addresses answer 404 from now on, and the next one moves up."""
    queries.locked(product.id)
    for file in (photo.attachment, photo.thumbnail):
        attachments.revoke(file, by=by, now=now)
    audit.record(by, "remove", photo, name=product.name, change={"alt": (photo.alt, None)})
    db.session.delete(photo)
    db.session.flush()
    _number(queries.photos(product.id))


def _number(photos: Sequence[ProductPhoto]) -> None:
    for position, one in enumerate(photos, 1):
        one.position = position
    db.session.flush()
