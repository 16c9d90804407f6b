# SPDX-License-Identifier: Apache-2.0
"""The second reader against tests/vectors/ and the examples of sync/PROTOCOL.md.

It was written from that paper alone; where it and the first implementation part, the paper has a hole.
"""

from __future__ import annotations

import unittest
from collections import Counter

import age
import bech32
import codes
import records
import submissions
import vectors
import wire
from primitives import Refused, SigningKey, fingerprint, labelled_hash, pae

# What the vectors must hold at the least: (accepted, refused) of each kind.
LEAST = {
    "age": (2, 15),
    "announcements": (1, 5),
    "batch": (3, 20),
    "bundle": (1, 25),
    "carrier": (1, 5),
    "certificate": (2, 15),
    "claim-code": (3, 5),
    "enrolment-request": (1, 8),
    "envelope": (2, 12),
    "hub-ack": (1, 8),
    "invitation": (3, 10),
    "list-acknowledgements": (2, 10),
    "list-notices": (2, 10),
    "list-records": (2, 10),
    "notice": (5, 20),
    "office-ack": (2, 10),
    "provision": (1, 10),
    "reference": (3, 5),
    "reply": (5, 20),
    "request": (4, 15),
    "revocations": (2, 15),
    "settings": (2, 20),
    "stock-age": (3, 0),
    "submission": (10, 60),
}


class Files(unittest.TestCase):
    def test_every_case_has_its_class(self) -> None:
        counts: Counter[tuple[str, bool]] = Counter()
        for case in vectors.cases():
            with self.subTest(of=case["of"], why=case["why"]):
                self.assertEqual(vectors.outcome(case), case["class"])
            counts[case["of"], case["class"] == "accepted"] += 1
        for of, (accepted, refused) in LEAST.items():
            with self.subTest(of=of):
                self.assertGreaterEqual(counts[of, True], accepted)
                self.assertGreaterEqual(counts[of, False], refused)


class Paper(unittest.TestCase):
    """What is in PROTOCOL.md alone; the seal test holds its other examples against the files."""

    def setUp(self) -> None:
        self.examples = vectors.examples()

    def test_keys_and_identities(self) -> None:
        said = self.examples["key"]
        key = SigningKey(bytes.fromhex(said["seed"]))
        self.assertEqual(
            (key.public.hex(), key.id().hex(), fingerprint(key.public)),
            (said["public"], said["id"], said["fingerprint"]),
        )
        said = self.examples["identity"]
        identity = age.Identity.from_text(said["text"])
        self.assertEqual((identity.secret.hex(), identity.recipient()), (said["secret"], said["recipient"]))
        self.assertEqual(identity.text(), said["text"])

    def test_signing_input(self) -> None:
        said = self.examples["pae"]
        parts = [bytes.fromhex(part) for part in said["parts"]]
        self.assertEqual(pae("record", *parts).hex(), said["pae"])
        self.assertEqual(labelled_hash("record", *parts).hex(), said["hash"])
        said = self.examples["hkdf"]
        found = age.hkdf(bytes.fromhex(said["key"]), bytes.fromhex(said["salt"]), said["info"].encode())
        self.assertEqual(found.hex(), said["out"])

    def test_claim_code(self) -> None:
        said = self.examples["claim"]
        reference = codes.parse(said["reference"], codes.REFERENCE)
        code = codes.parse(said["code"], codes.CLAIM_CODE)
        self.assertEqual(codes.claim_identity(code, reference).recipient(), said["recipient"])

    def test_names_on_a_stick(self) -> None:
        for name, ending in (("carriage-batch", ".istb"), ("carriage-ack", ".isto")):
            said = self.examples[name]
            found = wire.read_stick_name(said["file"], ending)
            assert found is not None
            self.assertEqual(found.file(ending), said["file"])
            self.assertEqual((found.terminal.hex(), found.epoch), (said["terminal"], said["epoch"]))
            self.assertEqual((found.first, found.count), (said["first_sequence"], said["count"]))
            self.assertEqual(found.last_hash.hex(), said["last_hash"][:16])
        good = self.examples["carriage-batch"]["file"]
        for other in (good.upper(), good.replace("-1-", "-01-", 1), good + ".part", good[1:], "-" + good):
            self.assertIsNone(wire.read_stick_name(other, ".istb"))


class OwnWriting(unittest.TestCase):
    def test_what_it_writes_it_reads(self) -> None:
        identity = age.Identity(bytes([9]) * 32)
        for size in (0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1):
            sealed = age.encrypt(bytes(size), [identity.recipient()])
            self.assertEqual(age.decrypt(sealed, [identity]), bytes(size))
        items = [(3, b"one"), (7, b"")]
        for kind in wire.LISTS:
            self.assertEqual(wire.read_list(kind, wire.make_list(kind, items), 2), items)
            with self.assertRaises(Refused):
                wire.read_list(kind, wire.make_list(kind, items), 3)
        self.assertEqual(bech32.decode("age", identity.recipient()), identity.share())

    def test_padding(self) -> None:
        self.assertEqual([len(records.padded(bytes(size))) for size in (1, 1024, 1025)], [1024, 1024, 2048])
        with self.assertRaises(Refused):
            records.padded(bytes(submissions.MOST + 1))


if __name__ == "__main__":
    unittest.main()
