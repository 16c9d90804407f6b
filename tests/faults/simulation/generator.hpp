// SPDX-License-Identifier: Apache-2.0
// All chance of a simulation, from one number. The same seed gives the same sequence on every machine.
//
// Two streams are drawn from a seed: what the simulation chooses, and the bytes that the product asks for
// (keys, nonces, ephemeral halves). So a product that draws one byte more does not turn the schedule into
// another one.
#pragma once

#include "sync/seal/bytes.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace istiqbal::simulation {

class Generator {
public:
    Generator(std::uint64_t seed, std::string_view stream);

    std::uint64_t next();
    std::uint64_t below(std::uint64_t limit); // 0 … limit - 1; 0 when limit is 0
    std::uint64_t between(std::uint64_t least, std::uint64_t most) { return least + below(most - least + 1); }
    bool chance(std::uint64_t in_thousand) { return below(1000) < in_thousand; }
    void fill(std::span<std::uint8_t> out);

private:
    std::array<std::uint64_t, 4> state_{};
};

// While it lives, libsodium's randomness is `generator`'s, that of seal::system_random too, and Argon2id is a
// plain hash: a claim code costs some microseconds instead of a tenth of a second. Nothing that is simulated
// depends on its being slow. One at a time, in one thread.
class SimulatedCryptography {
public:
    explicit SimulatedCryptography(Generator& generator);
    ~SimulatedCryptography();
    SimulatedCryptography(const SimulatedCryptography&) = delete;
    SimulatedCryptography& operator=(const SimulatedCryptography&) = delete;
};

} // namespace istiqbal::simulation
