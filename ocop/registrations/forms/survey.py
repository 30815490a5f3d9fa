"""What is asked in a survey of communes: by the district, of the communes, and about an idea."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from ocop.producers.queries import Choice
from ocop.products.models import ProductSet
from ocop.registrations.models import SurveyIdea
from ocop.registrations.queries.survey import commune_name
from ocop.registrations.rules.survey import IdeaFacts
from ocop.tenancy import Unit
from ocop.ui.forms import Form, VietnameseDateField


class _Boxes(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DueForm(Form):
    """Until when a round may be answered."""

    due = VietnameseDateField(_l("Trả lời đến hết ngày"), validators=[InputRequired()])

    def last_day(self) -> date:
        """The last day of the round; the form must have been found right."""
        assert self.due.data is not None
        return self.due.data


class SurveyForm(DueForm):
    """A round: until when, and which communes."""

    note = TextAreaField(
        _l("Nội dung hướng dẫn"),
        validators=[Optional(), Length(max=2000)],
        description=_l("Hiện ở trang khảo sát của từng xã."),
    )
    communes = _Boxes(_l("Xã, phường, thị trấn được khảo sát"), coerce=int)

    def __init__(self, communes: Sequence[Unit]) -> None:
        super().__init__(data={"communes": [one.id for one in communes]})
        self.communes.choices = [(one.id, commune_name(one)) for one in communes]


class IdeaForm(Form):
    """A potential product as a commune describes it."""

    product = StringField(_l("Tên sản phẩm"), validators=[InputRequired(), Length(max=300)])
    producer = StringField(
        _l("Chủ thể"),
        validators=[Optional(), Length(max=300)],
        description=_l("Hợp tác xã, doanh nghiệp, hộ kinh doanh… Để trống nếu chưa có."),
    )
    set_id = SelectField(_l("Bộ sản phẩm (gợi ý)"), coerce=lambda value: int(value) if value else None)
    materials = TextAreaField(
        _l("Nguyên liệu, vùng nguyên liệu"), validators=[Optional(), Length(max=2000)], description=_l("Lấy từ đâu?")
    )
    reason = TextAreaField(_l("Vì sao có tiềm năng"), validators=[InputRequired(), Length(max=2000)])
    contact_consent = BooleanField(_l("Người sản xuất đồng ý để cán bộ liên hệ"))
    contact = StringField(
        _l("Cách liên hệ"),
        validators=[Optional(), Length(max=300)],
        description=_l("Chỉ lưu khi người sản xuất đồng ý."),
    )
    version = IntegerField(widget=HiddenInput(), default=1)

    def __init__(self, sets: Sequence[ProductSet], idea: SurveyIdea | None = None) -> None:
        super().__init__(obj=idea)
        self._kept = idea.contact if idea else None
        self.set_id.choices = [("", _("Chưa rõ")), *((str(one.id), f"{one.number}. {one.name}") for one in sets)]

    def validate_contact(self, field: StringField) -> None:
        """What is typed is never dropped in silence; a box left as it was while consent is taken back is."""
        if field.data and field.data != self._kept and not self.contact_consent.data:
            raise ValidationError(_("Vui lòng đánh dấu người sản xuất đồng ý, hoặc để trống mục này."))

    def facts(self) -> IdeaFacts:
        """What was written, empty boxes as None."""
        return IdeaFacts(
            product=self.product.data or "",
            producer=self.producer.data or None,
            set_id=self.set_id.data,
            materials=self.materials.data or None,
            reason=self.reason.data or "",
            contact_consent=bool(self.contact_consent.data),
            contact=self.contact.data or None,
        )


class TakeUpForm(Form):
    """Whose product an idea is to be registered as."""

    producer_id = SelectField(_l("Chủ thể đã có"), coerce=lambda value: int(value) if value else None)
    producer_name = StringField(
        _l("Hoặc tên chủ thể mới"),
        validators=[Optional(), Length(max=300)],
        description=_l("Hệ thống thêm chủ thể mới thuộc xã này nếu chưa có tên trong danh sách."),
    )

    def __init__(self, idea: SurveyIdea, producers: Sequence[Choice]) -> None:
        super().__init__(data={"producer_name": idea.producer})
        self.producer_id.choices = [("", _("Theo tên ghi bên dưới")), *((str(one.id), one.name) for one in producers)]


class DeclineForm(Form):
    """Why an idea is not taken up."""

    reason = StringField(_l("Lý do không chọn"), validators=[InputRequired(), Length(max=500)])
