# SPDX-License-Identifier: Apache-2.0
"""What a record says once it is opened (sync/PROTOCOL.md, "Submission", "Ratings")."""

from __future__ import annotations

import re
from typing import Any

import age
import bech32
import codes
from primitives import LATEST_TIME, Refused, require
from strict_json import Fields, as_text, parse

MOST = 1_048_576
MOST_NAME = 256
CHANNELS = ("kiosk", *(f"C{number}" for number in range(1, 9)))
CHOICE = r"[A-Za-z0-9_.-]{1,64}"
RATING = {
    "score": "[1-5]",
    "scale": "rtl|ltr",
    "service": f"({CHOICE})?",
    "department": f"({CHOICE})?",
    "rater": "visitor|colleague",
    "reasons": f"({CHOICE}( {CHOICE}){{0,15}})?",
    "comment": "(?s:.*)",
    "flagged": CHOICE,
}


def _answer(value: Any) -> dict[str, str]:
    fields = Fields(value)
    answer = {"name": fields.text("name", 0, MOST_NAME)}
    answer |= {key: fields.text(key) for key in ("question", "value", "shown")}
    fields.end()
    return answer


def _point(value: Any) -> None:
    require(isinstance(value, list) and len(value) == 3, "malformed", "a point is three numbers")
    require(all(type(number) is int and number >= 0 for number in value), "malformed", "a point is three numbers")
    require(value[0] <= 65_535 and value[1] <= 65_535 and value[2] < 2**32, "malformed", "a point beside the pad")


def _signature(owner: Fields, key: str) -> bool:
    fields = owner.fields(key)
    fields.number("width_mm", 0, 100_000)
    fields.number("height_mm", 0, 100_000)
    strokes = fields.items("strokes", 256)
    fields.end()
    require(all(isinstance(stroke, list) for stroke in strokes), "malformed", "a stroke is a list")
    points = [point for stroke in strokes for point in stroke]
    require(len(points) <= 8_192, "too_large", "too many points")
    require(bool(points), "malformed", "a signature without a point")
    for point in points:
        _point(point)
    return True


def _witness(owner: Fields, key: str) -> bool:
    fields = owner.fields(key)
    fields.text("name", 1, MOST_NAME)
    fields.choice("reason", ("cannot_sign", "by_telephone", "on_paper"))
    fields.end()
    return True


def _committee(owner: Fields, key: str) -> bool:
    fields = owner.fields(key)
    fields.text("text")
    fields.date("date")
    fields.flag("acknowledged")
    fields.end()
    return True


def _seen(value: Any) -> None:
    fields = Fields(value)
    fields.text("document")
    seen, matches, unexpired = (fields.flag(key) for key in ("seen", "matches", "unexpired"))
    fields.end()
    require(seen or not (matches or unexpired), "malformed", "a document that was not seen matches nothing")


def _asked_by(owner: Fields, key: str) -> bool:
    fields = owner.fields(key)
    fields.text("name", 1, MOST_NAME)
    fields.text("relation", 1, MOST_NAME)
    fields.text("mobile", 1, 32)
    fields.end()
    return True


def _taken_by(fields: Fields, version: int) -> None:
    fields.text("representative", 1, MOST_NAME)
    fields.date("received")
    if version == 1:
        fields.flag("consent_read")
    else:
        fields.choice("consent", ("in_person", "read_out", "on_paper"))
        fields.or_null("asked_by", _asked_by)
    fields.list_of("documents_seen", 64, _seen)
    fields.end()


def _document(value: Any) -> None:
    fields = Fields(value)
    fields.text("document", 0, MOST_NAME)
    fields.text("shown")
    fields.end()


def _check_rating(answers: list[dict[str, str]]) -> None:
    values = {answer["name"]: answer["value"] for answer in answers}
    require(len(values) == len(answers), "malformed", "an answer twice")
    require("score" in values and "scale" in values, "malformed", "a rating without a score")
    for name, value in values.items():
        require(name in RATING, "malformed", f"{name} is no answer of a rating")
        require(re.fullmatch(RATING[name], value) is not None, "malformed", f"{name} has another value")
    reasons = values.get("reasons", "").split()
    require(len(set(reasons)) == len(reasons), "malformed", "a reason twice")


def _reference(fields: Fields, key: str) -> str:
    return codes.require_as_shown(fields.text(key))


def _claim_key(fields: Fields, key: str) -> str:
    text = fields.text(key, 0, 128)
    try:
        good = bech32.encode("age", age.share_of(text)) == text
    except Refused:
        good = False
    require(good, "malformed", "not a claim key as it is written")
    return text


def read(data: bytes) -> dict[str, Any]:
    """The JSON of a submission that keeps every rule."""
    value = parse(data, MOST)
    fields = Fields(value)
    version = fields.version((1, 2))
    rating = fields.choice("kind", ("request", "rating")) == "rating"
    fields.text("form", 1, MOST_NAME)
    fields.text("form_version", 0, MOST_NAME)
    fields.choice("language", ("ar", "en"))
    channel = fields.choice("channel", CHANNELS)
    fields.number("created", 0, LATEST_TIME)
    reference = fields.or_null("reference", _reference)
    claim_key = fields.or_null("claim_key", _claim_key)
    fields.hex("terminal", 16)
    fields.number("epoch", 1, 2**32 - 1)
    fields.number("sequence", 1, 2**64 - 1)
    answers = fields.list_of("answers", 4_096, _answer)
    declaration = fields.or_null("declaration", lambda owner, key: owner.text(key))
    signature = fields.or_null("signature", _signature)
    witness = fields.or_null("witness", _witness)
    committee = fields.or_null("committee", _committee)
    taken_by = fields.or_null("taken_by", lambda owner, key: owner.fields(key))
    if taken_by is not None:
        _taken_by(taken_by, version)
    document = _document if version == 2 else lambda item: as_text(item)
    missing = fields.list_of("missing_documents", 64, document)
    completes, brought = None, []
    if version == 2:
        completes = fields.or_null("completes", _reference)
        brought = fields.list_of("brought_documents", 64, _document)
    fields.end()
    nothing = (reference, claim_key, declaration, signature, witness, committee, taken_by, completes)
    if rating:
        require(all(item is None for item in nothing) and not missing and not brought, "malformed", "not anonymous")
        _check_rating(answers)
    else:
        require(reference is not None and claim_key is not None, "malformed", "a request without a reference")
    marks = (signature is not None) + (witness is not None)
    require(marks == (declaration is not None), "malformed", "a declaration with neither or both")
    require(taken_by is None or channel != "kiosk", "malformed", "taken by somebody at a kiosk")
    require(not (missing if completes is not None else brought), "malformed", "documents without their request")
    return dict(value)
