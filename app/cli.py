"""Commands: `flask --app wsgi storage-init`, `openapi`, `create-admin`, `setup-code`."""

import json

import click
from apiflask import APIFlask

from app.domain.accounts import emails
from app.services.accounts import admission, sign_ins
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
        address = emails.normalised(email)
        if address is None:
            raise click.BadParameter("this is no email address", param_hint="--email")
        # Whoever can run commands here can read the code, too.
        proof = admission.Proof(setup_code=admission.setup_code())
        click.echo(sign_ins.register(address, password, name, proof).user.role)

    @app.cli.command("setup-code")
    def setup_code() -> None:
        """Print the code that the first account needs where other machines can reach the server."""
        click.echo(admission.setup_code())
