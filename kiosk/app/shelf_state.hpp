// SPDX-License-Identifier: Apache-2.0
// What content/in-use.json says (content_shelf.hpp): JSON, all keys required, those that are absent as null.
// It lies on the terminal's disk, where anything may have happened to it.
#pragma once

#include "sync/seal/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace istiqbal::app {

// One content notice of the office.
struct Edition {
    bool own = false; // for this very terminal, and not for every one
    std::uint64_t revision = 0;
    seal::Digest hash{}; // seal::bundle_hash

    std::string folder() const; // its name: "all-1767225600"
    bool is(bool of_own, std::uint64_t of_revision) const { return own == of_own && revision == of_revision; }
    bool operator==(const Edition&) const = default;
};

struct RefusedEdition {
    bool own = false;
    std::uint64_t revision = 0;
    std::string why;      // the class of the refusal and a sentence, with all faults
    std::string software; // the version that refused it: another may try again

    bool operator==(const RefusedEdition&) const = default;
};

inline constexpr std::size_t shelf_state_limit = std::size_t{64} * 1024; // bytes of the file

struct ShelfState {
    std::optional<Edition> active;
    std::optional<Edition> previous;
    std::optional<RefusedEdition> refused;
    std::array<std::uint64_t, 2> highest{}; // ever in use: for all, own

    bool operator==(const ShelfState&) const = default;
};

// malformed, unsupported, too_large
seal::Result<ShelfState> read_shelf_state(seal::ByteView json);
// What is refused may have said anything: its `why` is shortened, and what is no UTF-8 in it is replaced, so
// that what was written is read again.
std::string write_shelf_state(const ShelfState& state);

} // namespace istiqbal::app
