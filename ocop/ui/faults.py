"""When a request fails: one page with one sentence that says what to do, never a trace; the same as JSON for scripts."""

import secrets
from dataclasses import dataclass, field
from typing import TypeAlias

from flask import Flask, Response, current_app, g, jsonify, make_response, redirect, render_template, request, session
from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from ocop.core.db import SAFE_METHODS, Base, db
from ocop.core.errors import AlreadyThere, DomainError, StaleEdit, WrongState
from ocop.paperwork import LackingCharacterError
from ocop.ui.forms import unprintable
from ocop.ui.pages import chosen_language, without_slash

Sentence: TypeAlias = str | LazyString

TITLES: dict[int, LazyString] = {
    400: _l("Yêu cầu chưa hợp lệ"),
    401: _l("Cần đăng nhập"),
    403: _l("Chưa được giao quyền"),
    404: _l("Không tìm thấy"),
    405: _l("Không thực hiện được theo cách này"),
    409: _l("Thông tin đã thay đổi"),
    413: _l("Tệp quá lớn"),
    415: _l("Loại tệp không được nhận"),
    422: _l("Cần kiểm tra lại thông tin"),
    429: _l("Thao tác quá nhiều lần"),
    503: _l("Hệ thống đang bận"),
}
OTHER_TITLE = _l("Hệ thống gặp sự cố")

SENTENCES: dict[int, LazyString] = {
    400: _l("Máy chủ không đọc được yêu cầu này. Vui lòng quay lại trang trước và thực hiện lại."),
    401: _l("Vui lòng đăng nhập để tiếp tục."),
    403: _l("Tài khoản của đồng chí chưa được giao quyền này. Đề nghị liên hệ lãnh đạo đơn vị để được phân quyền."),
    404: _l("Không tìm thấy nội dung này. Vui lòng kiểm tra lại địa chỉ hoặc quay về trang chủ của đơn vị."),
    405: _l("Địa chỉ này không mở trực tiếp được. Vui lòng quay lại trang trước và dùng nút trên trang."),
    415: _l("Máy chủ không nhận loại tệp này. Vui lòng chọn tệp khác."),
    429: _l("Đồng chí đã thao tác quá nhiều lần. Vui lòng chờ ít phút rồi thực hiện lại."),
    503: _l("Hệ thống đang bận. Vui lòng chờ ít giây rồi thực hiện lại."),
}
OTHER_SENTENCE = _l("Yêu cầu không thực hiện được. Vui lòng quay lại trang trước và kiểm tra thông tin đã nhập.")
BROKEN = _l(
    "Hệ thống gặp sự cố và dữ liệu chưa được lưu. Vui lòng thực hiện lại; nếu vẫn lỗi, báo quản trị mã sự cố dưới đây."
)
BROKEN_PAGE = _l(
    "Hệ thống gặp sự cố nên chưa mở được trang này. Vui lòng tải lại trang; nếu vẫn lỗi, báo quản trị mã sự cố dưới đây."
)
FORM_EXPIRED = _l(
    "Trang đã mở quá lâu nên biểu mẫu hết hiệu lực. Vui lòng quay lại trang trước, tải lại trang rồi gửi lại."
)
SAVED_MEANWHILE = _l("Nội dung này vừa được người khác lưu. Vui lòng tải lại trang để xem bản mới nhất rồi sửa lại.")

LOADED_PERSON = "_login_user"
"""Where Flask-Login keeps the person it has loaded; asking `current_user` instead could query a database that just failed."""

KEPT_HEADERS = frozenset({"Allow", "Retry-After"})
SQLITE_ERROR = 1
SQLITE_UNIQUE = frozenset({1555, 2067})
POSTGRES_UNIQUE = "23505"


@dataclass(frozen=True)
class Fault:
    """What the page of a failed request says."""

    status: int
    sentence: Sentence
    code: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> LazyString:
        return TITLES.get(self.status, OTHER_TITLE)


def install(app: Flask) -> None:
    """Answer every failure with a page of ours."""
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(LackingCharacterError, unprinted)
    app.register_error_handler(StaleEdit, stale)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(SecurityError, stranger_host)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(RequestEntityTooLarge, too_large)
    app.register_error_handler(IntegrityError, clashed)
    app.register_error_handler(StaleDataError, overtaken)
    app.register_error_handler(OperationalError, unanswered)
    app.register_error_handler(PoolTimeout, busy)
    app.register_error_handler(Exception, broken)


def refused(error: DomainError) -> Response:
    """A rule of the office says no: its own status and sentence."""
    let_go()
    return answer(Fault(error.status, error.sentence))


def unprinted(error: LackingCharacterError) -> Response:
    """A text that came in another way than through a form holds a letter that no paper of ours can show."""
    let_go()
    return answer(Fault(422, unprintable(error)))


def stale(error: StaleEdit) -> Response:
    """Two people saved the same text: both texts side by side, and a form to save the joined one."""
    let_go()
    fault = Fault(error.status, error.sentence)
    if wants_json():
        told = jsonify(sentence=str(fault.sentence), version=error.version, mine=error.mine, theirs=error.theirs)
        told.status_code = fault.status
        return told
    others = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in error.mine and name not in {"csrf_token", "version"}
    ]
    page = render_template("fault_stale.html", fault=fault, error=error, others=others, label=field_label)
    return make_response(page, fault.status)


def failed(error: HTTPException) -> Response:
    """What Flask itself refuses; an address with a stroke too much leads to the page without it."""
    let_go()
    meant = without_slash() if error is request.routing_exception and error.code == 404 else None
    if meant is not None:
        return make_response(redirect(meant, 308))
    status = error.code or 500
    if status >= 500 and status != 503:
        return broken(error)
    kept = {name: value for name, value in error.get_headers() if name in KEPT_HEADERS}
    return answer(Fault(status, SENTENCES.get(status, OTHER_SENTENCE), headers=kept))


def stranger_host(_error: SecurityError) -> Response:
    """The portal is asked for under a name that `OCOP_HOSTS` does not hold; no address of ours can be built for it."""
    let_go()
    return Response("Máy chủ không phục vụ tên miền này.\n", 400, mimetype="text/plain")


def expired(_error: CSRFError) -> Response:
    """The form's token is missing or not of this session."""
    let_go()
    return answer(Fault(400, FORM_EXPIRED))


def too_large(_error: RequestEntityTooLarge) -> Response:
    """More was sent than `OCOP_UPLOAD_LIMIT_MB` allows."""
    let_go()
    limit = (current_app.config["MAX_CONTENT_LENGTH"] or 0) // (1024 * 1024)
    sentence = _l(
        "Nội dung gửi lên vượt quá %(limit)s MB. Vui lòng chọn tệp nhỏ hơn hoặc chia thành nhiều tệp.", limit=limit
    )
    return answer(Fault(413, sentence))


def clashed(error: IntegrityError) -> Response:
    """A value that must be unique was taken a moment earlier; any other broken constraint is our mistake."""
    if not is_unique_violation(error):
        return broken(error)
    let_go()
    return answer(Fault(AlreadyThere.status, AlreadyThere.sentence))


def overtaken(_error: StaleDataError) -> Response:
    """The row's version moved on between reading and saving."""
    let_go()
    return answer(Fault(WrongState.status, SAVED_MEANWHILE))


def unanswered(error: OperationalError) -> Response:
    """The database is away or locked; but SQLite says so too of statements that are plainly wrong, which is our mistake."""
    return broken(error) if getattr(error.orig, "sqlite_errorcode", None) == SQLITE_ERROR else busy(error)


def busy(error: Exception) -> Response:
    """Worth another try in a few seconds."""
    current_app.logger.error("database unavailable at %s", request.path, exc_info=error)
    let_go()
    return answer(Fault(503, SENTENCES[503], headers={"Retry-After": "5"}))


def broken(error: Exception) -> Response:
    """A mistake of ours: the trace goes to the log under a code, the page shows only the code."""
    code = secrets.token_hex(4).upper()
    current_app.logger.error("incident %s at %s %s", code, request.method, request.path, exc_info=error)
    let_go()
    return answer(Fault(500, BROKEN_PAGE if request.method in SAFE_METHODS else BROKEN, code))


def let_go() -> None:
    """Undo what the request did; the person stays loaded, as the page still names them."""
    person = g.get(LOADED_PERSON)
    if isinstance(person, Base) and person in db.session:
        db.session.expunge(person)
    db.session.rollback()


def answer(fault: Fault) -> Response:
    """The fault as JSON for scripts, as a page for people; a bare page when even the menus cannot be read."""
    try:
        response = _told(fault)
    except Exception as error:
        current_app.logger.error("the page of a fault failed at %s", request.path, exc_info=error)
        db.session.rollback()
        response = _told_barely(fault)
    response.status_code = fault.status
    response.headers.update(fault.headers)
    return response


def wants_json() -> bool:
    """Whether a script of ours asks, not a person."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def field_label(name: str) -> str:
    """What the page called the field of this name, as far as the request's form is known."""
    form = g.get("form")
    return str(form[name].label.text) if form is not None and name in form else name


def is_unique_violation(error: IntegrityError) -> bool:
    """Whether the database refused a second row with the same key, on either database."""
    cause = error.orig
    return (
        getattr(cause, "sqlite_errorcode", None) in SQLITE_UNIQUE or getattr(cause, "sqlstate", None) == POSTGRES_UNIQUE
    )


def _told(fault: Fault) -> Response:
    if wants_json():
        return jsonify(sentence=str(fault.sentence), code=fault.code)
    return make_response(render_template("fault.html", fault=fault))


def _told_barely(fault: Fault) -> Response:
    """Without the person, the menus and the database: the language can only be the browser's."""
    language = chosen_language(session.get("language"))
    with force_locale(language):
        return make_response(render_template("fault_bare.html", fault=fault, language=language))
