"""Units, their names in time, communes, and the mixin of every table that a unit owns."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.core.db import Base


class Kind(StrEnum):
    """Kinds of administrative unit, by the names of the statistics office's list."""

    PROVINCE = "tinh"
    DISTRICT = "huyen"
    TOWN = "thi_xa"
    CITY = "thanh_pho"
    COMMUNE = "xa"
    WARD = "phuong"
    TOWNSHIP = "thi_tran"
    SPECIAL_ZONE = "dac_khu"


class Unit(Base):
    """A node of the administration. With a slug it works here: its workspace is `/<slug>/`.

    A code may be given again after a reorganisation, so a unit is known by (code, valid_from).
    """

    __tablename__ = "units"
    __table_args__ = (
        UniqueConstraint("code", "valid_from"),
        UniqueConstraint("slug"),
        Index("ix_units_parent_id_sort_key", "parent_id", "sort_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    kind: Mapped[Kind]
    name: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str]
    slug: Mapped[str | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    division: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    parent: Mapped["Unit | None"] = relationship(
        foreign_keys=[parent_id], remote_side="Unit.id", lazy="raise", back_populates="children"
    )
    children: Mapped[list["Unit"]] = relationship(
        foreign_keys=[parent_id], lazy="raise", back_populates="parent", order_by="Unit.sort_key"
    )


class UnitName(Base):
    """A name that a unit bore from one day to another; documents keep the name of their own day."""

    __tablename__ = "unit_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    name: Mapped[str]
    kind: Mapped[Kind]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Owned:
    """Mixin of a table whose rows belong to one unit; the guard and row-level security look for it.

    A child points to its parent by (tenant_id, parent_id): `owned_key` builds that foreign key, so that a row can never hang
    below another unit's row, whatever the code does.
    """

    owned: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)
    tenant_id: Mapped[int] = mapped_column(ForeignKey("units.id"))


def owned_unique() -> UniqueConstraint:
    """The key (tenant_id, id) that children of an owned table point to."""
    return UniqueConstraint("tenant_id", "id")


def owned_key(column: str, table: str, *, ondelete: str | None = None) -> ForeignKeyConstraint:
    """A foreign key (tenant_id, column) → table (tenant_id, id), deferrable so that a merge can move both sides."""
    return ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{table}.tenant_id", f"{table}.id"],
        deferrable=True,
        initially="IMMEDIATE",
        ondelete=ondelete,
    )


class IssuingBody(Base):
    """A body that issues documents (cơ quan ban hành): letterhead, symbol, place, series; dated signing blocks hang below it.

    Un-owned by intent: the letterhead of any body may stand on a public page or in another unit's list of receivers.
    """

    __tablename__ = "issuing_bodies"
    __table_args__ = (
        UniqueConstraint("key"),
        CheckConstraint("series in ('external', 'own')", name="series"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    superior: Mapped[str | None]
    issuer_lines: Mapped[str]
    place: Mapped[str]
    symbol: Mapped[str]
    filed: Mapped[str]
    series: Mapped[str] = mapped_column(server_default=text("'external'"))
    qr_pages: Mapped[str] = mapped_column(server_default=text("'every'"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    note: Mapped[str | None]

    unit: Mapped[Unit] = relationship(lazy="raise")
    signings: Mapped[list["SigningBlock"]] = relationship(
        lazy="raise", back_populates="body", order_by="SigningBlock.valid_from"
    )


class SigningBlock(Base):
    """Who signs for a body and how the block reads, from one day to another; an empty name prints as blank."""

    __tablename__ = "signing_blocks"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("issuing_bodies.id"), index=True)
    document_kind: Mapped[str | None]
    collective: Mapped[str | None]
    on_behalf: Mapped[str | None]
    title: Mapped[str]
    name: Mapped[str | None]
    citation: Mapped[str | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    body: Mapped[IssuingBody] = relationship(lazy="raise", back_populates="signings")
