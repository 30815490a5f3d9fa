"""`import-products`: the register that a unit kept in Excel."""

import json
import sys
from pathlib import Path
from textwrap import indent

import click

from ocop import audit
from ocop.audit.services import hold
from ocop.cli import group
from ocop.core import clock
from ocop.core.db import db
from ocop.core.memory import uncollected
from ocop.recognition import queries, services
from ocop.recognition.rules.register import UnreadableWorkbook, Verdict, read_register, read_workbook, report
from ocop.tenancy import acting_in, units

UNREADABLE = 2


@group.command("import-products")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workspace", "slug", required=True, help="Slug của đơn vị nhận dữ liệu.")
@click.option("--dry-run", is_flag=True, help="Chỉ xét từng hàng, không ghi.")
@click.option("--leave-questions", is_flag=True, help="Nhập các hàng rõ ràng, để lại các hàng cần hỏi.")
@click.option(
    "--report", "target", required=True, type=click.Path(path_type=Path), help="Tệp JSON ghi kết quả từng hàng."
)
def import_products(file: Path, slug: str, dry_run: bool, leave_questions: bool, target: Path) -> None:
    """Nhập sổ theo dõi sản phẩm từ Excel: tất cả các hàng, hoặc không hàng nào khi còn câu hỏi."""
    unit = units.by_slug(slug)
    db.session.commit()
    if unit is None:
        raise click.ClickException(f"không có đơn vị {slug!r}")
    with acting_in(unit.id):
        gazetteer = queries.gazetteer(unit, clock.today())
    try:
        lines = read_register(read_workbook(file), gazetteer)
    except UnreadableWorkbook as wrong:
        click.echo(str(wrong.message), err=True)
        sys.exit(UNREADABLE)
    with acting_in(unit.id):
        if not dry_run:
            hold()
        with uncollected():
            judged = services.weigh(lines)
        _write(target, judged)  # what the writer of JSON leaves behind must be collected
        open_questions = judged.counts[Verdict.QUESTION]
        if not dry_run and (leave_questions or not open_questions):
            with uncollected():
                services.enter(judged.outcomes, unit=unit, by=audit.System(), now=clock.now(), source=file.name)
            said = {verdict.value: (None, number) for verdict, number in judged.counts.items()}
            audit.record(audit.System(), "import_products", "register", name=file.name, change=said)
    _tell(judged, dry_run=dry_run, left=leave_questions)


def _write(target: Path, judged: services.Judged) -> None:
    with target.open("w", encoding="utf-8") as file:
        between = "[\n"
        for row in report(judged.outcomes, judged.register.ignored):
            file.write(between + indent(json.dumps(row, ensure_ascii=False, indent=1), " "))
            between = ",\n"
        file.write("[]\n" if between == "[\n" else "\n]\n")


def _tell(judged: services.Judged, *, dry_run: bool, left: bool) -> None:
    counts = judged.counts
    click.echo(
        f"Thêm mới {counts[Verdict.CREATED]}, cập nhật {counts[Verdict.UPDATED]}, không đổi {counts[Verdict.UNCHANGED]},"
        f" cần hỏi {counts[Verdict.QUESTION]}, không nhập {counts[Verdict.REFUSED]}."
    )
    if dry_run:
        click.echo("Chạy thử: chưa ghi gì.")
    elif counts[Verdict.QUESTION] and not left:
        click.echo(
            "Còn hàng cần hỏi nên chưa nhập hàng nào; trả lời trên trang Nhập từ Excel hoặc thêm --leave-questions."
        )
