"""Every kind of file that people send, good and bad, sent to the running product: what each became, with which code.

    python -m benchmarks.inputs [--only NAME …] [--keep DIR]

Prints a Markdown table. Ends with status 1 where a file became something else than it should, got stuck, left anything
behind, or where a playlist made the product contact the address it points at.
"""

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import requests

from scripts.client import JSON, Client
from scripts.stack import Stack
from tests.support.remains import Remains
from tests.support.specimens import ALL, Specimen
from tests.support.tempting import Tempting

PATIENCE_SECONDS = 300.0
_ENDED = {"done", "failed"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `code` is the refusal's, or what the video failed with."""

    specimen: Specimen
    http: int
    status: str
    code: str | None
    variants: str
    seconds: float
    problems: tuple[str, ...]


def main() -> None:
    """Sends them all and prints the table."""
    options = _options()
    wanted = [each for each in ALL if not options.only or each.name in options.only]
    with tempfile.TemporaryDirectory(prefix="videoflow-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may have to run as another account, and must get in
        with Stack(Path(folder) / "data", durable=False) as stack, Tempting() as tempting:
            stack.start_services()
            stack.migrate()
            stack.start_app()
            stack.wait_ready()
            made = options.keep or Path(folder) / "files"
            made.mkdir(exist_ok=True)
            problems = _run(stack, wanted, made, tempting)
    if problems:
        raise SystemExit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these files alone")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the files are made, and stay")
    return parser.parse_args()


def _run(stack: Stack, wanted: list[Specimen], folder: Path, tempting: Tempting) -> int:
    client, remains = Client.register(stack.urls["web"]), Remains(stack)
    print(
        "| file | what it is | HTTP | became | code | variants | s | |\n|---|---|--:|---|---|---|--:|---|", flush=True
    )
    wrong = 0
    for specimen in wanted:
        outcome = examine(client, remains, specimen, specimen.build(folder / specimen.name, tempting.url))
        wrong += bool(outcome.problems)
        print(_row(outcome), flush=True)
    left = _delete_all(client, remains)
    print(f"\n{len(wanted)} files; {wrong} became something else than they should, or left something behind.")
    print(f"The address in the playlists was contacted {tempting.contacts} times.")
    print(f"After every video was deleted there were {left or 'no objects, parts, spooled or scratch files'}.")
    return wrong + tempting.contacts + bool(left)


def examine(client: Client, remains: Remains, specimen: Specimen, path: Path) -> Outcome:
    """Sends one file, waits for its end, and looks at what it left."""
    begun, before = time.monotonic(), remains.under_way()
    http, answer = send(client, path)
    if http != 201:
        problems = ["something is left"] if remains.under_way() - before else []
        code = answer["error"]["code"]
        if (http, code) != (specimen.status, specimen.end):
            problems.append(f"should be {specimen.status} {specimen.end}")
        return Outcome(specimen, http, "–", code, "–", time.monotonic() - begun, tuple(problems))
    video = wait_for_end(client, answer["id"])
    seconds = time.monotonic() - begun
    code = (video["error"] or {}).get("code")
    problems = _faults(specimen, video, remains)
    if remains.under_way() - before:
        problems.append("a part or a spooled byte is left")
    shown = client.call("GET", f"/api/v1/videos/{answer['id']}")
    variants = ", ".join(each["name"] for each in shown["variants"] if each["ready"])
    return Outcome(specimen, http, video["status"], code, variants or "–", seconds, tuple(problems))


def send(client: Client, path: Path) -> tuple[int, JSON]:
    """One file in a form: the status and the body of the answer."""
    with path.open("rb") as file:
        answer = requests.post(
            f"{client.url}/api/v1/videos",
            files={"file": (path.name, file)},
            headers={"Authorization": f"Bearer {client.token}"},
            timeout=120,
        )
    return answer.status_code, answer.json()


def wait_for_end(client: Client, video_id: str) -> JSON:
    """The video when every stage of it is over; as it is where that takes too long."""
    try:
        return client.wait_for(video_id, _is_over, PATIENCE_SECONDS)
    except TimeoutError:
        return client.video(video_id)


def _is_over(video: JSON) -> bool:
    return video["status"] in _ENDED and all(stage["state"] not in ("pending", "running") for stage in video["stages"])


def _faults(specimen: Specimen, video: JSON, remains: Remains) -> list[str]:
    """What is not as it should be."""
    found = []
    if _end(video) != specimen.end:
        found.append(f"should be {specimen.end}")
    if not _is_over(video):
        found.append("stuck in " + ", ".join(_stages(video, "pending", "running")))
    failed = _stages(video, "failed")
    if failed and specimen.end == "done":
        found.append(f"failed: {', '.join(failed)}")
    if max(failed.values(), default=0) > 1:
        found.append("tried more than once")
    if specimen.end != "done" and video["playback"] is not None:
        found.append("can be played")
    if specimen.end == "infected" and remains.objects(f"videos/{video['id']}/"):
        found.append("not shut away")
    return found


def _end(video: JSON) -> str:
    """What a video became: the code it failed with, or its status."""
    end: str = (video["error"] or {}).get("code", video["status"])
    return end


def _stages(video: JSON, *states: str) -> dict[str, int]:
    """How often each of the stages in these states was tried."""
    return {stage["name"]: stage["attempts"] for stage in video["stages"] if stage["state"] in states}


def _delete_all(client: Client, remains: Remains) -> dict[str, list[str]]:
    """What is left when a person has deleted all they had."""
    while items := client.call("GET", "/video/?limit=50")["items"]:
        for item in items:
            client.call("DELETE", f"/video/{item['id']}?forever=true")
    deadline = time.monotonic() + 60
    while (left := {kind: names for kind, names in remains.everything().items() if names}) and (
        time.monotonic() < deadline
    ):
        time.sleep(0.5)
    return left


def _row(outcome: Outcome) -> str:
    cells = [
        outcome.specimen.name,
        outcome.specimen.what,
        str(outcome.http),
        outcome.status,
        outcome.code or "",
        outcome.variants,
        f"{outcome.seconds:.1f}",
        "; ".join(outcome.problems) or "ok",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
