"""The year's programme around the small world's cycle: more targets, tasks, documents from above, more time."""

from datetime import date

from sqlalchemy import select

from ocop.accounts.models import User
from ocop.core import clock
from ocop.core.db import db
from ocop.core.text.normal import fold
from ocop.programme import services
from ocop.programme.models import Cycle, Extension, Guidance, Milestone, Target, Task
from tests.factories import world

WHY = "Công văn 12/UBND-PKT: lãnh đạo đi công tác"


def cycle() -> Cycle:
    """The year 2024."""
    return db.session.scalars(select(Cycle).where(Cycle.year == 2024)).one()


def milestone(key: str = "plan_issued") -> Milestone:
    """A milestone of 2024."""
    return db.session.scalars(select(Milestone).where(Milestone.key == key)).one()


def person(slug: str, role: str) -> User:
    """A unit's only person with a role."""
    return db.session.scalars(select(User).where(User.username == world.username(slug, role))).one()


def target(key: str = "trainees", title: str = "Học viên tập huấn", **given: object) -> Target:
    """One more target of the year."""
    usual: dict[str, object] = {"measure": "học viên", "lowest": 220, "metric": key, "counted": "Số lượt học viên"}
    made = Target(cycle_id=cycle().id, key=key, position=9, title=title, **(usual | given))
    db.session.add(made)
    db.session.flush()
    return made


def registered(target: Target, figure: int, slug: str) -> None:
    """The unit in scope registers a figure for one target and none for the others."""
    services.register_targets(cycle(), figures={target.id: figure}, version=0, by=person(slug, "officer"))


def task(
    department: str = "so-cong-thuong", text: str = "Xúc tiến thương mại sản phẩm OCOP.", position: int = 1
) -> Task:
    """A task of part IV."""
    made = Task(
        cycle_id=cycle().id, key=f"iv-{position}", position=position, department=department,
        department_name=department.replace("-", " ").capitalize(), text=text, source="Mục IV",
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def guidance(
    number: str = "1578/KH-UBND", title: str = "Triển khai Chương trình OCOP năm 2024", **given: object
) -> Guidance:
    """A document from above as told; the usual one is by number and date the legal basis of the world's milestones."""
    usual: dict[str, object] = {
        "dated": date(2024, 5, 2), "precision": "day", "issuer": "UBND tỉnh Bình Thuận",
        "summary": "Cấp huyện ban hành kế hoạch.", "standing": "sure",
    }  # fmt: skip
    facts = usual | given
    folded = fold(f"{number} {facts['issuer']} {title} {facts['summary']}")
    made = db.session.scalars(select(Guidance).where(Guidance.number == number)).one_or_none() or Guidance(
        number=number
    )
    for name, value in {"title": title, "folded": folded, **facts}.items():
        setattr(made, name, value)
    db.session.add(made)
    db.session.flush()
    return made


def extension(until: date, key: str = "plan_issued") -> Extension:
    """More time for the scope's unit, given by the province."""
    by = person("ubnd-tinh", "province_officer")
    return services.extend(milestone(key), until=until, reason=WHY, by=by, now=clock.now())
