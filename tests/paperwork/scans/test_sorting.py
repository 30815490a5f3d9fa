"""A batch is sorted to the documents it holds, and what is wrong with each is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from random import Random

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from ocop.paperwork import Document, Rendition, render_pdf
from ocop.paperwork.scans import Mark
from ocop.paperwork.scans.binding import bind
from ocop.paperwork.scans.reading import ScannedPage, read
from ocop.paperwork.scans.sheets import LockedScan, UnreadableScan
from ocop.paperwork.scans.sorting import Expected, Homecoming, Leaf, Sorting, chosen, leaves_of, sort, tokens
from tests.paperwork import samples
from tests.paperwork.scans import office
from tests.paperwork.scans.office import Scan

PLAN, LETTER, FOREIGN = "a2b3c4d5e6f7", "h8j9k2m3n4p5", "z9y8x7w6v5u4"
OLD, NEW = "09af42", "77c0de"
PLAIN = Scan()
OF_PLAN, OF_LETTER = Expected(PLAN, NEW, 9), Expected(LETTER, NEW, 1)


def sheet(token: str, version: str, page: int, how: Scan = PLAIN) -> Image.Image:
    """One page of a document that was signed and scanned."""
    document: Document = samples.submission() if token == LETTER else samples.city_plan()
    return office.scanned(office.printed(document, token, version), page, how)


def sorted_(*files: bytes, expected: Sequence[Expected] = (OF_PLAN, OF_LETTER)) -> Sorting:
    return sort(leaves_of(read(content) for content in files), expected)


def seen(token: str, *pages: int, version: str = NEW, turn: int = 0) -> list[ScannedPage]:
    """Pages as they were read, without reading any."""
    return [
        ScannedPage(place, Mark(token, version, page), blank=False, dpi=200, grey=False, turn=turn)
        for place, page in enumerate(pages)
    ]


def of_plan(*pages: int, older: Sequence[int] = ()) -> Homecoming:
    files = [seen(PLAN, *pages), seen(PLAN, *older, version=OLD)]
    (found,) = sort(leaves_of(files), [OF_PLAN]).documents
    return found


def numbers(leaves: Sequence[Leaf]) -> list[int]:
    return [leaf.mark.page for leaf in leaves if leaf.mark]


def test_two_documents_in_one_file_come_apart_in_any_order_with_their_blank_backs() -> None:
    places = [(PLAN, page) for page in range(1, 10)] + [(LETTER, 1)]
    chance = Random(7)
    chance.shuffle(places)
    sheets = [sheet(*place[:1], NEW, place[1], Scan(turn=chance.choice((0, 180)))) for place in places]
    duplex = [side for front in sheets for side in (front, office.back(100, front=front))]

    sorting = sorted_(office.as_pdf(duplex, 200))

    assert {one.expected.token: numbers(one.leaves) for one in sorting.documents} == {
        PLAN: list(range(1, 10)),
        LETTER: [1],
    }
    assert all(one.complete for one in sorting.documents)
    assert (len(sorting.blank), sorting.uncoded, sorting.foreign) == (10, (), ())


def test_a_page_of_the_first_version_among_the_second_is_not_taken_for_its_own() -> None:
    pages = [sheet(PLAN, OLD if page == 3 else NEW, page) for page in range(1, 10)]

    (found,) = sorted_(office.as_pdf(pages, 200)).documents

    assert (found.complete, found.missing, numbers(found.older)) == (False, (3,), [3])


def test_scans_and_photos_of_one_document_are_put_together() -> None:
    scan = office.as_pdf([sheet(PLAN, NEW, page) for page in (9, 8, 7, 6, 5, 4, 3, 1)], 200)
    photo = office.as_picture(sheet(PLAN, NEW, 2, Scan(photo=True, turn=90)))

    (found,) = sorted_(scan, photo).documents

    assert (found.complete, found.reordered, found.turned) == (True, True, (2,))
    assert [leaf.file for leaf in found.leaves] == [0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_a_code_under_a_seal_is_given_its_page_by_a_person() -> None:
    content = office.as_pdf([sheet(LETTER, NEW, 1, Scan(seal="black"))], 200)
    leaves = leaves_of([read(content)])

    before = sort(leaves, [OF_LETTER])
    after = sort(chosen(leaves, {(0, 0): Mark(LETTER, NEW, 1)}), [OF_LETTER])

    assert ([leaf.place for leaf in before.uncoded], before.documents) == ([(0, 0)], ())
    assert (after.documents[0].complete, after.documents[0].by_hand, after.uncoded) == (True, (1,), ())


def test_a_missing_page_is_named() -> None:
    found = of_plan(1, 2, 4, 5, 6, 7, 9)

    assert (found.complete, found.missing) == (False, (3, 8))


def test_a_page_that_came_twice_leaves_a_choice() -> None:
    found = of_plan(1, 2, 3, 3, 4, 5, 6, 7, 8, 9)

    assert (found.complete, found.twice, numbers(found.leaves)) == (False, (3,), list(range(1, 10)))


def test_pages_of_an_older_version_beside_a_complete_one_are_set_aside() -> None:
    found = of_plan(*range(1, 10), older=(1, 2))

    assert (found.complete, numbers(found.older)) == (True, [1, 2])


def test_a_document_without_a_frozen_version_takes_no_page() -> None:
    (found,) = sort(leaves_of([seen(PLAN, 1, 2)]), [Expected(PLAN, None, 0)]).documents

    assert (found.complete, found.leaves, numbers(found.older)) == (False, (), [1, 2])


def test_a_page_that_the_document_does_not_have_is_none_of_its_pages() -> None:
    found = of_plan(*range(1, 11))

    assert (found.complete, numbers(found.beyond), numbers(found.leaves)) == (True, [10], list(range(1, 10)))


def test_pages_in_their_order_need_no_mending() -> None:
    assert not of_plan(*range(1, 10)).reordered


def test_another_units_pages_are_only_counted() -> None:
    sorting = sort(leaves_of([seen(FOREIGN, 1, 2), seen(PLAN, *range(1, 10))]), [OF_PLAN])

    assert [one.expected for one in sorting.documents] == [OF_PLAN]
    assert len(sorting.foreign) == 2


def test_the_codes_name_the_documents_that_must_be_looked_up() -> None:
    assert tokens(leaves_of([seen(FOREIGN, 1), seen(PLAN, 1)])) == {FOREIGN, PLAN}


def test_a_person_does_not_overrule_a_code() -> None:
    leaves = leaves_of([seen(FOREIGN, 1)])

    assert chosen(leaves, {(0, 0): Mark(PLAN, NEW, 1)}) == leaves


def test_a_coarse_or_colourless_scan_is_told() -> None:
    pages = [ScannedPage(0, Mark(LETTER, NEW, 1), blank=False, dpi=150, grey=True)]

    (found,) = sort(leaves_of([pages]), [OF_LETTER]).documents

    assert (found.complete, found.coarse, found.grey) == (True, (1,), True)


def test_the_bound_scan_has_the_pages_in_order_upright_and_nothing_else() -> None:
    plan = office.as_pdf([sheet(PLAN, NEW, page, Scan(turn=90)) for page in (5, 9, 8, 7, 6, 4, 3, 1)], 200)
    mixed = office.as_pdf([office.back(100), sheet(LETTER, NEW, 1), sheet(PLAN, NEW, 2, Scan(turn=180))], 200)
    found = next(one for one in sorted_(plan, mixed).documents if one.expected == OF_PLAN)

    pages = read(bind([plan, mixed], found.leaves))

    assert [page.mark for page in pages] == [Mark(PLAN, NEW, page) for page in range(1, 10)]
    assert {page.turn for page in pages} == {0}


def test_the_bound_scan_keeps_the_scanners_own_pictures_and_is_always_the_same() -> None:
    content = office.as_pdf([sheet(LETTER, NEW, 1, Scan(turn=270))], 200)
    (found,) = sorted_(content).documents

    bound = bind([content], found.leaves)

    assert bound == bind([content], found.leaves)
    assert pictures(bound) == pictures(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_bound_as_a_page_of_a4(kind: str) -> None:
    content = office.as_picture(sheet(LETTER, NEW, 1, Scan(turn=90)), kind)
    (found,) = sorted_(content).documents

    bound = bind([content], found.leaves)

    (page,) = read(bound)
    file = pdfium.PdfDocument(bound)
    size = file[0].get_size()
    file.close()
    assert (page.mark, page.turn) == (Mark(LETTER, NEW, 1), 0)
    assert size == pytest.approx((595, 842), abs=1)


def test_nothing_in_a_bound_scan_acts() -> None:
    with pikepdf.open(BytesIO(office.printed(samples.submission(), LETTER, NEW))) as pdf:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.pages[0].obj["/AA"] = pikepdf.Dictionary(O=act)
        pdf.pages[0].obj["/Annots"] = pikepdf.Array(
            [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act)]
        )
        pdf.Root["/OpenAction"] = act
        pdf.save(armed := BytesIO())
    (found,) = sorted_(armed.getvalue()).documents

    bound = bind([armed.getvalue()], found.leaves)

    assert b"JavaScript" in armed.getvalue()
    with pikepdf.open(BytesIO(bound)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert not {"/AA", "/A"} & {*pdf.pages[0].obj.keys(), *pdf.pages[0].obj["/Annots"][0].keys()}


def test_what_cannot_be_bound_is_refused_by_name() -> None:
    leaf = Leaf(0, seen(LETTER, 1)[0])

    with pytest.raises(UnreadableScan):
        bind([b"%PDF-1.7 cut"], [leaf])
    with pytest.raises(UnreadableScan):
        bind([b"no picture"], [leaf])


def test_a_locked_scan_is_refused_by_name() -> None:
    with pikepdf.open(BytesIO(render_pdf(samples.submission(), Rendition.draft()))) as pdf:
        pdf.save(locked := BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(LockedScan):
        bind([locked.getvalue()], [Leaf(0, seen(LETTER, 1)[0])])


def pictures(pdf: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(pdf)) as file:
        return [image.read_raw_bytes() for page in file.pages for image in page.images.values()]


WAYS = (
    Scan(grey=True),
    Scan(noise=30),
    Scan(number=True, seal="signature"),
    Scan(seal="red"),
    Scan(dpi=150, skew=3),
    Scan(dpi=300, skew=-3, grey=True),
    Scan(photo=True),
)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40))
def test_any_batch_is_sorted_to_the_last_page(seed: int) -> None:
    """Both documents, some pages lost, doubled or of the older version, foreign ones, backs; any order, several files."""
    chance = Random(seed)
    lost, old = (
        set(chance.sample(range(1, 10), chance.randrange(3))),
        set(chance.sample(range(1, 10), chance.randrange(3))),
    )
    fronts = [(PLAN, NEW, page) for page in range(1, 10) if page not in lost]
    doubled = chance.sample(fronts, chance.randrange(2))
    fronts += (
        doubled + [(PLAN, OLD, page) for page in old] + [(FOREIGN, NEW, 2)] * chance.randrange(3) + [(LETTER, NEW, 1)]
    )
    chance.shuffle(fronts)
    sheets = [_scanned(place, chance) for place in fronts]
    backs = chance.randrange(6)
    sheets += [office.back(150, seed=seed)] * backs
    chance.shuffle(sheets)
    cut = chance.randrange(1, len(sheets))

    sorting = sorted_(office.as_pdf(sheets[:cut], 200, 40), office.as_pdf(sheets[cut:], 200, 60))

    plan = next(one for one in sorting.documents if one.expected == OF_PLAN)
    letter = next(one for one in sorting.documents if one.expected == OF_LETTER)
    assert numbers(plan.leaves) == [page for page in range(1, 10) if page not in lost]
    assert (set(plan.missing), set(plan.twice)) == (lost, {page for _, _, page in doubled})
    assert sorted(numbers(plan.older)) == sorted(old)
    assert letter.complete
    assert len(sorting.foreign) == sum(token == FOREIGN for token, _, _ in fronts)
    assert (len(sorting.blank), sorting.uncoded) == (backs, ())


def _scanned(place: tuple[str, str, int], chance: Random) -> Image.Image:
    how = replace(chance.choice(WAYS), turn=chance.choice((0, 90, 180, 270)), seed=chance.randrange(99))
    return sheet(*place, how)
