"""Entry point of the web server: `gunicorn -c gunicorn.conf.py wsgi:application`."""

from app import create_app

application = create_app()
