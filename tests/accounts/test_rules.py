"""The rules about people, by themselves."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from ocop.accounts.rules import PERMISSIONS, ROLE_NAMES, TOP_ROLES, Role, grantable, passwords, usernames
from ocop.accounts.rules.attempts import ACCOUNT_LIMIT, ADDRESS_LIMIT, Standing, is_held
from ocop.accounts.rules.devices import LONGEST, short_device
from ocop.accounts.rules.people import why_not_deactivate, why_not_roles
from ocop.accounts.rules.second_factor import STEP_SECONDS, matching_step, step_of
from ocop.tenancy import Permission

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/125.0 Safari/537.36 Edg/125.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile Safari/604.1"


def test_every_role_has_its_permissions_and_its_name() -> None:
    assert set(PERMISSIONS) == set(Role) == set(ROLE_NAMES)


def test_every_permission_is_held_by_some_role() -> None:
    assert set(Permission) == frozenset().union(*PERMISSIONS.values())


def test_a_code_of_the_phone_is_good_for_a_step_around_its_time_and_never_a_second_time() -> None:
    secret, moment = pyotp.random_base32(), datetime(2024, 5, 13, 2, 0, 15, tzinfo=UTC)
    code, step = pyotp.TOTP(secret).at(moment), step_of(moment)
    late, too_late = (moment + timedelta(seconds=STEP_SECONDS * steps) for steps in (1, 2))

    assert matching_step(secret, f"{code[:3]} {code[3:]}", at=moment, after=None) == step
    assert matching_step(secret, code, at=late, after=step - 1) == step
    assert matching_step(secret, code, at=too_late, after=None) is None
    assert matching_step(secret, code, at=moment, after=step) is None


def test_only_roles_of_the_top_and_the_operator_reach_beyond_the_own_unit() -> None:
    beyond = {Permission.VIEW_PROVINCE, Permission.OPERATE, Permission.RECEIVE_PLAN, Permission.COMMENT_PLAN}

    reaching = {role for role, permissions in PERMISSIONS.items() if permissions & beyond}

    assert reaching <= TOP_ROLES | {Role.OPERATOR}


def test_no_single_role_both_prepares_and_checks_a_plan() -> None:
    checks = {Permission.CHECK_CONTENT, Permission.CHECK_FORM, Permission.MARK_FOR_SIGNATURE}

    assert [role for role in Role if Permission.PREPARE_PLAN in PERMISSIONS[role] and PERMISSIONS[role] & checks] == []


def test_the_operator_sees_no_business() -> None:
    assert PERMISSIONS[Role.OPERATOR] == {Permission.OPERATE}


def test_a_district_offers_its_own_roles_and_the_top_also_those_over_all() -> None:
    assert TOP_ROLES.isdisjoint(grantable(at_the_top=False))
    assert set(grantable(at_the_top=True)) == set(Role) - {Role.OPERATOR}


@pytest.mark.parametrize(
    "password",
    ["một câu dễ nhớ", "hoa mai vàng nở", "correct horse battery", "7294618350274", "Mưa rơi trên mái ngói 9"],
)
def test_long_passwords_of_any_kind_are_accepted(password: str) -> None:
    assert passwords.problem(password, username="canbo.phan-thiet") is None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("abc12!xyZ", passwords.TOO_SHORT),
        ("canbo.phan-thiet", passwords.LIKE_THE_NAME),
        ("Canbo-2024-2024", passwords.LIKE_THE_NAME),
        ("Mật khẩu 2024", passwords.EASY),
        ("PASSWORD!!123", passwords.EASY),
        ("0123456789", passwords.EASY),
        ("9876543210", passwords.EASY),
        ("121212121212", passwords.EASY),
        ("          ", passwords.EASY),
    ],
)
def test_short_and_guessable_passwords_are_refused(password: str, sentence: object) -> None:
    assert passwords.problem(password, username="canbo.phan-thiet") is sentence


@pytest.mark.parametrize(
    ("standing", "held"),
    [
        (Standing(ACCOUNT_LIMIT, 1, familiar=False), False),
        (Standing(ACCOUNT_LIMIT + 1, 1, familiar=False), True),
        (Standing(ACCOUNT_LIMIT + 1, 1, familiar=True), True),
        (Standing(1, ADDRESS_LIMIT, familiar=False), False),
        (Standing(1, ADDRESS_LIMIT + 1, familiar=False), True),
        (Standing(1, ADDRESS_LIMIT + 1, familiar=True), False),
    ],
)
def test_an_attempt_is_held_beyond_the_limits(standing: Standing, held: bool) -> None:
    assert is_held(standing) is held


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("canbo2", "canbo2.phan-thiet"),
        (" CanBo2 ", "canbo2.phan-thiet"),
        ("canbo2.phan-thiet", "canbo2.phan-thiet"),
        ("canbo2.la-gi", "canbo2.la-gi.phan-thiet"),
    ],
)
def test_an_account_bears_its_units_ending(typed: str, name: str) -> None:
    assert usernames.full(typed, "phan-thiet") == name


def test_the_top_unit_is_called_by_the_word_of_its_addresses() -> None:
    assert usernames.suffix("ubnd-tinh", at_the_top=True) == "tinh"


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox, Linux"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("", ""),
        ("x" * 500, "x" * LONGEST),
    ],
)
def test_a_device_is_called_as_its_owner_would(agent: str, device: str) -> None:
    assert short_device(agent) == device


def test_roles_held_already_may_stay_whoever_gave_them() -> None:
    held = frozenset({Role.PROVINCE_OFFICER, Role.OFFICER})

    assert why_not_roles(before=held, after=held, allowed=frozenset({Role.OFFICER}), other_heads=0) is None


def test_a_head_who_is_not_alone_may_be_closed() -> None:
    heads = frozenset({Role.HEAD})

    assert why_not_deactivate(roles=heads, oneself=False, other_heads=1) is None
    assert why_not_deactivate(roles=heads, oneself=False, other_heads=0) is not None
    assert why_not_deactivate(roles=heads, oneself=True, other_heads=1) is not None
