# SPDX-License-Identifier: Apache-2.0
"""Record envelopes and carriers (sync/PROTOCOL.md, "Record envelope")."""

from __future__ import annotations

from dataclasses import dataclass

import age
from primitives import ZERO_HASH, Reader, SigningKey, key_id, labelled_hash, pae, require, u, verify

HEADER = 72
MOST_CIPHERTEXT = 1_056_768
SIZES = (1_024, 2_048, 4_096, 16_384, 65_536, 262_144, 1_048_576)


@dataclass(frozen=True)
class Envelope:
    version: int
    terminal: bytes
    epoch: int
    sequence: int
    previous: bytes
    header: bytes
    ciphertext: bytes
    signature: bytes

    def hash(self) -> bytes:
        return labelled_hash("record", self.header, self.ciphertext, self.signature)

    def verify(self, public: bytes) -> None:
        require(self.terminal == key_id(public), "wrong_key", "another terminal's record")
        verify(public, self.signature, pae("record", self.header, self.ciphertext))

    def bytes(self) -> bytes:
        return self.header + self.ciphertext + self.signature


def read(reader: Reader) -> Envelope:
    """One envelope from the front of what is left."""
    version = reader.front(b"ISTR", (1, 2))
    reader.zero()
    terminal, epoch, sequence = reader.take(16), reader.number(4), reader.number(8)
    previous, size = reader.take(32), reader.number(4)
    require(epoch > 0 and sequence > 0, "malformed", "an epoch or a sequence of 0")
    require(sequence > 1 or previous == ZERO_HASH, "malformed", "a record before the first")
    require(size <= MOST_CIPHERTEXT, "too_large", "a ciphertext above the limit")
    header = b"ISTR" + u(version, 2) + bytes(2) + terminal + u(epoch, 4) + u(sequence, 8) + previous + u(size, 4)
    return Envelope(version, terminal, epoch, sequence, previous, header, reader.take(size), reader.take(64))


def parse(data: bytes) -> Envelope:
    reader = Reader(data)
    envelope = read(reader)
    reader.end()
    return envelope


def open_record(envelope: Envelope, public: bytes, identity: age.Identity) -> bytes:
    require(envelope.version == 1, "malformed", "a carrier is not opened as a record")
    envelope.verify(public)
    return age.decrypt(envelope.ciphertext, [identity])


def open_carrier(carrier: Envelope, carrying: bytes, carried: bytes) -> Envelope:
    """The record that a verified carrier holds, verified."""
    require(carrier.version == 2, "malformed", "not a carrier")
    carrier.verify(carrying)
    inner = parse(carrier.ciphertext)
    require(inner.version == 1 and inner.terminal != carrier.terminal, "malformed", "what no carrier holds")
    inner.verify(carried)
    return inner


def padded(plain: bytes) -> bytes:
    fitting = [size for size in SIZES if size >= len(plain)]
    require(bool(fitting), "too_large", "more than is sealed")
    return plain.ljust(fitting[0], b" ")


def make(key: SigningKey, epoch: int, sequence: int, previous: bytes, ciphertext: bytes, version: int = 1) -> Envelope:
    header = b"ISTR" + u(version, 2) + bytes(2) + key.id() + u(epoch, 4) + u(sequence, 8) + previous
    header += u(len(ciphertext), 4)
    signature = key.sign(pae("record", header, ciphertext))
    return parse(header + ciphertext + signature)
