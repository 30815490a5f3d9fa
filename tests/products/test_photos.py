"""Photos of products: what is taken in, what is refused, who may see it."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from zlib import crc32

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from ocop.audit import System
from ocop.core.db import db
from ocop.products import queries, services
from ocop.products.models import ProductPhoto
from tests.factories.attachments import pdf
from tests.factories.products import product
from tests.factories.scopes import inside

ClientOf = Callable[..., FlaskClient]
BY = System()
PLACE = b"BIMAT-noi-chup"


def picture(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200), mode: str = "RGB") -> bytes:
    """A photo with the place where it was taken written into it."""
    image = Image.new(mode, size, "white" if mode == "RGB" else (0, 0, 0, 0))
    exif, notes, target = Image.Exif(), PngInfo(), BytesIO()
    exif[0x010E] = PLACE.decode()
    notes.add_text("Comment", PLACE.decode())
    image.save(target, kind, **({"pnginfo": notes} if kind == "PNG" else {"exif": exif, "comment": PLACE}))
    return target.getvalue()


def sent(content: bytes, name: str = "ảnh chụp.jpg", alt: str = "Chai nước mắm") -> dict[str, object]:
    return {"file": (BytesIO(content), name), "alt": alt}


@pytest.fixture
def of_phan_thiet(app: Flask) -> int:
    """A product of Phan Thiết."""
    with inside(app, "phan-thiet"):
        return product("Nước mắm Bà Hai").id


@pytest.fixture
def of_la_gi(app: Flask) -> tuple[int, int, str, str]:
    """A product of La Gi with one photo: their keys and the two addresses."""
    with inside(app, "la-gi"):
        made = product("Cà phê Hoàng Yến")
        services.add_photo(made, BytesIO(picture()), filename="x.jpg", alt="Gói cà phê Hoàng Yến", by=BY)
        (photo,) = queries.photos(made.id)
        return made.id, photo.id, photo.token, photo.thumbnail.token


def fetched(client: FlaskClient, token: str) -> TestResponse:
    """The photo at an address, read to its end."""
    with client.get(f"/phan-thiet/san-pham/anh/{token}") as answer:
        answer.get_data()
        return answer


def photos_of(app: Flask, product_id: int) -> list[ProductPhoto]:
    with inside(app, "phan-thiet"):
        return list(queries.photos(product_id))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_drawn_anew_small_enough_and_without_its_place(
    app: Flask, client_of: ClientOf, of_phan_thiet: int, kind: str
) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}"

    made = client.post(f"{address}/anh", data=sent(picture(kind)))
    (photo,) = photos_of(app, of_phan_thiet)
    whole = fetched(client, photo.token)
    small = fetched(client, photo.thumbnail.token)

    assert made.status_code == 302
    for answer, size in ((whole, (1600, 800)), (small, (320, 160))):
        with Image.open(BytesIO(answer.data)) as kept:
            assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", size, {})
        assert PLACE not in answer.data
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.mimetype == "image/jpeg"
    assert photo.thumbnail.token in client.get(address).text
    assert 'alt="Chai nước mắm"' in client.get(address).text


def test_what_was_transparent_is_white(app: Flask, client_of: ClientOf, of_phan_thiet: int) -> None:
    client = client_of("phan-thiet")
    client.post(
        f"/phan-thiet/san-pham/{of_phan_thiet}/anh", data=sent(picture("PNG", size=(300, 300), mode="RGBA"), "anh.png")
    )
    (photo,) = photos_of(app, of_phan_thiet)

    answer = fetched(client, photo.token)

    with Image.open(BytesIO(answer.data)) as kept:
        assert kept.getpixel((10, 10)) == (255, 255, 255)


def zipped() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("anh.jpg", picture())
    return target.getvalue()


def claimed_size(width: int, height: int) -> bytes:
    """A tiny PNG that claims to be enormous: a bomb for whoever unpacks it."""
    head = bytearray(picture("PNG", size=(300, 300)))
    head[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    head[29:33] = crc32(head[12:29]).to_bytes(4, "big")
    return bytes(head)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "anh.jpg", "Tệp không có nội dung"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "anh.svg", "không phải ảnh PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "anh.jpg", "không phải ảnh PNG"),
        (b"GIF89a" + b"\0" * 64, "anh.gif", "không phải ảnh PNG"),
        (b"<html><script>alert(1)</script>", "anh.png", "không phải ảnh PNG"),
        (pdf(), "anh.jpg", "không phải ảnh PNG"),
        (zipped(), "anh.jpg", "không phải ảnh PNG"),
        (b"\xff\xd8\xff\xe0" + b"x" * 500, "anh.jpg", "Không đọc được tệp này"),
        (picture()[:900], "anh.jpg", "Không đọc được tệp này"),
        (picture("PNG")[:200], "anh.png", "Không đọc được tệp này"),
        (claimed_size(60_000, 60_000), "anh.png", "quá nhiều điểm ảnh"),
        (claimed_size(9_000, 9_000), "anh.png", "quá nhiều điểm ảnh"),
        (picture(size=(199, 900)), "anh.jpg", "Ảnh quá nhỏ"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_reason(
    app: Flask, client_of: ClientOf, of_phan_thiet: int, content: bytes, name: str, sentence: str
) -> None:
    response = client_of("phan-thiet").post(
        f"/phan-thiet/san-pham/{of_phan_thiet}/anh", data=sent(content, name, alt="Lời tả còn đây")
    )

    assert response.status_code == 422
    assert sentence in response.text
    assert "Lời tả còn đây" in response.text
    assert photos_of(app, of_phan_thiet) == []


def test_a_picture_that_is_also_a_package_comes_out_as_a_picture_only(
    app: Flask, client_of: ClientOf, of_phan_thiet: int
) -> None:
    client = client_of("phan-thiet")
    client.post(
        f"/phan-thiet/san-pham/{of_phan_thiet}/anh", data=sent(picture() + zipped() + b"<script>alert(1)</script>")
    )
    (photo,) = photos_of(app, of_phan_thiet)

    kept = fetched(client, photo.token).data

    assert not zipfile.is_zipfile(BytesIO(kept))
    assert b"<script" not in kept


def test_a_photo_without_words_or_file_is_asked_for_them(client_of: ClientOf, of_phan_thiet: int) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}/anh"

    no_words = client.post(address, data=sent(picture(), alt=""))
    no_file = client.post(address, data={"alt": "Chai nước mắm"})

    assert (no_words.status_code, no_file.status_code) == (422, 422)
    assert "Vui lòng nhập mục này." in no_words.text
    assert "Vui lòng chọn ảnh." in no_file.text


def test_photos_are_put_in_order_and_the_first_is_the_main_one(
    app: Flask, client_of: ClientOf, of_phan_thiet: int
) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}/anh"
    for alt in ("một", "hai", "ba"):
        client.post(address, data=sent(picture(size=(300, 300)), alt=alt))
    third = photos_of(app, of_phan_thiet)[2].id

    client.post(f"{address}/{third}/thu-tu/1")
    first_order = [one.alt for one in photos_of(app, of_phan_thiet)]
    client.post(f"{address}/{third}/thu-tu/2")
    second_order = [(one.position, one.alt) for one in photos_of(app, of_phan_thiet)]

    assert first_order == ["ba", "một", "hai"]
    assert second_order == [(1, "một"), (2, "ba"), (3, "hai")]


def test_a_photo_moved_meanwhile_is_put_where_the_second_officer_wants_it(within: Callable[[str], int]) -> None:
    within("phan-thiet")
    made = product("Nước mắm Bà Hai")
    first, second = (
        services.add_photo(made, BytesIO(picture()), filename="x.jpg", alt=alt, by=BY) for alt in ("Chai", "Thùng")
    )
    for photo, moved_to in ((first, 2), (second, 1)):
        db.session.execute(
            update(ProductPhoto).where(ProductPhoto.id == photo.id).values(position=moved_to),
            execution_options={"synchronize_session": False},
        )

    services.place_photo(first, 1, product=made, by=BY)

    kept = db.session.execute(select(ProductPhoto.id, ProductPhoto.position).order_by(ProductPhoto.position)).tuples()
    assert kept.all() == [(first.id, 1), (second.id, 2)]


def test_a_photo_that_was_taken_away_is_not_found_under_its_kept_address(
    app: Flask, client_of: ClientOf, of_phan_thiet: int
) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}/anh"
    for alt in ("một", "hai"):
        client.post(address, data=sent(picture(size=(300, 300)), alt=alt))
    first = photos_of(app, of_phan_thiet)[0]

    gone = client.post(f"{address}/{first.id}/xoa")

    tokens = (first.token, first.thumbnail.token)
    assert gone.status_code == 302
    assert {client.get(f"/phan-thiet/san-pham/anh/{token}").status_code for token in tokens} == {404}
    assert {client.get(f"/tep/{token}").status_code for token in tokens} == {404}
    assert [(one.position, one.alt) for one in photos_of(app, of_phan_thiet)] == [(1, "hai")]


def test_another_units_photos_do_not_exist(
    client_of: ClientOf, of_la_gi: tuple[int, int, str, str], of_phan_thiet: int
) -> None:
    client = client_of("phan-thiet")
    product_id, photo_id, whole, small = of_la_gi
    own = f"/phan-thiet/san-pham/{of_phan_thiet}/anh/{photo_id}"

    answers = [
        client.get(f"/phan-thiet/san-pham/anh/{whole}"),
        client.get(f"/phan-thiet/san-pham/anh/{small}"),
        client.get(f"/tep/{whole}"),
        client.get(f"/phan-thiet/san-pham/{product_id}/anh"),
        client.post(f"/phan-thiet/san-pham/{product_id}/anh", data=sent(picture())),
        client.get(own),
        client.post(own, data={"alt": "Khác", "version": "1"}),
        client.post(f"{own}/thu-tu/1"),
        client.post(f"{own}/xoa"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert all("Hoàng Yến" not in answer.text for answer in answers)


def test_other_files_of_the_unit_are_no_photos(app: Flask, client_of: ClientOf) -> None:
    from tests.factories.attachments import scan

    with inside(app, "phan-thiet"):
        token = scan().token

    assert client_of("phan-thiet").get(f"/phan-thiet/san-pham/anh/{token}").status_code == 404


def test_two_officers_describe_the_same_photo(app: Flask, client_of: ClientOf, of_phan_thiet: int) -> None:
    client, address = client_of("phan-thiet"), f"/phan-thiet/san-pham/{of_phan_thiet}/anh"
    client.post(address, data=sent(picture(size=(300, 300))))
    key = photos_of(app, of_phan_thiet)[0].id
    client.post(f"{address}/{key}", data={"alt": "Lời của người thứ nhất", "version": "1"})

    second = client.post(f"{address}/{key}", data={"alt": "Lời của người thứ hai", "version": "1"})

    assert second.status_code == 409
    assert "Lời của người thứ nhất" in second.text
    assert "Lời của người thứ hai" in second.text


def test_a_thirteenth_photo_is_refused(app: Flask, client_of: ClientOf, of_phan_thiet: int) -> None:
    small = picture(size=(200, 200))
    with inside(app, "phan-thiet"):
        made = queries.product(of_phan_thiet)
        for number in range(services.MOST_PHOTOS):
            services.add_photo(made, BytesIO(small), filename="x.jpg", alt=f"Ảnh {number}", by=BY)

    response = client_of("phan-thiet").post(f"/phan-thiet/san-pham/{of_phan_thiet}/anh", data=sent(small))

    assert response.status_code == 422
    assert "nhiều nhất 12 ảnh" in response.text
