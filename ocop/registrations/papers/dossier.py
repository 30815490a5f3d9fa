"""Documents 4 to 7 of one registration: what producer, commune and committee sign before the assessment.

What nobody wrote down stays a blank. Ethnicity is left to the pen: it is read under its own permission (Decree 13/2023).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Protocol

import pikepdf

from ocop import paperwork
from ocop.documents import papers as documents
from ocop.paperwork import Letterhead, Recipients, Rendition, Signing
from ocop.paperwork.forms.business_consent import BusinessConsent
from ocop.paperwork.forms.commune_report import CommuneReport
from ocop.paperwork.forms.producer import ProducerFacts
from ocop.paperwork.forms.registration_form import Receipt, RegistrationForm
from ocop.paperwork.forms.self_assessment import Proof, SelfAssessment
from ocop.producers.models import Producer
from ocop.programme import queries as programme
from ocop.registrations.models import Registration
from ocop.registrations.papers.year import bodies_of, committee
from ocop.registrations.rules import Kind
from ocop.tenancy import Workspace, units

KIND_PLACES = {Kind.NEW: 1, Kind.UPGRADE: 2, Kind.REASSESSMENT: 3}
LETTER = "CV"
REPORT_MARK, FORM_MARK = "BC-UBND", "PĐK"
CHAIRMAN = Signing("TM. Ủy ban nhân dân", None, "Chủ tịch", None)
EVIDENCE = (
    ("Đăng ký kinh doanh", "Bản sao giấy chứng nhận đăng ký (nếu có)"),
    ("Điều kiện sản xuất", "Bản sao giấy chứng nhận đủ điều kiện an toàn thực phẩm, điều kiện khác theo quy định"),
    ("Nguyên liệu, liên kết chuỗi", "Hợp đồng, hóa đơn, xác nhận nguồn gốc nguyên liệu"),
    ("Bảo vệ môi trường", "Bản sao hồ sơ, thủ tục môi trường; hình ảnh"),
    ("Lao động địa phương", "Danh sách lao động, nơi thường trú"),
    ("Kết quả sản xuất, kinh doanh", "Báo cáo tài chính hoặc kết quả phân loại hợp tác xã của 02 năm gần nhất"),
    ("Công bố chất lượng", "Bản sao hồ sơ công bố, tiêu chuẩn áp dụng"),
    ("Kiểm nghiệm", "Phiếu kết quả còn giá trị, theo chỉ tiêu đã công bố"),
    ("Truy xuất nguồn gốc", "Mã số mã vạch, tem truy xuất"),
    ("Sở hữu trí tuệ", "Văn bằng, đơn đăng ký nhãn hiệu, quyền sử dụng chỉ dẫn địa lý, nhãn hiệu tập thể"),
    ("Quản lý chất lượng", "Giấy chứng nhận hệ thống quản lý, hồ sơ kiểm soát"),
    ("Thị trường, quảng bá", "Hợp đồng, hóa đơn tiêu thụ; trang thông tin, hình ảnh xúc tiến thương mại"),
    ("Câu chuyện sản phẩm", "Bản viết, tờ rơi, hình ảnh, phim"),
    ("Giải thưởng, bình chọn", "Bản sao"),
)
"""What proves the criteria, in the order in which the rule on assessment speaks of them."""


def registration_form(row: Registration, *, unit: Workspace, on: date) -> RegistrationForm:
    """Document 4."""
    year = programme.cycle(row.cycle_id).year
    above = units.by_id(unit.parent_id) if unit.parent_id else unit
    product = row.product
    return RegistrationForm(
        province=above.full_name,
        year=year,
        producer=_producer(product.producer, unit),
        product=product.name,
        product_set=product.product_set.name if product.product_set else None,
        kind=KIND_PLACES[row.kind],
        place=unit.name,
        receipts=(
            Receipt(bodies_of(unit.id, on)["ubnd"].name, f"……/{FORM_MARK}-{above.code}-{unit.code}-{year}"),
            Receipt(committee_above(above, on), f"……/{FORM_MARK}-{above.code}-{year}"),
        ),
    )


def self_assessment(row: Registration, *, unit: Workspace, on: date) -> SelfAssessment:
    """Document 5."""
    product = row.product
    described = "; ".join(filter(None, (product.description, product.packaging, product.standards)))
    return SelfAssessment(
        year=programme.cycle(row.cycle_id).year,
        producer=_producer(product.producer, unit),
        product=product.name,
        description=described or None,
        proofs=(
            Proof("Giấy chứng nhận đăng ký kinh doanh", bool(product.producer.registration_number)),
            Proof("Công bố chất lượng sản phẩm"),
            Proof("Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm"),
            Proof("Nhãn hàng hóa", product.has_label),
            Proof("Tem truy xuất nguồn gốc", bool(product.traceability_url) or product.has_stamp),
            Proof("Mã số mã vạch", bool(product.barcode)),
            Proof("Đăng ký sở hữu trí tuệ"),
        ),
        evidence=EVIDENCE,
        place=unit.name,
        again=row.kind is not Kind.NEW,
    )


def commune_report(row: Registration, *, unit: Workspace, on: date) -> CommuneReport:
    """Document 6, for the commune where the product is made; without a known commune its name is a blank."""
    producer = row.product.producer
    commune = producer.commune_name
    head = Letterhead(
        superior=None,
        issuer=("Ủy ban nhân dân", commune or "……………"),
        place=producer.commune.name if producer.commune else "",
        symbol=REPORT_MARK,
        name=f"Ủy ban nhân dân {commune}" if commune else "Ủy ban nhân dân ………",
    )
    return CommuneReport(
        letterhead=head,
        year=on.year,
        addressees=(bodies_of(unit.id, on)["ubnd"].name,),
        producer=_producer(producer, unit),
        product=row.product.name,
        findings=(),
        signing=CHAIRMAN,
        recipients=Recipients((producer.name,)),
    )


def business_consent(row: Registration, *, unit: Workspace, on: date) -> BusinessConsent:
    """Document 7: the committee agrees to the producer's plan for this product."""
    sender = committee(unit, on)
    year = programme.cycle(row.cycle_id).year
    maker, product = row.product.producer.name, row.product.name
    lines = (
        f"{sender.body.name} thống nhất phương án sản xuất, kinh doanh sản phẩm {product} do {maker} lập để tham gia "
        f"Chương trình mỗi xã một sản phẩm (OCOP) năm {year}.",
        f"- Đề nghị {maker} thực hiện đúng phương án; bảo đảm chất lượng, an toàn của sản phẩm; báo cáo khi có thay đổi.",
        *([f"- Giao {unit.division} theo dõi, hướng dẫn hoàn thiện sản phẩm và hồ sơ."] if unit.division else []),
    )
    return BusinessConsent(
        letterhead=sender.letterhead,
        year=on.year,
        about=consent_about(product),
        addressees=(maker,),
        text="\n".join(lines),
        closing=f"Trong quá trình thực hiện, nếu có vướng mắc, đề nghị {maker} phản ánh kịp thời để được hướng dẫn.",
        signing=documents.signing(sender.body, kind=LETTER, on=on),
        recipients=Recipients(tuple(filter(None, (unit.division, _commune_committee(row)))), filed=sender.body.filed),
    )


def consent_about(product: str) -> str:
    """The trích yếu of document 7, by which a dossier finds it again."""
    return f"thống nhất phương án sản xuất, kinh doanh sản phẩm {product}"


def pdf(paper: paperwork.Document) -> bytes:
    """A paper that goes to the pen without a code: no kept document stands behind it."""
    return paperwork.render_pdf(paper, Rendition.for_signature(qr=None))


def registration_forms(rows: Sequence[Registration], *, unit: Workspace, on: date) -> bytes:
    """Document 4 of several registrations, one after the other in one file."""
    with pikepdf.new() as whole:
        for row in rows:
            with pikepdf.open(BytesIO(pdf(registration_form(row, unit=unit, on=on)))) as one:
                whole.pages.extend(one.pages)
        written = BytesIO()
        whole.save(written)
    return written.getvalue()


def docx(paper: paperwork.Document) -> bytes:
    """The same for going on in Word."""
    return paperwork.render_docx(paper, Rendition.for_signature(qr=None))


class Paper(Protocol):
    """Fills one form in for a registration, as it stands on a day."""

    def __call__(self, row: Registration, *, unit: Workspace, on: date) -> paperwork.Document: ...


PAPERS: Mapping[str, Paper] = {
    "phieu-dang-ky": registration_form,
    "bao-cao-tu-danh-gia": self_assessment,
    "bao-cao-cap-xa": commune_report,
}
"""What is printed for producer and commune to sign, by the name in the address."""


def committee_above(above: Workspace, on: date) -> str:
    """The office in charge of the programme in the unit above."""
    bodies = bodies_of(above.id, on)
    return (bodies.get("department") or bodies["ubnd"]).name


def _producer(producer: Producer, unit: Workspace) -> ProducerFacts:
    places = (producer.address, producer.commune_name, units.around(producer.commune, unit).full_name)
    return ProducerFacts(
        name=producer.name,
        legal_form=producer.legal_form_name or None,
        representative=producer.representative,
        sex=producer.representative_sex,
        address=", ".join(filter(None, places)) if producer.commune_name or producer.address else None,
        phone=producer.phone,
        email=producer.email,
        established=producer.registration_date,
        registration=producer.registration_number,
    )


def _commune_committee(row: Registration) -> str | None:
    commune = row.product.producer.commune_name
    return f"UBND {commune}" if commune else None
