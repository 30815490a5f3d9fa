"""What officers do with producers."""

from dataclasses import asdict

from flask_babel import gettext as _

from ocop import audit
from ocop.audit.services import Actor
from ocop.core.db import db
from ocop.core.errors import DomainError, StaleEdit, WrongState
from ocop.core.text.normal import fold
from ocop.core.text.order import vietnamese_key
from ocop.producers import queries, rules
from ocop.producers.models import Producer, ProducerSensitive
from ocop.producers.rules import FACTS, SENSITIVE_FACTS, LegalForm, ProducerFacts, SensitiveFacts
from ocop.tallies.services import keep

CONSENT = frozenset({"public_consent", "consent_on", "consent_how"})
"""What is written down of a producer's consent to be shown to everybody; who wrote it is kept beside it."""


def add(facts: ProducerFacts, *, by: Actor) -> Producer:
    """Write down a new producer; raises `DomainError` at its field."""
    check(facts)
    producer = Producer(folded="", sort_key="", **asdict(facts))
    index(producer)
    producer.consent_noted_by = by.username if facts.public_consent else None
    db.session.add(producer)
    audit.record(by, "add", producer, change={name: (None, value) for name, value in _known(facts).items()})
    keep_tallies()
    return producer


def change(producer: Producer, facts: ProducerFacts, *, version: int, by: Actor) -> None:
    """Correct a producer's facts; raises `StaleEdit` when somebody else saved after `version`, `WrongState` once merged."""
    if producer.merged_into_id is not None:
        raise WrongState(_("Chủ thể này đã được gộp. Vui lòng sửa ở chủ thể đang dùng."))
    check(facts)
    refuse_stale(producer, facts, version)
    changed = {
        name: (getattr(producer, name), value)
        for name, value in asdict(facts).items()
        if getattr(producer, name) != value
    }
    if not changed:
        return
    for name, (_before, after) in changed.items():
        setattr(producer, name, after)
    index(producer)
    if CONSENT & changed.keys():
        producer.consent_noted_by = by.username
    producer.version += 1
    audit.record(by, "change", producer, change=changed)
    keep_tallies()


def record_sensitive(producer: Producer, facts: SensitiveFacts, *, version: int, by: Actor) -> ProducerSensitive:
    """Keep the protected facts; the trail says that they were written and by whom, never what they are."""
    row = queries.sensitive(producer.id)
    if row is None:
        row = ProducerSensitive(producer_id=producer.id, version=0)
        db.session.add(row)
    if row.version != version:
        theirs = {name: rules.as_written(getattr(row, name)) for name in SENSITIVE_FACTS}
        raise StaleEdit.between(_written(facts), theirs, version=row.version)
    for part in ("labour_minority", "labour_disabled"):
        if not rules.labour_fits(producer.labour_total, getattr(facts, part)):
            raise DomainError(_("Không được lớn hơn tổng số lao động."), field=part)
    for name in SENSITIVE_FACTS:
        setattr(row, name, getattr(facts, name))
    row.version = version + 1
    audit.record(by, "record_sensitive", row, name=producer.name)
    return row


def note_sensitive_read(producer: Producer, *, by: Actor) -> None:
    """Every look at the protected facts stands in the trail (Decree 13/2023/NĐ-CP)."""
    audit.note_afterwards(
        by, "read_sensitive", "producer_sensitive", unit_id=producer.tenant_id, name=producer.name, thing_id=producer.id
    )


def check(facts: ProducerFacts) -> None:
    """Refuse facts that no producer may have; raises `DomainError` naming the field."""
    if not facts.name:
        raise DomainError(_("Vui lòng nhập tên chủ thể."), field="name")
    if facts.tax_code and rules.tax_code(facts.tax_code) != facts.tax_code:
        raise DomainError(_("Mã số thuế chưa đúng. Vui lòng kiểm tra lại từng chữ số."), field="tax_code")
    if not rules.names_agree(facts.name, facts.registered_name) and not facts.name_difference_reason:
        raise DomainError(
            _("Tên chủ thể khác tên trên giấy đăng ký kinh doanh. Vui lòng ghi lý do."), field="name_difference_reason"
        )
    for part in ("labour_local", "labour_women"):
        if not rules.labour_fits(facts.labour_total, getattr(facts, part)):
            raise DomainError(_("Không được lớn hơn tổng số lao động."), field=part)


def refuse_stale(producer: Producer, facts: ProducerFacts, version: int) -> None:
    """Raises `StaleEdit` with both texts of the fields that differ."""
    if producer.version != version:
        theirs = {name: rules.as_written(getattr(producer, name)) for name in FACTS}
        raise StaleEdit.between(_written(facts), theirs, version=producer.version)


def index(producer: Producer) -> None:
    """The columns for search and order follow the names."""
    names = dict.fromkeys(fold(name) for name in (producer.name, producer.registered_name or "") if name)
    producer.folded = queries.BETWEEN_NAMES.join(names)
    producer.sort_key = vietnamese_key(producer.name)


def keep_tallies() -> None:
    """Count the unit's producers again."""
    keep("producers", queries.count())
    keep("producers_cooperative", queries.count_of(LegalForm.COOPERATIVE))


def _known(facts: ProducerFacts) -> dict[str, object]:
    return {name: value for name, value in asdict(facts).items() if value not in (None, False)}


def _written(facts: ProducerFacts | SensitiveFacts) -> dict[str, str]:
    return {name: rules.as_written(value) for name, value in asdict(facts).items()}
