"""What somebody asks for: the words of a query, and what each of them matches. Pure.

1. A query is words and nothing else: quotes, operators and signs only stand between them.
2. Words that are everywhere are left out, unless there are no others.
3. A word is matched under its forms and stems; the last one, which is perhaps not whole yet, as a beginning, too.
4. Where that finds nothing, every word is loosened: it is a beginning, and words that are nearly the same will do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.search.vectors import Stems, lexemes
from app.domain.search.words import clean, forms, tokens

# What is more is not looked for.
MOST_WORDS = 8
# A shorter beginning is that of nearly everything.
_SHORTEST_BEGINNING = 2

_ENGLISH = (
    "a an and are as at be but by can do does for from had has have how i if in into is it its me my no not of on or"
    " our so than that the their them then there these they this to up us was we were what when where which who why"
    " will with you your"
)
# What apostrophes leave, in English and in French.
_LETTERS = "c d j l m n s t"
# These two folded.
_GERMAN = (
    "aber als am auch auf aus bei bin bis das dass dem den der des die doch du durch ein eine einem einen einer eines"
    " er es fur hat haben ich ihr im ist ja kann mein mich mir mit nach nicht noch nur oder sein sich sie sind uber um"
    " und uns von vor war was wenn wer wie wir wird wo zu zum zur"
)
_FRENCH = (
    "au aux avec ce ces cette dans de des du elle en est et il je la le les leur lui mais ne nous on ou par pas pour"
    " qu que qui sa se ses son sur te tu un une vous"
)
_EVERYWHERE = frozenset(f"{_ENGLISH} {_GERMAN} {_FRENCH} {_LETTERS}".split())


@dataclass(frozen=True, slots=True)
class Query:
    """The words that are looked for, folded; `open` where the last one may go on."""

    words: tuple[str, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Term:
    """What one word matches: any of some lexemes, and whatever begins so."""

    lexemes: frozenset[str]
    beginnings: tuple[str, ...] = ()

    @property
    def tsquery(self) -> str:
        """As PostgreSQL reads it."""
        exact = [f"'{lexeme}'" for lexeme in sorted(self.lexemes)]
        return " | ".join(exact + [f"'{beginning}':*" for beginning in self.beginnings])

    def matches(self, lexeme: str) -> bool:
        """Whether a lexeme of a vector is one of them."""
        return lexeme in self.lexemes or lexeme.startswith(self.beginnings)


def parse(text: str) -> Query:
    """The words of what was typed; none where there is no letter and no number in it."""
    found = tokens(clean(text))
    distinct = list(dict.fromkeys(token.word for token in found))
    telling = [word for word in distinct if word not in _EVERYWHERE] or distinct
    words = tuple(telling[:MOST_WORDS])
    ends_in_a_word = bool(found) and clean(text).endswith(clean(text)[found[-1].start : found[-1].end])
    return Query(words, ends_in_a_word and not text.endswith(" ") and bool(words) and words[-1] == found[-1].word)


def terms(query: Query, stems: Stems) -> list[Term]:
    """What each word matches."""
    last = len(query.words) - 1
    return [
        Term(lexemes(word, stems), _beginnings(word) if query.open and number == last else ())
        for number, word in enumerate(query.words)
    ]


def loosened(query: Query, stems: Stems, similar: Sequence[Iterable[str]]) -> list[Term]:
    """The same, generously; `similar` are words that are nearly the same, for each word of the query."""
    return [
        Term(lexemes(word, stems) | frozenset(near), _beginnings(word))
        for word, near in zip(query.words, similar, strict=True)
    ]


def every(wanted: Sequence[Term]) -> str:
    """A tsquery for texts that have all of the words."""
    return " & ".join(f"({term.tsquery})" for term in wanted)


def some(wanted: Sequence[Term]) -> str:
    """A tsquery for texts that have one of them."""
    return " | ".join(term.tsquery for term in wanted)


def _beginnings(word: str) -> tuple[str, ...]:
    return forms(word) if len(word) >= _SHORTEST_BEGINNING else ()
