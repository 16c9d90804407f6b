# SPDX-License-Identifier: Apache-2.0
"""Writes what a terminal, a hub and an office say, and what they do not, for the first implementation to read.

usage: write_samples.py FILE

The cases have the shape of tests/vectors/records.json, under the same fixed keys, with fresh randomness each time; and
altered ones of tests/vectors/, the same each time, of which both readers must say that they are refused.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import age
import batches
import bech32
import codes
import enrolment
import notices
import records
import wire
from mutations import refused_mutations
from primitives import ZERO_HASH, ZERO_ID, SigningKey, to_base64, u
from vectors import HUB, HUB_IDENTITY, INTAKE, OFFICE, RECOVERY, TERMINAL, examples

NOW = 1500
SEED = 1
MUTATIONS = 6_000
MUTATED: tuple[str, ...]
MUTATED = ("age", "batch", "certificate", "claim-code", "envelope", "hub-ack", "office-ack", "provision", "reference")
MUTATED += ("request", "submission")
SECRET = bytes([6]) * 16


def case(of: str, data: bytes, **said: Any) -> dict[str, Any]:
    return {"of": of, "why": f"written by {Path(__file__).name}", "class": "accepted", "bytes": to_base64(data), **said}


def certificate() -> bytes:
    payload = {"terminal": TERMINAL.id().hex(), "key": TERMINAL.public.hex(), "name": "Lobby", "mode": "lobby"}
    return enrolment.make_file("certificate", payload | {"issued": 1000, "expires": 2000}, OFFICE)


def chain(key: SigningKey, count: int) -> list[records.Envelope]:
    made: list[records.Envelope] = []
    for place in range(count):
        plain = records.padded(json.dumps({"n": place}).encode())
        sealed = age.encrypt(plain, [INTAKE.recipient(), RECOVERY.recipient()])
        made.append(records.make(key, 1, place + 1, made[-1].hash() if made else ZERO_HASH, sealed))
    return made


def record_cases() -> list[dict[str, Any]]:
    envelopes = chain(TERMINAL, 3)
    batch_bytes = batches.make(TERMINAL, certificate(), envelopes)
    batch = batches.read(batch_bytes, OFFICE.public, NOW)
    named = [[envelope.sequence, envelope.hash().hex()] for envelope in envelopes]
    last = envelopes[-1].hash().hex()
    found = [
        case("envelope", envelope.bytes(), epoch=1, sequence=envelope.sequence, hash=envelope.hash().hex())
        | {"plaintext": json.dumps({"n": envelope.sequence - 1})}
        for envelope in envelopes
    ]
    found.append(case("batch", batch_bytes, now=NOW, first=1, count=3, hash=batch.hash.hex(), last=last))
    hub_ack = batches.make_hub_ack(HUB, batch)
    found.append(case("hub-ack", hub_ack, epoch=1, sequence=3, record=last, batch=batch.hash.hex()))
    found.append(case("office-ack", batches.make_office_ack(OFFICE, envelopes), epoch=1, records=named))
    carrier = records.make(TERMINAL, 2, 1, ZERO_HASH, chain(SigningKey(bytes([7]) * 32), 1)[0].bytes(), version=2)
    found.append(case("carrier", carrier.bytes()))
    return found


def request_case(method: str, target: str, body: bytes) -> dict[str, Any]:
    header = wire.sign_request(OFFICE, method, target, body, NOW)
    return case("request", b"", text=header, method=method, target=target, body=to_base64(body), now=NOW)


def enrolment_cases() -> list[dict[str, Any]]:
    provision = {
        "certificate": to_base64(certificate()),
        "office": OFFICE.public.hex(),
        "hub_key": HUB.public.hex(),
        "intake": INTAKE.recipient(),
        "recovery": RECOVERY.recipient(),
        "hub": HUB_IDENTITY.recipient(),
        "hub_urls": ["https://hub.example.org", "http://192.0.2.7:8470"],
        "issued": 1000,
    }
    code = u(1, 2) + bytes(2) + SECRET + u(1900, 8) + OFFICE.public + ZERO_ID
    line = bech32.encode("istiqbal-invitation-", code).upper().encode()
    invitation = enrolment.read_invitation(line)
    request = {
        "key": TERMINAL.public.hex(),
        "office": OFFICE.public.hex(),
        "invitation": invitation.id().hex(),
        "succeeds": None,
        "created": 1000,
        "proof": enrolment.proof(SECRET, TERMINAL.public, OFFICE.public, None, 1000).hex(),
    }
    return [
        case("certificate", certificate()),
        case("provision", enrolment.make_file("provision", provision, OFFICE)),
        case("invitation", line, secret=SECRET.hex()),
        case("enrolment-request", enrolment.make_file("enrolment-request", request, TERMINAL), secret=SECRET.hex()),
    ]


def reply_case() -> dict[str, Any]:
    claim = examples()["claim"]
    reference = codes.parse(claim["reference"], codes.REFERENCE)
    reply = {
        "version": 1,
        "reference": claim["reference"],
        "state": "accepted",
        "note": {"ar": "قُبل الطلب.", "en": "The request was accepted."},
        "missing": [],
        "decided": "2026-01-20",
        "next": None,
    }
    told = json.dumps(reply, ensure_ascii=False).encode()
    notices.read_reply(told)
    body = age.encrypt(records.padded(told), [claim["recipient"]])
    notice = notices.Notice("reply", ZERO_ID, codes.reply_subject(reference), 7, 1000, 2000, body)
    return case("reply", notices.make(OFFICE, notice), reference=claim["reference"], code=claim["code"])


def main() -> None:
    sealed = age.encrypt("سلام".encode(), [INTAKE.recipient()])
    found = [*record_cases(), *enrolment_cases(), reply_case(), case("age", sealed, plaintext="سلام")]
    found.append(request_case("GET", "/v1/office/records?after=5", b""))
    found.append(request_case("POST", "/v1/office/acks", b"an acknowledgement"))
    found += refused_mutations(SEED, MUTATIONS, MUTATED)
    Path(sys.argv[1]).write_text(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
