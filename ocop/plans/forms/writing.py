"""Writing in a draft: sections, formalities, money, calendar."""

from collections.abc import Iterable, Sequence
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from ocop.core.errors import DomainError
from ocop.core.text.money import NotAnAmount, parse_dong
from ocop.core.text.normal import fold
from ocop.plans.models import Plan, PlanActivity, PlanBudgetLine
from ocop.plans.papers.annexes import SOURCE_NAMES
from ocop.plans.rules import Source
from ocop.plans.rules.content import Activity, Formalities, Money
from ocop.ui.forms import Form, MoneyField

EMPTY_ROWS = 3
MOST_ROWS = 60


class SectionForm(Form):
    """The words of one section and the version that they grew from."""

    text = TextAreaField(_l("Nội dung"))
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class FormalitiesForm(Form):
    """What stands around the text."""

    subject = TextAreaField(_l("Trích yếu"), [InputRequired(), Length(max=500)])
    legal_bases = TextAreaField(
        _l("Căn cứ"), description=_l("Mỗi dòng một căn cứ; dấu câu cuối dòng do bản in tự đặt.")
    )
    recipients = TextAreaField(_l("Nơi nhận"), description=_l("Mỗi dòng một nơi nhận, không gõ gạch đầu dòng."))
    filed = StringField(_l("Lưu"), description=_l("Phần sau chữ “Lưu:”, ví dụ: VT, KT."))
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @classmethod
    def of(cls, plan: Plan) -> "FormalitiesForm":
        """The form with the plan as it stands."""
        return cls(obj=plan)

    def formalities(self) -> Formalities:
        """What was typed."""
        return Formalities(
            subject=self.subject.data or "",
            legal_bases=self.legal_bases.data or "",
            recipients=self.recipients.data or "",
            filed=self.filed.data or "",
        )


class _Row(Form):
    class Meta(Form.Meta):
        """The form around the rows carries the token."""

        csrf = False


class BudgetRow(_Row):
    """One purpose with a box for each source."""

    purpose = TextAreaField(_l("Nội dung chi"), [Length(max=500)])
    trung_uong = MoneyField(_l("Trung ương"))
    tinh = MoneyField(_l("Tỉnh"))
    huyen = MoneyField(_l("Cấp huyện"))
    doi_ung = MoneyField(_l("Đối ứng"))
    khac = MoneyField(_l("Nguồn khác"))


class BudgetForm(Form):
    """The money, as a table; or as text, one line for each sum, which is how two tables are compared and joined."""

    lines = FieldList(FormField(BudgetRow), max_entries=MOST_ROWS)
    budget = TextAreaField(_l("Kinh phí, mỗi dòng: nội dung; nguồn; số tiền"))
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @classmethod
    def of(cls, plan: Plan, kept: Sequence[PlanBudgetLine], purposes: Iterable[str]) -> "BudgetForm":
        """The table: a row for each purpose that the law allows, in its place filled or not, own purposes, empty rows."""
        rows: dict[str, dict[str, object]] = {purpose: {"purpose": purpose} for purpose in purposes}
        for line in kept:
            rows.setdefault(line.purpose, {"purpose": line.purpose})[line.source.value] = line.amount
        return cls(data={"lines": [*rows.values(), *([{}] * EMPTY_ROWS)], "version": plan.budget_version})

    @property
    def totals(self) -> dict[str, int]:
        """What is typed, summed up by source in đồng; what cannot be read counts nothing."""
        return {one.value: sum(row[one.value].data or 0 for row in self.lines) for one in Source}

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.totals.values())

    def money(self) -> list[Money]:
        """What was typed; raises `DomainError` naming the line of the text that cannot be read."""
        if self.budget.data:
            return [_money(line) for line in self.budget.data.splitlines() if line.strip()]
        return [
            Money(
                row.purpose.data or "", {one: row[one.value].data for one in Source if row[one.value].data is not None}
            )
            for row in self.lines
        ]


class CalendarRow(_Row):
    """One activity."""

    content = TextAreaField(_l("Hoạt động"), [Length(max=500)])
    period = StringField(_l("Thời gian"))
    in_charge = StringField(_l("Đơn vị chủ trì"))
    cooperating = StringField(_l("Đơn vị phối hợp"))


class CalendarForm(Form):
    """The calendar, as a table; or as text, one line for each activity."""

    lines = FieldList(FormField(CalendarRow), max_entries=MOST_ROWS)
    calendar = TextAreaField(_l("Lịch, mỗi dòng: hoạt động; thời gian; chủ trì; phối hợp"))
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @classmethod
    def of(cls, plan: Plan, kept: Sequence[PlanActivity]) -> "CalendarForm":
        """The table with what is kept and some empty rows."""
        rows = [
            {
                "content": one.content,
                "period": one.period,
                "in_charge": one.in_charge,
                "cooperating": one.cooperating or "",
            }
            for one in kept
        ]
        return cls(data={"lines": [*rows, *([{}] * EMPTY_ROWS)], "version": plan.calendar_version})

    def activities(self) -> list[Activity]:
        """What was typed."""
        if self.calendar.data:
            return [_activity(line) for line in self.calendar.data.splitlines() if line.strip()]
        return [
            Activity(
                row.content.data or "", row.period.data or "", row.in_charge.data or "", row.cooperating.data or ""
            )
            for row in self.lines
        ]


class RefreshForm(Form):
    """Which sections are to be written anew, whatever people changed in them."""

    @property
    def overwrite(self) -> list[str]:
        """The keys of those sections."""
        return [
            name.removeprefix("whole-") for name, box in self._fields.items() if name.startswith("whole-") and box.data
        ]


def refresh_form(keys: Iterable[str]) -> RefreshForm:
    """The form with a box for each section that the records would change."""
    boxes = {
        f"whole-{key}": BooleanField(_l("Viết lại toàn bộ mục này theo hồ sơ, bỏ phần đã sửa tay")) for key in keys
    }
    return cast(RefreshForm, type("RefreshForm", (RefreshForm,), boxes)())


def _money(line: str) -> Money:
    parts = [part.strip() for part in line.rsplit(";", 2)]
    source = _source(parts[1]) if len(parts) == 3 else None
    if source is None:
        raise DomainError(_("Dòng “%(line)s” chưa đúng mẫu: nội dung; nguồn; số tiền.", line=line), field="budget")
    try:
        return Money(parts[0], {source: parse_dong(parts[2])})
    except NotAnAmount:
        raise DomainError(_("Dòng “%(line)s” có số tiền không đọc được.", line=line), field="budget") from None


def _source(text: str) -> Source | None:
    wanted = fold(text)
    return next((one for one, name in SOURCE_NAMES.items() if wanted in {one.value, fold(name)}), None)


def _activity(line: str) -> Activity:
    content, period, in_charge, cooperating = ([part.strip() for part in line.rsplit(";", 3)] + [""] * 3)[:4]
    return Activity(content, period, in_charge, cooperating)
