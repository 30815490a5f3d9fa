# ruff: noqa: E501 - official sentences stay whole, as they are read
"""Realistic documents of the offices of one province, all invented figures; no person is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ocop.paperwork import Citation, Letterhead, Recipients, Signing, Urgency
from ocop.paperwork.forms.business_consent import BusinessConsent
from ocop.paperwork.forms.certificate import OcopCertificate
from ocop.paperwork.forms.comments import Comments, SectionComment
from ocop.paperwork.forms.commune_report import CommuneReport
from ocop.paperwork.forms.consolidated_list import ConsolidatedList
from ocop.paperwork.forms.corrigendum import Correction, Corrigendum
from ocop.paperwork.forms.expiry_notice import Expiring, ExpiryNotice
from ocop.paperwork.forms.plan import Plan, Section
from ocop.paperwork.forms.plan_annexes import (
    Annexes,
    CalendarEntry,
    FundingLine,
    NewProduct,
    PlanAnnexes,
    Reassessment,
    Upgrade,
)
from ocop.paperwork.forms.producer import ProducerFacts
from ocop.paperwork.forms.product_table import RegisteredProduct
from ocop.paperwork.forms.recognition import RecognisedProduct, RecognitionDecision, RevocationDecision
from ocop.paperwork.forms.registers import IncomingEntry, IncomingRegister, OutgoingEntry, OutgoingRegister
from ocop.paperwork.forms.registration_form import Receipt, RegistrationForm
from ocop.paperwork.forms.registration_list import RegistrationList
from ocop.paperwork.forms.reminder import LateUnit, Reminder
from ocop.paperwork.forms.selected_products import SelectedProducts
from ocop.paperwork.forms.self_assessment import Proof, SelfAssessment
from ocop.paperwork.forms.submission import Submission
from ocop.paperwork.forms.survey_request import SurveyRequest

CITY = Letterhead(
    None, ("Ủy ban nhân dân", "Thành phố Phan Thiết"), "Phan Thiết", "KH-UBND", "Ủy ban nhân dân thành phố Phan Thiết"
)
ISLAND = Letterhead(None, ("Ủy ban nhân dân", "Huyện Phú Quý"), "Phú Quý", "KH-UBND", "Ủy ban nhân dân huyện Phú Quý")
PROVINCE = Letterhead(
    None, ("Ủy ban nhân dân", "Tỉnh Bình Thuận"), "Bình Thuận", "KH-UBND", "Ủy ban nhân dân tỉnh Bình Thuận"
)
DAY = date(2024, 5, 15)
DEPUTY = Signing("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch", None)
DEPUTY_ALONE = Signing(None, "KT. Chủ tịch", "Phó Chủ tịch", None)

BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    "Căn cứ Quyết định số 919/QĐ-TTg ngày 01 tháng 8 năm 2022 của Thủ tướng Chính phủ phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2021 - 2025",
    "Căn cứ Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm",
)

PURPOSE = """1. Cụ thể hóa nhiệm vụ Chương trình OCOP năm 2024 của tỉnh, phân công rõ việc cho từng phòng, ban và từng xã, phường trên địa bàn thành phố.
2. Sản phẩm đăng ký phải khả thi, dùng nguyên liệu địa phương, có tên gọi thống nhất với giấy chứng nhận đăng ký kinh doanh của chủ thể.
3. Không chạy theo số lượng; quan tâm giữ hạng, nâng hạng các sản phẩm đã được công nhận và không để gián đoạn thời hạn công nhận."""

TARGETS = """- Phát triển mới 06 sản phẩm đạt từ 3 sao trở lên; nâng hạng 02 sản phẩm lên 4 sao.
- Đánh giá lại 100% sản phẩm hết thời hạn công nhận trong năm 2024.
- Tổ chức 01 lớp tập huấn với khoảng 40 học viên là cán bộ phụ trách và chủ thể mới tham gia Chương trình.
- Củng cố 01 điểm bán hàng OCOP hiện có tại phường Phú Hài; hỗ trợ thêm 01 điểm bán hàng tại khu du lịch Hàm Tiến - Mũi Né.
- Tham gia ít nhất 02 hoạt động xúc tiến thương mại ngoài tỉnh."""

CONTENTS = """1. Nội dung, giải pháp chủ yếu
a) Tuyên truyền
Phát tin trên Đài Truyền thanh thành phố mỗi tháng ít nhất 02 lần; đăng trên Trang thông tin điện tử thành phố danh sách sản phẩm được công nhận, chu trình OCOP thường niên và cách thức đăng ký.
b) Kiện toàn bộ máy
- Thành phố: kiện toàn Hội đồng đánh giá, phân hạng sản phẩm và Tổ tư vấn giúp việc trước ngày 30 tháng 6 năm 2024.
- Xã, phường: phân công 01 công chức phụ trách, gửi danh sách về Phòng Kinh tế thành phố.
c) Đào tạo, tập huấn
Phối hợp với Chi cục Phát triển nông thôn mở lớp tập huấn cho cán bộ phụ trách và chủ thể về Bộ tiêu chí, hồ sơ sản phẩm, câu chuyện sản phẩm và truy xuất nguồn gốc.
d) Phát triển sản phẩm
- Ý tưởng mới: hướng dẫn chủ thể làm sản phẩm mẫu, thiết kế bao bì, công bố tiêu chuẩn chất lượng.
- Sản phẩm đã có: hoàn thiện hồ sơ, minh chứng, tem truy xuất nguồn gốc trước khi dự đánh giá, phân hạng:
+ Phiếu kiểm nghiệm còn thời hạn;
+ Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm;
+ Phương án sản xuất kinh doanh được Ủy ban nhân dân thành phố thống nhất bằng văn bản.
đ) Đánh giá, phân hạng
Hội đồng cấp thành phố hoàn thành trước ngày 01 tháng 8 năm 2024; hồ sơ đạt từ 70 điểm trở lên gửi Sở Nông nghiệp và Phát triển nông thôn trước ngày 15 tháng 8 năm 2024.
e) Xúc tiến thương mại
Đưa sản phẩm tham gia hội chợ trong và ngoài tỉnh; kết nối với siêu thị, khách sạn, khu nghỉ dưỡng trên địa bàn.
g) Kiểm tra, giám sát
Thành lập đoàn liên ngành, kiểm tra ít nhất 02 đợt tại cơ sở sản xuất và trên thị trường.
2. Kinh phí thực hiện
Kinh phí từ nguồn sự nghiệp Chương trình mục tiêu quốc gia xây dựng nông thôn mới, ngân sách thành phố, vốn đối ứng của chủ thể và các nguồn hợp pháp khác."""

ORGANISATION = """1. Phòng Kinh tế thành phố
- Cơ quan thường trực, chủ trì tổ chức thực hiện Kế hoạch; tổng hợp, báo cáo định kỳ, đột xuất về Sở Nông nghiệp và Phát triển nông thôn.
- Tham mưu kiện toàn Hội đồng, Tổ tư vấn; chuẩn bị hồ sơ, mẫu sản phẩm cho các phiên họp.
2. Phòng Tài chính - Kế hoạch thành phố
Tham mưu bố trí, hướng dẫn thanh quyết toán kinh phí; kịp thời đề xuất điều chỉnh để không nguồn vốn nào bị giải ngân chậm.
3. Phòng Y tế, Phòng Văn hóa và Thông tin, Phòng Tài nguyên và Môi trường
Hướng dẫn chủ thể về an toàn thực phẩm, nhãn hàng hóa, du lịch cộng đồng và bảo vệ môi trường theo chức năng, nhiệm vụ được giao.
4. Ủy ban nhân dân các xã, phường
- Rà soát, lập danh sách chủ thể, sản phẩm tiềm năng; xác nhận thông tin chủ thể trước khi gửi hồ sơ.
- Vận động chủ thể có sản phẩm hết thời hạn công nhận đăng ký đánh giá lại.
5. Các chủ thể tham gia Chương trình
Thực hiện đúng phương án sản xuất kinh doanh đã thống nhất; chịu trách nhiệm về chất lượng sản phẩm và tính chính xác của hồ sơ."""


def annexes() -> Annexes:
    return Annexes(
        new=(
            NewProduct("Nước mắm nhĩ 40 độ đạm", "Công ty TNHH Nước mắm Hàm Tiến", "Phường Hàm Tiến", "Gia vị", 3),
            NewProduct("Mực một nắng", "Hợp tác xã Hải sản Mũi Né", "Phường Mũi Né", "Chế biến từ thủy sản", 3),
            NewProduct("Bánh rế mè đen", None, "Phường Đức Nghĩa", "Chế biến từ gạo, ngũ cốc", 3, "Ý tưởng mới"),
            NewProduct("Tinh dầu tràm gió", "Hộ kinh doanh Tràm Gió Thiện Nghiệp", "Xã Thiện Nghiệp", None, None),
        ),
        upgrades=(
            Upgrade("Rong nho tươi", "Công ty TNHH Hải Nam Okinawa", "Phường Phú Hài", "Thủy sản tươi sống", 3, 4),
        ),
        reassessments=(
            Reassessment("Mắm lú lâu năm", "Cơ sở Quang Long", None, "Gia vị", 4, "Tháng 01/2022", "Tháng 01/2025"),
        ),
        funding=(
            FundingLine("Tập huấn, bồi dưỡng", "Trung ương", 60_000_000),
            FundingLine("Tập huấn, bồi dưỡng", "Thành phố", 20_000_000),
            FundingLine("Xúc tiến thương mại", "Tỉnh", 150_000_000),
            FundingLine("Thiết kế bao bì, tem truy xuất nguồn gốc", "Đối ứng", None),
        ),
        calendar=(
            CalendarEntry(
                "Khảo sát, lập danh sách sản phẩm", "Trước 15/5/2024", "Ủy ban nhân dân các xã, phường", "Phòng Kinh tế"
            ),
            CalendarEntry(
                "Tập huấn cho cán bộ và chủ thể", "Tháng 6/2024", "Phòng Kinh tế", "Chi cục Phát triển nông thôn"
            ),
            CalendarEntry(
                "Đánh giá, phân hạng cấp thành phố", "Trước 01/8/2024", "Hội đồng cấp thành phố", "Tổ tư vấn"
            ),
        ),
        programme="năm 2024",
    )


def city_plan(**changes: object) -> Plan:
    content: dict[str, object] = {
        "letterhead": CITY,
        "year": 2024,
        "subject": "Triển khai Chương trình Mỗi xã một sản phẩm (OCOP) thành phố Phan Thiết năm 2024",
        "bases": BASES,
        "intro": "Thực hiện Kế hoạch số 1578/KH-UBND ngày 02 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh Bình Thuận triển khai Chương trình Mỗi xã một sản phẩm (OCOP) tỉnh Bình Thuận năm 2024, Ủy ban nhân dân thành phố Phan Thiết xây dựng Kế hoạch với các nội dung sau:",
        "sections": (
            Section("Mục đích, yêu cầu", PURPOSE),
            Section("Mục tiêu", TARGETS),
            Section("Nội dung, kinh phí", CONTENTS),
            Section("Tổ chức thực hiện", ORGANISATION),
        ),
        "closing": "Trên đây là Kế hoạch triển khai Chương trình Mỗi xã một sản phẩm thành phố Phan Thiết năm 2024; yêu cầu các phòng, ban, Ủy ban nhân dân các xã, phường nghiêm túc thực hiện. Trong quá trình thực hiện nếu có khó khăn, vướng mắc, phản ánh về Phòng Kinh tế thành phố để tổng hợp, báo cáo Ủy ban nhân dân thành phố xem xét, chỉ đạo.",
        "signing": DEPUTY,
        "recipients": Recipients(
            (
                "Ủy ban nhân dân tỉnh (báo cáo)",
                "Sở Nông nghiệp và Phát triển nông thôn",
                "Chi cục Phát triển nông thôn",
                "Chủ tịch, các Phó Chủ tịch UBND thành phố",
                "Các phòng, ban thành phố",
                "UBND các xã, phường",
            ),
            filed="VT, KT",
            kept=2,
        ),
        "annexes": annexes(),
    }
    return Plan(**{**content, **changes})  # type: ignore[arg-type]


def island_plan() -> Plan:
    return city_plan(
        letterhead=ISLAND,
        subject="Triển khai Chương trình Mỗi xã một sản phẩm (OCOP) huyện Phú Quý năm 2024",
        annexes=Annexes(calendar=annexes().calendar, programme="năm 2024"),
        recipients=Recipients(("Ủy ban nhân dân tỉnh (báo cáo)", "UBND các xã"), filed="VT, NN"),
    )


DEPARTMENT = Letterhead(
    "UBND tỉnh Bình Thuận",
    ("Sở Nông nghiệp và Phát triển nông thôn",),
    "Bình Thuận",
    "SNN-PTNT",
    "Sở Nông nghiệp và Phát triển nông thôn",
)
DIVISION = Letterhead(
    "UBND thành phố Phan Thiết", ("Phòng Kinh tế",), "Phan Thiết", "TTr-PKT", "Phòng Kinh tế thành phố Phan Thiết"
)


def province_plan() -> Plan:
    return city_plan(
        letterhead=PROVINCE,
        subject="Triển khai Chương trình Mỗi xã một sản phẩm (OCOP) tỉnh Bình Thuận năm 2024",
        signing=DEPUTY_ALONE,
        annexes=Annexes(),
        recipients=Recipients(
            ("Bộ Nông nghiệp và Phát triển nông thôn", "Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"),
            filed="VT",
            drafter="KT.Huy",
        ),
    )


def reminder(**changes: object) -> Reminder:
    content: dict[str, object] = {
        "letterhead": DEPARTMENT,
        "year": 2024,
        "about": "đôn đốc ban hành kế hoạch triển khai Chương trình OCOP năm 2024 cấp huyện",
        "addressees": (
            "Ủy ban nhân dân huyện Tuy Phong",
            "Ủy ban nhân dân huyện Bắc Bình",
            "Ủy ban nhân dân huyện Đức Linh",
        ),
        "opening": "Theo Kế hoạch số 1578/KH-UBND ngày 02 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân cấp huyện ban hành kế hoạch trước ngày 20 tháng 5 năm 2024. Đến nay các đơn vị sau chưa gửi kế hoạch:",
        "late": (
            LateUnit("Huyện Tuy Phong", "Ban hành kế hoạch năm 2024", "20/5/2024", "Đang dự thảo"),
            LateUnit(
                "Huyện Bắc Bình",
                "Ban hành kế hoạch năm 2024; gửi danh mục sản phẩm hết thời hạn công nhận",
                "20/5/2024",
            ),
            LateUnit("Huyện Đức Linh", "Gửi danh mục sản phẩm đăng ký mới", None, "Chưa có báo cáo"),
        ),
        "demand": "Sở Nông nghiệp và Phát triển nông thôn đề nghị các đơn vị khẩn trương ban hành kế hoạch, gửi về Sở trước ngày 31 tháng 5 năm 2024.",
        "closing": "Rất mong sự quan tâm, phối hợp của quý đơn vị.",
        "signing": Signing(None, "KT. Giám đốc", "Phó Giám đốc", None),
        "recipients": Recipients(("Ủy ban nhân dân tỉnh (báo cáo)",), filed="VT, PTNT"),
        "urgency": Urgency.URGENT,
    }
    return Reminder(**{**content, **changes})  # type: ignore[arg-type]


def survey_request(**changes: object) -> SurveyRequest:
    content: dict[str, object] = {
        "letterhead": replace(CITY, symbol="UBND-KT"),
        "year": 2024,
        "about": "rà soát, đăng ký sản phẩm tham gia Chương trình OCOP năm 2024",
        "addressees": ("Ủy ban nhân dân các xã, phường", "Các chủ thể sản xuất, kinh doanh trên địa bàn thành phố"),
        "opening": "Thực hiện Kế hoạch số 1578/KH-UBND ngày 02 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân thành phố đề nghị:",
        "requests": "1. Ủy ban nhân dân các xã, phường\n- Rà soát sản phẩm tiềm năng, sản phẩm có thể nâng hạng và sản phẩm hết thời hạn công nhận trên địa bàn.\n- Hướng dẫn chủ thể ghi tên sản phẩm, tên chủ thể đúng với giấy chứng nhận đăng ký kinh doanh.\n2. Các chủ thể\nĐăng ký sản phẩm có tính khả thi, dùng nguyên liệu địa phương, với Ủy ban nhân dân xã, phường nơi sản xuất.",
        "reply_by": date(2024, 5, 10),
        "reply_to": "Phòng Kinh tế thành phố",
        "closing": "Đề nghị Ủy ban nhân dân các xã, phường và các chủ thể quan tâm thực hiện.",
        "signing": DEPUTY,
        "recipients": Recipients(("Chủ tịch, các Phó Chủ tịch UBND thành phố", "Phòng Kinh tế"), filed="VT, KT"),
        "contact": "Phòng Kinh tế thành phố, số 01 đường Nguyễn Tất Thành",
        "blank_rows": 8,
    }
    return SurveyRequest(**{**content, **changes})  # type: ignore[arg-type]


def submission(**changes: object) -> Submission:
    content: dict[str, object] = {
        "letterhead": DIVISION,
        "year": 2024,
        "subject": "Về việc ban hành Kế hoạch triển khai Chương trình Mỗi xã một sản phẩm (OCOP) thành phố Phan Thiết năm 2024",
        "addressees": ("Ủy ban nhân dân thành phố Phan Thiết",),
        "bases": BASES[1:],
        "text": "1. Sự cần thiết\nTỉnh giao các huyện, thị xã, thành phố ban hành kế hoạch trước ngày 20 tháng 5 năm 2024 để tổ chức thực hiện tại địa phương.\n2. Quá trình xây dựng\nPhòng Kinh tế đã khảo sát chủ thể tại 18 xã, phường, lấy ý kiến các phòng, ban liên quan và tiếp thu, hoàn chỉnh dự thảo.\n3. Nội dung chính\nDự thảo gồm 04 phần và 05 phụ lục; đăng ký 04 sản phẩm mới, 01 sản phẩm nâng hạng, 01 sản phẩm đánh giá lại.",
        "enclosed": ("Dự thảo Kế hoạch", "Bảng tổng hợp ý kiến góp ý"),
        "closing": "Phòng Kinh tế kính trình Ủy ban nhân dân thành phố xem xét, ban hành.",
        "signing": Signing(None, None, "Trưởng phòng", None),
        "recipients": Recipients((), filed="VT"),
    }
    return Submission(**{**content, **changes})  # type: ignore[arg-type]


def comments(**changes: object) -> Comments:
    content: dict[str, object] = {
        "letterhead": DEPARTMENT,
        "year": 2024,
        "about": "góp ý Kế hoạch triển khai Chương trình OCOP năm 2024 của thành phố Phan Thiết",
        "addressees": ("Ủy ban nhân dân thành phố Phan Thiết",),
        "on": Citation("Kế hoạch", "87", "KH-UBND", date(2024, 5, 15), "Ủy ban nhân dân thành phố Phan Thiết"),
        "sections": (
            SectionComment(
                "Mục III. Nội dung, kinh phí",
                "Chưa nêu thời gian đánh giá lại các sản phẩm hết thời hạn công nhận.",
                "Quyết định số 148/QĐ-TTg quy định thời hạn công nhận là 36 tháng; chậm đánh giá làm gián đoạn tính pháp lý của sản phẩm.",
                "Bổ sung mốc đánh giá lại trong quý III năm 2024.",
            ),
            SectionComment("Phụ lục I", "Sản phẩm số 03 chưa ghi chủ thể.", None),
        ),
        "reply_by": date(2024, 5, 31),
        "closing": "Đề nghị Ủy ban nhân dân thành phố Phan Thiết quan tâm, phối hợp thực hiện.",
        "signing": Signing(None, "KT. Giám đốc", "Phó Giám đốc", None),
        "recipients": Recipients(("Chi cục Phát triển nông thôn",), filed="VT, PTNT"),
    }
    return Comments(**{**content, **changes})  # type: ignore[arg-type]


def plan_annexes() -> PlanAnnexes:
    return PlanAnnexes(CITY, 2024, annexes())


REGISTERED = (
    RegisteredProduct(
        "Nước mắm nhĩ 40 độ đạm",
        "Công ty TNHH Nước mắm Hàm Tiến",
        "Phường Hàm Tiến",
        "Gia vị",
        "Mới",
        None,
        3,
        "Thành phố Phan Thiết",
    ),
    RegisteredProduct(
        "Rong nho tươi",
        "Công ty TNHH Hải Nam Okinawa",
        "Phường Phú Hài",
        "Thủy sản tươi sống",
        "Nâng hạng",
        3,
        4,
        "Thành phố Phan Thiết",
    ),
    RegisteredProduct("Thanh long sấy dẻo", None, "Xã Hàm Minh", None, "Mới", None, None, "Huyện Hàm Thuận Nam"),
)


def registration_list(**changes: object) -> RegistrationList:
    content: dict[str, object] = {
        "letterhead": replace(CITY, symbol="UBND-KT"),
        "year": 2024,
        "about": "gửi danh sách đăng ký sản phẩm tham gia đánh giá, phân hạng OCOP năm 2024",
        "addressees": ("Sở Nông nghiệp và Phát triển nông thôn (Chi cục Phát triển nông thôn)",),
        "text": "Thực hiện Kế hoạch số 1578/KH-UBND ngày 02 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân thành phố Phan Thiết gửi danh sách sản phẩm đăng ký đánh giá, phân hạng năm 2024 (Phụ lục kèm theo). Thông tin trong danh sách đã được đối chiếu với giấy chứng nhận đăng ký kinh doanh của chủ thể.",
        "products": REGISTERED[:2],
        "closing": "Kính đề nghị Sở Nông nghiệp và Phát triển nông thôn theo dõi, tổng hợp.",
        "signing": DEPUTY,
        "recipients": Recipients(("Phòng Kinh tế",), filed="VT, KT"),
        "programme": "năm 2024",
    }
    return RegistrationList(**{**content, **changes})  # type: ignore[arg-type]


def selected_products() -> SelectedProducts:
    return SelectedProducts(
        letterhead=DEPARTMENT,
        year=2024,
        about="danh mục sản phẩm được chọn tham gia đánh giá, phân hạng OCOP năm 2024",
        addressees=("Ủy ban nhân dân các huyện, thị xã, thành phố",),
        text="Trên cơ sở danh sách đăng ký của các địa phương, Sở Nông nghiệp và Phát triển nông thôn gửi danh mục sản phẩm được chọn (Phụ lục kèm theo), đề nghị các địa phương hướng dẫn chủ thể hoàn thiện hồ sơ.",
        products=REGISTERED,
        closing="Đề nghị các địa phương quan tâm thực hiện.",
        signing=Signing(None, "KT. Giám đốc", "Phó Giám đốc", None),
        recipients=Recipients(("Ủy ban nhân dân tỉnh (báo cáo)",), filed="VT, PTNT"),
        programme="năm 2024",
    )


def consolidated_list() -> ConsolidatedList:
    return ConsolidatedList(DEPARTMENT, 2024, REGISTERED)


def corrigendum() -> Corrigendum:
    return Corrigendum(
        letterhead=replace(CITY, symbol="UBND-VP"),
        year=2024,
        about="đính chính Kế hoạch số 87/KH-UBND",
        addressees=("Sở Nông nghiệp và Phát triển nông thôn", "Ủy ban nhân dân các xã, phường"),
        document=Citation("Kế hoạch", "87", "KH-UBND", DAY, "Ủy ban nhân dân thành phố Phan Thiết"),
        cause="Sơ suất trong khâu trình bày văn bản",
        corrections=(Correction("dòng thứ 3 từ trên xuống, trang 2", "Phòng Kinh kế", "Phòng Kinh tế"),),
        signing=Signing(None, "TL. Chủ tịch", "Chánh Văn phòng", None),
        recipients=Recipients((), filed="VT, VP"),
    )


OUTGOING = OutgoingEntry(
    "87/KH-UBND",
    "15/5/2024",
    "Kế hoạch triển khai Chương trình OCOP thành phố Phan Thiết năm 2024",
    "Phó Chủ tịch",
    "Sở NN&PTNT; các phòng, ban; UBND các xã, phường",
    "Phòng Kinh tế",
    35,
    "15/5/2024",
)
INCOMING = IncomingEntry(
    "03/5/2024",
    "412",
    "UBND tỉnh Bình Thuận",
    "1578/KH-UBND",
    "02/5/2024",
    "Kế hoạch triển khai Chương trình OCOP tỉnh Bình Thuận năm 2024",
    "Phòng Kinh tế",
    "03/5/2024",
)


def outgoing_register(rows: int = 3) -> OutgoingRegister:
    return OutgoingRegister(CITY, 2024, (OUTGOING,) * rows)


def incoming_register(rows: int = 3) -> IncomingRegister:
    return IncomingRegister(CITY, 2024, (INCOMING,) * rows)


def expiry_notice() -> ExpiryNotice:
    return ExpiryNotice(
        letterhead=replace(CITY, symbol="TB-UBND"),
        year=2024,
        subject="Về việc sản phẩm OCOP sắp hết thời hạn công nhận",
        bases=BASES[2:],
        producer="Công ty TNHH Hải Nam Okinawa",
        products=(
            Expiring("Rong nho tươi", 3, "Số 1234/QĐ-UBND ngày 30/12/2021", date(2024, 12, 30)),
            Expiring("Rong nho muối", None, None, None),
        ),
        dossier_by=date(2024, 11, 15),
        dossier_to="Phòng Kinh tế thành phố Phan Thiết",
        closing="Quá thời hạn công nhận mà chưa được đánh giá lại, sản phẩm không được tiếp tục dùng nhãn hiệu OCOP.",
        signing=DEPUTY,
        recipients=Recipients(("Công ty TNHH Hải Nam Okinawa", "Ủy ban nhân dân phường Phú Hài"), filed="VT, KT"),
    )


def recognition() -> RecognitionDecision:
    return RecognitionDecision(
        letterhead=replace(CITY, symbol="QĐ-UBND"),
        year=2024,
        subject="Về việc công nhận sản phẩm OCOP thành phố Phan Thiết năm 2024",
        authority="Chủ tịch Ủy ban nhân dân thành phố Phan Thiết",
        bases=(
            *BASES,
            "Theo đề nghị của Hội đồng đánh giá, phân hạng sản phẩm OCOP thành phố tại Biên bản ngày 25 tháng 7 năm 2024",
        ),
        products=(
            RecognisedProduct(
                "Nước mắm nhĩ 40 độ đạm",
                "Công ty TNHH Nước mắm Hàm Tiến",
                "Phường Hàm Tiến",
                3,
                "60-593-22921-01-2024",
                "64,50",
            ),
            RecognisedProduct("Mực một nắng", "Hợp tác xã Hải sản Mũi Né", "Phường Mũi Né", 3),
        ),
        responsible="Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố, Trưởng Phòng Kinh tế, Chủ tịch Ủy ban nhân dân các phường Hàm Tiến, Mũi Né và các chủ thể có tên tại Phụ lục",
        signing=Signing(None, None, "Chủ tịch", None),
        recipients=Recipients(("Sở Nông nghiệp và Phát triển nông thôn",), filed="VT, KT"),
        programme="năm 2024",
    )


def revocation() -> RevocationDecision:
    return RevocationDecision(
        letterhead=replace(CITY, symbol="QĐ-UBND"),
        year=2024,
        subject="Về việc thu hồi giấy chứng nhận sản phẩm OCOP",
        authority="Chủ tịch Ủy ban nhân dân thành phố Phan Thiết",
        bases=BASES,
        producer="Cơ sở Quang Long",
        products=("Mắm lú lâu năm",),
        recognition=Citation("Quyết định", None, "QĐ-UBND", None, "Ủy ban nhân dân thành phố Phan Thiết"),
        ground="Chủ thể ngừng sản xuất sản phẩm",
        responsible="Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân thành phố, Trưởng Phòng Kinh tế và Cơ sở Quang Long",
        signing=Signing(None, "KT. Chủ tịch", "Phó Chủ tịch", None),
        recipients=Recipients((), filed="VT, KT"),
    )


def certificate(**changes: object) -> OcopCertificate:
    content: dict[str, object] = {
        "letterhead": replace(CITY, symbol="GCN-UBND"),
        "year": 2024,
        "product": "Nước mắm nhĩ 40 độ đạm",
        "producer": "Công ty TNHH Nước mắm Hàm Tiến",
        "address": "Phường Hàm Tiến, thành phố Phan Thiết, tỉnh Bình Thuận",
        "star": 3,
        "decision": Citation(
            "Quyết định", "2045", "QĐ-UBND", date(2024, 7, 30), "Chủ tịch Ủy ban nhân dân thành phố Phan Thiết"
        ),
        "valid_until": date(2027, 7, 30),
        "signing": Signing("TM. Ủy ban nhân dân", None, "Chủ tịch", None),
        "product_code": "60-593-22921-01-2024",
    }
    return OcopCertificate(**{**content, **changes})  # type: ignore[arg-type]


MAKER = ProducerFacts(
    name="Công ty TNHH Nước mắm Hàm Tiến",
    legal_form="Doanh nghiệp nhỏ và vừa",
    address="Khu phố 2, phường Hàm Tiến, thành phố Phan Thiết",
    phone="0252 000 0000",
    established=date(2019, 2, 5),
)


def registration_form(**changes: object) -> RegistrationForm:
    content: dict[str, object] = {
        "province": "tỉnh Bình Thuận",
        "year": 2024,
        "producer": MAKER,
        "product": "Nước mắm nhĩ 40 độ đạm",
        "product_set": "Tương, nước mắm, gia vị dạng lỏng khác",
        "kind": 3,
        "place": "Phan Thiết",
        "receipts": (
            Receipt("Ủy ban nhân dân cấp huyện", "……/PĐK-60-593-2024"),
            Receipt("Cơ quan quản lý Chương trình cấp tỉnh", "……/PĐK-60-2024"),
        ),
    }
    return RegistrationForm(**{**content, **changes})  # type: ignore[arg-type]


def self_assessment(**changes: object) -> SelfAssessment:
    content: dict[str, object] = {
        "year": 2024,
        "producer": MAKER,
        "product": "Nước mắm nhĩ 40 độ đạm",
        "description": "Chai thủy tinh 500 ml, hộp giấy; cá cơm và muối, ủ chượp 12 tháng",
        "proofs": (
            Proof("Giấy chứng nhận đăng ký kinh doanh", True),
            Proof("Tem truy xuất nguồn gốc"),
            Proof("Mã số mã vạch", False),
        ),
        "evidence": (
            ("Giấy đăng ký kinh doanh", "Bản sao"),
            ("Phiếu kiểm nghiệm", "Bản sao, còn thời hạn, theo tiêu chuẩn đã công bố"),
        ),
        "place": "Phan Thiết",
        "again": True,
    }
    return SelfAssessment(**{**content, **changes})  # type: ignore[arg-type]


def commune_report(**changes: object) -> CommuneReport:
    content: dict[str, object] = {
        "letterhead": Letterhead(
            None, ("Ủy ban nhân dân", "Phường Hàm Tiến"), "Hàm Tiến", "BC-UBND", "Ủy ban nhân dân phường Hàm Tiến"
        ),
        "year": 2024,
        "addressees": ("Ủy ban nhân dân thành phố Phan Thiết",),
        "producer": MAKER,
        "product": "Nước mắm nhĩ 40 độ đạm",
        "findings": ("Cá cơm thu mua tại cảng cá Phan Thiết.", "08 lao động, đều cư trú tại phường."),
        "signing": Signing("TM. Ủy ban nhân dân", None, "Chủ tịch", None),
        "recipients": Recipients(("Công ty TNHH Nước mắm Hàm Tiến",)),
    }
    return CommuneReport(**{**content, **changes})  # type: ignore[arg-type]


def business_consent() -> BusinessConsent:
    return BusinessConsent(
        letterhead=replace(CITY, symbol="UBND-KT"),
        year=2024,
        about="thống nhất phương án sản xuất, kinh doanh sản phẩm Nước mắm nhĩ 40 độ đạm",
        addressees=("Công ty TNHH Nước mắm Hàm Tiến",),
        text="Ủy ban nhân dân thành phố Phan Thiết thống nhất phương án sản xuất, kinh doanh sản phẩm Nước mắm nhĩ 40 độ đạm do Công ty TNHH Nước mắm Hàm Tiến lập để tham gia Chương trình OCOP năm 2024.\n- Đề nghị Công ty tổ chức thực hiện đúng phương án.\n- Giao Phòng Kinh tế theo dõi, hướng dẫn.",
        closing="Đề nghị Công ty thực hiện và phản ánh kịp thời khó khăn, vướng mắc.",
        signing=DEPUTY,
        recipients=Recipients(("Phòng Kinh tế",), filed="VT, KT"),
    )


EVERY = {
    "registration_form": registration_form,
    "self_assessment": self_assessment,
    "commune_report": commune_report,
    "business_consent": business_consent,
    "plan": city_plan,
    "plan_annexes": plan_annexes,
    "registration_list": registration_list,
    "recognition": recognition,
    "certificate": certificate,
    "expiry_notice": expiry_notice,
    "revocation": revocation,
    "reminder": reminder,
    "consolidated_list": consolidated_list,
    "survey_request": survey_request,
    "submission": submission,
    "comments": comments,
    "corrigendum": corrigendum,
    "outgoing_register": outgoing_register,
    "incoming_register": incoming_register,
    "selected_products": selected_products,
}
"""One filled sample of each registered form, by key."""


def many_products(count: int) -> Annexes:
    """New products in their hundreds or thousands, each with its own name."""
    given = annexes().new
    rows = tuple(replace(given[place % len(given)], product=f"Sản phẩm {place:05d}") for place in range(count))
    return Annexes(new=rows, programme="năm 2024")
