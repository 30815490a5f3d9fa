"""What templates say: in the language of the page, with the values in its blanks escaped."""

from flask import Flask, render_template_string
from flask_babel import force_locale


def test_a_sentence_is_said_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context("/"):
        vietnamese = render_template_string("{{ _('Kế hoạch') }}")
        with force_locale("en"):
            english = render_template_string("{{ _('Kế hoạch') }}")

    assert (vietnamese, english) == ("Kế hoạch", "Plan")


def test_what_fills_a_blank_is_escaped_and_the_sentence_is_not(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string("{{ _('Tệp “%(name)s” & 100%%', name=name) }}", name="<b>")

    assert page == "Tệp “&lt;b&gt;” & 100%"
