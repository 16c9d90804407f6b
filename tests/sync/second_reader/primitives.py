# SPDX-License-Identifier: Apache-2.0
"""What everything else stands on: refusals, bytes that are read strictly, signing input, hashes and keys.

sync/PROTOCOL.md, "Primitives", "Signing input", "Key ids" and "Refusals".
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

import nacl.bindings
import nacl.exceptions

ZERO_ID = bytes(16)
ZERO_HASH = bytes(32)
LATEST_TIME = 2**53
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Refused(Exception):
    """Bytes that are not taken, with the class that PROTOCOL.md gives to the refusal."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"{kind}: {why}")
        self.kind = kind


def require(holds: bool, kind: str, why: str) -> None:
    if not holds:
        raise Refused(kind, why)


class Reader:
    """Big-endian fields from the front of some bytes; what is missing is malformed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        require(self.left() >= size, "malformed", "cut")
        self._at += size
        return self._data[self._at - size : self._at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def left(self) -> int:
        return len(self._data) - self._at

    def position(self) -> int:
        return self._at

    def end(self) -> None:
        require(self.left() == 0, "malformed", "bytes behind the end")

    def front(self, magic: bytes, versions: tuple[int, ...] = (1,)) -> int:
        """A magic of four bytes and a version; the version."""
        require(self.take(4) == magic, "malformed", "another kind of bytes")
        version = self.number(2)
        require(version in versions, "unsupported", "an unknown version")
        return version

    def zero(self) -> None:
        require(self.number(2) == 0, "malformed", "not zero where zero is due")


def u(value: int, size: int) -> bytes:
    return value.to_bytes(size, "big")


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("malformed", "not base64") from error
    require(to_base64(data) == text, "malformed", "base64 in another spelling")
    return data


def from_hex(text: str, size: int) -> bytes:
    require(re.fullmatch(f"[0-9a-f]{{{2 * size}}}", text) is not None, "malformed", "not hexadecimal of that size")
    return bytes.fromhex(text)


def pae(purpose: str, *parts: bytes) -> bytes:
    pieces = [f"istiqbal/v1/{purpose}".encode(), *parts]
    return u(len(pieces), 4) + b"".join(u(len(piece), 8) + piece for piece in pieces)


def labelled_hash(purpose: str, *parts: bytes) -> bytes:
    return hashlib.blake2b(pae(purpose, *parts), digest_size=32).digest()


def key_id(public: bytes) -> bytes:
    return labelled_hash("certificate", b"key-id", public)[:16]


def fingerprint(public: bytes) -> str:
    number = int.from_bytes(labelled_hash("certificate", b"key-id", public)[:15], "big")
    text = "".join(CROCKFORD[number >> shift & 31] for shift in range(115, -1, -5))
    return "-".join(text[at : at + 4] for at in range(0, 24, 4))


def verify(public: bytes, signature: bytes, message: bytes) -> None:
    try:
        nacl.bindings.crypto_sign_open(signature + message, public)
    except (nacl.exceptions.CryptoError, ValueError) as error:
        raise Refused("bad_signature", "the signature does not hold") from error


class SigningKey:
    def __init__(self, seed: bytes) -> None:
        self.public, self._secret = nacl.bindings.crypto_sign_seed_keypair(seed)

    def sign(self, message: bytes) -> bytes:
        return nacl.bindings.crypto_sign(message, self._secret)[:64]

    def id(self) -> bytes:
        return key_id(self.public)
