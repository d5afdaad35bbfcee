"""Commands: `flask --app wsgi storage-init`, `openapi`, `create-admin`."""

import json

import click
from apiflask import APIFlask

from app.services.accounts import sign_ins
from app.settings import settings
from app.storage.s3 import get_store


def register(app: APIFlask) -> None:
    """Adds the commands."""

    @app.cli.command("storage-init")
    def storage_init() -> None:
        """Create the bucket where it is missing, and set its CORS and lifecycle."""
        get_store().initialise(settings().public_url)

    @app.cli.command("openapi")
    def openapi() -> None:
        """Print the OpenAPI document."""
        # Sorted, so that the same API always gives the same bytes.
        click.echo(json.dumps(app.spec, indent=2, sort_keys=True))

    @app.cli.command("create-admin")
    @click.option("--email", prompt=True)
    @click.option("--name", prompt=True)
    @click.password_option()
    def create_admin(email: str, name: str, password: str) -> None:
        """Register the first account, which is the admin."""
        click.echo(sign_ins.register(email, password, name).user.role)
