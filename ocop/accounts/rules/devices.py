"""From where somebody comes: a browser's long description of itself, made short enough to recognise one's own device by."""

from dataclasses import dataclass

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
LONGEST = 60


@dataclass(frozen=True)
class Place:
    """The network address, and the device as its owner would call it."""

    address: str
    device: str


def short_device(user_agent: str) -> str:
    """ "Firefox, Windows"; what is not recognised is cut to sixty characters; empty when the browser says nothing."""
    browser = _named(BROWSERS, user_agent)
    system = _named(SYSTEMS, user_agent)
    return ", ".join(filter(None, (browser, system))) or user_agent[:LONGEST]


def _named(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
