"""Recognitions (công nhận) and their history."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.attachments.models import Attachment
from ocop.core.db import Base
from ocop.core.text.dates import PartialDate
from ocop.products.models import Product
from ocop.recognition.rules import Standing, Term, recognised_stars, standing, written
from ocop.tenancy import Owned, owned_key, owned_unique


class Recognition(Owned, Base):
    """Stars given to a product by a decision. A date known only to the month or year has `earliest` before `latest`.

    With no known date both are None. `expires_earliest` and `expires_latest` lie 36 months later, or are what a source
    states (`stated_expiry`, an ISO date cut to what is known). `ended_as` is set when another recognition follows.
    `five_star_candidate` is a label that the province gave, not a recognition by the ministry. `last_seen` is the day of
    the latest source that speaks of it as recognised.
    """

    __tablename__ = "recognitions"
    __table_args__ = (
        owned_unique(),
        owned_key("product_id", "products"),
        owned_key("replaced_by_id", "recognitions"),
        CheckConstraint("stars between 1 and 5", name="stars"),
        Index("ix_recognitions_tenant_id_product_id", "tenant_id", "product_id"),
        Index("ix_recognitions_tenant_id_expires_earliest", "tenant_id", "expires_earliest"),
    )

    product_id: Mapped[int]
    stars: Mapped[int | None]
    level: Mapped[str | None]
    issuer: Mapped[str | None]
    decision_number: Mapped[str | None]
    decision_precision: Mapped[str | None]
    earliest: Mapped[date | None]
    latest: Mapped[date | None]
    stated_expiry: Mapped[str | None]
    expires_earliest: Mapped[date | None]
    expires_latest: Mapped[date | None]
    stated_expired: Mapped[bool] = mapped_column(default=False)
    five_star_candidate: Mapped[bool] = mapped_column(default=False)
    replaced_by_id: Mapped[int | None]
    ended_as: Mapped[Standing | None]
    revoked_on: Mapped[date | None]
    revoked_by: Mapped[str | None]
    revoked_ground: Mapped[str | None]
    notice_on: Mapped[date | None]
    notice_number: Mapped[str | None]
    notice_method: Mapped[str | None]
    last_seen: Mapped[date | None]
    source: Mapped[str | None]
    note: Mapped[str | None]
    recorded_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    product: Mapped[Product] = relationship(
        lazy="raise", primaryjoin="foreign(Recognition.product_id) == Product.id", viewonly=True
    )

    @property
    def stars_given(self) -> int | None:
        """The stars that a decision gave; five that the province only proposed are none that any paper may print."""
        return recognised_stars(self.stars, proposed=self.five_star_candidate)

    @property
    def decided(self) -> PartialDate | None:
        """The date of the decision where it is known to the day, the month or the year."""
        return written(self.earliest, self.decision_precision)

    @property
    def ends(self) -> Term:
        """When it ends, earliest and latest."""
        return Term(self.expires_earliest, self.expires_latest)

    def standing_on(self, day: date) -> Standing:
        """Where it stands on a day; `queries.standing_on` says the same in SQL."""
        return standing(
            self.expires_earliest,
            today=day,
            stated_expired=self.stated_expired,
            revoked=self.revoked_on is not None,
            ended_as=self.ended_as,
        )


class RegisterImport(Owned, Base):
    """An Excel file that an officer brings in: looked at first, its questions answered, then taken over at once or not at all.

    `answers` maps "sheet, row, field" (parted by line breaks) to the text to read in place of the cell.
    """

    __tablename__ = "register_imports"
    __table_args__ = (owned_unique(), owned_key("attachment_id", "attachments"))

    attachment_id: Mapped[int]
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    taken_over_at: Mapped[datetime | None]
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)

    attachment: Mapped[Attachment] = relationship(
        lazy="raise", primaryjoin="foreign(RegisterImport.attachment_id) == Attachment.id", viewonly=True
    )
