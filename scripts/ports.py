"""Finds free TCP ports on the loopback address."""

import random
import socket
import weakref

HOST = "127.0.0.1"
# Below the range the kernel hands out for outgoing connections, so that none of those can take a port
# between the moment it is found free and the moment its server binds it.
_LOWEST, _HIGHEST = 20_000, 32_000


def is_free(port: int) -> bool:
    """Says whether a server could bind this port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Says whether something accepts connections on this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def claim(port: int) -> socket.socket | None:
    """Says to whoever else looks for ports on this machine that this one is spoken for, as long as what is returned
    stays open. None where somebody said so before.

    A name and no file: it is gone with the process, however that ends. Only Linux has such names; elsewhere everybody
    is told that nobody did, and two who look in the same moment may still choose one port.
    """
    mark = socket.socket(socket.AF_UNIX)
    try:
        mark.bind(f"\0videoflow-port-{port}")
    except FileNotFoundError:
        return mark
    except OSError:
        mark.close()
        return None
    return mark


class PortBook:
    """Hands out ports by name, each one once; a port asked for that is taken becomes another, free one.

    Between the choice of a port and the moment its server binds it, other books on this machine leave it alone.
    """

    def __init__(self, wanted: dict[str, int]) -> None:
        self.ports: dict[str, int] = {}
        self._wanted = wanted
        self._claims: list[socket.socket] = []
        weakref.finalize(self, _close, self._claims)

    def get(self, name: str) -> int:
        """Returns the port of this name, choosing it at the first call."""
        if name not in self.ports:
            self.ports[name] = self._choose(self._wanted.get(name))
        return self.ports[name]

    def _choose(self, wanted: int | None) -> int:
        taken = set(self.ports.values())
        if wanted and wanted not in taken and is_free(wanted):
            return wanted
        reserved = taken | set(self._wanted.values())
        for _ in range(1000):
            port = random.randint(_LOWEST, _HIGHEST)
            if port not in reserved and is_free(port) and (mark := claim(port)):
                self._claims.append(mark)
                return port
        raise RuntimeError(f"no free port between {_LOWEST} and {_HIGHEST}")


def _close(claims: list[socket.socket]) -> None:
    for mark in claims:
        mark.close()
