# SPDX-License-Identifier: Apache-2.0
"""What the office says to terminals (sync/PROTOCOL.md, "Notices" to "Revocations")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import codes
from primitives import LATEST_TIME, ZERO_ID, Reader, SigningKey, labelled_hash, pae, require, u, verify
from strict_json import Fields, as_hub_url, parse

HEAD = 68
KINDS = {
    1: ("reply", "reply", 66_560),
    2: ("content", "content", 8_388_608),
    3: ("settings", "notice", 65_536),
    4: ("announcements", "notice", 262_144),
    5: ("revocations", "notice", 262_144),
}
MOST_REPLY = 65_536
STATES = ("received", "before_committee", "accepted", "refused", "needs_completion", "delivered")
MOST_FILES = 512
MOST_FILE_NAME = 128
FILE_NAME = re.compile(r"(catalogue|forms|strings|theme)(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){1,4}")


@dataclass(frozen=True)
class Notice:
    kind: str
    scope: bytes
    subject: bytes
    revision: int
    issued: int
    expires: int
    body: bytes


def read(data: bytes, office: bytes) -> Notice:
    reader = Reader(data)
    reader.front(b"ISTN")
    number = reader.number(2)
    require(number in KINDS, "unsupported", "an unknown kind")
    kind, label, most = KINDS[number]
    scope, subject, revision = reader.take(16), reader.take(16), reader.number(8)
    issued, expires, size = reader.number(8), reader.number(8), reader.number(4)
    require((subject != ZERO_ID) == (kind == "reply"), "malformed", "a subject is a reply's alone")
    require(scope == ZERO_ID or kind not in ("reply", "revocations"), "malformed", "said to one terminal")
    require(0 < revision < 2**63, "malformed", "a revision out of its range")
    require(issued < expires <= LATEST_TIME, "malformed", "times out of their range")
    require(size <= most, "too_large", "a body above the limit of its kind")
    body, signature = reader.take(size), reader.take(64)
    reader.end()
    verify(office, signature, pae(label, data[: HEAD + size]))
    return Notice(kind, scope, subject, revision, issued, expires, body)


def make(office: SigningKey, notice: Notice) -> bytes:
    number, label = next((number, label) for number, (kind, label, _) in KINDS.items() if kind == notice.kind)
    told = b"ISTN" + u(1, 2) + u(number, 2) + notice.scope + notice.subject + u(notice.revision, 8)
    told += u(notice.issued, 8) + u(notice.expires, 8) + u(len(notice.body), 4) + notice.body
    return told + office.sign(pae(label, told))


def _both(fields: Fields, least: int, most: int) -> tuple[str, str]:
    texts = fields.text("ar", least, most), fields.text("en", least, most)
    fields.end()
    return texts


def _missing(value: Any) -> str:
    fields = Fields(value)
    document = fields.text("document", 1, 256)
    _both(fields, 1, 256)
    return document


def read_reply(data: bytes) -> dict[str, Any]:
    value = parse(data, MOST_REPLY)
    fields = Fields(value)
    fields.version()
    codes.require_as_shown(fields.text("reference"))
    state = fields.choice("state", STATES)
    note = _both(fields.fields("note"), 0, 4_096)
    require(bool(note[0]) == bool(note[1]), "malformed", "a note in one language")
    missing = fields.list_of("missing", 64, _missing)
    needs = state == "needs_completion"
    require(needs or not missing, "malformed", "documents are missing though nothing is needed")
    require(not needs or bool(missing) or bool(note[0]), "malformed", "nothing says what is needed")
    decided = fields.or_null("decided", Fields.date)
    require(decided is not None or state not in ("accepted", "refused", "delivered"), "malformed", "no day")
    require(decided is None or state not in ("received", "before_committee"), "malformed", "a day too soon")
    fields.or_null("next", Fields.date)
    fields.end()
    return dict(value)


def read_bundle(data: bytes) -> dict[str, bytes]:
    reader = Reader(data)
    reader.front(b"ISTC")
    reader.zero()
    count = reader.number(4)
    require(count > 0, "malformed", "no file")
    require(count <= MOST_FILES, "too_large", "too many files")
    heads: list[tuple[bytes, int, bytes]] = []
    for _ in range(count):
        name = reader.take(reader.number(2))
        good = len(name) <= MOST_FILE_NAME and FILE_NAME.fullmatch(name.decode("latin-1"))
        require(bool(good), "malformed", "a name that is not allowed")
        heads.append((name, reader.number(4), reader.take(32)))
    names = [head[0] for head in heads]
    require(all(one < other for one, other in zip(names, names[1:])), "malformed", "names that do not ascend")
    plain = {name.lower() for name in names}
    require(len(plain) == count, "malformed", "names that differ in their case only")
    folders = {b"/".join(name.split(b"/")[:size]) for name in plain for size in range(1, name.count(b"/") + 1)}
    require(not plain & folders, "malformed", "a file where a folder is")
    files = {name.decode(): reader.take(size) for name, size, _ in heads}
    reader.end()
    for name, _, good_hash in heads:
        found = labelled_hash("content", b"file", name, files[name.decode()])
        require(found == good_hash, "bad_checksum", "a file's hash does not hold")
    return files


def _rates(fields: Fields, key: str) -> str:
    text = fields.text(key, 1, 128)
    good = re.fullmatch("(service|department|colleagues):[A-Za-z0-9_.-]+", text)
    require(good is not None, "malformed", "nothing to rate")
    return text


def _printer(fields: Fields, key: str) -> str:
    text = fields.text(key, 0, 256)
    require(all(ord(c) >= 32 for c in text), "malformed", "control characters")
    return text


def read_settings(data: bytes) -> dict[str, Any]:
    fields = Fields(parse(data, KINDS[3][2]))
    fields.version()
    settings: dict[str, Any] = {
        "name": fields.or_null("name", lambda owner, key: _both(owner.fields(key), 1, 128)),
        "rates": fields.or_null("rates", _rates),
        "density": fields.or_null("density", lambda owner, key: owner.number(key, 20, 2_000)),
        "reduced_motion": fields.or_null("reduced_motion", Fields.flag),
        "idle_seconds": fields.or_null("idle_seconds", lambda owner, key: owner.number(key, 20, 3_600)),
        "printer": fields.or_null("printer", _printer),
        "retention_days": fields.or_null("retention_days", lambda owner, key: owner.number(key, 0, 3_650)),
        "hub_urls": fields.list_of("hub_urls", 8, as_hub_url),
        "digits": fields.or_null("digits", lambda owner, key: owner.choice(key, ("latin", "arabic_indic"))),
    }
    return settings


def _revoked(value: Any) -> bytes:
    fields = Fields(value)
    terminal = fields.hex("terminal", 16)
    fields.time("since")
    fields.text("reason", 1, 128)
    fields.or_null("epoch", lambda owner, key: owner.number(key, 1, 2**32 - 1))
    fields.end()
    return terminal


def read_revocations(data: bytes) -> list[bytes]:
    fields = Fields(parse(data, KINDS[5][2]))
    fields.version()
    terminals = fields.list_of("revoked", 1_024, _revoked)
    fields.end()
    require(all(one < other for one, other in zip(terminals, terminals[1:])), "malformed", "not ascending")
    return terminals


def read_announcements(data: bytes) -> list[Any]:
    fields = Fields(parse(data, KINDS[4][2]))
    found = fields.items("announcements", 1_024)
    fields.end()
    return found
