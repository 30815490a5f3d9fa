"""The letters of the province's desk, blank."""

from ocop.paperwork import Citation, Recipients
from ocop.paperwork.forms.comments import Comments, SectionComment
from ocop.paperwork.forms.reminder import LateUnit, Reminder
from ocop.paperwork.kit.wording import DOTS
from ocop.programme.papers.head import ROWS, Head


def reminder(head: Head) -> Reminder:
    """Document 23 with an empty table."""
    return Reminder(
        letterhead=head.letterhead, year=head.year,
        about=f"đôn đốc ban hành Kế hoạch triển khai Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        opening=DOTS, late=tuple(LateUnit("", "", None) for _ in range(ROWS)), demand=DOTS, closing="",
        signing=head.signing, recipients=Recipients((DOTS,)),
    )  # fmt: skip


def comments(head: Head) -> Comments:
    """Document 29."""
    return Comments(
        letterhead=head.letterhead, year=head.year,
        about=f"góp ý, đề nghị hoàn thiện Kế hoạch triển khai Chương trình OCOP năm {head.year}", addressees=(DOTS,),
        on=Citation("Kế hoạch", None, "KH-UBND", None, DOTS), sections=(SectionComment(DOTS, DOTS, None),),
        reply_by=None, closing="", signing=head.signing, recipients=Recipients((DOTS,)),
    )  # fmt: skip
