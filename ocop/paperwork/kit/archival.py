"""What makes every file of the press fit for the archive: PDF/A-2b (ISO 19005-2), from the first printing on.

The bytes that are frozen, signed and compared are the bytes that are archived; nothing is converted afterwards.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFPage,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from ocop.paperwork.kit import colour

VERSION = (1, 7)
CONDITION = "sRGB IEC61966-2.1"

_END = b"endstream\n"
_PROFILE = colour.srgb()
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
   <dc:format>application/pdf</dc:format>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


class _Catalog(PDFCatalog):
    """ReportLab's list of entries knows no output intent."""

    __NoDefault__ = (*PDFCatalog.__NoDefault__, "OutputIntents")


class _Title(PDFInfo):
    """The title alone, as the metadata say it: ReportLab would add an author, and a day on which nothing was made."""

    def format(self, document: PDFDocument) -> bytes:
        return bytes(PDFDictionary({"Title": PDFString(self.title)}).format(document))


class _Stream(PDFStream):
    """ReportLab sets no end of line before "endstream" (ISO 19005-2, 6.1.7.1)."""

    def format(self, document: PDFDocument) -> bytes:
        return bytes(super().format(document)).removesuffix(_END) + b"\n" + _END


class _Packet(PDFStream):
    """Metadata, readable without unpacking the file."""

    def format(self, document: PDFDocument) -> bytes:
        head = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML"), "Length": len(self.content)}
        written = bytes(PDFDictionary(head).format(document))
        return b"".join((written, b"\nstream\n", self.content, b"\n", _END))


class _Document(PDFDocument):
    """Every stream of the file passes here once, however ReportLab made it."""

    def Reference(self, thing: object, name: str | None = None) -> object:  # noqa: N802 - ReportLab's name
        if type(thing) is PDFStream:
            thing.__class__ = _Stream
        return super().Reference(thing, name)


class ArchivalCanvas(Canvas):
    """A canvas whose file is PDF/A-2b, and whose file identifier follows from what is on the pages."""

    def __init__(self, *args: object, title: str, language: str, **kwargs: object) -> None:
        super().__init__(*args, pdfVersion=VERSION, lang=language, **kwargs)
        document = self._doc
        document.__class__ = _Document
        document.info = _Title()
        self.setTitle(title)
        document.Catalog.__class__ = _Catalog
        document.Catalog.Metadata = _metadata(title, language)
        document.Catalog.OutputIntents = _output_intents(document)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._doc.updateSignature("\n".join(self._code))
        super().showPage()

    def _setAnnotations(self, page: PDFPage) -> None:  # noqa: N802 - ReportLab's name
        """Called for each finished page: an empty transition is no transition (ISO 32000-1, 12.4.4)."""
        super()._setAnnotations(page)
        page.Trans = None


def _metadata(title: str, language: str) -> PDFStream:
    """ISO 19005-2, 6.6.2 and 6.6.4."""
    return _Packet(content=_PACKET.format(title=escape(title), language=language).encode())


def _output_intents(document: PDFDocument) -> PDFArray:
    """ISO 19005-2, 6.2.3: what the colours and greys on the pages mean."""
    profile = document.Reference(PDFStream(PDFDictionary({"N": 3}), _PROFILE))
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(CONDITION),
        "Info": PDFString(CONDITION),
        "DestOutputProfile": profile,
    }
    return PDFArray([PDFDictionary(intent)])
