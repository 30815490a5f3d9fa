"""A browser for the journeys: the system's Chromium, else Playwright's own."""

import shutil

from playwright.sync_api import Browser, Playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(driver: Playwright) -> Browser:
    """Start it."""
    return driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
