"""What becomes of a unit's rows when it goes into another one, as data with reasons; `merging` carries it out.

Every owned table moves unless it is named in `STAYS`, so a new room's table is covered by itself. A house test asks about
each new column that names a unit, and about each new unique key that two units could both use.
"""

from collections.abc import Mapping
from dataclasses import dataclass

STAYS: Mapping[str, str] = {
    "audit_entries": "an entry is sealed with the key of its unit, and nobody may change it",
    "audit_heads": "the last link of that chain",
}
"""Owned tables whose rows stay where they were made."""

FOLLOWS: Mapping[str, str] = {
    "users.unit_id": "people keep their accounts and go on working in the receiving unit",
    "stamps.unit_id": "a projection goes where its document is",
    "product_names.unit_id": "a projection goes where its product is",
    "catalogue_entries.unit_id": "a projection goes where its product is",
    "dispatches.receiver_unit_id": "what is on its way arrives in the box that is there, and a receipt finds its sending",
    "incoming_documents.sender_unit_id": "a receipt is told to the unit that keeps the sending",
}
"""Columns, of any unit's rows, that name the receiving unit from now on."""

REMAINS: Mapping[str, str] = {
    "units.parent_id": "only what is below the unit on the day goes with it: `merging` looks at the dates",
    "units.successor_id": "an earlier merger is history; whoever looks follows one successor after the other",
    "unit_names.unit_id": "a name belongs to the unit that bore it",
    "issuing_bodies.unit_id": "documents keep the body that issued them; it ends with its unit",
    "cycles.unit_id": "a year's programme is the province's",
    "users.commune_id": "the commune is still the same one",
    "producers.commune_id": "the commune is still the same one",
    "catalogue_entries.commune_id": "the commune is still the same one",
    "survey_answers.commune_id": "the commune is still the same one",
}
"""Columns that go on naming the unit that they name."""


@dataclass(frozen=True, kw_only=True)
class Renumbered:
    """Rows counted by `number` within the columns `within`: those of a unit that goes are counted on after the others."""

    table: str
    within: tuple[str, ...]
    number: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class Emptied:
    """A column that may stand only once in a unit: the row of a unit that goes gives it up and stays otherwise as it is."""

    table: str
    column: str
    notice: str


@dataclass(frozen=True, kw_only=True)
class Folded:
    """Rows of which a unit has one for each `key`: several become one, whose children are the children of all.

    The one that stays takes on the sums of `sums` and the latest of `latest`; where `unsummed` (SQL) holds, the sums are
    left empty. The rows that go are written down in the trail.
    """

    table: str
    key: tuple[str, ...]
    sums: tuple[str, ...] = ()
    latest: tuple[str, ...] = ()
    unsummed: str = "false"
    notice: str = ""


RENUMBERED = (
    Renumbered(
        table="plans",
        within=("cycle_id",),
        number="ordinal",
        notice="{key}: các đơn vị đã có {count} kế hoạch, tất cả được giữ và xếp tiếp nhau. Nếu năm đó còn thực hiện, đơn vị"
        " mới lập kế hoạch thay thế.",
    ),
)
EMPTIED = (
    Emptied(
        table="incoming_documents",
        column="token",
        notice="{count} văn bản đến được gửi cho nhiều đơn vị cùng hợp nhất; mỗi bản giữ số đến của mình trong sổ.",
    ),
)
FOLDED = (
    Folded(table="tallies", key=("cycle_id", "key"), sums=("value",)),
    Folded(
        table="surveys",
        key=("cycle_id",),
        latest=("due",),
        notice="{key}: {count} đợt khảo sát nhập làm một, lấy hạn trả lời muộn nhất; trả lời của các xã giữ nguyên.",
    ),
    Folded(
        table="unit_targets",
        key=("target_id",),
        sums=("registered", "assigned"),
        unsummed="target_id in (select id from targets where measure = '%')",
        notice="Chỉ tiêu “{key}”: số đăng ký, số giao được cộng lại; chỉ tiêu tính bằng % để trống, đơn vị mới đăng ký lại.",
    ),
    Folded(
        table="extensions",
        key=("milestone_id",),
        latest=("until",),
        notice="Mốc “{key}”: {count} lần gia hạn nhập làm một, lấy ngày muộn nhất.",
    ),
)
LABELS: Mapping[str, tuple[str, str]] = {
    "cycle_id": ("cycles", "name"),
    "target_id": ("targets", "title"),
    "milestone_id": ("milestones", "title"),
}
"""How a notice calls what a key stands for: table and column of its name."""


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """Rows that are still in one of these states: they stop the merger, or are named to be looked at afterwards.

    Those of the receiving unit are asked too where it says so.
    """

    table: str
    states: tuple[str, ...]
    name: str
    sentence: str
    stops: bool = True
    receiver_too: bool = False


UNFINISHED = (
    Unfinished(
        table="jobs",
        states=("waiting", "running"),
        name="title",
        sentence="Việc nền “{name}” của {unit} chưa xong. Hãy chờ xong, hoặc dừng ở trang Việc chạy nền.",
        receiver_too=True,
    ),
    Unfinished(
        table="documents",
        states=("frozen",),
        name="subject",
        sentence="Văn bản “{name}” của {unit} đã chốt trình ký mà chưa ban hành; cơ quan ban hành sẽ kết thúc. Hãy ban hành,"
        " hoặc bỏ chốt.",
    ),
    Unfinished(
        table="documents",
        states=("draft",),
        name="subject",
        sentence="Văn bản “{name}” của {unit} còn là dự thảo, mang tên cơ quan cũ. Sau khi hợp nhất, hãy soạn lại.",
        stops=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Rows of different units with the same value in a column: allowed, and to be looked at by the receiving unit."""

    table: str
    column: str
    name: str
    standing: str
    notice: str


ALIKE = (
    Alike(
        table="producers",
        column="tax_code",
        name="name",
        standing="merged_into_id is null",
        notice="Mã số thuế {value} có ở nhiều chủ thể: {names}. Sau khi hợp nhất, nếu là một thì cán bộ"
        " gộp trên trang chủ thể.",
    ),
    Alike(
        table="products",
        column="code",
        name="name",
        standing="true",
        notice="Mã sản phẩm {value} có ở nhiều sản phẩm: {names}. Sau khi hợp nhất, cán bộ kiểm tra lại mã.",
    ),
)
