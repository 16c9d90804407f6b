# SPDX-License-Identifier: Apache-2.0
"""JSON read strictly: no key twice, no key unknown, none missing, everything within its limits."""

from __future__ import annotations

import json
import re
from typing import Any, Callable, TypeVar

from primitives import LATEST_TIME, Refused, from_hex, require

MOST_DEPTH = 8
MOST_VALUES = 65_536
MOST_TEXT = 32_768
MOST_VERSION = 1_000_000

T = TypeVar("T")


def _check_depth(text: str) -> None:
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text, re.DOTALL):
        if token[0] in "[{":
            depth += 1
            require(depth <= MOST_DEPTH, "too_large", "nested too deeply")
        elif token[0] in "]}":
            depth -= 1


def parse(data: bytes, most: int) -> Any:
    require(len(data) <= most, "too_large", "more bytes than are allowed")
    require(data.startswith(b"{"), "malformed", "not an object")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        require(len({key for key, _ in pairs}) == len(pairs), "malformed", "a key twice")
        return dict(pairs)

    def no_number(text: str) -> Any:
        raise Refused("malformed", f"{text} is no number")

    try:
        text = data.decode("utf-8")
        _check_depth(text)
        value = json.loads(text, object_pairs_hook=once, parse_constant=no_number)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise Refused("malformed", "not JSON") from error
    values = 0
    waiting = [value]
    while waiting:
        values += 1
        require(values <= MOST_VALUES, "too_large", "more values than are allowed")
        top = waiting.pop()
        waiting.extend(top.values() if isinstance(top, dict) else top if isinstance(top, list) else ())
    return value


class Fields:
    """The keys of one object, each asked for once; `end` refuses those that nobody asked for."""

    def __init__(self, value: Any) -> None:
        require(isinstance(value, dict), "malformed", "not an object")
        self._left: dict[str, Any] = dict(value)

    def any(self, key: str) -> Any:
        require(key in self._left, "malformed", f"{key} is missing")
        return self._left.pop(key)

    def end(self) -> None:
        require(not self._left, "malformed", f"unknown keys {sorted(self._left)}")

    def version(self, known: tuple[int, ...] = (1,)) -> int:
        version = self.number("version", 0, MOST_VERSION)
        require(version in known, "unsupported", "an unknown version")
        return version

    def text(self, key: str, least: int = 0, most: int = MOST_TEXT) -> str:
        return as_text(self.any(key), least, most)

    def number(self, key: str, low: int, high: int) -> int:
        value = self.any(key)
        require(type(value) is int and low <= value <= high, "malformed", f"{key} is out of its range")
        return int(value)

    def time(self, key: str) -> int:
        return self.number(key, 0, LATEST_TIME)

    def flag(self, key: str) -> bool:
        value = self.any(key)
        require(type(value) is bool, "malformed", f"{key} is neither true nor false")
        return bool(value)

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.any(key)
        require(value in choices, "malformed", f"{key} is none of its choices")
        return str(value)

    def hex(self, key: str, size: int) -> bytes:
        return from_hex(self.text(key), size)

    def date(self, key: str) -> str:
        value = self.text(key)
        day = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        require(re.fullmatch(day, value) is not None, "malformed", f"{key} is not a date")
        return value

    def list_of(self, key: str, most: int, read: Callable[[Any], T]) -> list[T]:
        value = self.any(key)
        require(isinstance(value, list), "malformed", f"{key} is not a list")
        require(len(value) <= most, "too_large", f"{key} is too long")
        return [read(item) for item in value]

    def items(self, key: str, most: int) -> list[Any]:
        """As they are: for who reads them apart, or not at all."""
        return self.list_of(key, most, as_it_is)

    def or_null(self, key: str, read: Callable[[Fields, str], T]) -> T | None:
        if self._left.get(key, 0) is None:
            self.any(key)
            return None
        return read(self, key)

    def fields(self, key: str) -> Fields:
        return Fields(self.any(key))


def as_it_is(value: Any) -> Any:
    return value


def as_text(value: Any, least: int = 0, most: int = MOST_TEXT) -> str:
    require(isinstance(value, str), "malformed", "not a text")
    size = len(value.encode())
    require(size >= least, "malformed", "too short a text")
    require(size <= most, "too_large", "too long a text")
    return str(value)


def as_hub_url(value: Any) -> str:
    text = as_text(value)
    good = len(text) <= 512 and re.fullmatch("https?://[!-~]*", text)
    require(bool(good), "malformed", "not an address of a hub")
    return text
