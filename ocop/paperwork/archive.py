"""Whether a file may go into the archive: the clauses of PDF/A-2b (ISO 19005-2:2011) that a file of text can break.

A look of our own with pikepdf, clause by clause; it replaces no full validator, and says of which clause it speaks.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
FORBIDDEN_ACTIONS = frozenset(
    {
        "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans",
        "/GoTo3DView", "/JavaScript",
    }
)  # fmt: skip
FILTERS = frozenset({"/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode", "/CCITTFaxDecode",
                     "/JBIG2Decode", "/DCTDecode", "/JPXDecode"})  # fmt: skip
SYMBOLIC = 4
LONGEST_NAME, LONGEST_STRING, MOST_OBJECTS = 127, 32767, 8388607

_HEADER = re.compile(rb"%PDF-1\.[0-7](\r\n|\n|\r)%[\x80-\xff]{4}")
_GLUED = re.compile(rb"[^\r\n]endstream\b")


@dataclass(frozen=True, slots=True)
class Fault:
    """A clause of ISO 19005-2 that a file breaks, and where."""

    clause: str
    what: str


def faults(content: bytes) -> list[Fault]:
    """What keeps a PDF out of the archive; empty when nothing was found. Raises `pikepdf.PdfError` for what is no PDF."""
    found = list(_bytes(content))
    with Pdf.open(BytesIO(content)) as pdf:
        for look in LOOKS:
            found.extend(look(pdf))
    return found


def _bytes(content: bytes) -> Iterator[Fault]:
    if not _HEADER.match(content):
        yield Fault("6.1.2", "the header line or the comment of four high bytes after it")
    if not content.rstrip(b"\r\n").endswith(b"%%EOF") or len(content) - len(content.rstrip(b"\r\n")) > 2:
        yield Fault("6.1.3", "data after the end of the file")
    if _GLUED.search(content):
        yield Fault("6.1.7.1", "no end of line before endstream")


def _trailer(pdf: Pdf) -> Iterator[Fault]:
    if "/ID" not in pdf.trailer:
        yield Fault("6.1.3", "no file identifier")
    if pdf.is_encrypted:
        yield Fault("6.1.3", "encrypted")
    if "/Perms" in pdf.Root:
        yield from _unless(set(pdf.Root.Perms.keys()) <= {"/UR3", "/DocMDP"}, "6.1.12", "permissions")


def _objects(pdf: Pdf) -> Iterator[Fault]:
    yield from _unless(len(pdf.objects) <= MOST_OBJECTS, "6.1.13", "too many objects")
    for one in pdf.objects:
        if isinstance(one, Stream):
            yield from _stream(one)
        if isinstance(one, Dictionary | Stream):
            yield from _dictionary(one)


def _stream(one: Stream) -> Iterator[Fault]:
    if {"/F", "/FFilter", "/FDecodeParms"} & set(one.keys()) and one.get("/Type") != Name.Font:
        yield Fault("6.1.7.1", "a stream outside the file")
    for name in _filters(one):
        yield from _unless(name in FILTERS, "6.1.7.2", f"the filter {name}")
    kind = one.get("/Subtype")
    if kind == Name.Image:
        yield from _unless(not {"/Alternates", "/OPI"} & set(one.keys()), "6.2.8", "alternate images or OPI")
        yield from _unless(not one.get("/Interpolate", False), "6.2.8", "an interpolated image")
    if kind == Name.PS or one.get("/Subtype2") == Name.PS:
        yield Fault("6.2.9", "PostScript")
    if kind == Name.Form and {"/OPI", "/Ref"} & set(one.keys()):
        yield Fault("6.2.9", "a form with OPI or a reference")


def _dictionary(one: Object) -> Iterator[Fault]:
    for name, value in one.items():
        yield from _unless(len(name.encode()) - 1 <= LONGEST_NAME, "6.1.13", "a name is too long")
        if isinstance(value, pikepdf.String):
            yield from _unless(len(bytes(value)) <= LONGEST_STRING, "6.1.13", "a string is too long")
    if str(one.get("/S", "")) in FORBIDDEN_ACTIONS and one.get("/Type", Name.Action) == Name.Action:
        yield Fault("6.5.1", f"the action {one.get('/S')}")
    if "/AA" in one:
        yield Fault("6.5.2", "additional actions")
    if "/TR" in one or one.get("/TR2", Name.Default) != Name.Default:
        yield Fault("6.2.5", "a transfer function")


def _output_intent(pdf: Pdf) -> Iterator[Fault]:
    intents = [one for one in pdf.Root.get("/OutputIntents", []) if one.get("/S") == Name.GTS_PDFA1]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield Fault("6.2.3", "no output intent with a profile")
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    size, space, mark = struct.unpack(">I", data[:4])[0], data[16:20], data[36:40]
    yield from _unless(size == len(data) and mark == b"acsp", "6.2.3", "the profile is damaged")
    yield from _unless(data[8] <= 4 and data[12:16] in {b"prtr", b"mntr"}, "6.2.3", "the profile's version or class")
    yield from _unless((space, int(profile.N)) in {(b"RGB ", 3), (b"GRAY", 1), (b"CMYK", 4)}, "6.2.3", "colour space")


def _metadata(pdf: Pdf) -> Iterator[Fault]:
    if "/Metadata" not in pdf.Root:
        yield Fault("6.6.2", "no metadata")
        return
    yield from _unless("/Filter" not in pdf.Root.Metadata, "6.6.2", "the metadata are packed")
    packet = pdf.Root.Metadata.read_bytes()
    yield from _unless(b"bytes=" not in packet[:200] and b"encoding=" not in packet[:200], "6.6.2", "the packet's head")
    try:
        tree = ElementTree.fromstring(packet.decode())
    except (ElementTree.ParseError, UnicodeDecodeError):
        yield Fault("6.6.2", "the metadata cannot be read")
        return
    said = {name: [one.text for one in tree.iter(PDFAID + name)] for name in ("part", "conformance")}
    yield from _unless(
        said["part"] == ["2"] and said["conformance"] in (["B"], ["U"], ["A"]), "6.6.4", f"it says {said}"
    )


def _fonts(pdf: Pdf) -> Iterator[Fault]:
    for font in pdf.objects:
        if not isinstance(font, Dictionary) or font.get("/Type") != Name.Font or font.get("/Subtype") == Name.Type0:
            continue
        name = str(font.get("/BaseFont", "?"))
        descriptor = font.get("/FontDescriptor", Dictionary())
        program = next(
            (descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor), None
        )
        if program is None:
            yield Fault("6.2.11.4", f"{name} is not embedded")
            continue
        yield from _unless("/Widths" in font or "/W" in font, "6.2.11.5", f"{name} has no widths")
        yield from _unless("/CIDSet" not in descriptor or bool(descriptor.CIDSet.read_bytes()), "6.2.11.4", "CIDSet")
        if font.get("/Subtype") == Name.TrueType:
            yield from _true_type(font, int(descriptor.get("/Flags", 0)), program.read_bytes(), name)


def _true_type(font: Object, flags: int, program: bytes, name: str) -> Iterator[Fault]:
    if flags & SYMBOLIC:
        yield from _unless("/Encoding" not in font, "6.2.11.6", f"{name} is symbolic and has an encoding")
        yield from _unless(_encodings(program) == 1, "6.2.11.6", f"{name} is symbolic and has not one encoding")
    else:
        plain = font.get("/Encoding") in (Name.MacRomanEncoding, Name.WinAnsiEncoding)
        yield from _unless(plain, "6.2.11.6", f"{name} has no plain encoding")
    widths = [float(one) for one in font.Widths]
    last = int(font.LastChar) - int(font.FirstChar) + 1
    yield from _unless(len(widths) == last, "6.2.11.5", f"{name}: {len(widths)} widths for {last} letters")
    yield from _unless("/ToUnicode" in font, "6.2.11.7", f"{name}: what its letters mean")


def _encodings(program: bytes) -> int:
    """How many subtables the font's cmap has."""
    tables = struct.unpack(">H", program[4:6])[0]
    for place in range(12, 12 + 16 * tables, 16):
        if program[place : place + 4] == b"cmap":
            start = struct.unpack(">I", program[place + 8 : place + 12])[0]
            return int(struct.unpack(">H", program[start + 2 : start + 4])[0])
    return 0


def _pages(pdf: Pdf) -> Iterator[Fault]:
    for number, page in enumerate(pdf.pages, start=1):
        yield from _unless("/PresSteps" not in page, "6.10", f"page {number} has presentation steps")
        yield from _unless("/Trans" not in page, "6.10", f"page {number} has a transition")
        group = page.get("/Group")
        if group is not None and "/CS" not in group and "/OutputIntents" not in pdf.Root:
            yield Fault("6.2.10", f"page {number} blends without a colour space")
        for annotation in page.get("/Annots", []):
            yield from _annotation(annotation, number)


def _annotation(annotation: Object, number: int) -> Iterator[Fault]:
    kind = str(annotation.get("/Subtype", ""))
    if kind in {"/3D", "/Sound", "/Screen", "/Movie"}:
        yield Fault("6.3.1", f"page {number} has an annotation {kind}")
    flags = int(annotation.get("/F", 0))
    if kind != "/Popup" and (not flags & 4 or flags & (1 | 2 | 32 | 256)):
        yield Fault("6.3.2", f"page {number} has an annotation that does not print")


def _catalog(pdf: Pdf) -> Iterator[Fault]:
    form = pdf.Root.get("/AcroForm", Dictionary())
    yield from _unless("/XFA" not in form and not form.get("/NeedAppearances", False), "6.4", "a form to fill in")
    names = pdf.Root.get("/Names", Dictionary())
    yield from _unless("/JavaScript" not in names, "6.5.1", "scripts")
    yield from _unless("/AlternatePresentations" not in names, "6.10", "alternate presentations")
    yield from _unless("/EmbeddedFiles" not in names, "6.8", "embedded files")
    yield from _unless("/Requirements" not in pdf.Root, "6.11", "requirements")


def _unless(sound: bool, clause: str, what: str) -> Iterator[Fault]:
    if not sound:
        yield Fault(clause, what)


def _filters(one: Stream) -> list[str]:
    given = one.get("/Filter")
    if given is None:
        return []
    return [str(given)] if isinstance(given, Name) else [str(each) for each in given]


LOOKS: tuple[Callable[[Pdf], Iterator[Fault]], ...] = (
    _trailer, _objects, _output_intent, _metadata, _fonts, _pages, _catalog,
)  # fmt: skip
