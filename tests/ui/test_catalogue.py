"""What templates say: in the language of the page, escaped as a whole."""

from flask import Flask, render_template_string
from flask_babel import force_locale


def test_a_sentence_is_said_in_the_language_of_the_page(app: Flask) -> None:
    with app.test_request_context("/"):
        vietnamese = render_template_string("{{ _('Kế hoạch') }}")
        with force_locale("en"):
            english = render_template_string("{{ _('Kế hoạch') }}")

    assert (vietnamese, english) == ("Kế hoạch", "Plan")


def test_a_sentence_is_escaped_like_what_fills_its_blanks(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string("{{ _('Tệp “%(name)s” & 100%%', name=name) }}", name="<b>")

    assert page == "Tệp “&lt;b&gt;” &amp; 100%"


def test_a_quotation_mark_in_a_sentence_ends_no_attribute(app: Flask) -> None:
    with app.test_request_context("/"):
        page = render_template_string("""<input placeholder="{{ _('Ví dụ "hội đồng"') }}">""")

    assert page == '<input placeholder="Ví dụ &#34;hội đồng&#34;">'


def test_a_count_knows_one_from_many_and_is_escaped_as_a_whole(app: Flask) -> None:
    template = """<input placeholder="{{ ngettext('%(count)s tệp "%(of)s"', '%(count)s tệp "%(of)s"', n, count=n, of='<b>') }}">"""
    with app.test_request_context("/"):
        vietnamese = render_template_string(template, n=1)
        with force_locale("en"):
            english = [
                render_template_string("{{ ngettext('%(pages)s trang', '%(pages)s trang', n, pages=n) }}", n=n)
                for n in (1, 2)
            ]

    assert vietnamese == '<input placeholder="1 tệp &#34;&lt;b&gt;&#34;">'
    assert english == ["1 page", "2 pages"]
