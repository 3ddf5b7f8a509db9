"""The codes of all problems, each with one sentence for the documentation. Used by `folder` and by the docs."""

from __future__ import annotations

from typing import Final

WARNINGS: Final[dict[str, str]] = {
    "comment-in-text": "A ` #` after a single space cuts text short, and what follows may have been meant as text.",
    "date-without-done": "An improvement that is not done has the day it was done.",
    "done-without-date": "An improvement is done, and nobody says since when.",
    "evidence-after-edition": "Evidence, or a value in it, is of a day after the edition's date, and counts nowhere.",
    "image-without-alt": "An image has no text for those who cannot see it.",
    "link-not-followed": "A symbolic link in the content folder leads to a folder or out of the content.",
    "many-moments-of-truth": "More than one touchpoint of five is called a moment of truth.",
    "no-owner": "Nobody owns a published journey as a whole.",
    "nothing-observed": "A piece of evidence holds no observation, no measure and no words of a customer.",
    "personal-data": "A quote or evidence holds a mail address, a phone number, or what looks like a person's name.",
    "shallow-clone": "The repository is a shallow clone, so the edition's date may be wrong.",
    "twice-observed": "Two evidence files say the same in the same words, so that it counts twice.",
    "unknown-question": "Evidence answers a question that neither the channel nor the touchpoint asks.",
    "unused-anchor": "Text that begins with `&` is read as a YAML anchor that nothing uses.",
    "unused-record": "Nothing refers to a record of the organization.",
}
"""Warnings: doubts that do not stop the build. The settings silence them by these codes."""

ERRORS: Final[dict[str, str]] = {
    "address-taken": "A hand-written page stands at an address that the handbook makes.",
    "alternative-chain": "An alternative (`instead_of`) points to a touchpoint that is an alternative itself.",
    "bad-choice": "A value is not one of the words that its key takes.",
    "bad-effort": "An effort is not a whole number from 1 to 5.",
    "bad-file-name": "The name of a file cannot be the id of the journey or the evidence in it.",
    "bad-id": "An id has other characters than a–z, 0–9 and single hyphens.",
    "bad-key": "A mapping or a list stands where a key belongs.",
    "bad-source-date": "SOURCE_DATE_EPOCH is not a number of seconds since 1970.",
    "colon-in-text": "Text with a colon is read as a key with its value.",
    "control-character": "A character that cannot be seen stands in the file.",
    "duplicate-file": "Two files of the organization hold the same kind of record, or two of evidence have one id.",
    "duplicate-id": "An id stands for two things.",
    "duplicate-journey": "Two files make a journey of the same id.",
    "duplicate-key": "A key stands twice in one mapping.",
    "empty-file": "A file that holds a journey or evidence has nothing in it.",
    "endless-alias": "A YAML alias stands within its own value.",
    "feeling-out-of-range": "A feeling is below −2 or above +2.",
    "file-too-large": "A file is larger than any journey.",
    "formerly-clash": "An earlier id (`formerly`) is in use, or claimed twice.",
    "image-outside": "An image lies outside the content folder.",
    "line-separator": "A pasted line separator (U+2028, U+2029, U+0085) breaks a line where nobody sees it.",
    "listed-twice": "A persona is listed twice.",
    "merge-key": "The YAML merge key `<<` is not used here.",
    "missing-image": "An image's file is not there.",
    "missing-key": "A key that is required is missing or empty.",
    "missing-sample": "A survey does not say how many people it asked.",
    "needs-id": "A name leaves nothing that an id could be made from.",
    "negative-duration": "A duration is below zero.",
    "no-journeys": "The content folder has no journeys.",
    "no-touchpoint": "A journey has no touchpoint.",
    "not-a-count": "A value is not a whole number, 0 or more.",
    "not-a-date": "A value is not a date.",
    "not-a-duration": "A value is not a duration.",
    "not-a-feeling": "A value is not a feeling.",
    "not-a-flag": "A value is neither true nor false.",
    "not-a-number": "A value is not a number.",
    "not-a-percentage": "A value is not a percentage.",
    "not-an-image": "A file that is named as an image has another ending.",
    "not-of-method": "A field does not go with the method of its evidence, such as a feeling with a gemba visit.",
    "not-utf-8": "A file is not saved as UTF-8.",
    "percentage-out-of-range": "A percentage is below 0% or above 100%.",
    "reserved-id": "An id is the name of a page or a part of addresses.",
    "self-reference": "A touchpoint or journey refers to itself.",
    "several-documents": "A file holds several YAML documents.",
    "tab-indentation": "A tab stands where YAML wants spaces.",
    "too-deep": "Mappings and lists are nested too deep.",
    "too-large": "A number is beyond all counting.",
    "too-many-values": "A file holds too many values once its aliases are expanded.",
    "too-few-people": "Evidence tells the ways of fewer than five people, which could find them.",
    "unknown-alias": "A YAML alias stands for nothing; most often text that begins with `*`.",
    "unknown-file": "A file of the organization has a name that the handbook does not know.",
    "unknown-key": "A key is not one that belongs here.",
    "unknown-persona": "A value by persona names a persona that the journey does not have.",
    "unknown-reference": "A reference leads to nothing.",
    "unknown-warning": "The settings silence a warning that does not exist.",
    "unreadable-file": "A file or folder cannot be opened.",
    "unsafe-link": "A link is not one that a browser can open safely.",
    "wrong-kind": "A text, a list or a mapping stands where another of them belongs.",
    "wrong-unit": "A measured value has another unit than its measure.",
    "yaml-syntax": "A line is not YAML; most often text that needs quotes.",
    "yaml-tag": "YAML tags such as `!x` are not used here.",
}
"""Errors: the build stops."""

CODES: Final[dict[str, str]] = dict(sorted({**WARNINGS, **ERRORS}.items()))
"""Every code that a problem can have."""

WARNING_CODES: Final[frozenset[str]] = frozenset(WARNINGS)
"""The codes that the settings can silence."""
