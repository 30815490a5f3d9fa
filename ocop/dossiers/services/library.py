"""The library of a producer: evidence comes in, is corrected, replaced by a newer one, or withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import IO, NamedTuple

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import set_committed_value

from ocop import audit
from ocop.accounts.models import User
from ocop.attachments import rules as files
from ocop.attachments import services as attachments
from ocop.attachments.models import Attachment
from ocop.attachments.rules import Purpose
from ocop.attachments.services import store
from ocop.core.db import db
from ocop.core.errors import DomainError, Forbidden, StaleEdit, WrongState
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.dossiers import queries, rules
from ocop.dossiers.models import DossierProof, Evidence
from ocop.dossiers.rules.evidence import FACTS, EvidenceFacts
from ocop.paperwork import LackingCharacterError, bundle, sound
from ocop.producers.models import Producer
from ocop.tenancy import Permission

FIELD = "files"
SHOWN_AS = {"title": "name"}
"""The trail calls a title of evidence its name: titles are what people bear."""


class Sent(NamedTuple):
    """A file that somebody sent, under the name that it had there."""

    stream: IO[bytes]
    name: str


def add(
    producer: Producer, facts: EvidenceFacts, sent: Sequence[Sent], *, by: User, now: datetime
) -> Sequence[Evidence]:
    """Take files into a producer's library, each as a piece of evidence of its own; all of them or none.

    Without a title each bears the name of its file; several files never share one number. Raises `Refused` with the name of
    the file that cannot be kept, `Forbidden` for a producer of another commune than the person's.
    """
    refuse_stranger(producer, by)
    _check(facts)
    if not sent:
        raise DomainError(_("Vui lòng chọn ít nhất một tệp."), field=FIELD)
    if len(sent) > rules.MOST_FILES:
        raise DomainError(_("Mỗi lần tải lên tối đa %(count)s tệp.", count=rules.MOST_FILES), field=FIELD)
    return [_taken_in(producer, _titled(facts, one, alone=len(sent) == 1), one, by, now) for one in sent]


def change(evidence: Evidence, facts: EvidenceFacts, *, version: int, by: User) -> None:
    """Correct what is written about evidence; raises `StaleEdit` when somebody else saved after `version`."""
    refuse_stranger(evidence.producer, by)
    _refuse_past(evidence)
    _check(facts)
    before = {name: getattr(evidence, name) for name in FACTS}
    after = asdict(facts)
    changed = {name: (before[name], after[name]) for name in FACTS if before[name] != after[name]}
    if evidence.version != version:
        raise StaleEdit(
            mine={name: _text(new) for name, (_old, new) in changed.items()},
            theirs={name: _text(old) for name, (old, _new) in changed.items()},
            version=evidence.version,
        )
    if not changed:
        return
    _write(evidence, facts)
    evidence.version += 1
    named = {SHOWN_AS.get(name, name): both for name, both in changed.items()}
    audit.record(by, "change", evidence, name=evidence.title, change=named)


def renew(evidence: Evidence, facts: EvidenceFacts, sent: Sent, *, by: User, now: datetime) -> Evidence:
    """Put a newer piece in the place of this one: also in the dossiers that may still change. The old one stays as history."""
    refuse_stranger(evidence.producer, by)
    _refuse_past(evidence)
    _check(facts)
    newer = _taken_in(evidence.producer, _titled(facts, sent, alone=True), sent, by, now)
    evidence.replaced_by_id = newer.id
    evidence.version += 1
    audit.record(by, "renew", evidence, name=evidence.title, change={"replaced_by": (None, newer.title)})
    changing = {one.id for one in queries.dossiers_with(evidence.id) if rules.may_change(one.registration.state)}
    for place in queries.places_in(evidence.id, changing):
        db.session.add(DossierProof(line_id=place.line_id, evidence_id=newer.id))
        db.session.delete(place)
    db.session.flush()
    return newer


def withdraw(evidence: Evidence, *, why: str, by: User, now: datetime) -> None:
    """Take evidence out of use, with the reason; its file is found no more and no dossier counts it."""
    refuse_stranger(evidence.producer, by)
    _refuse_past(evidence)
    if not why:
        raise DomainError(_("Vui lòng ghi lý do rút."), field="reason")
    evidence.withdrawn_at, evidence.withdrawn_why = now, why
    evidence.version += 1
    attachments.revoke(evidence.attachment, by=by, now=now)
    audit.record(by, "withdraw", evidence, name=evidence.title, change={"reason": (None, why)})


def commune_of(person: User) -> int:
    """The commune for which a person works; raises `Forbidden` when the account has none."""
    if person.commune_id is None:
        raise Forbidden(_("Tài khoản chưa gắn với xã, phường nào. Đề nghị lãnh đạo phòng ghi địa bàn cho tài khoản."))
    return person.commune_id


def refuse_stranger(producer: Producer, by: User) -> None:
    """Raises `Forbidden` for a person of a commune at a producer of another one."""
    if by.may(Permission.EDIT_REGISTRY):
        return
    if by.commune_id is None or producer.commune_id != by.commune_id:
        raise Forbidden(
            _(
                "Đồng chí chỉ tải minh chứng của chủ thể trên địa bàn xã, phường mình. Đề nghị cán bộ của đơn vị tải giúp."
            )
        )


def _taken_in(producer: Producer, facts: EvidenceFacts, sent: Sent, by: User, now: datetime) -> Evidence:
    attachment = _kept(sent, by)
    row = Evidence(
        producer_id=producer.id, attachment_id=attachment.id, added_by=by.name, added_at=now, version=1, key=facts.key
    )
    _write(row, facts)
    db.session.add(row)
    db.session.flush()
    set_committed_value(row, "producer", producer)
    set_committed_value(row, "attachment", attachment)
    audit.record(
        by, "add", row, name=row.title, change={"key": (None, row.key), "valid_until": (None, row.valid_until)}
    )
    return row


def _kept(sent: Sent, by: User) -> Attachment:
    """The file as it is kept; refused here rather than when the whole dossier is bound."""
    try:
        kept = attachments.keep(
            sent.stream, name=sent.name, purpose=Purpose.EVIDENCE, by=by, accepts=files.SCANS, field=FIELD
        )
    except attachments.Refused as refusal:
        raise attachments.Refused(f"{rules.file_name(sent.name)}: {refusal}", field=FIELD) from None
    if (kept.pages or 0) > rules.MOST_PAGES:
        raise attachments.Refused(
            _("%(name)s: Tệp có %(pages)s trang, nhiều hơn %(most)s trang. Vui lòng tách thành nhiều tệp.",
              name=kept.name, pages=kept.pages, most=rules.MOST_PAGES), field=FIELD,
        )  # fmt: skip
    if not _bindable(kept):
        raise attachments.Refused(
            _("%(name)s: Không đọc được các trang của tệp. Vui lòng xuất hoặc quét lại rồi tải lên.", name=kept.name),
            field=FIELD,
        )
    return kept


def _bindable(kept: Attachment) -> bool:
    try:
        sheets = bundle.measured(store.place(kept.sha256), picture=kept.kind in files.IMAGES)
    except bundle.UnreadableSource:
        return False
    return len(sheets) == kept.pages


def _titled(facts: EvidenceFacts, sent: Sent, *, alone: bool) -> EvidenceFacts:
    named = _printable(rules.title_of(sent.name))
    if alone:
        return replace(facts, title=facts.title or named)
    title = f"{facts.title} – {named}" if facts.title else named
    return replace(facts, title=title, number=None)


def _printable(title: str) -> str:
    """The title without signs that paper cannot show: names of files from telephones hold some."""
    while True:
        try:
            return sound(title).strip()
        except LackingCharacterError as lacking:
            title = title.replace(lacking.character, "")


def _write(row: Evidence, facts: EvidenceFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.folded = fold(" ".join(filter(None, (facts.title, facts.issuer, facts.number))))
    row.sort_key = vietnamese_key(facts.title)


def _check(facts: EvidenceFacts) -> None:
    if not rules.dates_agree(facts.issued_on, facts.valid_until):
        raise DomainError(_("Ngày hết hạn phải sau ngày cấp."), field="valid_until")


def _refuse_past(evidence: Evidence) -> None:
    if not evidence.current:
        raise WrongState(_("Minh chứng này đã được thay hoặc đã rút nên không sửa được."))


def _text(value: object) -> str:
    return "" if value is None else str(value)
