"""What a file is, by its content, and how its name may read."""

import re
from enum import StrEnum

from ocop.core.text.normal import nfc

LONGEST_NAME = 120
UNNAMED = "tep"
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
HEADER = 1024
"""A PDF may open with rubbish: its mark stands within the first kilobyte (ISO 32000-1, Annex H, note 13)."""


class Kind(StrEnum):
    """The kinds of file that are kept, by their media types."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ZIP = "application/zip"


EXTENSIONS = {
    Kind.PDF: ".pdf",
    Kind.PNG: ".png",
    Kind.JPEG: ".jpg",
    Kind.DOCX: ".docx",
    Kind.XLSX: ".xlsx",
    Kind.XLS: ".xls",
    Kind.ODS: ".ods",
    Kind.ZIP: ".zip",
}
WORDS = {
    Kind.PDF: "PDF",
    Kind.PNG: "PNG",
    Kind.JPEG: "JPEG",
    Kind.DOCX: "Word (.docx)",
    Kind.XLSX: "Excel (.xlsx)",
    Kind.XLS: "Excel 97-2003 (.xls)",
    Kind.ODS: "OpenDocument (.ods)",
    Kind.ZIP: "ZIP",
}

SPREADSHEETS = frozenset({Kind.XLSX, Kind.XLS, Kind.ODS})
IMAGES = frozenset({Kind.PNG, Kind.JPEG})
SCANS = frozenset({Kind.PDF}) | IMAGES
"""What a signed page comes home as."""


class Purpose(StrEnum):
    """What a unit keeps a file for."""

    FOR_SIGNATURE = "for_signature"
    NUMBERED = "numbered"
    SIGNED_COPY = "signed_copy"
    SCAN = "scan"
    INCOMING = "incoming"
    PAPER_DECISION = "paper_decision"
    EVIDENCE = "evidence"
    PHOTO = "photo"
    RESULT = "result"
    PRINT_RUN = "print_run"
    REGISTER = "register"
    SIGNATURE_PICTURE = "signature_picture"
    SEAL_PICTURE = "seal_picture"


PRIVATE = frozenset({Purpose.SIGNATURE_PICTURE, Purpose.SEAL_PICTURE})
"""Files that no address opens: only their own room shows them, to whom it allows."""


def kind_by_mark(start: bytes) -> Kind | None:
    """The kind that the first kilobyte shows; a Word or Excel file must be looked into: see `kind_in_package`."""
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if start.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    return Kind.PDF if b"%PDF-" in start[:HEADER] else None


def is_package(start: bytes) -> bool:
    """Whether the file is a zip package, as Word and Excel files are."""
    return start.startswith(b"PK\x03\x04")


def is_compound(start: bytes) -> bool:
    """Whether the file is a compound file, as Excel and Word wrote them until 2003."""
    return start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def kind_in_compound(content: bytes) -> Kind | None:
    """The kind of a compound file by the names of its streams; one that carries macros is none of ours."""
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        return None
    return Kind.XLS if "Workbook".encode("utf-16-le") in content else None


def kind_by_mimetype(said: bytes) -> Kind | None:
    """The kind of an OpenDocument package by the type that it names first."""
    return Kind.ODS if said.strip() == Kind.ODS.value.encode() else None


def kind_in_package(names: frozenset[str]) -> Kind | None:
    """The kind of a zip package by the names inside; one that carries macros is none of ours."""
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return Kind.DOCX
    return Kind.XLSX if "xl/workbook.xml" in names else None


def harmless_name(given: str, kind: Kind) -> str:
    """The name under which the file is offered again: NFC, no path, no reserved characters, the extension of its kind."""
    last = nfc(given.replace("\\", "/").rsplit("/", 1)[-1])
    stem = last.rsplit(".", 1)[0] if "." in last[1:] else last
    clean = nfc(FORBIDDEN.sub(" ", stem)).strip(". ")[:LONGEST_NAME].strip(". ")
    return (clean or UNNAMED) + EXTENSIONS[kind]
