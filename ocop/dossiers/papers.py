"""The whole dossier on paper: cover, contents, the forms that print, and the evidence in the order of the criteria."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ocop import paperwork
from ocop.attachments import rules as files
from ocop.attachments.services import store
from ocop.core.text.dates import day
from ocop.dossiers import rules
from ocop.dossiers.models import Dossier, DossierLine, Evidence
from ocop.paperwork import Rendition, bundle
from ocop.paperwork.bundle import Chapter, Leaflet
from ocop.paperwork.forms.dossier import ABSENT, DossierFront, Entry
from ocop.programme import queries as programme
from ocop.registrations.papers.dossier import PAPERS
from ocop.registrations.rules import Kind
from ocop.tenancy import Workspace, units

KIND_WORDS = {Kind.NEW: "Đánh giá lần đầu", Kind.UPGRADE: "Nâng hạng", Kind.REASSESSMENT: "Đánh giá lại"}
GENERAL = "Chung"
FRONT = "Bìa, mục lục"


@dataclass(frozen=True)
class File:
    """A piece of evidence as it goes into the whole."""

    key: int
    title: str
    path: Path
    picture: bool
    pages: int


@dataclass(frozen=True)
class Piece:
    """One line of the dossier: a paper to print, files, or only words on why there is nothing to bind."""

    criterion: str
    title: str
    words: str = ""
    paper: paperwork.Document | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything that the whole is bound from, by value: binding needs no database."""

    front: DossierFront
    pieces: tuple[Piece, ...]

    @property
    def pages(self) -> int:
        """Pages of all evidence; printed papers are few."""
        return sum(file.pages for file in {file.key: file for piece in self.pieces for file in piece.files}.values())


@dataclass
class _Binding:
    """How far the contents are: chapters so far, the first page of each file, the page that comes next."""

    folder: Path
    chapters: list[Chapter] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    begins: dict[int, int] = field(default_factory=dict)
    page: int = 0


def plan(row: Dossier, *, unit: Workspace, on: date) -> Plan:
    """What a loaded dossier is bound from, as the records stand; what need not be there and is not is left out."""
    registration = row.registration
    product = registration.product
    producer = product.producer
    year = programme.cycle(registration.cycle_id).year
    places = ", ".join(
        filter(None, (producer.address, producer.commune_name, units.around(producer.commune, unit).full_name))
    )
    front = DossierFront(
        year=year,
        producer=producer.name,
        address=places,
        product=product.name,
        product_set=product.product_set.name if product.product_set else None,
        kind=KIND_WORDS[registration.kind],
        stars=registration.expected_stars,
        place=unit.name,
        rule=programme_rule(row.lines),
        entries=(),
    )
    return Plan(front, tuple(_pieces(row, unit, on)))


def programme_rule(lines: Sequence[DossierLine]) -> str:
    """The edition by which a dossier is made, as it is cited."""
    editions = dict.fromkeys(line.requirement.edition for line in lines)
    return "; ".join(basis.citation for basis in programme.legal_bases(list(editions)))


def bind(of: Plan, target: Path, told: Callable[[int], None]) -> int:
    """Write the whole PDF; returns its pages. Raises `bundle.UnreadableSource` with the title of the evidence."""
    folder = target.parent
    front = folder / "front.pdf"
    pages, guess = 0, 2
    while pages != guess:
        pages = guess
        binding = _bound(of.pieces, folder, after=pages)
        front.write_bytes(_printed(replace(of.front, entries=tuple(binding.entries))))
        guess = len(bundle.measured(front, picture=False))
    cover = Chapter(FRONT, (Leaflet(FRONT, front),))
    return bundle.bind((cover, *binding.chapters), target, told)


def _pieces(row: Dossier, unit: Workspace, on: date) -> Iterator[Piece]:
    for line in row.lines:
        piece = _piece(row, line, unit, on)
        if piece.files or piece.paper or piece.words:
            yield piece


def _piece(row: Dossier, line: DossierLine, unit: Workspace, on: date) -> Piece:
    wanted = line.requirement
    piece = Piece(wanted.criterion or GENERAL, wanted.title)
    current = tuple(_file(proof.evidence, on) for proof in line.proofs if proof.evidence.current)
    if line.not_applicable_why:
        return replace(piece, words=f"Không áp dụng: {line.not_applicable_why}")
    if wanted.handed_over:
        return replace(piece, words=f"Nộp kèm hồ sơ ngày {day(line.handed_over_on)}" if line.handed_over_on else ABSENT)
    if current:
        return replace(piece, files=current)
    if wanted.paper:
        return replace(piece, paper=PAPERS[wanted.paper](row.registration, unit=unit, on=on))
    wanted_now = rules.mandatory(wanted.mandatory_from, row.registration.expected_stars)
    return replace(piece, words=ABSENT if wanted_now else "")


def _file(evidence: Evidence, on: date) -> File:
    attachment = evidence.attachment
    until = evidence.valid_until
    ended = f"hết hạn {day(until)}" if until is not None and until < on else None
    parts = (evidence.title, f"số {evidence.number}" if evidence.number else None, ended)
    return File(
        key=evidence.id,
        title=", ".join(filter(None, parts)),
        path=store.place(attachment.sha256),
        picture=attachment.kind in files.IMAGES,
        pages=attachment.pages or 1,
    )


def _bound(pieces: Sequence[Piece], folder: Path, *, after: int) -> _Binding:
    binding = _Binding(folder, page=after + 1)
    for place, piece in enumerate(pieces):
        _add(binding, piece, place)
    return binding


def _add(binding: _Binding, piece: Piece, place: int) -> None:
    """Enter one line into the contents. A file that stands in the whole already is named again, not bound again."""
    if piece.paper is not None:
        path = binding.folder / f"paper-{place}.pdf"
        path.write_bytes(_printed(piece.paper))
        begins = binding.page
        binding.page += len(bundle.measured(path, picture=False))
        binding.chapters.append(Chapter(piece.title, (Leaflet(piece.title, path),)))
        binding.entries.append(Entry(piece.criterion, piece.title, "Mẫu in từ hệ thống", begins))
        return
    leaflets = []
    for file in piece.files:
        if file.key not in binding.begins:
            binding.begins[file.key] = binding.page
            binding.page += file.pages
            line = f"{piece.criterion}. {piece.title} – {file.title}"
            leaflets.append(Leaflet(file.title, file.path, line, file.picture))
        binding.entries.append(Entry(piece.criterion, piece.title, file.title, binding.begins[file.key]))
    if leaflets:
        binding.chapters.append(Chapter(piece.title, tuple(leaflets)))
    if piece.words:
        binding.entries.append(Entry(piece.criterion, piece.title, piece.words))


def _printed(paper: paperwork.Document) -> bytes:
    return paperwork.render_pdf(paper, Rendition.for_signature(qr=None))
