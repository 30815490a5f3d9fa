"""A process of its own that takes numbers from a body's own series, one thread for each document.

Called as `python -m tests.factories.taking UNIT KEY…`, with the settings of the test's database in the environment; ends
with 1 when a taking failed.
"""

import sys
from threading import Thread

from flask import Flask

from ocop.app import create_app
from ocop.core.db import db
from ocop.documents import services
from ocop.documents.models import Document
from ocop.tenancy import acting_in
from tests.factories import documents


def take(app: Flask, unit: int, key: int, failures: list[str]) -> None:
    """Give one document the next number, in a transaction of its own."""
    try:
        with app.app_context(), acting_in(unit):
            document = db.session.get_one(Document, key)
            services.number_own(document, dated=documents.DAY, by=documents.CLERK, now=documents.now())
    except Exception as error:
        failures.append(repr(error))


def main(unit: int, keys: list[int]) -> int:
    """Take all at once."""
    app = create_app()
    failures: list[str] = []
    threads = [Thread(target=take, args=(app, unit, key, failures)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stderr.write("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), [int(key) for key in sys.argv[2:]]))
