// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/simulation/generator.hpp"

#include <sodium.h>

#include <cstdlib>

namespace istiqbal::simulation {

namespace {

Generator* current = nullptr;

std::uint64_t rotated(std::uint64_t value, int by) {
    return value << by | value >> (64 - by);
}

// splitmix64: spreads a seed over a state.
std::uint64_t spread(std::uint64_t& seed) {
    seed += 0x9e3779b97f4a7c15;
    std::uint64_t value = seed;
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
    value = (value ^ value >> 27) * 0x94d049bb133111eb;
    return value ^ value >> 31;
}

const char* implementation_name() {
    return "simulated";
}

void fill_current(void* out, std::size_t size) {
    // Outside a simulation nothing may be drawn: it would be the same bytes in every run.
    if (current == nullptr)
        std::abort();
    current->fill({static_cast<std::uint8_t*>(out), size});
}

std::uint32_t random_number() {
    std::uint32_t number = 0;
    fill_current(&number, sizeof number);
    return number;
}

randombytes_implementation simulated{implementation_name, random_number, nullptr, nullptr,
                                     fill_current,        nullptr};

} // namespace

Generator::Generator(std::uint64_t seed, std::string_view stream) {
    for (const char letter : stream)
        seed = spread(seed) ^ static_cast<std::uint8_t>(letter);
    for (std::uint64_t& word : state_)
        word = spread(seed);
}

// xoshiro256**.
std::uint64_t Generator::next() {
    const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
}

std::uint64_t Generator::below(std::uint64_t limit) {
    return limit == 0 ? 0 : next() % limit;
}

void Generator::fill(std::span<std::uint8_t> out) {
    std::uint64_t word = 0;
    for (std::size_t index = 0; index < out.size(); ++index) {
        if (index % 8 == 0)
            word = next();
        out[index] = static_cast<std::uint8_t>(word >> 8 * (index % 8));
    }
}

SimulatedCryptography::SimulatedCryptography(Generator& generator) {
    current = &generator;
    randombytes_set_implementation(&simulated);
    if (sodium_init() < 0)
        std::abort();
}

SimulatedCryptography::~SimulatedCryptography() {
    current = nullptr;
}

} // namespace istiqbal::simulation

// Stands before libsodium's own when a program is linked: the only primitive whose cost is its purpose.
extern "C" int crypto_pwhash_argon2id(unsigned char* const out, unsigned long long outlen,
                                      const char* const passwd, unsigned long long passwdlen,
                                      const unsigned char* const salt, unsigned long long, std::size_t, int) {
    return crypto_generichash_blake2b_salt_personal(
        out, outlen, reinterpret_cast<const unsigned char*>(passwd), passwdlen, nullptr, 0, salt,
        reinterpret_cast<const unsigned char*>("simulated argon2"));
}
