"""Which of a file's tracks are played: one picture, and one sound at a time. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.uploads import admission
from app.domain.uploads.containers import Container

# More sounds than this are no film's: each becomes a rendition of its own.
MOST_SOUNDS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A track as its header describes it.

    `extent` is how much there is of it: pixels of a picture, channels of a sound. `is_aside` says that it goes with
    another one: a cover, a description for those who cannot see, a commentary. `is_damaged`: nothing comes out of it.
    """

    index: int
    codec: str
    extent: int
    is_default: bool = False
    is_aside: bool = False
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The indexes of what is played, each None where there is none; `sounds` are all there are to choose from.

    `unplayed` are the tracks that people miss: they cannot be decoded.
    """

    picture: int | None
    sound: int | None
    sounds: tuple[int, ...] = ()
    unplayed: tuple[int, ...] = ()


def choose(pictures: Sequence[Candidate], sounds: Sequence[Candidate], container: Container) -> Choice:
    """The picture and the sounds that are played.

    A picture that only goes with others is played never. A track that cannot be decoded does not condemn a file that
    plays without it. It is missed where it is a sound, or the picture of a file that has no other.
    """

    shown = [each for each in pictures if not each.is_aside]
    picture = _best(_readable(shown, lambda codec: admission.reads_picture(codec, container)))
    heard = _readable(sounds, admission.reads_sound)
    sound = _best(heard)
    missed = () if picture is not None else _only(_best(shown))
    unheard = sorted({each.index for each in sounds} - {each.index for each in heard})
    return Choice(picture, sound, _bounded([each.index for each in heard], sound), (*missed, *unheard))


def _readable(tracks: Sequence[Candidate], reads: Callable[[str], bool]) -> list[Candidate]:
    return [each for each in tracks if reads(each.codec) and not each.is_damaged]


def _best(candidates: Sequence[Candidate]) -> int | None:
    """The best by these rules, the first that tells two apart deciding. None where there are no candidates.

    1. It is what the file is about, not what goes with it.
    2. Whoever made the file wants it to be played by default.
    3. There is most of it.
    4. It comes first.
    """
    ranked = sorted(candidates, key=lambda each: (each.is_aside, not each.is_default, -each.extent, each.index))
    return ranked[0].index if ranked else None


def _only(index: int | None) -> tuple[int, ...]:
    return () if index is None else (index,)


def _bounded(sounds: list[int], chosen: int | None) -> tuple[int, ...]:
    """The first of them, in the file's order, and the chosen one in any case."""
    kept = sounds[:MOST_SOUNDS]
    return tuple(kept if chosen is None or chosen in kept else [*kept[:-1], chosen])
