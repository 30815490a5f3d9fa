"""Places of digital signatures: between title and name, the seal over a third on the left; the document itself stays as it is."""

from datetime import UTC, datetime

import pytest

from ocop.paperwork import Rendition, places, render_pdf
from ocop.paperwork.comparison import Verdict, compare
from ocop.paperwork.elements import Signing
from ocop.paperwork.signatures import signatures
from tests.paperwork import samples
from tests.paperwork.certificates import seal, signed

PDF = render_pdf(samples.submission(), Rendition.for_signature(qr=None))
SIGNING = samples.submission().signing
NOW = datetime.now(UTC)


def test_the_signature_has_its_place_under_the_title_and_the_seal_covers_a_third_of_it_on_the_left() -> None:
    found = places.find(PDF, SIGNING)

    leader, office = found.leader, found.office
    width = leader.right - leader.left
    assert (office.right - leader.left) / width == pytest.approx(1 / 3)
    assert office.left < leader.left
    assert (office.right - office.left) / places.MILLIMETRE == pytest.approx(36)
    assert (office.top + office.bottom) / 2 == pytest.approx((leader.top + leader.bottom) / 2)
    assert leader.left > samples_middle()


def samples_middle() -> float:
    """The middle of an A4 page: the signature block stands to the right of it."""
    return 210 / 2 * places.MILLIMETRE


def test_a_prepared_file_is_the_frozen_one_with_empty_fields_and_passes_when_both_have_signed() -> None:
    ready = places.prepared(PDF, places.find(PDF, SIGNING))

    both = signed(signed(ready, seal("Lãnh đạo"), field=places.LEADER), seal("Văn thư"), field=places.OFFICE)

    assert ready.startswith(PDF)
    assert compare(ready, PDF).verdict in {Verdict.SAME_BYTES, Verdict.SAME_TEXT}
    assert compare(both, PDF).verdict in {Verdict.SAME_BYTES, Verdict.SAME_TEXT}
    assert [(one.intact, one.whole) for one in signatures(both, trusted=(), at=NOW)] == [(True, True), (True, True)]


def test_the_frames_are_drawn_on_a_copy_only() -> None:
    drawn = places.shown(PDF, places.find(PDF, SIGNING))

    assert drawn != PDF
    assert compare(drawn, PDF).verdict is not Verdict.UNREADABLE


@pytest.mark.parametrize("signing", [Signing(None, None, "", None), Signing(None, None, "Chức danh không có", None)])
def test_without_a_signature_block_there_is_no_place(signing: Signing) -> None:
    with pytest.raises(places.NoPlaceError):
        places.find(PDF, signing)
