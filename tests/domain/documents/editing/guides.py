"""Guides, readings and edits to try the rules with."""

from uuid import UUID

from hypothesis import strategies as st

from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import Guide, GuideStep, MachineStep, Part, as_written
from app.domain.documents.editing.operations import Operation, Refused, applied
from app.domain.documents.words import Box

LABELS = ("Security", "Members", "Save", "Send invitation", "Audit log")


def machine(number: int, label: str = "Save", at: float | None = None, run: int = 1, **more: object) -> MachineStep:
    """A step of a reading; each run has ids and pictures of its own."""
    told: dict[str, object] = {"kind": "click", "label": label, "strength": 1.0, "pointer": (0.5, 0.5)}
    told |= {"picture": f"videos/v/steps/{run}/{number:04d}.jpg", "target": Box(0.1, 0.2, 0.1, 0.05), **more}
    time = 10.0 * number if at is None else at
    return MachineStep(UUID(int=run * 1000 + number), time, f"Click {label}", f"{label}\nnew", **told)  # type: ignore[arg-type]


def guide(*labels: str) -> Guide:
    """A guide that nobody has edited, a step every ten seconds."""
    return as_written([machine(number, label) for number, label in enumerate(labels)])


def sid(number: int) -> UUID:
    """The id of a step of the first reading."""
    return UUID(int=1000 + number)


def titles(found: Guide) -> list[str]:
    """What the steps are called, in order."""
    return [step.title for step in found.steps]


def step_of(found: Guide, step_id: UUID) -> GuideStep:
    """The step, which is there."""
    step = found.step(step_id)
    assert step is not None
    return step


@st.composite
def readings(draw: st.DrawFn, run: int = 1) -> list[MachineStep]:
    """What the reading may have found, in order of time."""
    tenths, found = 0, []
    for number, gap in enumerate(draw(st.lists(st.integers(5, 200), max_size=7))):
        tenths += gap
        found.append(machine(number, draw(st.sampled_from(LABELS)), tenths / 10, run))
    return found


@st.composite
def read_again(draw: st.DrawFn, before: list[MachineStep], run: int = 2) -> list[MachineStep]:
    """Another reading of the same: some steps lost, some called otherwise, some a little later, some new."""
    found = []
    for step in before:
        if draw(st.integers(0, 3)):
            label = draw(st.sampled_from([step.label or "", *LABELS]))
            found.append((label, step.timestamp + draw(st.integers(-4, 4)) / 10))
    found += [(draw(st.sampled_from(LABELS)), float(at)) for at in draw(st.lists(st.integers(0, 150), max_size=3))]
    found.sort(key=lambda each: each[1])
    return [machine(number, label, max(0.0, at), run) for number, (label, at) in enumerate(found)]


@st.composite
def edits(draw: st.DrawFn, start: Guide, most: int = 8) -> list[Operation]:
    """Operations that can be done one after another. All words that they write are different, and in no reading."""
    done: list[Operation] = []
    now, count = start, draw(st.integers(0, most))
    for number in range(count):
        operation = draw(_operation(now, number))
        try:
            now = applied(now, [operation])
        except Refused:
            continue
        done.append(operation)
    return done


@st.composite
def _operation(draw: st.DrawFn, now: Guide, number: int) -> Operation:
    new, at = UUID(int=9_000_000 + number), float(draw(st.integers(0, 150)))
    add = ops.Add(new, at, f"Added{number}", f"Told{number}")
    if not now.ids:
        return add
    one, other = draw(st.sampled_from(now.ids)), draw(st.sampled_from([None, *now.ids]))
    box = draw(st.sampled_from([Box(0.1, 0.1, 0.2, 0.2), Box(0.5, 0.4, 0.3, 0.1)]))
    part = draw(st.sampled_from(list(Part)))
    return draw(
        st.sampled_from(
            [
                add,
                ops.SetTitle(one, f"Title{number}"),
                ops.SetText(one, f"Text{number}"),
                ops.Move(one, other),
                ops.Merge(one, other or one),
                ops.Split(one, new, at, f"Half{number}", f"First{number}", f"Second{number}"),
                ops.Hide(one, draw(st.booleans())),
                ops.Remove(one),
                ops.SetPicture(one, at),
                ops.SetTarget(one, draw(st.sampled_from([box, None]))),
                ops.SetBlurs(one, (box,)),
                ops.Follow(one, part),
                ops.Keep(one, draw(st.sampled_from([part, None]))),
            ]
        )
    )
