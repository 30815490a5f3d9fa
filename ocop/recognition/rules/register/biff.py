"""What an xls file (Excel 97-2003) says about its cells and calamine does not pass on: errors."""

import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import NamedTuple

from ocop.recognition.rules.register.cells import Broken, Cell
from ocop.recognition.rules.register.package import MOST_CELLS, Oversized

FREE, END_OF_CHAIN = 0xFFFFFFFF, 0xFFFFFFFE
STREAM_NAMES = ("Workbook", "Book")
BOUNDSHEET, FORMULA, BOOLERR, BEGIN, END = 0x85, 0x06, 0x205, 0x809, 0x0A
DIMENSIONS, SHARED_STRINGS, CONTINUED, SHARING_CELL = 0x200, 0xFC, 0x3C, 0xFD
CELLS = frozenset({FORMULA, BOOLERR, 0x203, 0xFD, 0x204, 0x27E, 0xBD, 0xD6})
SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
MOST_TEXT = 64 * 2**20
"""Signs of the cells, those of a shared string as often as cells name it: calamine writes it out each time."""

BYTE_ORDER_AND_SECTOR = struct.Struct("<28xHH8xIII4xI8xII")
LISTED_IN_HEADER = struct.Struct("<76x109I")


class Header(NamedTuple):
    """The fields of an OLE header that lead to a stream ([MS-CFB] 2.2); the rest is passed over."""

    byte_order: int
    sector_shift: int
    directory_sectors: int
    table_sectors: int
    first_directory: int
    smallest_stream: int
    first_list: int
    lists: int


@dataclass(frozen=True)
class Compound:
    """An OLE compound file: its sectors and, for each, the one that follows it."""

    content: bytes
    sector: int
    following: tuple[int, ...]

    def chain(self, start: int) -> bytes:
        """The sectors of a chain joined; ValueError for a chain that leads nowhere or bites its tail."""
        pieces: list[bytes] = []
        while start not in (FREE, END_OF_CHAIN):
            if start >= len(self.following) or len(pieces) > len(self.following):
                raise ValueError("a broken chain of sectors")
            begin = (start + 1) * self.sector
            pieces.append(self.content[begin : begin + self.sector])
            start = self.following[start]
        return b"".join(pieces)


def amendments(content: bytes) -> Mapping[str, Mapping[tuple[int, int], Cell]]:
    """By sheet name, the cells that show an error; Oversized for far cells, ValueError for a broken file."""
    try:
        stream = _workbook_stream(content)
        sheets = list(_sheets(stream))
        areas = sum(_area(stream, start) for start in {0, *(start for _, start in sheets)})
        if areas > MOST_CELLS or _declared_strings(stream) > len(stream) or _shared_signs(stream, sheets) > MOST_TEXT:
            raise Oversized
        return {name: dict(_errors(stream, start)) for name, start in sheets}
    except struct.error as wrong:
        raise ValueError("a broken compound file") from wrong


def _workbook_stream(content: bytes) -> bytes:
    """Nothing for a stream so small that it lies among the small ones; no real workbook does."""
    header = Header(*BYTE_ORDER_AND_SECTOR.unpack_from(content))
    if not 7 <= header.sector_shift <= 16:
        raise ValueError("no sector is of that size")
    compound = Compound(content, 1 << header.sector_shift, tuple(_following(content, header)))
    directory = compound.chain(header.first_directory)
    for entry in range(0, len(directory) - 127, 128):
        length, start, size = struct.unpack_from("<H50xII", directory, entry + 64)
        name = directory[entry : entry + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name in STREAM_NAMES and size >= header.smallest_stream:
            return compound.chain(start)[:size]
    return b""


def _following(content: bytes, header: Header) -> Iterator[int]:
    """The allocation table; its own sectors stand in the header and in lists chained to it."""
    sector = 1 << header.sector_shift
    numbers = struct.Struct(f"<{sector // 4}I")
    table = list(LISTED_IN_HEADER.unpack_from(content))
    next_list = header.first_list
    for _ in range(min(header.lists, len(content) // sector)):
        *more, next_list = numbers.unpack_from(content, (next_list + 1) * sector)
        table += more
    for number in table[: header.table_sectors]:
        if number not in (FREE, END_OF_CHAIN):
            yield from numbers.unpack_from(content, (number + 1) * sector)


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, record in _records(stream, 0):
        if kind == BOUNDSHEET and len(record) >= 8:
            start, length, wide = struct.unpack_from("<I2xBB", record)
            name = (
                record[8 : 8 + length * 2].decode("utf-16-le") if wide & 1 else record[8 : 8 + length].decode("latin-1")
            )
            yield name, start


def _area(stream: bytes, start: int) -> int:
    """The cells of the rectangle that calamine will allocate: the one declared or the one that the cells span."""
    last_row, last_column, declared = -1, -1, 0
    for kind, record in _records(stream, start):
        if kind in CELLS and len(record) >= 4:
            row, column = struct.unpack_from("<HH", record)
            last_row, last_column = max(last_row, row), max(last_column, column)
        if kind == DIMENSIONS and len(record) >= 10:
            declared = max(declared, _declared(record))
    return max(declared, (last_row + 1) * (last_column + 1))


def _declared(record: bytes) -> int:
    """The rectangle of a DIMENSIONS record; ValueError where it begins after its end, which calamine takes for endless."""
    form = "<IIHH" if len(record) >= 14 else "<HHHH"
    first_row, rows, first_column, columns = struct.unpack_from(form, record)
    if first_row > rows or first_column > columns:
        raise ValueError("a sheet that begins after its end")
    return int(rows * columns)


def _declared_strings(stream: bytes) -> int:
    """How many shared strings the file says it has; calamine makes room for them before it looks."""
    records = (record for kind, record in _records(stream, 0) if kind == SHARED_STRINGS and len(record) >= 8)
    return sum(count for record in records for count in struct.unpack_from("<4xI", record))


def _shared_signs(stream: bytes, sheets: Sequence[tuple[str, int]]) -> int:
    """How many signs the cells with shared strings hold together."""
    named = Counter(
        struct.unpack_from("<I", record, 6)[0]
        for start in {start for _, start in sheets}
        for kind, record in _records(stream, start)
        if kind == SHARING_CELL and len(record) >= 10
    )
    if not named:
        return 0
    lengths = list(islice(_lengths(list(_table(stream))), _declared_strings(stream)))
    return sum(lengths[place] * times for place, times in named.items() if place < len(lengths))


def _table(stream: bytes) -> Iterator[bytes]:
    """The table of shared strings, in the pieces in which it is written."""
    inside = False
    for kind, record in _records(stream, 0):
        inside = kind == SHARED_STRINGS or (inside and kind == CONTINUED)
        if inside:
            yield record[8:] if kind == SHARED_STRINGS else record


def _lengths(pieces: Sequence[bytes]) -> Iterator[int]:
    """The signs of each string ([MS-XLS] 2.5.293); where one goes on in the next piece, that begins with its width anew."""
    whole, borders = b"".join(pieces), list(accumulate(map(len, pieces)))
    at = 0
    while at + 3 <= len(whole):
        count, flags = struct.unpack_from("<HB", whole, at)
        yield count
        at += 3
        runs = struct.unpack_from("<H", whole, at)[0] if flags & 8 else 0
        at += 2 if flags & 8 else 0
        more = struct.unpack_from("<I", whole, at)[0] if flags & 4 else 0
        at = _after(whole, borders, at + (4 if flags & 4 else 0), count, 1 + (flags & 1)) + 4 * runs + more


def _after(whole: bytes, borders: Sequence[int], at: int, count: int, width: int) -> int:
    """Where the signs of a string end that begin at a place."""
    while count and at < len(whole):
        border = borders[bisect_right(borders, at)]
        room = (border - at) // width
        if count <= room:
            return at + count * width
        count, at = count - room, border
        if at < len(whole):
            width, at = 1 + (whole[at] & 1), at + 1
    return at


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], Cell]]:
    for kind, record in _records(stream, start):
        if kind == BOOLERR and len(record) >= 8 and record[7]:
            yield struct.unpack_from("<HH", record), Broken(SHOWN.get(record[6], "#N/A"))
        if kind == FORMULA and len(record) >= 14 and record[6] == 2 and record[12:14] == b"\xff\xff":
            yield struct.unpack_from("<HH", record), Broken(SHOWN.get(record[8], "#N/A"))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, those of the charts inside it included."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size
