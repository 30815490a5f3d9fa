"""People, the roles they hold, their sessions, and the attempts to sign in."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from ocop.accounts import rules
from ocop.core.db import Base
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.tenancy import Permission, Unit


class User(Base):
    """A person of one unit, or the operator who belongs to none. Un-owned: sign-in looks people up before any scope is known.

    An account is named by its role in the office ("Chuyên viên Phòng Kinh tế"); `title` is the official position, if known.
    `list_columns` names the columns that the person chose to see, by list.
    """

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("username"), Index("ix_users_unit_id_sort_key", "unit_id", "sort_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    sort_key: Mapped[str]
    title: Mapped[str | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    department: Mapped[str | None]
    commune_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    email: Mapped[str | None]
    phone: Mapped[str | None]
    is_contact: Mapped[bool] = mapped_column(default=False)
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    totp_secret: Mapped[str | None]
    totp_last_step: Mapped[int | None]
    language: Mapped[str] = mapped_column(default="vi")
    list_columns: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict, server_default="{}")
    created_at: Mapped[datetime]

    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id], lazy="raise")
    grants: Mapped[list["RoleGrant"]] = relationship(lazy="raise", back_populates="user", cascade="all, delete-orphan")

    is_authenticated = True
    is_anonymous = False

    @validates("name")
    def _file_under(self, _key: str, name: str) -> str:
        self.folded, self.sort_key = fold(name), vietnamese_key(name)
        return name

    @property
    def is_active(self) -> bool:
        """Whether the account may be used (asked by Flask-Login)."""
        return self.active

    def get_id(self) -> str:
        """The key by which Flask-Login knows the person."""
        return str(self.id)

    @property
    def roles(self) -> frozenset[rules.Role]:
        """The roles held; the grants must have been loaded with the person."""
        return frozenset(grant.role for grant in self.grants)

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the roles carry together."""
        return frozenset().union(*(rules.PERMISSIONS[grant.role] for grant in self.grants))

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles carries the permission."""
        return any(permission in rules.PERMISSIONS[grant.role] for grant in self.grants)


class RoleGrant(Base):
    """One role held by one person."""

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[rules.Role]

    user: Mapped[User] = relationship(lazy="raise", back_populates="grants")


class UserSession(Base):
    """One sign-in on one device; ending the row ends the sign-in at once. Only the hash of its token is kept."""

    __tablename__ = "user_sessions"
    __table_args__ = (UniqueConstraint("token_hash"), Index("ix_user_sessions_user_id_ended_at", "user_id", "ended_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str]
    device: Mapped[str]
    second_factor: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship(lazy="raise")


class SignInAttempt(Base):
    """One attempt to show a password or a code, counted and committed before it is looked at.

    An attempt that nobody answered (`open`) counts as a failure, so that a broken-off request gives no free guess.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_username_at", "username", "at"),
        Index("ix_sign_in_attempts_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    outcome: Mapped[rules.Outcome] = mapped_column(default=rules.Outcome.OPEN)


class RecoveryCode(Base):
    """A code that replaces the second factor once; only its hash is kept."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]
