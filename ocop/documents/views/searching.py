"""Looking for words inside the documents."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ocop.documents import queries, rules
from ocop.documents.views import wording
from ocop.documents.views.desk import guidance_url
from ocop.documents.views.doors import READERS, bp
from ocop.tenancy import requires
from ocop.ui import listing


@bp.get("/tim")
@requires(*READERS)
def search() -> ResponseReturnValue:
    """What the unit's documents say, and the abstracts of those that came."""
    query = listing.read(sorts=queries.FOUND_SORTS, order="-moi", per_page=20)
    return render_template(
        "documents/search.html",
        page=queries.found_in_texts(query),
        arrived=queries.found_in_arrivals(query),
        kind_name=rules.kind_word,
        name_of=wording.title,
        states=wording.STATES,
        tones=wording.TONES,
        guidance_url=guidance_url(),
    )
