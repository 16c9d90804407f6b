# SPDX-License-Identifier: Apache-2.0
"""Signed requests, a hub's lists and the names on a stick ("Signed requests", "The hub over HTTP", "Carriage")."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from primitives import LATEST_TIME, Reader, Refused, SigningKey, key_id, labelled_hash, pae, require, u, verify

NEAR = 300
MOST_HEADER = 512
HEADER = re.compile(
    r"v1 key=([0-9a-f]{32}) date=(0|[1-9][0-9]{0,15}) nonce=([0-9a-f]{32}) signature=([0-9a-f]{128})"
)
NAME = re.compile(r"([0-9a-f]{32})-([1-9][0-9]*)-([1-9][0-9]*)-([1-9][0-9]*)-([0-9a-f]{16})")
LISTS = {"records": (b"ISTL", 512, 1_056_904), "acknowledgements": (b"ISTA", 64, 163_936)}
LISTS |= {"notices": (b"ISTD", 64, 8_388_740)}


def _told(method: str, target: str, body: bytes, date: int, nonce: bytes) -> bytes:
    content = labelled_hash("content", body)
    return pae("request", method.encode(), target.encode(), str(date).encode(), nonce, content)


def verify_request(header: str, public: bytes, method: str, target: str, body: bytes, now: int) -> None:
    require(len(header.encode()) <= MOST_HEADER, "too_large", "too long a signature")
    require(not re.match("v(?!1 )", header), "unsupported", "an unknown version")
    fields = HEADER.fullmatch(header)
    if fields is None:
        raise Refused("malformed", "not a signature of a request")
    date = int(fields[2])
    require(date <= LATEST_TIME, "malformed", "a time beyond the latest")
    require(bytes.fromhex(fields[1]) == key_id(public), "wrong_key", "another's request")
    require(abs(now - date) <= NEAR, "expired", "another time")
    verify(public, bytes.fromhex(fields[4]), _told(method, target, body, date, bytes.fromhex(fields[3])))


def sign_request(key: SigningKey, method: str, target: str, body: bytes, now: int) -> str:
    nonce = os.urandom(16)
    signature = key.sign(_told(method, target, body, now, nonce))
    return f"v1 key={key.id().hex()} date={now} nonce={nonce.hex()} signature={signature.hex()}"


def read_list(kind: str, data: bytes, after: int) -> list[tuple[int, bytes]]:
    magic, most, most_bytes = LISTS[kind]
    reader = Reader(data)
    reader.front(magic)
    reader.zero()
    count = reader.number(4)
    require(count <= most, "too_large", "too many items")
    items: list[tuple[int, bytes]] = []
    for _ in range(count):
        number, size = reader.number(8), reader.number(4)
        require(number > after, "malformed", "numbers that do not ascend")
        require(size <= most_bytes, "too_large", "too large an item")
        items.append((number, reader.take(size)))
        after = number
    reader.end()
    return items


def make_list(kind: str, items: list[tuple[int, bytes]]) -> bytes:
    magic = LISTS[kind][0]
    told = magic + u(1, 2) + bytes(2) + u(len(items), 4)
    return told + b"".join(u(number, 8) + u(len(item), 4) + item for number, item in items)


@dataclass(frozen=True)
class StickName:
    terminal: bytes
    epoch: int
    first: int
    count: int
    last_hash: bytes

    def file(self, ending: str) -> str:
        parts = (self.terminal.hex(), str(self.epoch), str(self.first), str(self.count), self.last_hash[:8].hex())
        return "-".join(parts) + ending


def read_stick_name(file: str, ending: str) -> StickName | None:
    fields = NAME.fullmatch(file.removesuffix(ending))
    if not file.endswith(ending) or fields is None:
        return None
    epoch, first, count = (int(fields[place]) for place in (2, 3, 4))
    if epoch >= 2**32 or first >= 2**64:
        return None
    return StickName(bytes.fromhex(fields[1]), epoch, first, count, bytes.fromhex(fields[5]))
