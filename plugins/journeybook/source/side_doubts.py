"""Doubts about what is seen from several sides: parts and futures of journeys, shared improvements, names and tags.

Used by `doubts`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from journeybook.model import plain_text
from journeybook.problems import Note
from journeybook.source.facts import KINDS, Doubt, Facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeybook.model import Journey, Touchpoint
    from journeybook.problems import Span


def _list_sub_journeys(facts: Facts) -> Iterator[tuple[Journey, Touchpoint, Journey]]:
    """Every touchpoint of a journey in use that is made of another journey."""
    journeys = facts.handbook.journeys
    for journey in journeys.values():
        if journey.status != "retired":
            for touchpoint in journey.touchpoints:
                if touchpoint.journey and touchpoint.journey in journeys:
                    yield journey, touchpoint, journeys[touchpoint.journey]


def _find_retired_sub_journeys(facts: Facts) -> Iterator[Doubt]:
    for _, touchpoint, inner in _list_sub_journeys(facts):
        if inner.status == "retired":
            way_out = f"write `journey: {inner.replaced_by}`" if inner.replaced_by else "take it out"
            message = f"this step is made of `{inner.id}`, which is retired and has no score"
            yield Doubt(message, touchpoint.place.at("journey"), way_out)


def _find_draft_sub_journeys(facts: Facts) -> Iterator[Doubt]:
    """No doubt where drafts are published."""
    if facts.handbook.settings.drafts:
        return
    for journey, touchpoint, inner in _list_sub_journeys(facts):
        if inner.status == "draft" and journey.status == "published":
            message = f"this step is made of `{inner.id}`, a draft that the published book does not show"
            way_out = "publish that one, or make this journey a draft as well"
            yield Doubt(message, touchpoint.place.at("journey"), way_out)


def _find_future_sub_journeys(facts: Facts) -> Iterator[Doubt]:
    """A journey that is to be may well be made of others that are to be."""
    for journey, touchpoint, inner in _list_sub_journeys(facts):
        if inner.future_of and not journey.future_of:
            message = f"this step is made of `{inner.id}`, which is to be and not as it is"
            yield Doubt(message, touchpoint.place.at("journey"), f"write `journey: {inner.future_of}`")


def _find_futures_of_retired(facts: Facts) -> Iterator[Doubt]:
    journeys = facts.handbook.journeys
    for journey in journeys.values():
        present = journeys.get(journey.future_of or "")
        if present and present.status == "retired" and journey.status != "retired":
            way_out = "take `future_of` out once the future has come"
            message = f"`{present.id}`, of which this is the future, is retired"
            yield Doubt(message, journey.place.at("future_of"), way_out)


def _find_improvements_of_nothing(facts: Facts) -> Iterator[Doubt]:
    for improvement in facts.handbook.improvements.values():
        if not improvement.touches:
            message = "an improvement of the organization that fixes and removes nothing stands in no journey"
            way_out = "name what it makes better: `fixes: [buying/new-phone#pays]`"
            yield Doubt(message, improvement.place.span, way_out)


def _find_moments_named_twice(facts: Facts) -> Iterator[Doubt]:
    for improvement in facts.improvements:
        first: dict[str, tuple[str, int]] = {}
        for key, names in (("fixes", improvement.fixes), ("removes", improvement.removes)):
            for number, name in enumerate(names):
                earlier = first.setdefault(name, (key, number))
                if earlier != (key, number):
                    note = Note("it stands here first", improvement.place.at(*earlier))
                    both = f"`{name}` is both fixed and removed" if earlier[0] != key else f"`{name}` stands here twice"
                    yield Doubt(both, improvement.place.at(key, number), "keep one of the two", (note,))


def _find_names_alike(facts: Facts) -> Iterator[Doubt]:
    for kind in KINDS:
        first: dict[str, str] = {}
        records = facts.handbook.records(kind)
        for name, record in records.items():
            known = records[first.setdefault(_fold(record.label), name)]
            if known is not record:
                note = Note(f"`{known.id}` is called so here", known.place.at("name"))
                message = f"two {kind}s are called `{record.label}`, so that readers cannot tell them apart"
                yield Doubt(message, record.place.at("name"), "give it another `name`", (note,))


def _find_tags_alike(facts: Facts) -> Iterator[Doubt]:
    """The rarer ones of tags that readers take for the same; on a tie those that come later."""
    written: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for journey in facts.handbook.journeys.values():
        if journey.status != "retired":
            for number, tag in enumerate(journey.tags):
                written[tag] += 1
                first.setdefault(tag, journey.place.at("tags", number))
    usual: dict[str, str] = {}
    for tag, _ in written.most_common():
        known = usual.setdefault(_fold(tag), tag)
        if known != tag:
            note = Note(f"`{known}` stands here", first[known])
            yield Doubt(f"the tag `{tag}` is `{known}` elsewhere", first[tag], f"write `{known}`", (note,))


def _fold(name: str) -> str:
    """A name as readers remember it: without case, marks of Markdown, and how many spaces stand in it."""
    return " ".join(plain_text(name).casefold().split())


SIDE_RULES: Final[dict[str, Callable[[Facts], Iterator[Doubt]]]] = {
    "retired-sub-journey": _find_retired_sub_journeys,
    "draft-sub-journey": _find_draft_sub_journeys,
    "future-sub-journey": _find_future_sub_journeys,
    "future-of-retired": _find_futures_of_retired,
    "fixes-nothing": _find_improvements_of_nothing,
    "moment-twice": _find_moments_named_twice,
    "names-alike": _find_names_alike,
    "tags-alike": _find_tags_alike,
}
"""The rules on what is seen from several sides by the code of their warnings."""
