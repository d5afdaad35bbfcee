"""How SeaweedFS is prepared and started: an object store of which strangers find nothing but the S3 gateway.

Its master, volume server and filer know each other by a certificate and talk to nobody else, be it by HTTP or by gRPC:
by themselves they ask nobody who they are, and answer pages of any origin. The gateway asks for signatures.
"""

import json
import os
import signal
import ssl
from pathlib import Path
from urllib.request import urlopen

from scripts.certificates import Certificates, issue
from scripts.datadir import DataDir, write_private
from scripts.ports import HOST, PortBook
from scripts.supervision import Ending, Process, gently

BUCKET = IDENTITY = "videoflow"
_PARTS = ("master", "volume", "filer", "s3")
# The gateway's HTTP is the one that is for others; its gRPC is not.
_INNER = ("master", "volume", "filer")


class SeaweedFS:
    """A one-process SeaweedFS with its S3 gateway: the object store everywhere but on AWS."""

    def __init__(self, data: DataDir, ports: PortBook, weed: Path) -> None:
        self._home = data.folder("s3")
        self._ports = ports
        self._key_id = data.secrets["s3_key_id"]
        self._secret = data.secrets["s3_secret"]
        self._weed = weed
        self._certificates: Certificates | None = None

    @property
    def url(self) -> str:
        """The S3 endpoint."""
        return f"http://{HOST}:{self._ports.get('s3.s3')}"

    def process(self, log: Path) -> Process:
        """Writes credentials and certificates, and returns the server, not started."""
        credentials = [{"accessKey": self._key_id, "secretKey": self._secret}]
        actions = ["Admin", "Read", "Write", "List", "Tagging"]
        identity = {"name": IDENTITY, "credentials": credentials, "actions": actions}
        write_private(self._home / "identities.json", json.dumps({"identities": [identity]}))
        (self._home / "objects").mkdir(exist_ok=True)
        self._certificates = issue(self._home)
        # Found by its name, in the working directory.
        write_private(self._home / "security.toml", _security(self._certificates))
        # Its files are closed within milliseconds of SIGTERM; then its filer waits for its own gateway for ever.
        ending = Ending(((signal.SIGTERM, 1.0),))
        return Process("s3", self._argv(), log, dict(os.environ), self._home, ending)

    def tidy(self, forget: bool) -> None:
        """Removes the sockets it made beside the data directory, whatever it was told."""
        for part in _PARTS:
            Path(f"/tmp/seaweedfs-{part}-grpc-{self._ports.get(f's3.{part}.grpc')}.sock").unlink(missing_ok=True)

    def ready(self) -> bool:
        """Says whether the gateway answers and the volume server has reported itself to the master."""
        if self._certificates is None or _fetch(f"{self.url}/healthz") is None:
            return False
        master = f"https://{HOST}:{self._ports.get('s3.master')}/dir/status"
        topology = _fetch(master, _as_one_of_them(self._certificates))
        return topology is not None and bool(json.loads(topology)["Topology"]["DataCenters"])

    def _argv(self) -> list[str]:
        # On AWS it would be another machine, which takes nothing from the web server.
        argv = [*gently(5), str(self._weed), "-logtostderr=true", "server", f"-dir={self._home / 'objects'}"]
        argv += [f"-ip={HOST}", f"-ip.bind={HOST}", "-master.telemetry=false"]
        # Files grow as they are filled, and new ones are added while the disk has room.
        argv += ["-master.volumePreallocate=false", "-master.volumeSizeLimitMB=1024", "-volume.max=0"]
        # The one master waits this long for rivals whenever it starts on old data; there are none.
        argv += ["-master.electionTimeout=500ms", "-master.heartbeatInterval=100ms"]
        argv += ["-volume.preStopSeconds=0", "-filer", "-s3", f"-s3.config={self._home / 'identities.json'}"]
        argv += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
        for part in _PARTS:
            argv += [f"-{part}.port={self._ports.get(f's3.{part}')}"]
            argv += [f"-{part}.port.grpc={self._ports.get(f's3.{part}.grpc')}"]
        # A socket's path may have about 100 bytes at most: relative to the working directory it is short.
        return [*argv, "-filer.localSocket=filer.sock", "-s3.localSocket=s3.sock"]


def _security(files: Certificates) -> str:
    """The settings by which every part shows its certificate, and asks for one from whoever speaks to it."""
    pair = f"cert = {json.dumps(str(files.cert))}\nkey = {json.dumps(str(files.key))}\n"
    ca = f"ca = {json.dumps(str(files.ca))}\n"
    grpc = "".join(f"[grpc.{part}]\n{pair}" for part in (*_PARTS, "client"))
    https = "".join(f"[https.{part}]\n{pair}{ca}" for part in _INNER)
    return f"[grpc]\n{ca}{grpc}[https.client]\nenabled = true\n{pair}{ca}{https}"


def _as_one_of_them(files: Certificates) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(files.ca))
    context.load_cert_chain(files.cert, files.key)
    return context


def _fetch(url: str, context: ssl.SSLContext | None = None) -> bytes | None:
    try:
        with urlopen(url, timeout=2, context=context) as reply:
            return bytes(reply.read())
    except OSError:
        return None
