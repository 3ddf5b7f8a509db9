"""Which columns of a log hold people: names, mail addresses, phone numbers, told by their names and by their values.

Used by `columns` and `reader`. What looks like a person refuses the log; the way out is to leave the column out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from journeybook.model import make_id
from journeybook.model.evidence import FEWEST_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAVE_OUT: Final = "export the log without that column"
NUMBER: Final = "export the log with a number for each customer instead"

_WORDS: Final = frozenset({
    "mail", "mails", "email", "emails", "phone", "telephone", "telefon", "tel", "handy", "msisdn", "fax",
    "firstname", "forename", "surname", "lastname", "fullname", "username", "vorname", "nachname", "familienname",
    "prenom", "nombre", "apellido", "address", "adresse", "anschrift", "street", "strasse", "postcode", "zip",
    "birthday", "birthdate", "dob", "geburtsdatum", "iban", "ip", "ssn", "passport",
})  # fmt: skip
_NAMES: Final = frozenset({"name", "names"})
_OF_PEOPLE: Final = frozenset({
    "customer", "customers", "client", "person", "user", "contact", "caller", "buyer", "member", "subscriber", "owner",
    "account", "full", "first", "last", "family", "given", "middle", "maiden", "display", "sur",
})  # fmt: skip
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")

MAIL_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE_NUMBER: Final = re.compile(
    r"^(?=(?:\D*\d){8})(?:\+\d[\d ()/.-]{7,20}|\(0\d+\)[\d /-]{4,15}|0[1-9]\d{1,4}(?:[ /-]\d{2,}){1,4})$", re.MULTILINE
)
"""A whole value that is written as only phone numbers are: `+44 7700 900123`, `(020) 7946 0018`, `020 7946 0018`."""
_BARE_PHONE_NUMBER: Final = re.compile(r"0[1-9]\d{8,9}")
"""`07700900123`: a customer's number could look so as well, so most values have to."""
_FULL_NAME: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?:(?:, |[ .])[^\W\d_]+(?:['’-][^\W\d_]+)*\.?){1,3}")
"""`Ann O'Hara`, `O'Hara, Ann`, `ann.ohara`: nothing but words."""
_SAMPLED: Final = 1000


def names_people(header: str, *, of_touchpoint: bool = False) -> bool:
    """Whether a column called `header` holds people. That `of_touchpoint` may be called a name or an address."""
    words = set(make_id(_CAMEL.sub("-", header)).split("-"))
    if of_touchpoint:
        return False
    if words & _NAMES and words <= _NAMES | _OF_PEOPLE:
        return True
    return bool(words & _WORDS) or {"mobile", "number"} <= words


def holds_phone_numbers(values: Sequence[str]) -> bool:
    """Whether the values of a column are phone numbers; what may be another number is judged by the first thousand."""
    return _PHONE_NUMBER.search("\n".join(values)) is not None or _are_most(_BARE_PHONE_NUMBER, values)


def holds_names(values: Sequence[str]) -> bool:
    """Whether most of the first thousand values look like people's names; for a column that ought to hold numbers."""
    return _are_most(_FULL_NAME, values)


def _are_most(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    some = values[:_SAMPLED]
    return len(some) >= FEWEST_PEOPLE and 2 * sum(pattern.fullmatch(value) is not None for value in some) > len(some)
