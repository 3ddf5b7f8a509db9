"""The words of the glossary in order, each with its anchor, and as data for the explanations in running text.

Used by the page of words, by `render` and by the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.model import make_id, plain_text
from journeybook.pages.data import head_of, write_json
from journeybook.pages.glossary import BUILT_IN_WORDS
from journeybook.pages.site import DataFile, Site, link

if TYPE_CHECKING:
    from journeybook.analysis import Insight
    from journeybook.model import Handbook

EVERYDAY: Final = frozenset(
    {"assumed", "contacts", "gap", "measure", "measured", "moment", "seen", "stale", "standard", "support", "system",
     "team"}
)  # fmt: skip
"""Words of the book that running text mostly uses in another sense (`in a moment`), or that nobody needs explained."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its meaning, both as written (inline Markdown); `anchor` is its place on the page of words."""

    word: str
    meaning: str
    anchor: str

    @property
    def is_everyday(self) -> bool:
        """Whether it is left unexplained in running text."""
        return plain_text(self.word).casefold() in EVERYDAY


def list_words(handbook: Handbook) -> tuple[Word, ...]:
    """The organization's own words, and those of every handbook that it does not explain itself, in order."""
    own = {plain_text(word).casefold() for word in handbook.words}
    words = {**{w: m for w, m in BUILT_IN_WORDS.items() if w not in own}, **handbook.words}
    taken: set[str] = set()
    found = []
    for word, meaning in sorted(words.items(), key=lambda item: (item[0].casefold(), item[0])):
        said = plain_text(word)
        # A word that leaves nothing for an id, such as one in another script, is its own.
        first = anchor = f"word-{make_id(said) or '-'.join(said.casefold().split())}"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{first}-{number}"
        taken.add(anchor)
        found.append(Word(word, meaning, anchor))
    return tuple(found)


def render_word_data(site: Site, insight: Insight) -> DataFile:
    """The words as data: plain text, and where each stands in the book."""
    words = [
        {
            "word": plain_text(word.word),
            "meaning": plain_text(word.meaning),
            "url": link(site, "", "words", word.anchor),
            "everyday": word.is_everyday,
        }
        for word in list_words(insight.handbook)
    ]
    return write_json("data/words.json", {**head_of(site, insight), "words": words})
