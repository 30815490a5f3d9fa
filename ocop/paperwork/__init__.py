"""The printing press: official documents in the form of Decree 30/2020/NĐ-CP. Pure: no database, no Flask, no clock.

from ocop import paperwork

plan = paperwork.forms.plan.Plan(…)
pdf = paperwork.render_pdf(plan, paperwork.Rendition.for_signature(qr="HTTPS://…"))
stored = paperwork.dump(plan)          # canonical JSON, printed identically a year later
again = paperwork.load(stored)
"""

from __future__ import annotations

from collections.abc import Mapping

from ocop.paperwork import forms
from ocop.paperwork.elements import (
    Citation,
    Letterhead,
    QrPages,
    Recipients,
    Rendition,
    Signing,
    Stage,
    Urgency,
)
from ocop.paperwork.frozen import UnknownFormError, dump, load
from ocop.paperwork.kit import press
from ocop.paperwork.kit.fonts import LackingCharacterError, sound
from ocop.paperwork.registry import FORMS, Document, Form, key_of

__all__ = [
    "FORMS",
    "Citation",
    "Document",
    "Form",
    "LackingCharacterError",
    "Letterhead",
    "QrPages",
    "Recipients",
    "Rendition",
    "Signing",
    "Stage",
    "UnknownFormError",
    "Urgency",
    "dump",
    "forms",
    "key_of",
    "load",
    "render_docx",
    "render_pdf",
    "sound",
]


def render_pdf(document: Document, rendition: Rendition) -> bytes:
    """The document as PDF; identical input gives identical bytes. Raises `LackingCharacterError`."""
    return press.printed(document.story(rendition), rendition)


def render_docx(document: Document, rendition: Rendition, mark: Mapping[str, str] | None = None) -> bytes:
    """The document for further editing in Word, same geometry; identical input gives identical bytes.

    `mark` are properties of the file by which `rewritten` knows it again.
    """
    from ocop.paperwork.kit import word  # half of this package's start, and a process that prints needs none of it

    return word.written(document.story(rendition), rendition, mark or {})
