"""The published products of Bình Thuận in the shape of the register of 22 columns."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ocop.core.text.dates import PartialDate
from ocop.recognition.rules.register import Gazetteer, Known, LegalForm, Recognition, write_register

DATA = Path(__file__).resolve().parents[2] / "ocop" / "seed" / "data"
FORMS = {
    "htx": LegalForm.COOPERATIVE, "to_hop_tac": LegalForm.COOPERATIVE_GROUP, "doanh_nghiep": LegalForm.ENTERPRISE,
    "ho_kinh_doanh": LegalForm.HOUSEHOLD, "trang_trai": LegalForm.FARM, "co_so": LegalForm.FACILITY,
    "hoi": LegalForm.ASSOCIATION, "trung_tam": LegalForm.CENTRE,
}  # fmt: skip
RECOGNISED = {"cong_nhan", "cong_nhan_khong_ro_nam", "het_han"}
AS_OF = date(2024, 5, 13)


def rows() -> Iterator[Known]:
    """Each published row, 104 in all; what is not recognised bears no stars, a producer without a name is the row's own."""
    with (DATA / "products.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Known(
                key=row["row_id"],
                product=row["product"],
                producer=row["producer"] or f"Chủ thể của {row['product']}",
                form=FORMS.get(row["producer_form"]),
                address=row["village"],
                group=row["group_suggested"],
                stars=int(row["stars"]) if _recognised(row) else None,
                recognitions=(_recognition(row),) if _recognised(row) else (),
            )


def workbook() -> bytes:
    """The Excel file of the 104 rows."""
    target = io.BytesIO()
    write_register(rows(), target, gazetteer=Gazetteer(()), as_of=AS_OF)
    return target.getvalue()


def _recognised(row: dict[str, str]) -> bool:
    return row["status"] in RECOGNISED and row["stars"] in {"3", "4", "5"}


def _recognition(row: dict[str, str]) -> Recognition:
    when = PartialDate.parse(row["decided_earliest"][:4]) if row["decided_earliest"] else None
    return Recognition(int(row["stars"]), when, "", row["authority"])
