"""From what goes over the wire to operations on a guide."""

from collections.abc import Callable, Iterable
from typing import Any

from app.api.documents import editing_schemas as wire
from app.api.wire import Request
from app.domain.documents.editing import operations as ops
from app.domain.documents.editing.guide import Part
from app.domain.documents.words import Box

_MAKERS: dict[type, Callable[[Any], ops.Operation]] = {
    wire.SetTitle: lambda it: ops.SetTitle(it.step, it.title),
    wire.SetText: lambda it: ops.SetText(it.step, it.text),
    wire.Move: lambda it: ops.Move(it.step, it.after),
    wire.Merge: lambda it: ops.Merge(it.first, it.second),
    wire.Split: lambda it: ops.Split(it.step, it.new, it.at, it.title, it.first_text, it.second_text),
    wire.Hide: lambda it: ops.Hide(it.step, it.hidden),
    wire.Add: lambda it: ops.Add(it.new, it.at, it.title, it.text, it.after),
    wire.Remove: lambda it: ops.Remove(it.step),
    wire.SetPicture: lambda it: ops.SetPicture(it.step, it.moment),
    wire.SetTarget: lambda it: ops.SetTarget(it.step, _box(it.box) if it.box else None),
    wire.SetBlurs: lambda it: ops.SetBlurs(it.step, tuple(_box(box) for box in it.boxes)),
    wire.Follow: lambda it: ops.Follow(it.step, Part(it.part)),
    wire.Keep: lambda it: ops.Keep(it.step, Part(it.part) if it.part else None),
}


def read(wished: Iterable[Request]) -> list[ops.Operation]:
    """The operations that somebody asks for."""
    return [_MAKERS[type(each)](each) for each in wished]


def _box(region: wire.Region) -> Box:
    """Rounded as it is stored, so that what is there and what comes back are the same."""
    return Box(*(round(side, 4) for side in (region.x, region.y, region.width, region.height)))
