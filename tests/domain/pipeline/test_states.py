"""Which way a video's status may go, and what its stages make of it."""

import itertools
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.pipeline import states
from app.domain.pipeline.states import (
    ARROWS,
    ENDED,
    ESSENTIAL,
    NEEDS,
    PLANS,
    REDACTION,
    STAGES,
    Source,
    StageState,
    VideoStatus,
    dependents,
    followers,
    in_order,
    is_ready,
    sources_of,
    verdict,
)

UPLOADING, PROCESSING, DONE, FAILED, ABORTED = (
    VideoStatus.UPLOADING,
    VideoStatus.PROCESSING,
    VideoStatus.DONE,
    VideoStatus.FAILED,
    VideoStatus.ABORTED,
)

LOOKING = ["probe", "thumbnails", "storyboard", "transcode", "frames", "text", "document", "reopen"]

all_stage_states = st.fixed_dictionaries({name: st.sampled_from(StageState) for name in STAGES})


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (UPLOADING, PROCESSING),
        (UPLOADING, FAILED),
        (UPLOADING, ABORTED),
        (PROCESSING, DONE),
        (PROCESSING, FAILED),
        (DONE, PROCESSING),
        (FAILED, PROCESSING),
    ],
)
def test_an_arrow_leads_there(source: VideoStatus, target: VideoStatus) -> None:
    assert source in sources_of(target)


def test_there_are_no_other_arrows() -> None:
    """Invariant 4: a status changes only along the allowed arrows."""
    drawn = {
        (source, target) for source, target in itertools.product(VideoStatus, repeat=2) if source in sources_of(target)
    }
    assert len(drawn) == 7


def test_every_status_says_where_it_may_go() -> None:
    assert set(ARROWS) == set(VideoStatus)


def test_nothing_leads_out_of_aborted_nor_back_to_uploading() -> None:
    assert ARROWS[ABORTED] == frozenset()
    assert sources_of(UPLOADING) == []


def test_no_arrow_leads_from_a_status_to_itself() -> None:
    assert not any(status in sources_of(status) for status in VideoStatus)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("finalize", ["scan", "redact", LOOKING[0], "vet", *LOOKING[1:]]),
        ("vet", []),
        ("scan", ["redact", *LOOKING]),
        ("compile", ["redact", *LOOKING]),
        ("redact", LOOKING),
        ("probe", LOOKING[1:]),
        ("transcode", ["reopen"]),
        ("storyboard", ["reopen"]),
        ("frames", ["text", "document", "reopen"]),
        ("text", ["document", "reopen"]),
        ("thumbnails", ["reopen"]),
        ("document", ["reopen"]),
        ("reopen", []),
    ],
)
def test_dependents_come_in_pipeline_order(stage: str, expected: list[str]) -> None:
    assert dependents(stage) == expected


def test_every_stage_needs_only_stages_before_it() -> None:
    assert set(NEEDS) == set(STAGES)
    for name, needs in NEEDS.items():
        assert all(STAGES.index(need) < STAGES.index(name) for need in needs)


graphs = st.permutations([f"stage {number}" for number in range(8)]).flatmap(
    lambda names: st.tuples(
        st.just(names),
        st.tuples(*(st.sets(st.sampled_from(names[:index])) if index else st.just(set()) for index in range(8))),
        st.permutations(range(8)),
    )
)


@given(graphs)
def test_however_the_table_is_written_needs_come_first(
    graph: tuple[list[str], tuple[set[str], ...], list[int]],
) -> None:
    names, needs, written = graph
    table = {names[index]: tuple(sorted(needs[index])) for index in written}
    ordered = in_order(table)
    assert sorted(ordered) == sorted(names)
    for name, before in table.items():
        assert all(ordered.index(need) < ordered.index(name) for need in before)


def test_a_table_that_is_in_order_stays_as_it_is_written() -> None:
    assert tuple(NEEDS) == STAGES
    assert in_order({"b": ("a",), "a": (), "c": ()}) == ("a", "b", "c")


def test_something_is_covered_only_where_somebody_asked() -> None:
    assert not any(name in plan for plan in PLANS.values() for name in REDACTION)
    after = dict.fromkeys((*PLANS[Source.RECORDING], *REDACTION), StageState.DONE)
    for name in ("thumbnails", "storyboard", "transcode", "document", "redact"):
        assert not is_ready("reopen", after | {name: StageState.FAILED})


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\['a', 'b'\]"):
        in_order({"a": ("b",), "b": ("a",), "c": ()})


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], {}),
        (["text"], {None: ["text"]}),
        (["thumbnails", "document", "text"], {None: ["thumbnails", "text"], "text": ["document"]}),
        (["finalize", "scan", "probe"], {None: ["finalize"], "finalize": ["scan"], "scan": ["probe"]}),
        (["compile", "probe"], {None: ["compile"], "compile": ["probe"]}),
    ],
)
def test_a_stage_follows_what_it_waits_for_directly(names: list[str], expected: dict[str | None, list[str]]) -> None:
    assert followers(names) == expected


def test_a_new_stage_is_one_entry() -> None:
    """Its place in the order, in the plans and in the canvas follow from what it needs, here from two branches."""
    source = Path(str(states.__file__)).read_text()
    entry = '    "chapters": ("document", "transcode"),\n'
    assert source.count('    "finalize": (),\n') == 1
    changed = ModuleType("changed")
    exec(source.replace('    "finalize": (),\n', entry + '    "finalize": (),\n'), vars(changed))
    assert (*STAGES[:-1], "chapters", "reopen") == changed.STAGES
    assert {source: (*plan, "chapters") for source, plan in PLANS.items()} == changed.PLANS
    assert changed.dependents("frames") == ["text", "document", "chapters", "reopen"]
    assert changed.followers(changed.PLANS["recording"]) == followers(PLANS[Source.RECORDING]) | {
        "transcode": ["chapters"],
        "document": ["chapters"],
    }
    pending = dict.fromkeys(changed.STAGES, changed.StageState.DONE) | {"transcode": changed.StageState.RUNNING}
    assert not changed.is_ready("chapters", pending)


@given(all_stage_states)
def test_a_failed_essential_stage_fails_the_video_at_once(states: dict[str, StageState]) -> None:
    for name in ESSENTIAL:
        assert verdict({**states, name: StageState.FAILED}) is FAILED


@given(all_stage_states)
def test_the_verdict_waits_for_every_stage_and_forgives_those_that_only_add(states: dict[str, StageState]) -> None:
    if any(states[name] is StageState.FAILED for name in ESSENTIAL):
        expected: VideoStatus | None = FAILED
    elif all(state in ENDED for state in states.values()):
        expected = DONE
    else:
        expected = None
    assert verdict(states) is expected


def test_a_video_without_stages_is_not_over() -> None:
    assert verdict({}) is None


@pytest.mark.parametrize("source", Source)
def test_each_source_goes_through_stages_that_can_all_be_reached(source: Source) -> None:
    states = dict.fromkeys(PLANS[source], StageState.PENDING)
    for name in PLANS[source]:
        assert is_ready(name, states)
        states[name] = StageState.DONE
    assert verdict(states) is DONE


def test_a_condemned_video_has_failed_whatever_its_stages_say() -> None:
    assert verdict(dict.fromkeys(PLANS[Source.RECORDING], StageState.DONE), is_condemned=True) is FAILED


@pytest.mark.parametrize("source", Source)
def test_nothing_looks_at_a_video_before_its_object_is_whole(source: Source) -> None:
    """A file also waits for the scanner; a recording is scanned beside all else, and nothing waits for that."""
    plan = PLANS[source]
    before = plan[: plan.index("probe")]
    assert before == {"recording": ("finalize",), "file": ("finalize", "scan"), "session": ("compile",)}[source]
    for missing in before:
        states = {name: StageState.PENDING if name == missing else StageState.DONE for name in plan}
        assert not is_ready("probe", states)
