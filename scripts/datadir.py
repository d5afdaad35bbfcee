"""What a stack's data directory remembers between two starts: its lock, secrets, ports, and the schema it has."""

import fcntl
import hashlib
import json
import secrets
import shutil
from pathlib import Path
from typing import Any, TextIO

_SECRET_BYTES = 24
_SECRET_NAMES = ("secret_key", "postgres", "redis", "s3_key_id", "s3_secret", "flower")
# What decides whether the tables or the bucket may have to change.
_SCHEMA_FILES = ("migrations/**/*.py", "app/storage/*.py", "app/cli.py", "app/config.py")


class DataDir:
    """One data directory, owned by one stack at a time: nobody but its owner may enter it, whoever could before.

    Raises RuntimeError when another stack has it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _lock(self.path / "lock")
        self.path.chmod(0o700)
        self.secrets = self._load_secrets()

    def folder(self, name: str) -> Path:
        """Returns a subdirectory, made when missing, that its owner alone may enter."""
        folder = self.path / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def let_pass(self, account: str) -> None:
        """Lets one account through to what is its own in here; it cannot look around."""
        shutil.chown(self.path, group=account)
        self.path.chmod(0o710)

    def release(self) -> None:
        """Lets another stack have the directory."""
        self._lock.close()

    def load_ports(self) -> dict[str, int]:
        """Returns the ports of the last start, by name."""
        return _load(self.path / "ports.json")

    def save_ports(self, ports: dict[str, int]) -> None:
        """Remembers the ports, so that the next start uses the same where it can."""
        (self.path / "ports.json").write_text(json.dumps(ports, indent=1))

    def schema_is(self, state: str) -> bool:
        """Says whether tables and bucket were last brought to this state."""
        stamp = self.path / "schema"
        return stamp.exists() and stamp.read_text() == state

    def save_schema(self, state: str) -> None:
        """Remembers the state that tables and bucket have now."""
        (self.path / "schema").write_text(state)

    def _load_secrets(self) -> dict[str, str]:
        path = self.path / "secrets.json"
        known = _load(path)
        missing = {name: secrets.token_urlsafe(_SECRET_BYTES) for name in _SECRET_NAMES if name not in known}
        if missing:
            write_private(path, json.dumps(known | missing, indent=1))
        return known | missing


def schema_state(root: Path, *more: str) -> str:
    """Returns a digest of everything that tables and bucket are made from."""
    digest = hashlib.sha256("\n".join(more).encode())
    for pattern in _SCHEMA_FILES:
        for path in sorted(root.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def write_private(path: Path, text: str) -> None:
    """Writes a file that its owner alone can read."""
    path.touch(mode=0o600)
    path.write_text(text)


def _load(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _lock(path: Path) -> TextIO:
    handle = path.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise RuntimeError(f"another stack is running on {path.parent}") from None
    return handle
