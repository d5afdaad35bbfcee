"""Whether this process is going away: sockets look at it between messages."""

_going = False


def begin() -> None:
    """Called in a signal handler, so it only sets a flag."""
    global _going
    _going = True


def is_going() -> bool:
    """True once the process was told to stop."""
    return _going
