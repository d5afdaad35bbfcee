"""How clamd, the virus scanner, is prepared and started, where it is installed at all."""

import os
import shutil
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

from scripts.datadir import DataDir
from scripts.ports import HOST, PortBook
from scripts.supervision import Ending, Process, gently

# Debian keeps it off the PATH of those who are not root.
_PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin")
# What freshclam keeps up to date, where somebody runs that.
OFFICIAL = Path("/var/lib/clamav")
_OFFICIAL_FILES = ("*.cvd", "*.cld")
# Knows the harmless EICAR test file and nothing else: enough to see that scanning works.
OWN = Path(__file__).with_name("signatures")
# The engine takes no file of 2 GiB or more; what is inside one may be more together.
LIMITS = {"StreamMaxLength": "2047M", "MaxFileSize": "2047M", "MaxScanSize": "4000M", "MaxScanTime": "0"}

# The most that a socket's path may have (unix(7); macOS has less).
_LONGEST_SOCKET = 100


def find_clamd() -> str | None:
    """Returns where clamd is, or None."""
    return shutil.which("clamd", path=os.pathsep.join([os.environ.get("PATH", os.defpath), *_PLACES]))


class Clamd:
    """A clamd of its own, in the foreground and under the caller's account, on a socket that its owner alone can reach;
    on the loopback address where the path of that would be too long.

    `official`: with the signatures of this machine, where it has them; they take a while to load, so nobody waits.
    """

    def __init__(
        self, data: DataDir, ports: PortBook, binary: str, official: bool, limits: Mapping[str, str] = LIMITS
    ) -> None:
        self._home = data.folder("clamd")
        self._socket = self._home / "clamd.sock"
        # It does for anybody who can speak to it what it is asked, up to its own end.
        self._port = ports.get("clamd") if len(str(self._socket)) > _LONGEST_SOCKET else None
        self._binary = binary
        self._limits = limits
        self.signatures = OFFICIAL if official and _has_official() else OWN

    @property
    def url(self) -> str:
        """The address as the app takes it."""
        return f"{HOST}:{self._port}" if self._port else f"unix:{self._socket}"

    def process(self, log: Path) -> Process:
        """Writes the settings and returns the server, not started."""
        scratch = self._home / "scratch"
        scratch.mkdir(exist_ok=True)
        settings = {
            "Foreground": "yes",
            **self._place(),
            "DatabaseDirectory": str(self.signatures),
            "TemporaryDirectory": str(scratch),
            "AlertExceedsMax": "yes",
            "ReadTimeout": "300",
            "ConcurrentDatabaseReload": "no",
            **self._limits,
        }
        path = self._home / "clamd.conf"
        path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        argv = [*gently(10), self._binary, f"--config-file={path}"]
        return Process("clamd", argv, log, dict(os.environ), self._home, Ending(((signal.SIGTERM, 5.0),)))

    def ready(self) -> bool:
        """Says whether it answers, or will in its own time."""
        if self.signatures is OFFICIAL:
            return True
        try:
            with self._connect() as link:
                link.sendall(b"zPING\0")
                return link.recv(16) == b"PONG\0"
        except OSError:
            return False

    def _place(self) -> dict[str, str]:
        if self._port:
            return {"TCPAddr": HOST, "TCPSocket": str(self._port)}
        return {"LocalSocket": str(self._socket), "LocalSocketMode": "600"}

    def _connect(self) -> socket.socket:
        if self._port:
            return socket.create_connection((HOST, self._port), 2)
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(2)
        try:
            link.connect(str(self._socket))
        except OSError:
            link.close()
            raise
        return link

    def tidy(self, forget: bool) -> None:
        """Leaves nothing outside the data directory: nothing to do."""


def _has_official() -> bool:
    return any(OFFICIAL.is_dir() and any(OFFICIAL.glob(pattern)) for pattern in _OFFICIAL_FILES)
