"""The WSGI entry point: ``granian --interface wsgi wsgi:app`` serves, ``flask ocop …`` works as the owner of the tables."""

import os

from ocop.app import create_app

app = create_app(serving=os.environ.get("FLASK_RUN_FROM_CLI") != "true")
