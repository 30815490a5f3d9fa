"""Every file of the press is PDF/A-2b as it is frozen; what breaks a clause of ISO 19005-2 is told with its number."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageCms

from ocop.paperwork import Rendition, render_pdf
from ocop.paperwork.archive import faults
from ocop.paperwork.kit import colour
from tests.paperwork import samples
from tests.paperwork.conftest import CODE

SIGNING = Rendition.for_signature(qr=CODE)
Break = Callable[[pikepdf.Pdf], None]


def changed(change: Break, **options: object) -> bytes:
    """A document of the press, spoilt."""
    target = BytesIO()
    with pikepdf.Pdf.open(BytesIO(render_pdf(samples.reminder(), SIGNING))) as pdf:
        change(pdf)
        pdf.save(target, **options)
    return target.getvalue()


def clauses(content: bytes) -> set[str]:
    return {fault.clause for fault in faults(content)}


@pytest.mark.parametrize("name", samples.EVERY)
def test_every_document_is_fit_for_the_archive_in_every_rendition(name: str) -> None:
    document = samples.EVERY[name]()
    numbered = Rendition.numbered("7", samples.DAY, qr=CODE)

    for rendition in (Rendition.draft(), SIGNING, numbered):
        assert faults(render_pdf(document, rendition)) == []


def test_the_metadata_name_the_document_and_the_kind_of_file() -> None:
    pdf = pikepdf.Pdf.open(BytesIO(render_pdf(samples.reminder(), SIGNING)))

    with pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"])


def test_documents_of_different_content_have_different_identifiers() -> None:
    identifiers = {
        bytes(pikepdf.Pdf.open(BytesIO(render_pdf(document(), SIGNING))).trailer.ID[0])
        for document in samples.EVERY.values()
    }

    assert len(identifiers) == len(samples.EVERY)


def test_the_colour_profile_is_srgb_to_the_last_shade() -> None:
    shades = Image.frombytes(
        "RGB", (256, 1), bytes(part for one in range(256) for part in (one, one * 7 % 256, 255 - one))
    )
    ours = ImageCms.ImageCmsProfile(BytesIO(colour.srgb()))

    seen = ImageCms.profileToProfile(shades, ours, ImageCms.createProfile("sRGB"))

    assert seen is not None
    assert seen.tobytes() == shades.tobytes()


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _other_part(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>2", b"<pdfaid:part>9")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def _font_left_out(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.FontDescriptor["/FontFile2"]


def _letters_without_meaning(pdf: pikepdf.Pdf) -> None:
    del next(iter(pdf.pages[0].Resources.Font.values()))["/ToUnicode"]


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS="1")
    )


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch))


def _acts_by_itself(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = pikepdf.Dictionary()


def _old_packing(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=pikepdf.Name.LZWDecode)


def _transition(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Trans = pikepdf.Dictionary()


def _hidden_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], F=2)
    pdf.pages[0].Annots = pikepdf.Array([note])


def _file_inside(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())


def _blending_without_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents
    pdf.pages[0].Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)


def _form_of_scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(NeedAppearances=True)


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (_no_intent, "6.2.3"),
        (_no_metadata, "6.6.2"),
        (_other_part, "6.6.4"),
        (_font_left_out, "6.2.11.4"),
        (_letters_without_meaning, "6.2.11.7"),
        (_script, "6.5.1"),
        (_launch, "6.5.1"),
        (_acts_by_itself, "6.5.2"),
        (_old_packing, "6.1.7.2"),
        (_transition, "6.10"),
        (_hidden_note, "6.3.2"),
        (_file_inside, "6.8"),
        (_blending_without_colours, "6.2.10"),
        (_form_of_scripts, "6.4"),
    ],
)
def test_a_file_that_breaks_a_clause_is_told_which(spoil: Break, clause: str) -> None:
    assert clause in clauses(changed(spoil, compress_streams=False))


def test_an_encrypted_file_is_none_for_the_archive() -> None:
    locked = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="chu", user="", R=6))

    assert "6.1.3" in clauses(locked)


def test_bytes_after_the_end_are_told() -> None:
    assert clauses(render_pdf(samples.reminder(), SIGNING) + b"more") == {"6.1.3"}


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="veraPDF is not installed on this machine")
@pytest.mark.parametrize("name", samples.EVERY)
def test_vera_pdf_agrees(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.pdf"
    file.write_bytes(render_pdf(samples.EVERY[name](), SIGNING))

    told = subprocess.run(["verapdf", "--flavour", "2b", "--format", "text", file], capture_output=True, text=True)

    assert told.stdout.startswith("PASS")
