"""The application: settings, extensions, rooms, errors; no logic."""

from functools import partial
from importlib import import_module

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from ocop.core import clock
from ocop.core import db as database
from ocop.core import settings as settings_
from ocop.core.db import SAFE_METHODS, db
from ocop.tenancy import access, blueprints, guard, wall
from ocop.ui import catalogue, faults, pages

TABLES = ("tallies",)
ROOMS = (
    "audit",
    "accounts",
    "jobs",
    "attachments",
    "documents",
    "programme",
    "producers",
    "products",
    "recognition",
    "catalogue",
    "registrations",
    "dossiers",
    "plans",
    "workspace",
    "province",
    "public",
)


class Application(Flask):
    """Flask with one commit at the edge: inside the dispatch, so that a unique violation still meets the error handlers."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then keep its work when an unsafe request succeeded, else let it go."""
        response = self.make_response(super().dispatch_request())
        db.settle(keep=request.method in SAFE_METHODS or response.status_code < 400)
        return response


def create_app(settings: settings_.Settings | None = None, *, serving: bool = True) -> Application:
    """Build the application; raises `WrongSetting` or `WallDown` with one line when it must not start.

    With `serving` False it works as the owner of the tables: init, migrations, backup, restore, merging of units.
    """
    settings = settings or settings_.read()
    app = Application(
        __name__, static_folder=None, static_url_path="/static", instance_path=str(settings_.ROOT / "instance")
    )
    app.config.from_mapping(flask_settings(settings, serving=serving))
    app.extensions["ocop.settings"] = settings
    app.extensions["ocop.serving"] = partial(create_app, settings)
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies)  # type: ignore[method-assign]
    clock.configure(settings.today)
    guard.install()
    database.init(app)
    if serving:
        with app.app_context():
            wall.check(db.engine)
    Migrate(app, db, directory=str(settings_.ROOT / "migrations"))
    catalogue.install(app, locale=pages.locale)
    Bootstrap5(app)
    CSRFProtect(app)
    login = LoginManager(app)
    login.session_protection = None
    blueprints.measure(app)
    open_rooms(app, login)
    blueprints.install(app)
    pages.install(app)
    faults.install(app)
    access.refuse_undeclared(app)
    return app


def flask_settings(settings: settings_.Settings, *, serving: bool) -> dict[str, object]:
    """The settings of Flask and its extensions that follow from ours."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url if serving else settings.database_owner_url,
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "BABEL_TRANSLATION_DIRECTORIES": str(settings_.ROOT / "translations"),
        "BOOTSTRAP_SERVE_LOCAL": True,
        "MAX_CONTENT_LENGTH": settings.upload_limit_mb * 1024 * 1024,
        "TRUSTED_HOSTS": list(settings.hosts) or None,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_NAME": "ocop",
        "WTF_CSRF_TIME_LIMIT": None,
    }


def open_rooms(app: Flask, login: LoginManager) -> None:
    """Register every room's blueprints and commands."""
    from ocop import cli
    from ocop.accounts import loading
    from ocop.catalogue import services as catalogue

    loading.install(login)
    catalogue.watch()
    for room in TABLES:
        import_module(f"ocop.{room}.models")
    for room in ROOMS:
        for blueprint in import_module(f"ocop.{room}.views").blueprints:
            app.register_blueprint(blueprint)
    cli.install(app)
