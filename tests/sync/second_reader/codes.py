# SPDX-License-Identifier: Apache-2.0
"""References and claim codes (sync/PROTOCOL.md, "Reference and claim code")."""

from __future__ import annotations

import nacl.bindings

from age import Identity
from primitives import CROCKFORD, labelled_hash, require

REFERENCE = 8
CLAIM_CODE = 12
MOST_TYPED = 128
_PASSED_OVER = " \t\r\n-\u200e\u200f\u2066\u2067\u2068\u2069"


def check_character(characters: str) -> str:
    state = 0
    for character in characters:
        state = (state ^ CROCKFORD.index(character)) << 1
        if state & 32:
            state ^= 0x25
    return CROCKFORD[state]


def parse(text: str, size: int) -> str:
    """The characters without the check character, of a reference (8) or a claim code (12)."""
    require(len(text.encode()) <= MOST_TYPED, "too_large", "too much was typed")
    found = ""
    for character in text:
        if character in _PASSED_OVER:
            continue
        for zero in ("\u0660", "\u06f0"):
            if 0 <= ord(character) - ord(zero) <= 9:
                character = chr(ord("0") + ord(character) - ord(zero))
        if character.isascii():
            character = character.upper()
        found += {"O": "0", "I": "1", "L": "1"}.get(character, character)
    require(len(found) == size + 1 and all(c in CROCKFORD for c in found), "malformed", "not a code")
    require(check_character(found[:-1]) == found[-1], "bad_checksum", "a slip in what was typed")
    return found[:-1]


def shown(characters: str) -> str:
    groups = [characters[at : at + 4] for at in range(0, len(characters), 4)]
    return "-".join([*groups, check_character(characters)])


def require_as_shown(reference: str) -> str:
    """A reference in a signed form of words has one spelling; its characters."""
    characters = reference.replace("-", "")[:-1]
    good = len(characters) == REFERENCE and all(c in CROCKFORD for c in characters)
    require(good and shown(characters) == reference, "malformed", "not a reference as it is shown")
    return characters


def claim_identity(code: str, reference: str) -> Identity:
    salt = labelled_hash("reply", b"claim-salt", reference.encode())[:16]
    secret = nacl.bindings.crypto_pwhash_alg(
        32, code.encode(), salt, 2, 65_536 * 1024, nacl.bindings.crypto_pwhash_ALG_ARGON2ID13
    )
    return Identity(secret)


def reply_subject(reference: str) -> bytes:
    return labelled_hash("reply", b"reply-subject", reference.encode())[:16]
