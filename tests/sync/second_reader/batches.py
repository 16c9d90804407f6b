# SPDX-License-Identifier: Apache-2.0
"""Batches and both acknowledgements (sync/PROTOCOL.md, "Batch", "Acknowledgements")."""

from __future__ import annotations

from dataclasses import dataclass

import enrolment
import records
from primitives import Reader, Refused, SigningKey, labelled_hash, pae, require, u, verify

FRONT = 112
MOST_RECORDS = 256
MOST_CERTIFICATE = 4_096
MOST_ENVELOPES = 4_194_304
MOST_ACKNOWLEDGED = 4_096


@dataclass(frozen=True)
class Batch:
    certificate: enrolment.Certificate
    envelopes: list[records.Envelope]
    hash: bytes


def read(data: bytes, office: bytes, now: int) -> Batch:
    reader = Reader(data)
    reader.front(b"ISTB")
    reader.zero()
    terminal, epoch, first, count = reader.take(16), reader.number(4), reader.number(8), reader.number(4)
    before, last = reader.take(32), reader.take(32)
    certificate_size, envelopes_size = reader.number(4), reader.number(4)
    require(count > 0, "malformed", "a batch of nothing")
    require(count <= MOST_RECORDS, "too_large", "too many records")
    require(certificate_size <= MOST_CERTIFICATE, "too_large", "too large a certificate")
    require(envelopes_size <= MOST_ENVELOPES, "too_large", "too large a batch")
    file, signature = reader.take(certificate_size), reader.take(64)
    envelopes = Reader(reader.take(envelopes_size))
    reader.end()
    try:
        certificate = enrolment.read_certificate(file, office)
    except Refused as refusal:
        kind = "wrong_key" if refusal.kind == "bad_signature" else refusal.kind
        raise Refused(kind, "a certificate that this office did not sign") from refusal
    require(certificate.terminal == terminal, "wrong_key", "another terminal's certificate")
    certificate.require_time(now)
    verify(certificate.key, signature, pae("batch", data[:FRONT], file))
    found: list[records.Envelope] = []
    for place in range(count):
        envelope = records.read(envelopes)
        require(envelope.terminal == terminal, "wrong_key", "another terminal's record")
        joined = (envelope.epoch, envelope.sequence, envelope.previous) == (epoch, first + place, before)
        require(joined, "broken_chain", "a record that does not follow")
        before = envelope.hash()
        found.append(envelope)
    envelopes.end()
    require(before == last, "broken_chain", "another last record")
    return Batch(certificate, found, labelled_hash("batch", data[:FRONT], file, signature))


def make(key: SigningKey, certificate: bytes, envelopes: list[records.Envelope]) -> bytes:
    first, body = envelopes[0], b"".join(envelope.bytes() for envelope in envelopes)
    front = b"ISTB" + u(1, 2) + bytes(2) + first.terminal + u(first.epoch, 4) + u(first.sequence, 8)
    front += u(len(envelopes), 4) + first.previous + envelopes[-1].hash() + u(len(certificate), 4) + u(len(body), 4)
    return front + certificate + key.sign(pae("batch", front, certificate)) + body


@dataclass(frozen=True)
class HubAck:
    terminal: bytes
    epoch: int
    sequence: int
    record: bytes
    batch: bytes


def read_hub_ack(data: bytes, hub: bytes) -> HubAck:
    reader = Reader(data)
    reader.front(b"ISTH")
    reader.zero()
    ack = HubAck(reader.take(16), reader.number(4), reader.number(8), reader.take(32), reader.take(32))
    signed, signature = data[: reader.position()], reader.take(64)
    reader.end()
    verify(hub, signature, pae("ack", signed))
    require(ack.epoch > 0 and ack.sequence > 0, "malformed", "no record")
    return ack


@dataclass(frozen=True)
class OfficeAck:
    terminal: bytes
    epoch: int
    records: list[tuple[int, bytes]]


def read_office_ack(data: bytes, office: bytes) -> OfficeAck:
    reader = Reader(data)
    reader.front(b"ISTO")
    reader.zero()
    terminal, epoch, count = reader.take(16), reader.number(4), reader.number(4)
    require(count > 0, "malformed", "an acknowledgement of nothing")
    require(count <= MOST_ACKNOWLEDGED, "too_large", "too many records")
    named = [(reader.number(8), reader.take(32)) for _ in range(count)]
    signed, signature = data[: reader.position()], reader.take(64)
    reader.end()
    require(epoch > 0 and named[0][0] > 0, "malformed", "an epoch or a sequence of 0")
    require(all(one[0] < other[0] for one, other in zip(named, named[1:])), "malformed", "not ascending")
    verify(office, signature, pae("ack", signed))
    return OfficeAck(terminal, epoch, named)


def make_hub_ack(hub: SigningKey, batch: Batch) -> bytes:
    last = batch.envelopes[-1]
    told = b"ISTH" + u(1, 2) + bytes(2) + last.terminal + u(last.epoch, 4) + u(last.sequence, 8) + last.hash()
    told += batch.hash
    return told + hub.sign(pae("ack", told))


def make_office_ack(office: SigningKey, envelopes: list[records.Envelope]) -> bytes:
    told = b"ISTO" + u(1, 2) + bytes(2) + envelopes[0].terminal + u(envelopes[0].epoch, 4) + u(len(envelopes), 4)
    told += b"".join(u(envelope.sequence, 8) + envelope.hash() for envelope in envelopes)
    return told + office.sign(pae("ack", told))
