# SPDX-License-Identifier: Apache-2.0
"""Bech32 (BIP 173, without its limit of 90 characters): identities, recipients, one-time codes."""

from __future__ import annotations

from primitives import require

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _checksum(prefix: str, values: list[int]) -> int:
    state = 1
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    for value in expanded + values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= generator if top >> bit & 1 else 0
    return state


def encode(prefix: str, data: bytes) -> str:
    bits = int.from_bytes(data, "big")
    count = -(-len(data) * 8 // 5)
    bits <<= count * 5 - len(data) * 8
    values = [bits >> 5 * (count - 1 - at) & 31 for at in range(count)]
    check = _checksum(prefix, values + [0] * 6) ^ 1
    values += [check >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(ALPHABET[value] for value in values)


def decode(prefix: str, text: str) -> bytes:
    require(text in (text.lower(), text.upper()), "malformed", "capitals and small letters")
    text = text.lower()
    front, separator, rest = text.rpartition("1")
    require(separator == "1" and front == prefix, "malformed", f"not {prefix}")
    require(len(rest) >= 6 and all(c in ALPHABET for c in rest), "malformed", "not bech32")
    values = [ALPHABET.index(c) for c in rest]
    require(_checksum(prefix, values) == 1, "bad_checksum", "a slip in what was typed")
    values = values[:-6]
    bits = 0
    for value in values:
        bits = bits << 5 | value
    spare = len(values) * 5 % 8
    require(spare < 5 and bits & (1 << spare) - 1 == 0, "malformed", "not whole bytes")
    return (bits >> spare).to_bytes(len(values) * 5 // 8, "big")
