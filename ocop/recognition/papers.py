"""What this room prints: the decision with its list, the certificate, the notice before the end, the revocation.

A date that the sources know only roughly, and a decision without its number, print as blanks.
"""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l

from ocop import paperwork
from ocop.core.errors import WrongState
from ocop.core.text.dates import day
from ocop.documents import papers as documents
from ocop.paperwork import Citation, Recipients, Rendition
from ocop.paperwork.forms.certificate import OcopCertificate
from ocop.paperwork.forms.expiry_notice import Expiring, ExpiryNotice
from ocop.paperwork.forms.recognition import RecognisedProduct, RecognitionDecision, RevocationDecision
from ocop.producers.models import Producer
from ocop.programme.models import LegalBasis
from ocop.recognition.models import Recognition
from ocop.recognition.rules import EDITION_148, HIGHEST, backward
from ocop.tenancy import IssuingBody, Workspace, units

DECISION, NOTICE = "QD", "TB"
DECISION_MARK, CERTIFICATE_MARK = "QĐ", "GCN"
PROVINCE_LEVEL = "tinh"
POTENTIAL = "Tiềm năng 5 sao"
PROPOSED = _l(
    "Sản phẩm mới được tỉnh đề nghị 5 sao nên chưa có giấy chứng nhận 5 sao. Bộ quản lý Chương trình OCOP đánh giá, công nhận "
    "rồi mới cấp giấy."
)
MINISTRYS = _l(
    "Giấy chứng nhận 5 sao do Bộ quản lý Chương trình OCOP cấp, không in ở đây. Vui lòng lưu bản quét giấy của Bộ vào minh chứng."
)


def decision(
    recognised: Sequence[Recognition],
    *,
    unit: Workspace,
    body: IssuingBody,
    division: IssuingBody | None,
    bases: Sequence[str],
    year: int,
    on: date,
) -> RecognitionDecision:
    """Document 13: the chairman's decision about these products; `year` is the year of the decision."""
    return RecognitionDecision(
        letterhead=documents.letterhead(body, symbol=f"{DECISION_MARK}-{body.symbol}"),
        year=year,
        subject=f"Về việc công nhận sản phẩm OCOP {unit.full_name} năm {year}",
        authority=_chairman(body),
        bases=(*_bases(bases), f"Theo đề nghị của Hội đồng đánh giá, phân hạng sản phẩm OCOP {unit.full_name}"),
        products=tuple(map(_recognised, recognised)),
        responsible=_responsible(body, division, "các chủ thể có tên tại Phụ lục"),
        signing=documents.signing(body, kind=DECISION, on=on),
        recipients=Recipients(_named(division), filed=body.filed),
        months=EDITION_148.months,
        programme=f"năm {year}",
    )


def certificate(
    row: Recognition, *, unit: Workspace, above: Workspace | None, body: IssuingBody, on: date
) -> OcopCertificate:
    """Document 14 of one recognition; the address names the unit and the one above it."""
    producer = row.product.producer
    return OcopCertificate(
        letterhead=documents.letterhead(body, symbol=f"{CERTIFICATE_MARK}-{body.symbol}"),
        year=on.year,
        product=row.product.name,
        producer=producer.name,
        address=_address(producer, unit, above),
        star=row.stars_given,
        decision=cited(row, body),
        valid_until=row.expires_earliest if row.ends.certain else None,
        signing=documents.signing(body, kind=DECISION, on=on),
        product_code=row.product.code,
    )


def certificate_pdf(row: Recognition, *, unit: Workspace, on: date) -> bytes:
    """The certificate marked DỰ THẢO, issued by the committee at whose level the product was recognised.

    Raises `WrongState` for five stars, proposed or given: the ministry certifies those itself (Decision 148/QĐ-TTg).
    """
    if row.stars == HIGHEST:
        raise WrongState(PROPOSED if row.stars_given is None else MINISTRYS)
    above = units.by_id(unit.parent_id) if unit.parent_id else None
    issuer = above if above and row.level == PROVINCE_LEVEL else unit
    paper = certificate(row, unit=unit, above=above, body=units.body(issuer.id, "ubnd", on), on=on)
    return paperwork.render_pdf(paper, Rendition.draft())


def expiry_notice(
    ending: Sequence[Recognition],
    *,
    body: IssuingBody,
    division: IssuingBody | None,
    bases: Sequence[str],
    on: date,
) -> ExpiryNotice:
    """Document 16 to the one producer of these products (Decision 148/QĐ-TTg: in writing, at least 30 days before)."""
    producer = ending[0].product.producer
    return ExpiryNotice(
        letterhead=documents.letterhead(body, symbol=f"{NOTICE}-{body.symbol}"),
        year=on.year,
        subject="Về việc sản phẩm OCOP sắp hết thời hạn công nhận",
        bases=_bases(bases),
        producer=producer.name,
        products=tuple(
            Expiring(
                row.product.name,
                row.stars_given,
                _decision(row),
                row.expires_earliest if row.ends.certain else None,
                POTENTIAL if row.stars_given != row.stars else "",
            )
            for row in ending
        ),
        dossier_by=_dossier_by(ending, on),
        dossier_to=division.name if division else body.name,
        closing=(
            "Sản phẩm hết thời hạn công nhận mà chưa được đánh giá, công nhận lại thì không được tiếp tục sử dụng nhãn "
            "hiệu, hạng sao OCOP. Trường hợp không đăng ký đánh giá lại, đề nghị chủ thể trả lời bằng văn bản, nêu rõ lý do."
        ),
        signing=documents.signing(body, kind=NOTICE, on=on),
        recipients=Recipients(
            tuple(filter(None, (producer.name, _commune_committee(producer), *_named(division)))), filed=body.filed
        ),
    )


def revocation(
    row: Recognition,
    *,
    ground: str,
    body: IssuingBody,
    division: IssuingBody | None,
    bases: Sequence[str],
    on: date,
) -> RevocationDecision:
    """Document 17: the chairman takes a recognition back; without a ground it stays a blank."""
    producer = row.product.producer.name
    return RevocationDecision(
        letterhead=documents.letterhead(body, symbol=f"{DECISION_MARK}-{body.symbol}"),
        year=on.year,
        subject="Về việc thu hồi giấy chứng nhận sản phẩm OCOP",
        authority=_chairman(body),
        bases=_bases(bases),
        producer=producer,
        products=(row.product.name,),
        recognition=cited(row, body),
        ground=ground,
        responsible=_responsible(body, division, producer),
        signing=documents.signing(body, kind=DECISION, on=on),
        recipients=Recipients(_named(division), filed=body.filed),
    )


def rule_of_time(law: Sequence[LegalBasis]) -> list[str]:
    """The citations of those laws that say how long a recognition lasts."""
    return [one.citation for one in law if one.number and one.number in EDITION_148.source]


def cited(row: Recognition, body: IssuingBody) -> Citation:
    """The decision that recognised, as other papers name it."""
    number, _slash, symbol = (row.decision_number or "").partition("/")
    dated = row.earliest if row.earliest and row.earliest == row.latest else None
    return Citation(
        "Quyết định", number.strip() or None, symbol.strip() or f"{DECISION_MARK}-{body.symbol}", dated, _chairman(body)
    )


def _recognised(row: Recognition) -> RecognisedProduct:
    producer = row.product.producer
    return RecognisedProduct(
        row.product.name,
        producer.name,
        _capitalised(producer.commune_name),
        row.stars_given,
        row.product.code,
        graded=POTENTIAL if row.stars_given != row.stars else "",
    )


def _decision(row: Recognition) -> str | None:
    when = day(row.earliest) if row.earliest and row.earliest == row.latest else None
    if row.decision_number:
        return f"Số {row.decision_number} ngày {when or '………'}"
    return f"Ngày {when}" if when else None


def _dossier_by(ending: Sequence[Recognition], on: date) -> date | None:
    """The last day that leaves no gap for the first of them; None when it has passed or nobody knows the end."""
    ends = [row.expires_earliest for row in ending if row.expires_earliest]
    by = backward(min(ends)).dossier_by if ends else None
    return by if by and by > on else None


def _bases(citations: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"Căn cứ {citation}" for citation in citations)


def _named(division: IssuingBody | None) -> tuple[str, ...]:
    return (division.name,) if division else ()


def _chairman(body: IssuingBody) -> str:
    return f"Chủ tịch {body.name}"


def _responsible(body: IssuingBody, division: IssuingBody | None, producers: str) -> str:
    """Who carries a decision out."""
    office = f"Chánh Văn phòng {body.name}"
    head = f"Thủ trưởng {division.name}" if division else None
    return f"{', '.join(filter(None, (office, head)))}, Ủy ban nhân dân cấp xã nơi sản xuất và {producers}"


def _address(producer: Producer, unit: Workspace, above: Workspace | None) -> str | None:
    """ "Khu phố 1, phường Mũi Né, thành phố Phan Thiết, tỉnh …"; a blank while the commune is unknown."""
    if not producer.commune_name:
        return None
    around = units.around(producer.commune, unit)
    places = (producer.address, producer.commune_name, around.full_name, above.full_name if above else None)
    return ", ".join(filter(None, places))


def _commune_committee(producer: Producer) -> str | None:
    return f"UBND {producer.commune_name}" if producer.commune_name else None


def _capitalised(text: str) -> str | None:
    return text[:1].upper() + text[1:] or None
