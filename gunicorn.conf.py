"""The web server: gevent workers, so that a thousand open sockets cost a thousand small greenlets."""

import gc
import os
import resource
import signal

from gevent import monkey

# Before anything of the product is imported, which the name of the worker's class does in the first process: a module
# that has seen the real `ssl` cannot be patched any more.
monkey.patch_all()

# A socket is a file, too; many systems let a process open 1,024 unless it asks for more.
_, _most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files, _most_files))

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "app.serving.worker.PatientWorker"
worker_connections = 4000
# Sockets are told to reconnect at SIGTERM (app/ws/closing.py); this is how long stragglers may take.
graceful_timeout = 10
timeout = 60
keepalive = 75
# Heartbeats in memory: a slow disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "info").lower()


def post_fork(server, worker):
    """Lets psycopg2 wait without blocking the other greenlets."""
    from psycogreen.gevent import patch_psycopg

    patch_psycopg()


def post_worker_init(worker):
    """Adds to gunicorn's SIGTERM handler: open sockets say 1012, so that clients reconnect elsewhere at once.

    And keeps an eye on the copying that the uploads worker does.
    """
    from app.ws import closing
    from workers import watch

    # What is loaded by now stays for good. Looking through all of it again whenever many connections come at once held
    # every other one up.
    gc.collect()
    gc.freeze()
    watch.start_in_web(worker.wsgi)
    _say_setup_code(worker)

    stop = signal.getsignal(signal.SIGTERM)

    def on_terminate(number, frame):
        closing.begin()
        if callable(stop):
            stop(number, frame)

    signal.signal(signal.SIGTERM, on_terminate)


def _say_setup_code(worker):
    """Tells whoever started a new server that others can reach how to be its first account."""
    from sqlalchemy.exc import SQLAlchemyError

    from app.services.accounts import admission, sign_ins

    with worker.wsgi.app_context():
        try:
            if admission.needs_setup_code() and not sign_ins.any_account():
                worker.log.info("The first account, the administrator's, needs this code: %s", admission.setup_code())
        except SQLAlchemyError as problem:
            worker.log.warning("Not known whether there is an account yet: %s", problem)
