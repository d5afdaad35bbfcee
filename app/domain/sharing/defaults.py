"""For whom a new video is before anybody shares it: as its person chose, else as the workspace does. Pure."""

from app.domain.access import Visibility

# Nobody's default is to be named, or found by everybody: those are decisions about one video.
CHOICES = (Visibility.PRIVATE, Visibility.WORKSPACE, Visibility.LINK)


def default_visibility(person: str | None, workspace: str) -> Visibility:
    """What a new video begins with. `person` is None for somebody who leaves it to the workspace."""
    return Visibility(person or workspace)
