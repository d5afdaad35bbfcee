"""Whether a change may make something readable that was blurred. Pure."""

from app.domain.documents.editing.guide import Guide, GuideStep


def uncovers(before: Guide, after: Guide) -> bool:
    """Whether a picture is shown with less of it blurred, on its own step or on another, or whether a step that has
    something blurred is given another picture: a moment later the same may stand in it.
    """
    blurred = [step for step in before.steps if step.blurs]
    return any(_is_told(old, step) for old in blurred for step in after.steps)


def _is_told(old: GuideStep, step: GuideStep) -> bool:
    has_picture = (old.picture, old.moment) == (step.picture, step.moment)
    is_covered = has_picture and set(old.blurs) <= set(step.blurs)
    return (step.id == old.id or has_picture) and not is_covered
