"""Pages in other languages have words for what the server refuses, by its codes."""

import ast
import re

from tests.architecture.sources import ROOT, python_files, tree

GERMAN = (ROOT / "web" / "src" / "words" / "de" / "server-says.ts").read_text()
# Said to programs that speak the protocol wrongly; no page does.
_FOR_PROGRAMS = {
    "chunk_too_large",
    "client_id_taken",
    "empty_chunk",
    "ends_before",
    "going_away",
    "invalid_cursor",
    "invalid_message",
    "invalid_offset",
    "invalid_request",
    "invalid_time_zone",
    "invalid_version",
    "no_such_part",
    "no_voice",
    "not_live",
    "not_a_drawing",
    "not_an_emoji",
    "offset_mismatch",
    "room_full",
    "too_fast",
    "too_long_away",
    "too_slow",
}


def codes() -> set[str]:
    """The codes of faults that the server raises, as they stand in its source; also of those that become one."""
    calls = (
        node for path in python_files("app", "workers") for node in ast.walk(tree(path)) if isinstance(node, ast.Call)
    )
    firsts = (
        call.args[0]
        for call in calls
        if call.args and ast.unparse(call.func).endswith(("VideoFlowError", "DrawingError"))
    )
    return {first.value for first in firsts if isinstance(first, ast.Constant) and isinstance(first.value, str)}


def test_each_code_has_german_words() -> None:
    known = set(re.findall(r"^  ([a-z_]+): \"", GERMAN, re.MULTILINE))
    assert len(codes()) > 40
    assert codes() - known - _FOR_PROGRAMS == set()
