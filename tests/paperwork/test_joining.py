"""Files joined into one: the same pages, leafed through by bookmarks, however the sources are built."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork import Rendition, render_pdf
from ocop.paperwork.joining import Bookmark, joined
from tests.paperwork import samples


def drawn(*words: str, size: tuple[float, float] = (300, 200)) -> bytes:
    """A file with one page for each word."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for word in words:
        canvas.drawString(20, 100, word)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def put_together(target: Path, *sources: bytes) -> pikepdf.Pdf:
    with joined(target) as joint:
        for source in sources:
            joint.add(BytesIO(source))
    return pikepdf.open(target)


def pictures(source: bytes | Path) -> list[bytes]:
    with pypdfium2.PdfDocument(source) as pdf:
        return [page.render(scale=1).to_pil().tobytes() for page in pdf]


def changed(source: bytes, change: object) -> bytes:
    """The file after `change(pdf)`."""
    with pikepdf.open(BytesIO(source)) as pdf:
        change(pdf)  # type: ignore[operator]
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_pages_look_as_they_did(tmp_path: Path, issued: Rendition) -> None:
    sources = [render_pdf(make(), issued) for make in samples.EVERY.values()]

    with put_together(tmp_path / "all.pdf", *sources) as whole:
        assert whole.check_pdf_syntax() == []

    assert pictures(tmp_path / "all.pdf") == [page for source in sources for page in pictures(source)]


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        put_together(tmp_path / name, drawn("a", "b"), drawn("c")).close()

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_a_page_takes_from_the_nodes_above_comes_along(tmp_path: Path) -> None:
    def lift(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        pdf.Root.Pages.MediaBox, pdf.Root.Pages.Resources = page.MediaBox, page.Resources
        del page["/MediaBox"], page["/Resources"]

    source = changed(drawn("trên"), lift)

    put_together(tmp_path / "all.pdf", source).close()

    assert pictures(tmp_path / "all.pdf") == pictures(source)


def test_a_link_to_a_later_page_still_leads_there(tmp_path: Path) -> None:
    def link(pdf: pikepdf.Pdf) -> None:
        target = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], Dest=target)
        pdf.pages[0].obj.Annots = pdf.make_indirect([pdf.make_indirect(note)])

    with put_together(tmp_path / "all.pdf", drawn("trước"), changed(drawn("a", "b"), link)) as whole:
        assert whole.pages[1].obj.Annots[0].Dest[0].objgen == whole.pages[2].obj.objgen


def test_values_of_every_kind_go_over(tmp_path: Path) -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        inner = pdf.make_indirect(pikepdf.Dictionary(Deep=pikepdf.String("sâu")))
        kept = pikepdf.Dictionary(Whole=3, Part=1.25, Yes=True, No=False, Text=pikepdf.String("5 0 R (ngoặc)"))
        kept["/Tên có dấu"] = pikepdf.Array([pikepdf.Name("/A B#"), inner, [inner, 2]])
        pdf.pages[0].obj.Kept = kept

    with put_together(tmp_path / "all.pdf", changed(drawn("a"), mark)) as whole:
        kept = whole.pages[0].obj.Kept

        assert (int(kept.Whole), float(kept.Part), kept.Yes, kept.No) == (3, 1.25, True, False)
        assert str(kept.Text) == "5 0 R (ngoặc)"
        name, first, (second, number) = kept["/Tên có dấu"]
        assert (str(name), str(first.Deep), first.objgen, int(number)) == ("/A B#", "sâu", second.objgen, 2)


def test_bookmarks_lead_to_their_pages_on_two_levels(tmp_path: Path) -> None:
    with joined(tmp_path / "all.pdf") as joint:
        joint.add(BytesIO(drawn("bìa", "mục lục")))
        joint.add(BytesIO(drawn("một", "hai", "ba")))
        below = (Bookmark("Giấy phép số 1/2024", 2), Bookmark("Ảnh (2)", 4))
        joint.mark([Bookmark("Mục lục", 1), Bookmark("Minh chứng", 2, below)], title="Hồ sơ “Nước mắm”")

    with pypdfium2.PdfDocument(tmp_path / "all.pdf") as pdf:
        lines = [(line.level, line.get_title(), line.get_dest().get_index()) for line in pdf.get_toc()]
        title = pdf.get_metadata_dict()["Title"]

    assert lines == [
        (0, "Mục lục", 1),
        (0, "Minh chứng", 2),
        (1, "Giấy phép số 1/2024", 2),
        (1, "Ảnh (2)", 4),
    ]
    assert title == "Hồ sơ “Nước mắm”"


def test_a_blank_page_is_as_large_as_the_one_before_it(tmp_path: Path) -> None:
    with joined(tmp_path / "all.pdf") as joint:
        joint.add(BytesIO(drawn("ngang", size=(400, 250))))
        joint.add_blank()

    with pikepdf.open(tmp_path / "all.pdf") as whole:
        assert [float(side) for side in whole.pages[1].mediabox] == [0, 0, 400, 250]


def test_what_is_no_pdf_is_not_joined(tmp_path: Path) -> None:
    with pytest.raises(pikepdf.PdfError), joined(tmp_path / "all.pdf") as joint:
        joint.add(BytesIO(b"khong phai PDF"))
