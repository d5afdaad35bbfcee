"""Which of a file's tracks are played: one picture, one sound. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.uploads import admission
from app.domain.uploads.containers import Container


@dataclass(frozen=True, slots=True)
class Candidate:
    """A track as its header describes it.

    `extent` is how much there is of it: pixels of a picture, channels of a sound. `is_aside` says that it goes with
    another one: a cover, a description for those who cannot see, a commentary.
    """

    index: int
    codec: str
    extent: int
    is_default: bool = False
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The indexes of what is played, each None where there is none."""

    picture: int | None
    sound: int | None


def choose(pictures: Sequence[Candidate], sounds: Sequence[Candidate], container: Container) -> Choice:
    """The picture and the sound that are played.

    A picture that only goes with others is played never. What cannot be decoded is chosen where there is nothing else,
    so that its name can be said.
    """
    shown = [each for each in pictures if not each.is_aside]
    picture = _best(shown, lambda each: admission.reads_picture(each.codec, container))
    return Choice(picture, _best(sounds, lambda each: admission.reads_sound(each.codec)))


def _best(candidates: Sequence[Candidate], is_read: Callable[[Candidate], bool]) -> int | None:
    """The best by these rules, the first that tells two apart deciding. None where there are no candidates.

    1. It can be decoded: a track that cannot does not condemn a file that plays without it.
    2. It is what the file is about, not what goes with it.
    3. Whoever made the file wants it to be played by default.
    4. There is most of it.
    5. It comes first.
    """
    ranked = sorted(
        candidates,
        key=lambda each: (not is_read(each), each.is_aside, not each.is_default, -each.extent, each.index),
    )
    return ranked[0].index if ranked else None
