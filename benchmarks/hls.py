"""What is delivered of a video: its master playlist and every rung, fetched by URL as a player does, and measured.

    python -m benchmarks.hls [--seconds 30]

Three sources go through the running product: a 1080p MP4, an upright phone's video whose rate varies, and a recording
as Chromium makes it. Prints a table each, and what breaks a rule of RFC 8216 or of Apple's authoring specification as
far as ffprobe can tell; ends with status 1 where anything does.
"""

import argparse
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import m3u8
import requests

from scripts.client import JSON, Client
from scripts.stack import ROOT, Stack
from tests.support.hls_check import checked, look

PATIENCE_SECONDS = 600.0
_RECORDING = ROOT / "tests" / "fixtures" / "media" / "chromium-camera-vp9-opus.webm"
_ENDED = {"done", "failed"}


@dataclass(frozen=True, slots=True)
class Delivered:
    """A rendition as its playlists describe it, in the shape the checker reads: keys are URLs."""

    name: str
    kind: str
    segments: dict[str, Any]
    target: float
    width: int | None = None
    height: int | None = None
    codecs: str = ""
    bandwidth: int = 0
    average_bandwidth: int = 0


def main() -> None:
    """Sends the sources, waits, and looks at what comes out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=30)
    seconds = parser.parse_args().seconds
    complaints: list[str] = []
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder, Stack.temporary() as stack:
        stack.start_services()
        stack.migrate()
        stack.start_app()
        stack.wait_ready()
        client = Client.register(stack.urls["web"])
        for name, path, size in _sources(Path(folder), seconds):
            print(f"\n**{name}**\n")
            complaints += _shown(client, path, size, Path(folder))
    print(f"\n{len(complaints)} complaints", *complaints, sep="\n")
    if complaints:
        raise SystemExit(1)


def _sources(folder: Path, seconds: int) -> Iterator[tuple[str, Path, tuple[int, int]]]:
    """Name, file, and size as shown in pixels."""
    wide, upright = folder / "wide.mp4", folder / "upright.mp4"
    _ffmpeg(
        *("-f", "lavfi", "-i", f"testsrc2=s=1920x1080:r=30:d={seconds}", "-f", "lavfi", "-i", f"sine=d={seconds}"),
        *("-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", str(wide)),
    )
    yield f"1920x1080, H.264 with B-frames and AAC, {seconds} s, MP4", wide, (1920, 1080)
    flat = folder / "flat.mp4"
    _ffmpeg(
        *("-f", "lavfi", "-i", f"testsrc2=s=1280x720:r=30:d={seconds}", "-f", "lavfi", "-i", f"sine=d={seconds}"),
        # Pictures come and go as in a dim room.
        *("-vf", "select='not(mod(n,3))+gt(mod(n,200),120)'", "-fps_mode", "vfr"),
        *("-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", str(flat)),
    )
    # Only the header says that it is upright, as phones do.
    _ffmpeg("-i", str(flat), "-c", "copy", "-metadata:s:v:0", "rotate=90", str(upright))
    yield "1280x720 turned by 90 degrees, variable rate, MP4", upright, (720, 1280)
    yield "a camera as Chromium records it, VP9 and Opus, WebM", _RECORDING, (1280, 720)


def _shown(client: Client, path: Path, size: tuple[int, int], folder: Path) -> list[str]:
    with path.open("rb") as file:
        video = client.call("POST", "/api/v1/videos", files={"file": (path.name, file)})["video_id"]
    ended = client.wait_for(video, lambda shown: shown["status"] in _ENDED, PATIENCE_SECONDS)
    if ended["status"] != "done" or any(stage["state"] == "failed" for stage in ended["stages"]):
        return [f"{path.name} ended as {ended['status']}: {ended['error']}"]
    stream: JSON = client.call("GET", f"/api/stream?videoId={video}")
    found = list(delivered(stream["url"]))
    with requests.Session() as session:

        def fetch(url: str) -> bytes:
            got = session.get(url, timeout=60)
            got.raise_for_status()
            return got.content

        _print(found, fetch, folder)
        return checked(found, fetch, folder, size, max(each.target for each in found))


def delivered(url: str) -> Iterator[Delivered]:
    """Every rendition of a master playlist."""
    master = m3u8.load(url)
    for each in master.playlists:
        info = each.stream_info
        width, height = info.resolution
        codecs = next(codec for codec in info.codecs.split(",") if codec.startswith("avc1"))
        segments, target = _segments(each.absolute_uri)
        name = each.uri.partition(".")[0]
        yield Delivered(
            name, "video", segments, target, width, height, codecs, info.bandwidth, info.average_bandwidth or 0
        )
    for media in master.media:
        segments, target = _segments(media.absolute_uri)
        sizes = [len(requests.get(key, timeout=60).content) * 8 / seconds for key, seconds in segments["items"]]
        # An audio group has no bandwidth of its own in a master playlist: it is part of each variant's.
        yield Delivered(
            "audio", "audio", segments, target, bandwidth=int(max(sizes)) + 1, average_bandwidth=int(min(sizes))
        )


def _segments(url: str) -> tuple[dict[str, Any], float]:
    playlist = m3u8.load(url)
    if not playlist.is_endlist or playlist.playlist_type != "vod":
        raise SystemExit(f"{url} is no whole playlist")
    items = [[segment.absolute_uri, segment.duration] for segment in playlist.segments]
    return {"init": playlist.segment_map[0].absolute_uri, "items": items}, float(playlist.target_duration)


def _print(found: list[Delivered], fetch: Any, folder: Path) -> None:
    print("| rung | pixels | codec | kbit/s: said, measured peak | segments | longest (s) | whole (s) | begin |")
    print("|---|---|---|--:|--:|--:|--:|---|")
    for each in found:
        seen = look(each, fetch, folder)
        peak = max(8 * segment.size / seconds for segment, seconds in zip(seen.segments, seen.listed, strict=True))
        keys = sum(segment.begins_with_key for segment in seen.segments)
        codec = f"{seen.stream['codec_name']} {seen.stream['profile']}"
        level = f", {seen.stream['level'] / 10:g}" if each.kind == "video" else ""
        print(
            f"| {each.name} | {f'{each.width}x{each.height}' if each.width else '–'} | {codec}{level} "
            f"| {each.bandwidth // 1000}, {peak / 1000:.0f} | {len(seen.segments)} | {max(seen.listed):.3f} "
            f"| {sum(seen.listed):.3f} | {keys} of {len(seen.segments)} with a keyframe |"
        )


def _ffmpeg(*arguments: str) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments], check=True)


if __name__ == "__main__":
    main()
