"""How our own log lines look: one line an event, and tracebacks as Python prints them.

structlog's own way with tracebacks shows every local variable: tokens and passwords among them, and at a price that a
server which already has too much to do cannot pay.
"""

import logging

import structlog


def configure(level: str) -> None:
    """Sets it up for this process; `level` is a name that logging knows."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
    )
