"""A trait for each attribute of a figure, from the table that the build has written.

A value is None where the figure has its own. What is sent is the text of the attribute.
"""

import json
import math
import re
from difflib import get_close_matches
from importlib.resources import files

import numpy as np
from traitlets import TraitError, TraitType

BUILT = files("sgd_playground") / "built"
TABLE = json.loads((BUILT / "attributes.json").read_text("utf-8"))


def settings_of(tag):
    """The traits of an element, by their names in Python."""
    return {entry["name"].replace("-", "_"): Setting(entry) for entry in TABLE[tag]}


def meant(name, names):
    """A part of a sentence: what somebody may have meant, and what there is."""
    close = get_close_matches(str(name), names, n=1)
    return (f" Did you mean {close[0]!r}?" if close else "") + f" There are: {', '.join(names)}."


class Setting(TraitType):
    """What one attribute takes."""

    default_value = None
    allow_none = True

    def __init__(self, entry):
        super().__init__(help=entry["note"])
        self.kind = entry["kind"]
        self.attribute = entry["name"]
        self.choices = entry.get("choices", [])
        self.low, self.high = entry.get("min", -math.inf), entry.get("max", math.inf)
        self.empty = entry.get("empty", "")
        self.tag(sync=True, to_json=lambda value, _: self.text(value), from_json=lambda text, _: text)

    def validate(self, obj, value):
        try:
            return getattr(self, f"_{self.kind}")(value)
        except (TypeError, ValueError) as error:
            why = str(error) if isinstance(error, Refusal) else ""
            raise TraitError(f"{self.name} takes {self.takes}, not {value!r}.{why}") from None

    @property
    def takes(self):
        """A part of a sentence: which values fit."""
        low, high = (plain(end) if abs(end) < 1e300 else None for end in (self.low, self.high))
        span = f" from {low} to {high}" if low and high else f" from {low}" if low else ""
        return {
            "number": f"a number{span}",
            "integer": f"a whole number{span}",
            "batch": f"a whole number{span}, or 'full'",
            "switch": "True or False",
            "choice": "a name",
            "choices": "a name, or a list of names",
            "numbers": "a list of numbers",
            "rows": "rows of numbers",
            "data": "a name, or rows of numbers",
            "text": "text, or a list of texts",
        }[self.kind]

    def text(self, value):
        """A value as the attribute has it."""
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if not isinstance(value, tuple):
            return plain(value)
        if value and isinstance(value[0], tuple):
            return ";".join(",".join(map(plain, row)) for row in value)
        return ",".join(each if isinstance(each, str) else plain(each) for each in value) or self.empty

    def _number(self, value):
        number = one_number(value)
        if not self.low <= number <= self.high:
            raise Refusal
        return float(number)

    def _integer(self, value):
        number = self._number(value)
        if not number.is_integer():
            raise Refusal
        return int(number)

    def _batch(self, value):
        return value if value == "full" else self._integer(value)

    def _switch(self, value):
        if isinstance(value, (bool, np.bool_)):
            return bool(value)
        if value not in ("", "true", "false"):
            raise Refusal
        # Without a value an attribute is true.
        return value != "false"

    def _choice(self, value):
        if value not in self.choices:
            raise Refusal(meant(value, self.choices))
        return str(value)

    def _choices(self, value):
        names = re.findall(r"[^\s,]+", value) if isinstance(value, str) else value
        return tuple(self._choice(name) for name in names)

    def _numbers(self, value):
        if isinstance(value, str):
            value = [] if value in ("", self.empty) else value.split(",")
        return tuple(one_number(each) for each in value)

    def _rows(self, value):
        if isinstance(value, str):
            value = [row for row in re.split(r"[;\n]", value) if row.strip()]
        return tuple(self._numbers(row) for row in value)

    def _data(self, value):
        named = isinstance(value, str) and not re.search(r"[;,\n]", value)
        return self._choice(value) if named else self._rows(value)

    def _text(self, value):
        if isinstance(value, str):
            return value
        return ",".join(each if isinstance(each, str) else plain(one_number(each)) for each in value)


class Refusal(ValueError):
    """A value does not fit; with a sentence about what would."""


def one_number(value):
    """An int or a float; text is read as well."""
    if isinstance(value, (bool, np.bool_)):
        raise Refusal
    if isinstance(value, str):
        value = int(value) if re.fullmatch(r"\s*[+-]?\d+\s*", value) else float(value)
    number = value if isinstance(value, int) else float(value)
    if not math.isfinite(number):
        raise Refusal
    return number


def plain(number):
    """The shortest text that reads back as the same number."""
    return repr(number).removesuffix(".0")
