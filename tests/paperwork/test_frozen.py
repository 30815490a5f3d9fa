"""What was frozen for signature is stored as text and printed identically a year later."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ocop.paperwork import FORMS, Rendition, UnknownFormError, dump, key_of, load, render_pdf
from tests.paperwork import samples


@pytest.mark.parametrize("key", samples.EVERY)
def test_a_stored_document_comes_back_equal_and_prints_the_same_bytes(issued: Rendition, key: str) -> None:
    document = samples.EVERY[key]()

    again = load(dump(document))

    assert again == document
    assert dump(again) == dump(document)
    assert render_pdf(again, issued) == render_pdf(document, issued)


@pytest.mark.parametrize("key", samples.EVERY)
def test_the_stored_text_names_its_form(key: str) -> None:
    document = samples.EVERY[key]()

    stored = json.loads(dump(document))

    assert stored["form"] == key == key_of(document)
    assert ": " not in dump(document).split('"content"')[0]


def test_every_form_has_a_sample_and_its_number_in_the_list() -> None:
    assert set(FORMS) == set(samples.EVERY)
    assert all(1 <= form.number <= 36 and form.name for form in FORMS.values())


@pytest.mark.parametrize(
    "text",
    ["[]", '{"form":"menu","content":{}}', '{"form":"plan","content":{}}', '{"form":"plan"}', "{}", "không phải JSON"],
)
def test_a_text_that_was_never_stored_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(text)


def test_an_unknown_form_is_named() -> None:
    with pytest.raises(UnknownFormError):
        load('{"form":"menu","content":{}}')


def test_the_two_renditions_of_one_content_differ_only_in_number_and_date() -> None:
    document = samples.city_plan()

    signing = render_pdf(document, Rendition.for_signature(qr="https://x.vn/a"))
    numbered = render_pdf(document, Rendition.numbered("87", date(2024, 5, 15), qr="https://x.vn/a"))

    assert signing != numbered
    assert dump(document) == dump(samples.city_plan())
