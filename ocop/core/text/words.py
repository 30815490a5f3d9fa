"""Numbers written out in Vietnamese, as vouchers and decisions need them."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LARGEST = 10**15


def in_words(number: int) -> str:
    """1005015 → "một triệu không trăm lẻ năm nghìn không trăm mười lăm"; from 0 to 10^15, ValueError beyond."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} lies outside 0 to {LARGEST}")
    if number == 0:
        return DIGITS[0]
    billions, rest = divmod(number, 10**9)
    words = [*_below_a_billion(billions, leading=True), "tỷ"] if billions else []
    return " ".join([*words, *_below_a_billion(rest, leading=not billions)])


def dong_in_words(amount: int) -> str:
    """1250000 → "một triệu hai trăm năm mươi nghìn đồng"."""
    return f"{in_words(amount)} đồng"


def _below_a_billion(number: int, *, leading: bool) -> list[str]:
    """Groups of three digits; only the very first group of a number leaves its empty hundreds unsaid."""
    words: list[str] = []
    for name, size in (("triệu", 10**6), ("nghìn", 10**3), ("", 1)):
        group = number // size % 1000
        if group == 0:
            continue
        words += _group(group, leading=leading and not words)
        words += [name] if name else []
    return words


def _group(group: int, *, leading: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said = [] if leading and not hundreds else [DIGITS[hundreds], "trăm"]
    return said + _below_a_hundred(rest, after_hundreds=bool(said))


def _below_a_hundred(number: int, *, after_hundreds: bool) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        if unit == 0:
            return []
        return ["lẻ", DIGITS[unit]] if after_hundreds else [DIGITS[unit]]
    return (["mười"] if tens == 1 else [DIGITS[tens], "mươi"]) + _unit_after_tens(unit, tens)


def _unit_after_tens(unit: int, tens: int) -> list[str]:
    if unit == 0:
        return []
    if unit == 5:
        return ["lăm"]
    if tens > 1 and unit in (1, 4):
        return ["mốt" if unit == 1 else "tư"]
    return [DIGITS[unit]]
