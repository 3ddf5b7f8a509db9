"""The kinds of single values an author writes: feelings, shares, durations, dates, references.

Every scalar arrives as text, as typed in the file, and is converted by its field. A value that does not fit raises a
`PydanticCustomError` whose type is the problem's code and whose context may carry `help`, the way out.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, NoReturn, get_args

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

FEELING_MIN: Final = -2.0
FEELING_MAX: Final = 2.0

LARGEST: Final = 1e12
"""No journey has more customers or lasts longer in seconds."""

WHOLE: Final = "*"
"""Stands in error paths for the value of a measure that is not given by day; nobody writes a day so."""

SHOWN: Final = 40
"""Characters of a wrong value that a message repeats."""

SEGMENT: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DIGITS: Final = re.compile(r"[0-9]+")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_AMOUNT: Final = re.compile(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*([^\s,.\d].*)?")
_DURATION_PART: Final = re.compile(r"(-?\d+(?:\.\d+)?)\s*([a-z]+)")
_UNIT_SECONDS: Final = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600,
    "day": 86400, "days": 86400,
    "week": 604800, "weeks": 604800,
}  # fmt: skip
_WRITTEN_DATE: Final = re.compile(r"(\d\d?)([./-])\s?(\d\d?)\2\s?(\d{4})")
_TRUE: Final = frozenset({"true", "yes", "on"})
_FALSE: Final = frozenset({"false", "no", "off"})
_COMMA: Final = re.compile(r"(?<!\d)([+-]?\d+),(\d+)(?![\d,])")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+")


def refuse(code: str, message: str, way_out: str | None = None) -> NoReturn:
    """Reject a value with a stable code, one sentence, and the way out."""
    raise PydanticCustomError(code, "{text}", {"text": message, "help": way_out})


def shown(value: Any) -> str:
    """A value as an author would recognise it in a message, shortened."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"`{text[:SHOWN]}…`" if len(text) > SHOWN + 1 else f"`{text}`"


def make_id(name: str) -> str:
    """An id from a name: marks dropped, lower case, every other run a hyphen; empty where nothing is left."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def one_of(choices: Any) -> BeforeValidator:
    """A validator for a closed set of words, whose error names them all and proposes the nearest."""
    words = get_args(choices)

    def read(value: Any) -> str:
        if isinstance(value, str) and value.strip() in words:
            return value.strip()
        near = difflib.get_close_matches(str(value).strip().lower(), words, n=1)
        way_out = f"did you mean `{near[0]}`?" if near else None
        return refuse("bad-choice", f"{shown(value)} is not one of {', '.join(words)}", way_out)

    return BeforeValidator(read)


def _point(text: str) -> str | None:
    """The way out of a decimal comma: the number with a point."""
    pointed = _COMMA.sub(r"\1.\2", text)
    return f"write a point: `{pointed}`" if pointed != text else None


def _bounded(number: float, value: Any) -> float:
    """The number, unless it is beyond all counting, where arithmetic breaks down."""
    if abs(number) > LARGEST:
        refuse("too-large", f"{shown(value)} is too large to be counted with", "check the digits and the unit")
    return number


def _scalar(value: Any, wanted: str) -> str:
    if isinstance(value, str):
        return value.strip().replace("\N{MINUS SIGN}", "-")
    refuse("wrong-kind", f"expected {wanted}, found {shown(value)}")


def read_text(value: Any) -> str:
    """Any text. A one-key mapping is most often text with a colon in it, so its quoted form is the hint."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and len(value) == 1:
        key, rest = next(iter(value.items()))
        if isinstance(rest, str):
            quoted = f"{key}: {rest}".replace("\\", "\\\\").replace('"', '\\"')
            refuse("colon-in-text", "expected text, found a mapping", f'text with a colon needs quotes: "{quoted}"')
    refuse("wrong-kind", f"expected text, found {shown(value)}")


def read_feeling(value: Any) -> float:
    """A feeling from −2 to +2."""
    text = _scalar(value, "a feeling")
    levels = "a feeling is a number from -2 (upset) through 0 (even) to 2 (delighted)"
    if not _NUMBER.fullmatch(text):
        refuse("not-a-feeling", f"{shown(value)} is not a feeling", _point(text) or levels)
    number = float(text)
    if not FEELING_MIN <= number <= FEELING_MAX:
        refuse("feeling-out-of-range", f"{shown(value)} is outside −2 … +2", levels)
    return number


def read_share(value: Any) -> float:
    """A share, `12%` or `0.12`, as a number from 0 to 1."""
    text = _scalar(value, "a percentage")
    body = text.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(body):
        refuse("not-a-percentage", f"{shown(value)} is not a percentage", _point(text) or "write it as `12%` or `0.12`")
    number = float(body) / 100 if text.endswith("%") else float(body)
    if not 0 <= number <= 1:
        hint = f"did you mean `{body}%`?" if not text.endswith("%") and 1 < number <= 100 else None  # noqa: PLR2004 - percent
        refuse("percentage-out-of-range", f"{shown(value)} is outside 0% … 100%", hint)
    return number


def read_duration(value: Any) -> float:
    """A duration as seconds: `<number> <unit>` parts joined by spaces."""
    text = _scalar(value, "a duration").lower()
    way_out = "write a number and a unit: `20 s`, `4 min`, `3 h`, `2 days`, `1 week`, joined by spaces"
    parts = _DURATION_PART.findall(text)
    if not parts or _DURATION_PART.sub("", text).strip() or any(unit not in _UNIT_SECONDS for _, unit in parts):
        refuse("not-a-duration", f"{shown(value)} is not a duration", _point(text) or way_out)
    seconds = sum(float(number) * _UNIT_SECONDS[unit] for number, unit in parts)
    if any(number.startswith("-") for number, _ in parts):
        refuse("negative-duration", f"{shown(value)} is less than no time", "a duration cannot be negative")
    return _bounded(seconds, value)


def read_date(value: Any) -> dt.date:
    """An ISO date."""
    text = _scalar(value, "a date")
    try:
        if len(text) != len("2027-03-31"):
            raise ValueError(text)  # noqa: TRY301 - fromisoformat also takes 20270331 and 2027-W13-3, which we do not
        return dt.date.fromisoformat(text)
    except ValueError:
        meant = _find_written_date(text)
        way_out = f"write year, month and day: `{meant or '2027-03-31'}`"
        refuse("not-a-date", f"{shown(value)} is not a date", way_out)


def _find_written_date(text: str) -> dt.date | None:
    """The day of `20.11.2026` or `20/11/2026`; None where day and month cannot be told apart, as in `3/10/2026`."""
    match = _WRITTEN_DATE.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days: dict[dt.date, None] = {}  # a set that keeps the order
    for day, month in ((first, second), (second, first)):
        with suppress(ValueError):
            days[dt.date(year, month, day)] = None
    return next(iter(days)) if len(days) == 1 or (days and match[2] == ".") else None


def read_flag(value: Any) -> bool:
    """Yes or no, in the spellings that YAML authors use."""
    text = _scalar(value, "true or false").lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    refuse("not-a-flag", f"{shown(value)} is neither true nor false", "write `true` or `false`")


def read_id(value: Any) -> str:
    """An id of one segment."""
    text = _scalar(value, "an id")
    if not SEGMENT.fullmatch(text):
        made = make_id(text) or "first-bill"
        refuse("bad-id", f"{shown(value)} is not an id", f"an id is made of a–z, 0–9 and single hyphens: `{made}`")
    return text


def read_url(value: Any) -> str:
    """An address that a browser can safely open: http, https, mailto, or relative to the handbook."""
    text = read_text(value).strip()
    scheme = re.match(r"\s*([a-z][a-z0-9+.-]*)\s*:", text, re.IGNORECASE)
    # Browsers drop control characters before they look for the scheme, so `java\tscript:` would slip through.
    if (scheme and scheme[1].lower() not in {"http", "https", "mailto"}) or any(ord(c) < 0x20 for c in text):  # noqa: PLR2004 - C0
        refuse("unsafe-link", f"{shown(value)} is not a link the handbook can open", "use https://, http:// or mailto:")
    return text


def read_corrections(value: Any) -> str:
    """Where mistakes are reported: a mail address, or an address that a browser can safely open."""
    text = read_text(value).strip()
    is_mail = re.fullmatch(r"[^\s:@]+@[^\s:@]+", text)
    return text if is_mail else read_url(text)


def read_journey_id(value: Any) -> str:
    """The id of a journey: segments joined by `/`."""
    text = _scalar(value, "a journey's id")
    if not all(SEGMENT.fullmatch(segment) for segment in text.split("/")):
        refuse(
            "bad-id",
            f"{shown(value)} is not the id of a journey",
            "it is the file's path below journeys/ without its ending: `buying/new-phone`",
        )
    return text


def read_effort(value: Any) -> int:
    """Effort from 1 (days) to 5 (more than a quarter)."""
    text = _scalar(value, "an effort")
    if text not in {"1", "2", "3", "4", "5"}:
        refuse(
            "bad-effort", f"{shown(value)} is not an effort",
            "1 is days, 2 weeks, 3 a month, 4 a quarter, 5 more",
        )  # fmt: skip
    return int(text)


def read_impact(value: Any) -> float:
    """An impact from 0.25 to 3."""
    number = _number(value, "an impact")
    if not 0.25 <= number <= 3:  # noqa: PLR2004 - as the message says
        way_out = _point(str(value)) or "a number from 0.25, which is hardly any, through 1 to 3, which is very much"
        refuse("bad-impact", f"{shown(value)} is not an impact", way_out)
    return number


def read_value_grade(value: Any) -> float:
    """A value from 1 to 5."""
    number = _number(value, "a value")
    if not 1 <= number <= 5:  # noqa: PLR2004 - as the message says
        way_out = _point(str(value)) or "a number from 1, which is little, to 5, which is very much"
        refuse("bad-value", f"{shown(value)} is not what an improvement is worth", way_out)
    return number


def _number(value: Any, what: str) -> float:
    """A plain number; not a number at all is nan, which is outside of every range."""
    try:
        return float(_scalar(value, what))
    except ValueError:
        return math.nan


def read_count(value: Any) -> int:
    """A whole number of people or contacts, 0 or more."""
    return _count(value, "a whole number, 0 or more", "write digits alone: `4000`")


def read_people(value: Any) -> int:
    """How many people stand behind something, 0 or more."""
    return _count(value, "a number of people", "write how many people stand behind it: `12`; 0 counts nowhere")


def _count(value: Any, wanted: str, way_out: str) -> int:
    text = _scalar(value, wanted)
    if not _DIGITS.fullmatch(text):
        digits = re.sub(r"\D", "", text)
        separated = f"write it without separators: `{digits}`" if _THOUSANDS.fullmatch(text) else None
        refuse("not-a-count", f"{shown(value)} is not {wanted}", separated or way_out)
    return int(_bounded(float(text), value))


@dataclass(frozen=True, slots=True)
class Amount:
    """A measured number as written, with its unit: `3.1 s` is 3.1 and "s", `71%` is 71 and "%"; None without a unit."""

    number: float
    unit: str | None = None

    def say(self, unit: str | None = None) -> str:
        """As a reader meets it, `3.1 s` or `71%`; `unit` stands in where none was written."""
        said = f"{self.number:g}".replace("-", "\N{MINUS SIGN}")
        known = self.unit or unit
        if not known:
            return said
        return f"{said}%" if known == "%" else f"{said} {known}"


def read_amount(value: Any) -> Amount:
    """A measured number with or without its unit."""
    text = _scalar(value, "a number with its unit")
    match = _AMOUNT.fullmatch(text)
    if not match:
        way_out = _point(text) or "write a number, with or without its unit: `3.1 s`"
        refuse("not-a-number", f"{shown(value)} is not a number", way_out)
    return Amount(_bounded(float(match[1]), value), match[2].strip() if match[2] else None)


def read_series(value: Any) -> Any:
    """A measured number, or several by the day on which each was measured; the field's type reads them."""
    return value if isinstance(value, dict) else {WHOLE: value}


def read_series_date(value: Any) -> dt.date | None:
    """The day of one value of a series; None for the day of what holds it."""
    return None if value == WHOLE else read_date(value)


def read_moment_of_truth(value: Any) -> Literal[True] | str | None:
    """The reason why this decides trust or staying; True without a reason; None for `false`."""
    text = read_text(value).strip()
    if text.lower() in _TRUE:
        return True
    return None if text.lower() in _FALSE else text


def read_failure_demand(value: Any) -> Literal[True] | float | None:
    """The share of the contacts that a failure caused; True where the share is unknown; None for `false`."""
    text = _scalar(value, "a percentage or true").lower()
    if text in _TRUE:
        return True
    return None if text in _FALSE else read_share(value)


_PERCENT_PATTERN: Final = r"^([0-9]{1,2}([.][0-9]+)?|100)\s*%$|^(0?[.][0-9]+|0|1)$"
_number_or_text: Final = ["number", "string"]

Text = Annotated[str, BeforeValidator(read_text), WithJsonSchema({"type": ["string", "number", "boolean"]})]
Id = Annotated[str, BeforeValidator(read_id), WithJsonSchema({"type": ["string", "integer"]})]
Reference = Annotated[str, BeforeValidator(read_text), WithJsonSchema({"type": ["string", "integer"]})]
JourneyId = Annotated[str, BeforeValidator(read_journey_id), WithJsonSchema({"type": "string"})]
Corrections = Annotated[str, BeforeValidator(read_corrections), WithJsonSchema({"type": "string"})]
Url = Annotated[str, BeforeValidator(read_url), WithJsonSchema({"type": "string"})]
Feeling = Annotated[
    float,
    BeforeValidator(read_feeling),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": -2, "maximum": 2}, {"type": "string"}]}),
]
Share = Annotated[
    float,
    BeforeValidator(read_share),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": _PERCENT_PATTERN}]}
    ),
]
Duration = Annotated[
    float,
    BeforeValidator(read_duration),
    WithJsonSchema({"type": "string", "examples": ["20 s", "4 min", "3 h", "2 days", "1 week"]}),
]
Date = Annotated[dt.date, BeforeValidator(read_date), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(read_flag), WithJsonSchema({"type": ["boolean", "string"]})]
Effort = Annotated[int, BeforeValidator(read_effort), WithJsonSchema({"enum": [1, 2, 3, 4, 5]})]
Impact = Annotated[
    float, BeforeValidator(read_impact), WithJsonSchema({"type": "number", "minimum": 0.25, "maximum": 3})
]
ValueGrade = Annotated[
    float, BeforeValidator(read_value_grade), WithJsonSchema({"type": "number", "minimum": 1, "maximum": 5})
]
Count = Annotated[int, BeforeValidator(read_count), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})]
People = Annotated[int, BeforeValidator(read_people), WithJsonSchema({"type": ["integer", "string"], "minimum": 0})]
AmountText = Annotated[Amount, BeforeValidator(read_amount), WithJsonSchema({"type": _number_or_text})]
Series = Annotated[
    dict[Annotated[dt.date | None, BeforeValidator(read_series_date)], AmountText],
    BeforeValidator(read_series),
    WithJsonSchema(
        {"anyOf": [{"type": _number_or_text}, {"type": "object", "additionalProperties": {"type": _number_or_text}}]}
    ),
]
"""A value by day; the key None stands for the day of the evidence that holds it."""
MomentOfTruth = Annotated[
    Literal[True] | str | None, BeforeValidator(read_moment_of_truth), WithJsonSchema({"type": ["boolean", "string"]})
]
FailureDemand = Annotated[
    Literal[True] | float | None,
    BeforeValidator(read_failure_demand),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, {"type": "number", "minimum": 0, "maximum": 1}, {"type": "string"}]}
    ),
]
