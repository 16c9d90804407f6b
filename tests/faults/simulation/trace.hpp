// SPDX-License-Identifier: Apache-2.0
// What happened, line by line, and its hash: two runs of a seed have the same.
#pragma once

#include "sync/seal/bytes.hpp"

#include <optional>
#include <string>

namespace istiqbal::simulation {

// A promise that was broken. `check` names it (ledger.hpp has the list), `detail` is for a person.
struct Violation {
    std::string check;
    std::string detail;
};

class Trace {
public:
    explicit Trace(bool prints)
        : prints_(prints) {}

    // Each line goes into the hash and, if asked for, to standard output. It bears nothing of the machine
    // that the simulation runs on: no paths, no real times.
    void line(std::int64_t milliseconds, const std::string& what);
    const seal::Digest& hash() const { return hash_; }

    // The first violation stands.
    void violate(const std::string& check, const std::string& detail);
    const std::optional<Violation>& violation() const { return violation_; }

private:
    bool prints_;
    seal::Digest hash_{};
    std::optional<Violation> violation_;
};

// The first bytes of something long, for a line.
std::string brief(seal::ByteView bytes);

} // namespace istiqbal::simulation
