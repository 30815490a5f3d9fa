"""A product that everybody may see, with secrets beside every public fact."""

from datetime import date
from io import BytesIO

from PIL import Image

from ocop.audit import System
from ocop.core.db import db
from ocop.producers import services as producers
from ocop.producers.models import Producer
from ocop.producers.rules import LegalForm, SensitiveFacts
from ocop.products.models import Product, ProductLink, ProductPhoto, ProductStandard
from ocop.products.rules import SalesChannel, StandardKind
from tests.factories.producers import producer
from tests.factories.products import product
from tests.factories.recognition import recognition

SECRET = "BIMAT"
SHOP = "https://shop.example.vn/ba-hai"


def cooperative(name: str = "Hợp tác xã Biển Xanh", **facts: object) -> Producer:
    """A cooperative whose every private fact carries the mark."""
    private = {
        "representative": f"{SECRET} người đại diện",
        "phone": "0912345678",
        "email": "bimat@example.vn",
        "address": f"{SECRET} số nhà",
        "note": f"{SECRET} ghi chú",
        "source": f"{SECRET} nguồn",
        "value_chain": f"{SECRET} chuỗi",
        "business_lines": f"{SECRET} ngành",
        "registration_number": f"{SECRET}-DKKD",
        "registration_place": f"{SECRET} nơi cấp",
    }
    made = producer(name, **({"legal_form": LegalForm.COOPERATIVE} | private | facts))
    producers.record_sensitive(
        made, SensitiveFacts(representative_ethnicity=f"{SECRET} dân tộc", labour_minority=3), version=0, by=System()
    )
    return made


def shown(name: str = "Nước mắm Biển Xanh", of: Producer | None = None, stars: int = 4, **when: object) -> Product:
    """A product in force on 13/5/2024."""
    private = {
        "description": f"{SECRET} mô tả",
        "story": f"{SECRET} câu chuyện nháp",
        "packaging": f"{SECRET} bao bì",
        "note": f"{SECRET} ghi chú sản phẩm",
        "source": f"{SECRET} nguồn sản phẩm",
        "standards": f"{SECRET} chưa kiểm chứng",
        "traceability_url": "https://truyxuat.example.vn/1",
    }
    made = product(name, of or cooperative(), **private)
    recognition(made, stars=stars, **({"note": f"{SECRET} công nhận", "source": f"{SECRET} nguồn"} | when))  # type: ignore[arg-type]
    return made


def sold(of: Product) -> None:
    """A shop and two standards, of which one has ended."""
    db.session.add(ProductLink(product_id=of.id, channel=SalesChannel.SHOPEE, url=SHOP))
    for kind, until in ((StandardKind.HACCP, date(2025, 1, 1)), (StandardKind.GMP, date(2024, 5, 12))):
        db.session.add(
            ProductStandard(
                product_id=of.id, kind=kind, number=f"{SECRET}-SO", issuer=f"{SECRET} nơi cấp", valid_until=until
            )
        )
    db.session.flush()


def photographed(of: Product) -> ProductPhoto:
    """A photo, large and small, as the register keeps it."""
    from ocop.attachments import services
    from ocop.attachments.rules import Purpose

    buffer = BytesIO()
    Image.new("RGB", (800, 600), "teal").save(buffer, "JPEG")
    buffer.seek(0)
    large, small = services.keep_photo(buffer, name="BIMAT.jpg", purpose=Purpose.PHOTO, by=System(), sides=(1600, 400))
    photo = ProductPhoto(
        product_id=of.id, attachment_id=large.attachment.id, thumbnail_id=small.attachment.id, position=1,
        alt="Chai nước mắm", width=large.width, height=large.height,
    )  # fmt: skip
    db.session.add(photo)
    db.session.flush()
    return photo
