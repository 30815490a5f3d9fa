"""The whole dossier as one PDF, bound by a worker; its page tells how far it is and stops it."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask_babel import gettext as _

from ocop import audit
from ocop.attachments import queries as files
from ocop.attachments import services as attachments
from ocop.attachments.rules import Kind, Purpose, harmless_name
from ocop.attachments.services import store
from ocop.audit.services import Actor
from ocop.core import clock
from ocop.core.errors import DomainError
from ocop.dossiers import papers, queries, rules
from ocop.dossiers.models import Dossier
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.services import Work
from ocop.paperwork import bundle
from ocop.tenancy import units

KIND = "bind_dossier"


def ask_to_bind(row: Dossier, *, by: Actor, now: datetime) -> Job:
    """Let a worker bind the whole dossier."""
    title = _("Lập hồ sơ PDF: %(name)s", name=row.registration.product.name)
    return jobs.ask(KIND, title=title, arguments={"dossier_id": str(row.id)}, by=by, now=now)


@jobs.runner(KIND)
def _bind(work: Work) -> str:
    """Look at the records in one transaction, bind outside of any, keep the result in another."""
    with work.scope():
        row = queries.dossier(int(work.arguments["dossier_id"]))
        plan = papers.plan(row, unit=units.by_id(work.unit_id), on=clock.today())
        name = row.registration.product.name
    if plan.pages > rules.BINDABLE_PAGES:
        raise DomainError(
            _("Hồ sơ có hơn %(most)s trang. Vui lòng bớt hoặc tách minh chứng rồi lập lại.", most=rules.BINDABLE_PAGES)
        )
    total = sum(len(piece.files) or 1 for piece in plan.pieces)

    def told(count: int) -> None:
        work.progress(
            min(count, total), total, _("Đã ghép %(count)s/%(total)s tài liệu", count=min(count, total), total=total)
        )

    waiting = store.folder() / "tmp"
    waiting.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=waiting) as folder:
        target = Path(folder) / "whole.pdf"
        try:
            pages = papers.bind(plan, target, told)
        except bundle.UnreadableSource as source:
            raise DomainError(
                _("Không đọc được tệp của minh chứng “%(title)s”. Vui lòng thay tệp rồi lập lại.", title=source.title)
            ) from None
        with work.scope():
            return _kept(work, target, pages, name)


def _kept(work: Work, target: Path, pages: int, name: str) -> str:
    """The new PDF in the place of the one before, whose address is found no more."""
    row = queries.dossier(int(work.arguments["dossier_id"]))
    with target.open("rb") as stream, store.arriving(stream, limit=target.stat().st_size) as draught:
        store.settle(draught)
        made = attachments.hand_over(
            sha256=draught.sha256, size=draught.size, kind=Kind.PDF, pages=pages, purpose=Purpose.RESULT, by=work,
            name=harmless_name(f"Hồ sơ {name}.pdf", Kind.PDF),
        )  # fmt: skip
    if row.bound_id is not None:
        attachments.revoke(files.attachment(row.bound_id), by=work, now=clock.real_now())
    row.bound_id, row.bound_at = made.id, clock.now()
    audit.record(work, "bind", row, name=name)
    return made.token
