"""The product with something unreliable between its parts: proxies before the web server and S3, a small disk."""

import os
import subprocess
from pathlib import Path

from app.config import load
from app.storage.s3 import ObjectStore
from benchmarks.support.proxy import Proxy
from scripts.client import Client
from scripts.stack import Stack

MIB = 1024 * 1024
# What a recording needs in order to be stored; the pictures and texts come from what was stored.
APP = ("web", "uploads", "default", "beat")
# The smallest part S3 takes, so that also short recordings have several.
PART_BYTES = 5 * MIB
SMALL_DISK_BYTES = 192 * MIB


class World:
    """A stack of its own whose data survives crashes; recorders reach it, and it reaches S3, through a proxy each.

    `small_disk`: the spool lies on a file system of 192 MiB. Raises OSError where this account may not mount one.
    """

    def __init__(self, folder: Path, small_disk: bool = False) -> None:
        folder.chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        self.stack = Stack(folder, durable=True)
        self._s3_url = self.stack.urls["s3"]
        self.spool = Path(self.stack.env["SPOOL_DIR"])
        self.mounted = small_disk
        if small_disk:
            _mount(self.spool)
        self.s3 = Proxy(int(self._s3_url.rpartition(":")[2]))
        self.network = Proxy(int(self.stack.urls["web"].rpartition(":")[2]))
        self.stack.env |= {
            "S3_ENDPOINT_URL": self.s3.url,
            "S3_PUBLIC_ENDPOINT": self._s3_url,
            "PART_BYTES": str(PART_BYTES),
        }

    def start(self) -> Client:
        """Starts all of it; returns somebody who records, by way of the proxy."""
        self.stack.start_services()
        self.stack.migrate()
        self.stack.start_app(*APP)
        self.stack.wait_ready()
        person = Client.register(self.stack.urls["web"])
        return Client(self.network.url, person.token, person.user)

    def store(self) -> ObjectStore:
        """The bucket, without a proxy before it."""
        env = dict(os.environ) | self.stack.env | {"S3_ENDPOINT_URL": self._s3_url}
        return ObjectStore(load(env))

    def mend(self) -> list[str]:
        """Does what every supervisor does: starts again what has ended. Returns names."""
        return [note.split()[0] for note in self.stack.revive()]

    def stop(self) -> None:
        """Ends everything and unmounts the disk."""
        self.stack.stop()
        self.s3.stop()
        self.network.stop()
        if self.mounted:
            subprocess.run(["umount", str(self.spool)], check=False)


def _mount(folder: Path) -> None:
    options = f"size={SMALL_DISK_BYTES},mode=0700"
    argv = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    done = subprocess.run(argv, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip())
