"""The web server: gevent workers, so that a thousand open sockets cost a thousand small greenlets."""

import os
import resource
import signal

# A socket is a file, too; many systems let a process open 1,024 unless it asks for more.
_, _most_files = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (_most_files, _most_files))

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gevent"
worker_connections = 2000
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

    watch.start_in_web(worker.wsgi)

    stop = signal.getsignal(signal.SIGTERM)

    def on_terminate(number, frame):
        closing.begin()
        if callable(stop):
            stop(number, frame)

    signal.signal(signal.SIGTERM, on_terminate)
