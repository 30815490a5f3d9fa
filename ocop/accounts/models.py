"""People, the roles they hold, their sessions, and the attempts to sign in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ocop.accounts import rules
from ocop.core.db import Base
from ocop.tenancy import Permission, Unit


class User(Base):
    """A person of one unit, or the operator who belongs to none. Un-owned: sign-in looks people up before any scope is known."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("username"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    name: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
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
    created_at: Mapped[datetime]

    unit: Mapped[Unit | None] = relationship(foreign_keys=[unit_id], lazy="raise")
    grants: Mapped[list["RoleGrant"]] = relationship(lazy="raise", back_populates="user", cascade="all, delete-orphan")

    is_authenticated = True
    is_anonymous = False

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

    def may(self, permission: Permission) -> bool:
        """Whether one of the roles carries the permission."""
        return any(permission in rules.PERMISSIONS[role] for role in self.roles)


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
    """One attempt to sign in, counted before the password is looked at."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_username_at", "username", "at"),
        Index("ix_sign_in_attempts_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    succeeded: Mapped[bool] = mapped_column(default=False)


class RecoveryCode(Base):
    """A code that replaces the second factor once; only its hash is kept."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]
    used_at: Mapped[datetime | None]
