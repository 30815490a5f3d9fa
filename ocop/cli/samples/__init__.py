"""`print-samples`: every official document that the data of this installation give, as the pages to be signed."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click

from ocop import paperwork
from ocop.cli import group
from ocop.cli.samples import letters, lists, plans, recognitions, registers
from ocop.cli.samples.specimens import Office, Specimen, offices, trying
from ocop.core import clock
from ocop.programme import queries as programme


@group.command("print-samples")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def print_samples(folder: Path) -> None:
    """In mọi loại văn bản từ dữ liệu đang có vào một thư mục; không ghi gì vào cơ sở dữ liệu."""
    folder.mkdir(parents=True, exist_ok=True)
    with trying(None):
        cycle = programme.current_cycle(clock.today())
        if cycle is None:
            raise click.ClickException("chưa có chương trình của năm; hãy chạy seed-demo hoặc nạp chương trình trước")
        cycle_id, desk_id = cycle.id, cycle.unit_id
        found = offices(desk_id)
    printed = sum(_write(folder, _specimens(office, cycle_id)) for office in found)
    click.echo(f"Đã in {printed} tệp vào {folder}. Mã QR của bản in thử chưa tra cứu được.")


def _specimens(office: Office, cycle_id: int) -> Iterator[Specimen]:
    """What one office prints, made in its scope and forgotten afterwards."""
    with trying(office.unit.id):
        yield from chain.from_iterable(
            of_a_room.specimens(office, programme.cycle(cycle_id))
            for of_a_room in (registers, lists, recognitions, letters, plans)
        )


def _write(folder: Path, specimens: Iterable[Specimen]) -> int:
    count = 0
    for specimen in specimens:
        name = folder / specimen.name
        name.with_suffix(".pdf").write_bytes(paperwork.render_pdf(specimen.content, specimen.rendition))
        count += 1
        if specimen.word:
            name.with_suffix(".docx").write_bytes(paperwork.render_docx(specimen.content, specimen.rendition))
            count += 1
    return count
