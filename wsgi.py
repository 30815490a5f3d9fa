"""The WSGI entry point: ``granian --interface wsgi wsgi:app`` or ``flask --app wsgi ocop …``."""

from ocop.app import create_app

app = create_app()
