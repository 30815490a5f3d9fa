"""Two officers bring the register in at one moment: what is written is written once, and no answer is lost."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from ocop.core.db import db
from ocop.jobs import services as jobs
from ocop.jobs.models import Job
from ocop.jobs.rules import State
from ocop.products.models import Product
from ocop.recognition import queries
from ocop.recognition.models import Recognition, RegisterImport
from ocop.recognition.services import background, importing
from tests.factories.products import product
from tests.factories.registers import workbook
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
HOME = "/phan-thiet/san-pham/nhap-excel/"
HEADINGS = ("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Ngày công nhận")
WHOLE = [(1, "Nước mắm Bà Hai", "Cơ sở Hai Thu", 4, "25/9/2023"), (2, "Mắm ruốc", "Cơ sở Hai Thu", 3, "25/9/2023")]
DOUBTFUL = [(1, "Mắm nêm", "Cơ sở Hai Thu", 3, "31/2/2023"), (2, "Mắm ruốc", "Cơ sở Hai Thu", 3, "30/2/2023")]
PATIENCE = 1.5


def brought_in(client: FlaskClient, rows: list[tuple[object, ...]]) -> str:
    """The address of the preview."""
    content = BytesIO(workbook([HEADINGS, *rows]))
    return client.post(HOME, data={"file": (content, "so.xlsx")}).headers["Location"]


def meeting(monkeypatch: pytest.MonkeyPatch, where: object, act: str) -> None:
    """Whoever comes to the end of `act` waits for a second one, as long as that one may come at all."""
    together, really = Barrier(2), getattr(where, act)

    def met(*many: object, **more: object) -> object:
        found = really(*many, **more)
        with suppress(BrokenBarrierError):
            together.wait(PATIENCE)
        return found

    monkeypatch.setattr(where, act, met)


def at_once(*acts: Callable[[], object]) -> None:
    threads = [Thread(target=act) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_two_who_take_the_same_register_over_write_each_product_once(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, other = client_of("phan-thiet"), client_of("phan-thiet")
    first, second = brought_in(officer, WHOLE), brought_in(officer, WHOLE)
    meeting(monkeypatch, importing, "weigh")

    at_once(lambda: officer.post(f"{first}/nhap"), lambda: other.post(f"{second}/nhap"))

    with inside(app, "phan-thiet"):
        imports = db.session.scalars(select(RegisterImport).order_by(RegisterImport.created, RegisterImport.id)).all()
        assert db.session.scalar(select(func.count(Product.id))) == 2
        assert [(one.created, one.unchanged) for one in imports] == [(0, 2), (2, 0)]


def test_a_decision_that_two_record_at_one_moment_is_recorded_once(app: Flask, client_of: ClientOf) -> None:
    with inside(app, "phan-thiet"):
        address = f"/phan-thiet/cong-nhan/san-pham/{product('Mắm nêm').id}/ghi"
    data, together, answers = {"stars": "3", "decided": "12/9/2022"}, Barrier(2), list[int]()

    def record(client: FlaskClient) -> None:
        together.wait(PATIENCE)
        answers.append(client.post(address, data=data).status_code)

    first, second = client_of("phan-thiet"), client_of("phan-thiet")
    at_once(lambda: record(first), lambda: record(second))

    with inside(app, "phan-thiet"):
        assert (sorted(answers), db.session.scalar(select(func.count(Recognition.id)))) == ([302, 409], 1)


def test_answers_that_two_officers_give_at_one_moment_are_both_kept(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, other = client_of("phan-thiet"), client_of("phan-thiet")
    address = brought_in(officer, DOUBTFUL)
    meeting(monkeypatch, importing.queries, "register_import")

    at_once(
        *(
            lambda client=client, row=row: client.post(
                f"{address}/tra-loi", data={f"tra-loi|{row}|first_date|Sheet1": "25/9/2023"}
            )
            for client, row in ((officer, 2), (other, 3))
        )
    )

    with inside(app, "phan-thiet"):
        kept = db.session.scalars(select(RegisterImport)).one()
        assert len(kept.answers) == 2


def test_an_answer_about_a_sheet_whose_name_has_two_lines_is_read_again(app: Flask, client_of: ClientOf) -> None:
    officer = client_of("phan-thiet")
    address = brought_in(officer, DOUBTFUL)

    answered = officer.post(f"{address}/tra-loi", data={"tra-loi|2|first_date|Sổ\nnăm": "25/9/2023"})

    assert (answered.status_code, officer.get(address).status_code) == (302, 200)


def test_an_answer_given_while_a_worker_reads_counts(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "LONG", 0)
    officer = client_of("phan-thiet")
    address = brought_in(officer, DOUBTFUL[:1])
    officer.post(f"{address}/tra-loi", data={"tra-loi|2|first_date|Sheet1": "25/9/2023"})
    officer.post(f"{address}/nhap")
    with inside(app, "phan-thiet") as unit_id:
        job_id = db.session.scalars(select(Job.id)).one()
    really = background.read

    def read(*many: object, **more: object) -> object:
        found = really(*many, **more)
        officer.post(f"{address}/tra-loi", data={"tra-loi|2|first_date|Sheet1": "26/9/2023"})
        return found

    monkeypatch.setattr(background, "read", read)
    with app.app_context():
        jobs.run(unit_id, job_id)

    with inside(app, "phan-thiet"):
        assert db.session.get_one(Job, job_id).state is State.DONE
        (known,) = queries.known()
        assert [str(one.date) for one in known.recognitions] == ["26/9/2023"]
