"""Accounts from the terminal: the first operator's above all."""

import re

import pytest
from flask import Flask

from tests.factories import accounts, world

PASSWORD = re.compile(r": ((?:[a-z0-9]{4}-){3}[a-z0-9]{4})\n")


def run(app: Flask, *args: str) -> tuple[int, str]:
    """Type a command; returns its exit status and what it printed."""
    result = app.test_cli_runner().invoke(args=["ocop", "new-user", *args])
    return result.exit_code, result.output


def test_an_account_made_at_the_terminal_signs_in(app: Flask) -> None:
    status, printed = run(app, "canbo2", "--unit", "phan-thiet", "--role", "officer", "--name", "Chuyên viên")

    shown = PASSWORD.search(printed)
    assert status == 0
    assert shown is not None
    app.config["WTF_CSRF_ENABLED"] = False
    assert accounts.sign_in(app.test_client(), "canbo2.phan-thiet", shown[1]).status_code == 302
    assert accounts.acts(app, "phan-thiet")[0] == ("hệ thống", "add_person")


def test_a_second_operator_belongs_to_no_unit(app: Flask) -> None:
    status, printed = run(app, "quantri2", "--role", "operator", "--name", "Quản trị hệ thống")

    assert (status, "quantri2\n" in printed) == (0, True)
    assert accounts.acts(app, "ubnd-tinh") == [("hệ thống", "add_person")]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("canbo2", "--unit", "khong-co", "--role", "officer"), "không có đơn vị"),
        (("officer", "--unit", "phan-thiet", "--role", "officer"), "đã có"),
        (("canbo2", "--unit", "phan-thiet", "--role", "operator"), "không thuộc đơn vị"),
        (("canbo2", "--unit", "phan-thiet", "--role", "province_head"), "không thuộc đơn vị"),
        (("canbo2", "--role", "officer"), "không thuộc đơn vị"),
        (("Cán bộ", "--role", "operator"), "chữ thường không dấu"),
    ],
)
def test_an_account_that_cannot_be_says_why_and_leaves_nothing(
    app: Flask, args: tuple[str, ...], sentence: str
) -> None:
    status, printed = run(app, *args, "--name", "Ai đó")

    assert status == 1
    assert sentence in printed
    assert accounts.trail(app, "phan-thiet") == []


def test_the_worlds_accounts_are_untouched(app: Flask) -> None:
    run(app, "officer", "--unit", "phan-thiet", "--role", "head", "--name", "Kẻ mạo danh")

    app.config["WTF_CSRF_ENABLED"] = False
    assert accounts.sign_in(app.test_client(), world.username("phan-thiet", "officer")).status_code == 302
