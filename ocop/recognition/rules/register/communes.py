"""Finding the commune that a register means, by code and never by a name alone where two communes share it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ocop.recognition.rules.register.cells import (
    NOTHING,
    Cell,
    Doubt,
    Found,
    Reading,
    error_in,
    says_nothing,
    shown,
)
from ocop.recognition.rules.register.messages import Choice, Message, say
from ocop.recognition.rules.register.spelling import bare, tidy, words

KINDS = {"xa": "xã", "phuong": "phường", "thi_tran": "thị trấn", "dac_khu": "đặc khu"}
PREFIXES = {
    "xa": "xa",
    "x": "xa",
    "phuong": "phuong",
    "p": "phuong",
    "thi tran": "thi_tran",
    "tt": "thi_tran",
    "t t": "thi_tran",
    "dac khu": "dac_khu",
}
STARTS_WITH_PREFIX = re.compile(r"(xa|x|phuong|p|thi tran|tt|t t|dac khu) (?=\S)")
INSIDE_ADDRESS = re.compile(r"(?<!thi )(?<!hop tac )(?<!ubnd )\b(xa|phuong|thi tran|tt|dac khu)\b[ .:]*([a-z][a-z ]*)")
ASKED_WHEN_UNKNOWN = frozenset({"xa", "phuong", "thi tran", "dac khu"})
NO_NAME = re.compile(r"(?:hoi|vien|doi|nay|cu|moi)\b")
DISTRICT_WORDS = re.compile(r"^(?:huyen|h|thi xa|tx|thanh pho|tp|quan|q) ")
SEGMENTS = re.compile(r"[,;:()\n/]|\s-\s|(?<=\w)-(?=\s)|\s(?=(?:huyen|thi xa|tx|thanh pho|tp|tinh)\b)")
"""What separates the parts of an address."""

CODE = re.compile(r"(?:^|\()([0-9]{5})(?:\)|$)")


@dataclass(frozen=True)
class Commune:
    """A commune as the caller lists it; two spans of time may share a code (22951: Hưng Long, then Bình Hưng)."""

    code: str
    name: str
    kind: str
    district_code: str
    valid_from: date
    valid_to: date | None = None
    district_name: str = ""
    aliases: tuple[str, ...] = ()

    def __str__(self) -> str:
        of_district = f" ({self.district_name})" if self.district_name else ""
        return f"{KINDS.get(self.kind, self.kind)} {self.name}{of_district}"


@dataclass(frozen=True)
class Named:
    """What a text says about a commune: its key, the kind that stands before it, the district that stands after it."""

    key: str
    kind: str | None = None
    district_code: str | None = None


class Gazetteer:
    """The communes among which a register is read.

    `own_district` is the district of the workspace, none for the province; `on` leaves out communes not valid then.
    """

    def __init__(self, communes: Iterable[Commune], *, own_district: str | None = None, on: date | None = None) -> None:
        self.own_district = own_district
        self.by_code: defaultdict[str, list[Commune]] = defaultdict(list)
        self.by_name: defaultdict[str, list[Commune]] = defaultdict(list)
        self.gone: defaultdict[str, list[Commune]] = defaultdict(list)
        self.districts: dict[str, str] = {}
        for commune in communes:
            self._learn(commune, on)

    def label(self, code: str) -> str:
        """The name as commune() reads it back to this code: with its district or its code where the name is shared."""
        known = self.by_code.get(code)
        if not known:
            return code
        commune = max(known, key=lambda one: one.valid_from)
        name = f"{KINDS.get(commune.kind, commune.kind)} {commune.name}"
        with_district = f"{name}, {commune.district_name}"
        labels = (name, with_district) if commune.district_name else (name,)
        return next((label[:1].upper() + label[1:] for label in labels if self._means(label, code)), f"{name} ({code})")

    def _means(self, label: str, code: str) -> bool:
        reading = self.commune(label)
        return isinstance(reading, Found) and reading.value.code == code

    def commune(self, cell: Cell) -> Reading[Commune]:
        """The commune of a cell that names one, with or without its kind and its district."""
        if says_nothing(cell):
            return NOTHING
        return error_in(cell) or self._named(shown(cell))

    def commune_in_address(self, cell: Cell) -> Reading[Commune]:
        """The commune that an address names; one that it names and nobody knows is a question, naming none is nothing."""
        if not isinstance(cell, str) or says_nothing(cell):
            return NOTHING
        return self._in_address(tidy(cell))

    def _learn(self, commune: Commune, on: date | None) -> None:
        self.by_code[commune.code].append(commune)
        if commune.district_name:
            self.districts[_key(commune.district_name)] = commune.district_code
        valid = on is None or commune.valid_from <= on <= (commune.valid_to or date.max)
        names = self.by_name if valid else self.gone
        for key in {_key(name) for name in (commune.name, *commune.aliases)}:
            names[key].append(commune)

    @lru_cache(maxsize=1 << 13)  # noqa: B019 - a gazetteer lives as long as one import
    def _named(self, text: str) -> Reading[Commune]:
        if code := CODE.search(text):
            return self._coded(code[1])
        parts = _parts(text)
        district = self._district(parts)
        named = _stripped(parts[0], district)
        if len(parts) == 1 or self._is_name(named.key):
            return self._chosen(named, text)
        found = self._in_address(text)
        return self._unknown(text) if found == NOTHING else found

    @lru_cache(maxsize=1 << 13)  # noqa: B019 - as above
    def _in_address(self, text: str) -> Reading[Commune]:
        parts = _parts(text)
        district = self._district(parts)
        said = [named for part in parts if (named := self._said(part, district))]
        if not said:
            said = [Named(_key(part), None, district) for part in parts if _key(part) in self.by_name]
        distinct = list(dict.fromkeys(said))
        if not distinct:
            return NOTHING
        if len(distinct) > 1:
            return self._asked(
                say("Địa chỉ “%(text)s” nhắc đến nhiều xã. Đề nghị chọn xã.", text=text),
                [commune for named in distinct for commune in self.by_name[named.key]],
            )
        return self._chosen(distinct[0], text)

    def _said(self, part: str, district: str | None) -> Named | None:
        """The commune that a part of an address names after its kind; a name that no commune bears is named too."""
        whole = _stripped(part, district)
        if whole.kind and self._is_name(whole.key):
            return whole
        unknown: Named | None = None
        for found in INSIDE_ADDRESS.finditer(part):
            if named := self._spoken(found[2].split(), PREFIXES[found[1]], district):
                return named
            if found[1] in ASKED_WHEN_UNKNOWN and not NO_NAME.match(found[2]):
                unknown = unknown or Named(_key(found[2]), PREFIXES[found[1]], district)
        return unknown

    def _spoken(self, spoken: Sequence[str], kind: str, district: str | None) -> Named | None:
        """A name of up to four words, after which nothing or a district follows: "Tân Hà Giang" is not Tân Hà."""
        for count in range(min(len(spoken), 4), 0, -1):
            key, rest = _key(" ".join(spoken[:count])), _key(" ".join(spoken[count:]))
            follows = next((code for name, code in self.districts.items() if rest.startswith(name)), None)
            if self._is_name(key) and (not rest or follows):
                return Named(key, kind, follows or district)
        return None

    def _is_name(self, key: str) -> bool:
        return key in self.by_name or key in self.gone

    def _coded(self, code: str) -> Reading[Commune]:
        known = self.by_code.get(code)
        return Found(max(known, key=lambda commune: commune.valid_from)) if known else self._unknown(code)

    def _chosen(self, named: Named, text: str) -> Reading[Commune]:
        """One commune of that name, or the one of the own district; every other case is a question."""
        everywhere = self.by_name.get(named.key, [])
        if not everywhere:
            return self._vanished(named, text)
        in_district = [one for one in everywhere if named.district_code in (None, one.district_code)]
        candidates = [one for one in in_district if named.kind in (None, one.kind)] or in_district
        if not candidates:
            return self._asked(
                say("“%(text)s”: xã không thuộc huyện được ghi. Đề nghị chọn xã.", text=text), everywhere
            )
        own = [one for one in in_district if one.district_code == self.own_district]
        if self.own_district is None or named.district_code:
            own = candidates
        if len(own) != 1:
            return self._not_one(named, text, in_district)
        if named.kind not in (None, own[0].kind):
            return self._other_kind(own[0], everywhere, named, text)
        if own[0].district_code != (self.own_district or own[0].district_code):
            return Found(own[0], say("%(commune)s ở ngoài địa bàn đơn vị.", commune=_capital(own[0])))
        return Found(own[0], _remark(own[0], text))

    def _not_one(self, named: Named, text: str, candidates: Sequence[Commune]) -> Doubt:
        if len(candidates) == 1:
            return self._elsewhere(candidates[0], text)
        return self._asked(say("Có nhiều xã tên “%(text)s”. Đề nghị chọn xã.", text=text), candidates)

    def _other_kind(self, own: Commune, everywhere: Sequence[Commune], named: Named, text: str) -> Reading[Commune]:
        if any(one.kind == named.kind for one in everywhere):
            return self._asked(say("Có nhiều xã tên “%(text)s”. Đề nghị chọn xã.", text=text), everywhere)
        return Found(own, say("“%(text)s” được hiểu là %(commune)s.", text=text, commune=own))

    def _elsewhere(self, commune: Commune, text: str) -> Doubt:
        message = say("“%(text)s” là %(commune)s, ngoài địa bàn đơn vị. Đề nghị xác nhận.", text=text, commune=commune)
        return self._asked(message, [commune])

    def _vanished(self, named: Named, text: str) -> Doubt:
        gone = self.gone.get(named.key)
        if not gone:
            return self._unknown(text)
        message = say("%(commune)s không còn ở thời điểm này. Đề nghị chọn xã hiện nay.", commune=_capital(gone[0]))
        return self._asked(message, gone)

    def _unknown(self, text: str) -> Doubt:
        return Doubt(say("Không có xã nào tên “%(text)s” trong danh mục. Đề nghị chọn xã.", text=text))

    def _asked(self, message: Message, communes: Sequence[Commune]) -> Doubt:
        return Doubt(
            message, tuple(dict.fromkeys(Choice(one.code, say("%(commune)s", commune=one)) for one in communes))
        )

    def _district(self, parts: Sequence[str]) -> str | None:
        """The district that stands after the commune, by its known name."""
        for part in reversed(parts):
            key = _key(DISTRICT_WORDS.sub("", part))
            if key in self.districts and (len(parts) > 1 or DISTRICT_WORDS.match(part)):
                return self.districts[key]
        return None


def _key(name: str) -> str:
    """Bare words with y for i: "Thuận Quí" and "Thuận Quý" are one name, and so are "Vũ Hoà" and "Vũ Hòa"."""
    return words(name).replace("y", "i")


def _parts(text: str) -> list[str]:
    return [part for piece in SEGMENTS.split(bare(text)) if (part := words(piece))] or [words(text)]


def _stripped(part: str, district: str | None) -> Named:
    prefix = STARTS_WITH_PREFIX.match(part)
    if not prefix:
        return Named(_key(part), None, district)
    return Named(_key(part[prefix.end() :]), PREFIXES[prefix[1]], district)


def _remark(commune: Commune, text: str) -> Message | None:
    """A remark where the text leaves a mark out or puts another: "Ham Thanh" was understood as Hàm Thạnh."""
    if any(name.casefold() in tidy(text).casefold() for name in (commune.name, *commune.aliases)):
        return None
    return say("“%(text)s” được hiểu là %(commune)s.", text=text, commune=commune)


def _capital(commune: Commune) -> str:
    text = str(commune)
    return text[:1].upper() + text[1:]
