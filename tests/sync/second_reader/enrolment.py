# SPDX-License-Identifier: Apache-2.0
"""One-time codes and the files that people carry (sync/PROTOCOL.md, "Enrolment")."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

import age
import bech32
from primitives import LATEST_TIME, ZERO_ID, Reader, Refused, SigningKey, from_base64, key_id, labelled_hash, pae
from primitives import require, to_base64, u, verify
from strict_json import Fields, as_hub_url, parse

LIMITS = {"enrolment-request": 4_096, "certificate": 4_096, "provision": 32_768}
MOST_CODE = 4_096


@dataclass(frozen=True)
class Invitation:
    secret: bytes
    expires: int
    office: bytes
    succeeds: bytes | None

    def id(self) -> bytes:
        return labelled_hash("certificate", b"invitation-id", self.secret)[:16]


def read_invitation(data: bytes) -> Invitation:
    require(len(data) <= MOST_CODE, "too_large", "a code's file above its limit")
    try:
        lines = [line.strip() for line in data.decode("ascii").split("\n")]
    except UnicodeDecodeError as error:
        raise Refused("malformed", "not a code") from error
    lines = [line for line in lines if line and not line.startswith("#")]
    require(len(lines) == 1, "malformed", "not one line")
    reader = Reader(bech32.decode("istiqbal-invitation-", lines[0]))
    require(reader.number(2) == 1, "unsupported", "an unknown version")
    reader.zero()
    secret, expires, office, succeeds = reader.take(16), reader.number(8), reader.take(32), reader.take(16)
    reader.end()
    require(expires <= LATEST_TIME, "malformed", "a time beyond the latest")
    return Invitation(secret, expires, office, None if succeeds == ZERO_ID else succeeds)


def _payload(data: bytes, kind: str) -> tuple[bytes, bytes]:
    fields = Fields(parse(data, LIMITS[kind]))
    require(fields.any("istiqbal") == kind, "malformed", f"not a file of the kind {kind}")
    fields.version()
    payload, signature = (from_base64(fields.text(key)) for key in ("payload", "signature"))
    fields.end()
    require(len(signature) == 64, "malformed", "a signature of another size")
    return payload, signature


def _check(kind: str, payload: bytes, signature: bytes, public: bytes) -> None:
    verify(public, signature, pae("certificate", kind.encode(), payload))


@dataclass(frozen=True)
class Certificate:
    terminal: bytes
    key: bytes
    name: str
    mode: str
    issued: int
    expires: int

    def require_time(self, now: int) -> None:
        require(self.issued <= now < self.expires, "expired", "outside the certificate's time")


def read_certificate(data: bytes, office: bytes) -> Certificate:
    payload, signature = _payload(data, "certificate")
    _check("certificate", payload, signature, office)
    fields = Fields(parse(payload, LIMITS["certificate"]))
    certificate = Certificate(
        fields.hex("terminal", 16),
        fields.hex("key", 32),
        fields.text("name", 1, 128),
        fields.choice("mode", ("lobby", "branch", "exit")),
        fields.time("issued"),
        fields.time("expires"),
    )
    fields.end()
    require(certificate.terminal == key_id(certificate.key), "malformed", "not the id of its key")
    return certificate


def proof(secret: bytes, key: bytes, office: bytes, succeeds: bytes | None, created: int) -> bytes:
    code = labelled_hash("certificate", b"invitation-id", secret)[:16]
    told = pae("certificate", b"enrolment-proof", key, office, code, succeeds or ZERO_ID, u(created, 8))
    return hashlib.blake2b(told, digest_size=32, key=secret).digest()


def read_request(data: bytes, secret: bytes) -> dict[str, Any]:
    """An enrolment request that was made with the code of that secret."""
    payload, signature = _payload(data, "enrolment-request")
    fields = Fields(parse(payload, LIMITS["enrolment-request"]))
    request: dict[str, Any] = {
        "key": fields.hex("key", 32),
        "office": fields.hex("office", 32),
        "invitation": fields.hex("invitation", 16),
        "succeeds": fields.or_null("succeeds", lambda owner, key: owner.hex(key, 16)),
        "created": fields.time("created"),
        "proof": fields.hex("proof", 32),
    }
    fields.end()
    _check("enrolment-request", payload, signature, request["key"])
    good = proof(secret, request["key"], request["office"], request["succeeds"], request["created"])
    require(hmac.compare_digest(good, request["proof"]), "bad_signature", "not made with that code")
    return request


def read_provision(data: bytes, terminal: bytes, office: bytes) -> dict[str, Any]:
    """What an office answers to the terminal of that key, taken of that office alone."""
    payload, signature = _payload(data, "provision")
    fields = Fields(parse(payload, LIMITS["provision"]))
    certificate = from_base64(fields.text("certificate"))
    provision: dict[str, Any] = {"office": fields.hex("office", 32), "hub_key": fields.hex("hub_key", 32)}
    for key in ("intake", "recovery", "hub"):
        provision[key] = fields.text(key)
        age.share_of(provision[key])
    provision["hub_urls"] = fields.list_of("hub_urls", 8, as_hub_url)
    provision["issued"] = fields.time("issued")
    fields.end()
    require(bool(provision["hub_urls"]), "malformed", "no hub")
    _check("provision", payload, signature, provision["office"])
    require(provision["office"] == office, "wrong_key", "another office's")
    provision["certificate"] = read_certificate(certificate, office)
    require(provision["certificate"].key == terminal, "wrong_key", "for another terminal")
    return provision


def make_file(kind: str, payload: dict[str, Any], signer: SigningKey) -> bytes:
    told = json.dumps(payload, ensure_ascii=False).encode()
    signature = signer.sign(pae("certificate", kind.encode(), told))
    whole = {"istiqbal": kind, "version": 1, "payload": to_base64(told), "signature": to_base64(signature)}
    return json.dumps(whole).encode()
