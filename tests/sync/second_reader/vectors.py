# SPDX-License-Identifier: Apache-2.0
"""The cases of tests/vectors/ and the examples of sync/PROTOCOL.md, and how this reader takes each.

Every function takes one case, raises what is refused, and compares what is accepted with what the case says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import age
import batches
import codes
import enrolment
import notices
import records
import submissions
import wire
from primitives import Refused, SigningKey, from_base64, to_base64

SOURCE = Path(__file__).resolve().parents[3]
VECTORS = SOURCE / "tests" / "vectors"

# The fixed keys of PROTOCOL.md, "Vectors".
TERMINAL, OFFICE, HUB = (SigningKey(bytes([filled]) * 32) for filled in (1, 2, 3))
INTAKE, RECOVERY, HUB_IDENTITY = (age.Identity(bytes([filled]) * 32) for filled in (4, 5, 6))

Case = dict[str, Any]


def same(found: object, said: object) -> None:
    if found != said:
        raise AssertionError(f"read {found!r}, but it is {said!r}")


def data_of(case: Case) -> bytes:
    return str(case["text"]).encode() if "text" in case else from_base64(case["bytes"])


def examples() -> dict[str, Case]:
    """The lines of PROTOCOL.md's `vectors` blocks, by name."""
    found: dict[str, Case] = {}
    inside = False
    for line in (SOURCE / "sync" / "PROTOCOL.md").read_text().splitlines():
        if line.startswith("```"):
            inside = line == "```vectors"
        elif inside and line:
            case = json.loads(line)
            found[case["vector"]] = case
    return found


def read_envelope(case: Case) -> None:
    envelope = records.parse(data_of(case))
    envelope.verify(TERMINAL.public)
    same((envelope.epoch, envelope.sequence), (case["epoch"], case["sequence"]))
    same(envelope.hash().hex(), case["hash"])
    for identity in (INTAKE, RECOVERY):
        plain = records.open_record(envelope, TERMINAL.public, identity)
        same(plain, records.padded(case["plaintext"].encode()))


def read_carrier(case: Case) -> None:
    inner = records.open_carrier(
        records.parse(data_of(case)), bytes.fromhex(case["terminal"]), bytes.fromhex(case["before"])
    )
    same(inner.hash().hex(), case["hash"])


def read_batch(case: Case) -> None:
    batch = batches.read(data_of(case), OFFICE.public, case["now"])
    same((batch.envelopes[0].sequence, len(batch.envelopes)), (case["first"], case["count"]))
    same((batch.hash.hex(), batch.envelopes[-1].hash().hex()), (case["hash"], case["last"]))


def read_hub_ack(case: Case) -> None:
    ack = batches.read_hub_ack(data_of(case), HUB.public)
    same((ack.epoch, ack.sequence), (case["epoch"], case["sequence"]))
    same((ack.record.hex(), ack.batch.hex()), (case["record"], case["batch"]))


def read_office_ack(case: Case) -> None:
    ack = batches.read_office_ack(data_of(case), OFFICE.public)
    same((ack.epoch, [[sequence, record.hex()] for sequence, record in ack.records]), (case["epoch"], case["records"]))


def read_request(case: Case) -> None:
    body = from_base64(case["body"])
    wire.verify_request(case["text"], OFFICE.public, case["method"], case["target"], body, case["now"])


def read_age(case: Case) -> None:
    same(age.decrypt(data_of(case), [INTAKE]).decode(), case["plaintext"])


def read_stock_age(case: Case) -> None:
    opened = age.decrypt(from_base64(case["file"]), [age.Identity.from_text(case["identity"])])
    same(opened.decode(), case["plaintext"])


def read_certificate(case: Case) -> None:
    certificate = enrolment.read_certificate(data_of(case), OFFICE.public)
    same((certificate.key, certificate.name), (TERMINAL.public, case.get("name", "Lobby")))
    same((certificate.mode, certificate.issued, certificate.expires), ("lobby", 1000, 2000))


def read_provision(case: Case) -> None:
    provision = enrolment.read_provision(data_of(case), TERMINAL.public, OFFICE.public)
    same(provision["hub_key"], HUB.public)
    sealed_to = [provision[key] for key in ("intake", "recovery", "hub")]
    same(sealed_to, [identity.recipient() for identity in (INTAKE, RECOVERY, HUB_IDENTITY)])
    same(len(provision["hub_urls"]), 2)


def read_code(size: int) -> Callable[[Case], None]:
    return lambda case: same(codes.shown(codes.parse(case["text"], size)), case["shown"])


def read_submission(case: Case) -> None:
    same(submissions.read(data_of(case)), json.loads(case["text"]))


def read_invitation(case: Case) -> None:
    invitation = enrolment.read_invitation(data_of(case))
    if "secret" in case:
        same((invitation.secret.hex(), invitation.id().hex()), (case["secret"], case["id"]))
        same((invitation.expires, invitation.office.hex()), (case["expires"], case["office"]))
        same(invitation.succeeds and invitation.succeeds.hex(), case["succeeds"])


def read_enrolment_request(case: Case) -> None:
    request = enrolment.read_request(data_of(case), bytes.fromhex(case["secret"]))
    same(request["proof"].hex(), case["proof"])


def read_notice(case: Case) -> None:
    same(notices.read(data_of(case), OFFICE.public).kind, case["why"])


def read_body(read: Callable[[bytes], object]) -> Callable[[Case], None]:
    def take(case: Case) -> None:
        read(data_of(case))

    return take


def read_list(kind: str) -> Callable[[Case], None]:
    def read(case: Case) -> None:
        items = wire.read_list(kind, data_of(case), case["after"])
        same([[number, to_base64(item)] for number, item in items], case["items"])

    return read


READERS: dict[str, Callable[[Case], None]] = {
    "age": read_age,
    "announcements": read_body(notices.read_announcements),
    "batch": read_batch,
    "bundle": read_body(notices.read_bundle),
    "carrier": read_carrier,
    "certificate": read_certificate,
    "claim-code": read_code(codes.CLAIM_CODE),
    "enrolment-request": read_enrolment_request,
    "envelope": read_envelope,
    "hub-ack": read_hub_ack,
    "invitation": read_invitation,
    "list-acknowledgements": read_list("acknowledgements"),
    "list-notices": read_list("notices"),
    "list-records": read_list("records"),
    "notice": read_notice,
    "office-ack": read_office_ack,
    "provision": read_provision,
    "reference": read_code(codes.REFERENCE),
    "reply": read_body(notices.read_reply),
    "request": read_request,
    "revocations": read_body(notices.read_revocations),
    "settings": read_body(notices.read_settings),
    "stock-age": read_stock_age,
    "submission": read_submission,
}


def outcome(case: Case) -> str:
    try:
        READERS[case["of"]](case)
    except Refused as refusal:
        return refusal.kind
    return "accepted"


def cases() -> list[Case]:
    found: list[Case] = []
    for file in sorted(VECTORS.glob("*.json")):
        of = {"age.json": "stock-age", "carriers.json": "carrier"}.get(file.name)
        for case in json.loads(file.read_text()):
            found.append({"of": of, "class": "accepted", "why": "", **case} if of else case)
    return found
