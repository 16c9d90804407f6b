# SPDX-License-Identifier: Apache-2.0
"""Accepted cases altered at random, from a seed: what this reader refuses of them, the first must refuse as well."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

from primitives import from_base64, to_base64
from vectors import Case, cases, outcome

STRANGE: list[Any] = [None, True, 0, 1, -1, 2**32, 2**53 + 1, 2**64, 1.5, "", "x", "x" * 300, "C3", "2026-1-05", [], {}]
STRANGE += [[1], {"ar": "a", "en": "b"}, "\u0000", "http://h", "0000-0000-0", [{"document": "a", "shown": "b"}]]
LETTERS = ['"', "{", "}", ",", "\\", "\n", "0", "-", ".0", " ", "L", "٣", "\u2066", "\u061c", "="]
LARGEST = 30_000


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(deeper for key, item in inner for deeper in _places(item, (*place, key)))]


def _alter_json(chance: random.Random, text: str) -> str:
    value = json.loads(text)
    place = chance.choice([place for place in _places(value) if place])
    owner = value
    for key in place[:-1]:
        owner = owner[key]
    if chance.random() < 0.2:
        del owner[place[-1]]
    else:
        owner[place[-1]] = copy.deepcopy(chance.choice(STRANGE))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _alter_text(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return chance.choice(
        [text[:at] + text[at + 1 :], text[:at], text[at:], text[:at] + chance.choice(LETTERS) + text[at:]]
    )


def _alter_bytes(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(min(len(data), chance.choice([8, 40, 120, LARGEST])))
    flipped = bytes([data[at] ^ 1 << chance.randrange(8)])
    return chance.choice(
        [data[:at] + flipped + data[at + 1 :], data[:at] + data[at + 1 :], data[:at] + bytes(4) + data[at:]]
    )


def _alter(chance: random.Random, case: Case) -> Case:
    altered = dict(case)
    if "text" not in case:
        altered["bytes"] = to_base64(_alter_bytes(chance, from_base64(case["bytes"])))
    elif case["text"].startswith("{") and chance.random() < 0.7:
        altered["text"] = _alter_json(chance, case["text"])
    else:
        altered["text"] = _alter_text(chance, case["text"])
    return altered


def refused_mutations(seed: int, count: int, kinds: tuple[str, ...]) -> list[Case]:
    """Out of `count` altered cases those that this reader refuses; `class` is only "refused", since of several things
    wrong at once two readers may say different ones."""
    chance = random.Random(seed)
    good = [case for case in cases() if case["class"] == "accepted" and case["of"] in kinds]
    good = [case for case in good if len(str(case)) < LARGEST]
    found: list[Case] = []
    for number in range(count):
        altered = _alter(chance, chance.choice(good))
        try:
            refused = outcome(altered) != "accepted"
        except AssertionError:
            continue  # it is accepted, and says something else now
        if refused:
            found.append({**altered, "class": "refused", "why": f"seed {seed}, mutation {number}: {altered['why']}"})
    return found
