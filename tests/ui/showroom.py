"""Pages that show every piece of the house once, for the tests of looks, keys and messages."""

from datetime import date

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from sqlalchemy.exc import IntegrityError, OperationalError
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from ocop.core.errors import DomainError, Forbidden, StaleEdit
from ocop.tenancy import Permission, ProvinceBlueprint, WorkspaceBlueprint, public, signed_in
from ocop.ui import forms, listing, navigation
from ocop.ui.spreadsheet import respond_xlsx

bp = Blueprint("showroom", __name__, url_prefix="/xac-minh/phong-mau", template_folder="templates")

PRODUCTS = [
    (f"Nước mắm cá cơm loại {number}", number * 1000, date(2024, 5, 1 + number % 28)) for number in range(1, 121)
]


class ProducerForm(forms.Form):
    """One field of every kind."""

    name = StringField("Tên chủ thể", [DataRequired()], description="Ghi đúng giấy đăng ký kinh doanh.")
    story = TextAreaField("Câu chuyện sản phẩm", [Optional()])
    founded = forms.VietnameseDateField("Ngày thành lập", [Optional()])
    known_since = forms.PartialDateField("Sản xuất từ", [Optional()])
    revenue = forms.MoneyField("Doanh thu (đồng)", [Optional()])
    share = forms.VietnameseDecimalField("Tỷ lệ nguyên liệu địa phương (%)", [Optional()])
    kind = SelectField(
        "Loại hình", [DataRequired()], choices=[("", "Chọn"), ("htx", "Hợp tác xã"), ("ho", "Hộ kinh doanh")]
    )
    size = RadioField("Quy mô", choices=[("nho", "Nhỏ"), ("vua", "Vừa")], default="nho")
    labelled = BooleanField("Đã có nhãn hàng hóa", [Optional()])
    code = StringField("Mã số", [Optional(), Length(max=10)])
    scan = FileField("Bản quét", [Optional()])
    version = HiddenField()


STORE = {"story": "Bản đầu", "version": 1, "count": 0, "asked": 0}


class DraftForm(forms.Form):
    """One text with its version."""

    story = TextAreaField("Mục tiêu")
    version = HiddenField()


@bp.route("/bieu-mau", methods=["GET", "POST"])
@public
def form() -> ResponseReturnValue:
    """The form, refused until it is right."""
    asked = ProducerForm()
    if asked.validate_on_submit():
        flash("Đã lưu chủ thể.")
        return redirect(url_for(".pieces"))
    return render_template("showroom/form.html", form=asked), 422 if asked.errors else 200


@bp.get("/bang")
@public
def table() -> ResponseReturnValue:
    """A list of 120 rows."""
    query = listing.read(sorts={"ten", "tien"}, order="ten", filters={"sao"}, per_page=20)
    found = [row for row in PRODUCTS if query.folded in listing.fold(row[0])]
    page = listing.Page(found[query.offset : query.offset + query.per_page], len(found), query)
    return render_template("showroom/table.html", query=query, page=page)


@bp.get("/bang.xlsx")
@public
def export() -> ResponseReturnValue:
    """The same list as a file."""
    return respond_xlsx("Sản phẩm.xlsx", ["Tên", "Doanh thu", "Ngày"], PRODUCTS)


@bp.post("/bang.xlsx")
@public
def export_chosen() -> ResponseReturnValue:
    """Ticked rows as a file."""
    return export()


@bp.get("/manh-ghep")
@public
def pieces() -> ResponseReturnValue:
    """Badges, steps, comparisons."""
    steps = [
        listing.Step("Dự thảo", "done", "02/5/2024"),
        listing.Step("Kiểm tra nội dung", "stopped", "Trả lại: thiếu biểu 2"),
        listing.Step("Trình ký", "current"),
        listing.Step("Ban hành", "ahead"),
    ]
    return render_template("showroom/pieces.html", steps=steps)


@bp.route("/soan", methods=["GET", "POST"])
@public
def draft() -> ResponseReturnValue:
    """A text that two people may save."""
    asked = DraftForm(data={"story": STORE["story"], "version": str(STORE["version"])})
    if request.method == "GET":
        return render_template("showroom/draft.html", form=asked)
    if int(asked.version.data) != STORE["version"]:
        theirs = {"story": str(STORE["story"])}
        raise StaleEdit(mine={"story": asked.story.data}, theirs=theirs, version=int(STORE["version"]))
    STORE.update(story=asked.story.data, version=int(STORE["version"]) + 1)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(version=STORE["version"])
    return redirect(url_for(".draft"))


@bp.post("/dem")
@public
def count() -> ResponseReturnValue:
    """Counts how often a form arrived."""
    STORE["count"] = int(STORE["count"]) + 1
    return redirect(url_for(".form"))


@bp.get("/viec")
@public
def job() -> ResponseReturnValue:
    """A job that ends at the second question."""
    STORE["asked"] = int(STORE["asked"]) + 1
    over = int(STORE["asked"]) > 1
    return jsonify(
        done=20 if over else 5, total=20, text="Đã in 20/20" if over else "Đã in 5/20", next="/" if over else None
    )


class SqliteRefusal(Exception):
    """What SQLite's driver raises, with SQLite's own code."""

    def __init__(self, code: int) -> None:
        super().__init__("constraint failed")
        self.sqlite_errorcode = code


FAULTS: dict[str, Exception] = {
    "quy-tac": DomainError("Kế hoạch chưa có số. Vui lòng xin số tại Văn thư."),
    "quyen": Forbidden(),
    "trung": IntegrityError("insert", {}, SqliteRefusal(2067)),
    "khoa-ngoai": IntegrityError("insert", {}, SqliteRefusal(787)),
    "ban": OperationalError("select", {}, SqliteRefusal(5)),
    "sai-lenh": OperationalError("select", {}, SqliteRefusal(1)),
    "hong": ZeroDivisionError("a secret of the server"),
}


@bp.get("/loi/<kind>")
@public
def fault(kind: str) -> ResponseReturnValue:
    """Fails in the named way, or as Flask itself does for a status."""
    if kind.isdecimal():
        abort(int(kind))
    raise FAULTS[kind]


desk = WorkspaceBlueprint("showroom_desk", "phong-mau")
window = ProvinceBlueprint("showroom_window", "phong-mau")


@desk.get("/")
@desk.get("/giay", endpoint="papers")
@desk.get("/nguoi", endpoint="people")
@window.get("/")
@signed_in
def home() -> ResponseReturnValue:
    """A page of an area, for the menus."""
    return render_template("showroom/pieces.html", steps=())


MENUS = {
    navigation.Area.PROVINCE: (navigation.Entry("showroom_window.home", "Toàn tỉnh", Permission.VIEW_PROVINCE),),
    navigation.Area.DESK: (
        navigation.Entry("showroom_desk.home", "Tổng quan"),
        navigation.Entry("showroom_desk.papers", "Văn bản", Permission.VIEW),
        navigation.Entry("showroom_desk.people", "Người dùng", Permission.MANAGE_PEOPLE),
        navigation.Entry("showroom_desk.nowhere", "Chưa mở"),
    ),
    navigation.Area.OPERATOR: (navigation.Entry("showroom.pieces", "Đơn vị", Permission.OPERATE),),
}
