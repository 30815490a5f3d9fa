"""What pages show to pair a phone with an account."""

import segno
from flask import make_response, render_template, session
from flask.typing import ResponseReturnValue

from ocop.accounts.forms import CodeForm
from ocop.accounts.rules.second_factor import phone_uri, spelled
from ocop.accounts.services.second_factor import new_secret

OFFERED = "totp"


def offered_secret() -> str:
    """The secret offered to this browser, the same until a phone has shown that it knows it."""
    if OFFERED not in session:
        session[OFFERED] = new_secret()
    return str(session[OFFERED])


def enrolment_page(form: CodeForm, *, username: str, action: str) -> str:
    """The QR code to scan, the secret to type instead, and the field for the first code."""
    secret = offered_secret()
    code = segno.make(phone_uri(secret, username=username), error="m")
    return render_template(
        "accounts/enrolment.html",
        form=form,
        action=action,
        picture=code.svg_data_uri(scale=5, border=4, light="#fff"),
        secret=spelled(secret),
    )


def shown_once(template: str, **values: object) -> ResponseReturnValue:
    """A page that shows a secret; no browser keeps it."""
    response = make_response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-store"
    return response
