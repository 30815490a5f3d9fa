"""Blank forms in the unit's own letterhead."""

from io import BytesIO

from flask import render_template, send_file
from flask.typing import ResponseReturnValue

from ocop.attachments.rules import Kind
from ocop.core import clock
from ocop.core.errors import NotYours
from ocop.core.text.normal import slug
from ocop.paperwork import FORMS
from ocop.programme import papers
from ocop.programme.views.doors import bp
from ocop.tenancy import Permission, requires, workspace


@bp.get("/bieu-mau")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def blanks() -> ResponseReturnValue:
    """The list of blank forms."""
    return render_template("programme/blanks.html", blanks=papers.blanks(workspace()), forms=FORMS)


@bp.get("/bieu-mau/<key>.pdf")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def blank_pdf(key: str) -> ResponseReturnValue:
    """A blank form to print."""
    content = papers.blank_pdf(_blank(key), workspace(), on=clock.today())
    return send_file(BytesIO(content), mimetype=Kind.PDF, as_attachment=True, download_name=_name(key, "pdf"))


@bp.get("/bieu-mau/<key>.docx")
@requires(Permission.VIEW, Permission.VIEW_PROVINCE)
def blank_docx(key: str) -> ResponseReturnValue:
    """A blank form for Word."""
    content = papers.blank_docx(_blank(key), workspace(), on=clock.today())
    return send_file(BytesIO(content), mimetype=Kind.DOCX, as_attachment=True, download_name=_name(key, "docx"))


def _blank(key: str) -> papers.Blank:
    found = papers.blanks(workspace()).get(key)
    if found is None:
        raise NotYours
    return found


def _name(key: str, ending: str) -> str:
    return f"mau-{FORMS[key].number:02}-{slug(FORMS[key].name)}.{ending}"
