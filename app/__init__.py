"""The application factory: wires extensions, blueprints and errors; nothing else."""

from typing import Any

from apiflask import APIFlask

from app import api, cli, config, headers, intake, logs, ws
from app.db.pool import require_standing_ones
from app.errors import register_error_handlers
from app.extensions import db, jwt, migrate, sock
from app.flask_settings import flask_config
from app.strict_json import StrictJSONProvider

# The browser app is served by app/api/spa.py; Flask's own static route would be one more that nobody guards.
_NO_STATIC_FOLDER: dict[str, Any] = {"static_folder": None}


def create_app(settings: config.Settings | None = None) -> APIFlask:
    """Builds the web application. Raises ConfigError where the environment is unusable."""
    settings = settings or config.load()
    logs.configure(settings.log_level)
    app = APIFlask(__name__, title="VideoFlow", version="1", docs_path=None, **_NO_STATIC_FOLDER)
    app.config.from_mapping(flask_config(settings))
    app.json = StrictJSONProvider(app)
    db.init_app(app)
    with app.app_context():
        require_standing_ones(db.engine)
    migrate.init_app(app, db, compare_type=True)
    jwt.init_app(app)
    register_error_handlers(app)
    headers.register(app, settings)
    intake.register(app, settings.trusted_proxies)
    ws.register(app)
    sock.init_app(app)
    api.register(app)
    cli.register(app)
    return app
