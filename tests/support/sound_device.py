"""A sound device that nobody hears, for browsers that make sound only where they can play it."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_STARTS_WITHIN = 20.0


@contextmanager
def sound_device() -> Iterator[dict[str, str]]:
    """Runs a PulseAudio of its own with one sink, and yields what a program needs in its environment to find it."""
    with TemporaryDirectory() as folder:
        socket = Path(folder) / "native"
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--log-level=error"]
        for module in ("null-sink", f"native-protocol-unix auth-anonymous=1 socket={socket}"):
            command += ["-L", f"module-{module}"]
        env = {**os.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder, "PULSE_RUNTIME_PATH": folder}
        server = subprocess.Popen(command, env=env)
        try:
            _wait_for(socket)
            yield {"PULSE_SERVER": f"unix:{socket}"}
        finally:
            server.terminate()
            server.wait()


def _wait_for(socket: Path) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while not socket.exists():
        assert time.monotonic() < deadline, "PulseAudio does not start"
        time.sleep(0.05)
