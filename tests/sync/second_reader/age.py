# SPDX-License-Identifier: Apache-2.0
"""age v1 with X25519 recipients (C2SP age.md), as sync/PROTOCOL.md, "age", narrows it."""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass

import nacl.bindings
import nacl.exceptions

import bech32
from primitives import Refused, from_base64, require, to_base64

VERSION = "age-encryption.org/v1"
CHUNK = 65_536
TAG = 16
MOST_HEADER = 65_536
MOST_STANZAS = 64


@dataclass(frozen=True)
class Identity:
    secret: bytes

    @staticmethod
    def from_text(text: str) -> Identity:
        secret = bech32.decode("age-secret-key-", text)
        require(len(secret) == 32, "malformed", "an identity of another size")
        return Identity(secret)

    def text(self) -> str:
        return bech32.encode("age-secret-key-", self.secret).upper()

    def share(self) -> bytes:
        return nacl.bindings.crypto_scalarmult_base(self.secret)

    def recipient(self) -> str:
        return bech32.encode("age", self.share())


@dataclass(frozen=True)
class Stanza:
    kind: str
    arguments: list[str]
    body: bytes


def share_of(recipient: str) -> bytes:
    share = bech32.decode("age", recipient)
    require(len(share) == 32, "malformed", "a recipient of another size")
    return share


def hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    first = hmac.digest(salt or bytes(32), key, hashlib.sha256)
    return hmac.digest(first, info + b"\x01", hashlib.sha256)


def _shared(secret: bytes, share: bytes) -> bytes | None:
    try:
        return nacl.bindings.crypto_scalarmult(secret, share)
    except (nacl.exceptions.CryptoError, RuntimeError):
        return None


def _seal(key: bytes, nonce: bytes, data: bytes) -> bytes:
    return nacl.bindings.crypto_aead_chacha20poly1305_ietf_encrypt(data, b"", nonce, key)


def _open(key: bytes, nonce: bytes, data: bytes) -> bytes | None:
    try:
        return nacl.bindings.crypto_aead_chacha20poly1305_ietf_decrypt(data, b"", nonce, key)
    except nacl.exceptions.CryptoError:
        return None


def _lines(data: bytes) -> tuple[list[str], int]:
    """The header's lines up to and with the MAC's, and where the payload begins."""
    lines: list[str] = []
    at = 0
    while not (lines and lines[-1].startswith("---")):
        end = data.find(b"\n", at, MOST_HEADER)
        require(end >= 0, "malformed" if len(data) < MOST_HEADER else "too_large", "a header without end")
        try:
            lines.append(data[at:end].decode("ascii"))
        except UnicodeDecodeError as error:
            raise Refused("malformed", "a header that is not ASCII") from error
        at = end + 1
    return lines, at


def _stanzas(lines: list[str]) -> list[Stanza]:
    stanzas: list[Stanza] = []
    rest = iter(lines)
    for line in rest:
        words = line.split(" ")
        require(words[0] == "->" and len(words) > 1, "malformed", "not a stanza")
        require(all(word and all(33 <= ord(c) <= 126 for c in word) for word in words), "malformed", "not words")
        body = ""
        while True:
            part = next(rest, None)
            require(part is not None and len(part) <= 64, "malformed", "a stanza without end")
            body += part or ""
            if len(part or "") < 64:
                break
        stanzas.append(Stanza(words[1], words[2:], from_base64(body)))
        require(len(stanzas) <= MOST_STANZAS, "too_large", "too many stanzas")
    return stanzas


def _file_key(stanzas: list[Stanza], identities: list[Identity]) -> bytes:
    require(bool(stanzas), "malformed", "no stanza")
    kinds = [stanza.kind for stanza in stanzas]
    require("scrypt" not in kinds or len(kinds) == 1, "malformed", "scrypt beside others")
    wraps = [stanza for stanza in stanzas if stanza.kind == "X25519"]
    require(bool(wraps), "unsupported", "no X25519 stanza")
    shares = []
    for stanza in wraps:
        require(len(stanza.arguments) == 1, "malformed", "not one share")
        shares.append(from_base64(stanza.arguments[0]))
        require(len(shares[-1]) == 32 and len(stanza.body) == 32, "malformed", "an X25519 stanza of another size")
    for stanza, share in zip(wraps, shares):
        for identity in identities:
            shared = _shared(identity.secret, share)
            require(shared is not None, "malformed", "a shared secret of zeros")
            wrapping = hkdf(shared or b"", share + identity.share(), b"age-encryption.org/v1/X25519")
            key = _open(wrapping, bytes(12), stanza.body)
            if key is not None:
                return key
    raise Refused("wrong_key", "sealed to others")


def _chunk_nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def decrypt(data: bytes, identities: list[Identity]) -> bytes:
    if not data.startswith(f"{VERSION}\n".encode()):
        foreign = data.startswith(b"age-encryption.org/")
        raise Refused("unsupported" if foreign else "malformed", "not age v1")
    lines, at = _lines(data)
    stanzas = _stanzas(lines[1:-1])
    mark, _, mac_text = lines[-1].partition(" ")
    mac = from_base64(mac_text)
    require(mark == "---" and len(mac) == 32, "malformed", "not a MAC")
    key = _file_key(stanzas, identities)
    signed = data[: at - len(mac_text) - 2]
    good = hmac.digest(hkdf(key, b"", b"header"), signed, hashlib.sha256)
    require(hmac.compare_digest(good, mac), "bad_signature", "the header's MAC does not hold")
    payload = data[at:]
    require(len(payload) >= 16 + TAG, "malformed", "a payload without a chunk")
    stream = hkdf(key, payload[:16], b"payload")
    chunks = [payload[i : i + CHUNK + TAG] for i in range(16, len(payload), CHUNK + TAG)]
    plain = b""
    for index, chunk in enumerate(chunks):
        last = index == len(chunks) - 1
        require(len(chunk) > TAG or index == 0, "malformed", "an empty last chunk")
        opened = _open(stream, _chunk_nonce(index, last), chunk)
        require(opened is not None, "bad_signature", "a chunk does not hold")
        plain += opened or b""
    return plain


def encrypt(plain: bytes, recipients: list[str]) -> bytes:
    key = os.urandom(16)
    header = f"{VERSION}\n"
    for recipient in recipients:
        public = share_of(recipient)
        once = Identity(os.urandom(32))
        shared = _shared(once.secret, public)
        require(shared is not None, "malformed", "a recipient of low order")
        wrapping = hkdf(shared or b"", once.share() + public, b"age-encryption.org/v1/X25519")
        header += f"-> X25519 {to_base64(once.share())}\n{to_base64(_seal(wrapping, bytes(12), key))}\n"
    header += "---"
    mac = hmac.digest(hkdf(key, b"", b"header"), header.encode(), hashlib.sha256)
    nonce = os.urandom(16)
    stream = hkdf(key, nonce, b"payload")
    parts = [plain[i : i + CHUNK] for i in range(0, len(plain), CHUNK)] or [b""]
    sealed = [_seal(stream, _chunk_nonce(i, i == len(parts) - 1), part) for i, part in enumerate(parts)]
    return f"{header} {to_base64(mac)}\n".encode() + nonce + b"".join(sealed)
