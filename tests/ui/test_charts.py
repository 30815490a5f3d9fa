"""A chart shows the figures that the table beside it holds, on the page and on paper alike."""

from io import BytesIO
from xml.etree import ElementTree

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Line, Rect, String

from ocop.paperwork.kit.fonts import REGULAR
from ocop.ui.charts import DONE, REACHED, Bar, bars, respond_svg, svg

ROWS = [Bar("Thành phố Phan Thiết", 7, 20), Bar("Thị xã La Gi", 20, 20), Bar("Huyện <Phú Quý>", 0)]


def lengths(drawing: Drawing, colour: object) -> list[float]:
    """How long the bars of a colour are."""
    return [shape.width for shape in drawing.contents if isinstance(shape, Rect) and shape.fillColor is colour]


def test_bars_stand_on_one_scale() -> None:
    drawing = bars(ROWS, width=640)

    (done,), (reached,) = lengths(drawing, DONE), lengths(drawing, REACHED)
    assert round(done / reached, 6) == 7 / 20


def test_each_goal_has_its_mark() -> None:
    drawing = bars(ROWS)

    assert sum(isinstance(shape, Line) for shape in drawing.contents) == 2


def test_every_line_tells_its_figures() -> None:
    drawing = bars([Bar("Doanh thu", 1_250_000, 2_000_000)])

    assert [shape.text for shape in drawing.contents if isinstance(shape, String)] == [
        "Doanh thu",
        "1.250.000/2.000.000",
    ]


def test_nothing_counted_yet_is_an_empty_chart() -> None:
    assert "<svg" in svg(bars([]))
    assert lengths(bars([Bar("Sản phẩm", 0, 0)]), DONE) == []


def test_the_picture_is_sound_xml_with_vietnamese_names() -> None:
    response = respond_svg(bars(ROWS))

    assert response.mimetype == "image/svg+xml"
    texts = [text.strip() for text in ElementTree.fromstring(response.get_data(as_text=True)).itertext()]
    assert "Thành phố Phan Thiết" in texts
    assert "Huyện <Phú Quý>" in texts


def test_the_same_drawing_prints_with_the_face_of_documents() -> None:
    paper = BytesIO()

    renderPDF.drawToFile(bars(ROWS, face=REGULAR.name), paper)

    assert paper.getvalue().startswith(b"%PDF")
