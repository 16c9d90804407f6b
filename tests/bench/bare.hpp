// SPDX-License-Identifier: Apache-2.0
// The bare parts that ours is measured against: libsodium's primitives and SQLite's commits, called as
// directly as they can be, with nothing checked and nothing kept.
#pragma once

#include "sync/seal/keys.hpp"

#include <benchmark/benchmark.h>
#include <sodium.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <initializer_list>
#include <vector>

namespace istiqbal::bench::bare {

inline constexpr std::uint8_t zero_nonce[12] = {};
inline constexpr std::uint8_t zero_key[32] = {};

inline void hkdf(const std::uint8_t* secret, std::uint8_t* key) {
    constexpr std::uint8_t salt[64] = {};
    constexpr std::uint8_t info[29] = {};
    crypto_auth_hmacsha256_state state;
    std::uint8_t extracted[32];
    crypto_auth_hmacsha256_init(&state, salt, sizeof salt);
    crypto_auth_hmacsha256_update(&state, secret, 32);
    crypto_auth_hmacsha256_final(&state, extracted);
    crypto_auth_hmacsha256_init(&state, extracted, sizeof extracted);
    crypto_auth_hmacsha256_update(&state, info, sizeof info);
    crypto_auth_hmacsha256_final(&state, key);
}

// An ephemeral key, an agreement, HKDF-SHA256 and the wrapping of the file key.
inline void wrap(const seal::Recipient& recipient) {
    constexpr std::uint8_t file_key[16] = {};
    std::uint8_t secret[32];
    std::uint8_t share[32];
    std::uint8_t shared[32];
    std::uint8_t key[32];
    std::uint8_t wrapped[32];
    randombytes_buf(secret, sizeof secret);
    crypto_scalarmult_base(share, secret);
    if (crypto_scalarmult(shared, secret, recipient.bytes().data()) != 0)
        std::abort();
    hkdf(shared, key);
    crypto_aead_chacha20poly1305_ietf_encrypt(wrapped, nullptr, file_key, sizeof file_key, nullptr, 0,
                                              nullptr, zero_nonce, key);
    benchmark::DoNotOptimize(wrapped);
}

// An agreement, HKDF-SHA256 and the unwrapping of the file key.
inline void unwrap(const seal::Identity& identity, const seal::Recipient& share) {
    constexpr std::uint8_t wrapped[32] = {};
    std::uint8_t file_key[16];
    std::uint8_t shared[32];
    std::uint8_t key[32];
    if (crypto_scalarmult(shared, identity.secret().data(), share.bytes().data()) != 0)
        std::abort();
    hkdf(shared, key);
    int refused = crypto_aead_chacha20poly1305_ietf_decrypt(file_key, nullptr, nullptr, wrapped,
                                                            sizeof wrapped, nullptr, 0, zero_nonce, key);
    benchmark::DoNotOptimize(refused);
}

// One AEAD pass in age's pieces of 64 KiB, there and back.
class Pass {
public:
    explicit Pass(std::size_t size)
        : plain_(size, 'x') {
        seal();
    }
    void seal() {
        sealed_.resize(plain_.size() + (plain_.size() / piece + 1) * tag);
        for (std::size_t at = 0, out = 0; at < plain_.size(); at += piece, out += piece + tag)
            crypto_aead_chacha20poly1305_ietf_encrypt(sealed_.data() + out, nullptr, plain_.data() + at,
                                                      std::min(piece, plain_.size() - at), nullptr, 0,
                                                      nullptr, zero_nonce, zero_key);
        benchmark::DoNotOptimize(sealed_.data());
    }
    void open() const {
        std::vector<std::uint8_t> opened(plain_.size());
        for (std::size_t at = 0, in = 0; at < plain_.size(); at += piece, in += piece + tag)
            if (crypto_aead_chacha20poly1305_ietf_decrypt(
                    opened.data() + at, nullptr, nullptr, sealed_.data() + in,
                    std::min(piece, plain_.size() - at) + tag, nullptr, 0, zero_nonce, zero_key) != 0)
                std::abort();
        benchmark::DoNotOptimize(opened.data());
    }

private:
    static constexpr std::size_t piece = std::size_t{64} * 1024;
    static constexpr std::size_t tag = 16;
    std::vector<std::uint8_t> plain_;
    std::vector<std::uint8_t> sealed_;
};

class Signer {
public:
    explicit Signer(seal::ByteView message)
        : message_(message.begin(), message.end()) {
        crypto_sign_keypair(public_key_, secret_key_);
        sign();
    }
    void sign() {
        crypto_sign_detached(signature_, nullptr, message_.data(), message_.size(), secret_key_);
        benchmark::DoNotOptimize(signature_);
    }
    void verify() const {
        if (crypto_sign_verify_detached(signature_, message_.data(), message_.size(), public_key_) != 0)
            std::abort();
    }

private:
    std::vector<std::uint8_t> message_;
    std::uint8_t public_key_[32];
    std::uint8_t secret_key_[64];
    std::uint8_t signature_[64];
};

inline void hash(seal::ByteView bytes) {
    std::uint8_t digest[32];
    crypto_generichash(digest, sizeof digest, bytes.data(), bytes.size(), nullptr, 0);
    benchmark::DoNotOptimize(digest);
}

// One table and nothing else. A row is committed alone, or all between begin() and commit() at once.
class Table {
public:
    Table(const std::filesystem::path& file, const char* settings_and_table, const char* insert) {
        if (sqlite3_open(file.c_str(), &connection_) != SQLITE_OK ||
            sqlite3_exec(connection_, settings_and_table, nullptr, nullptr, nullptr) != SQLITE_OK ||
            sqlite3_prepare_v2(connection_, insert, -1, &insert_, nullptr) != SQLITE_OK)
            std::abort();
    }
    ~Table() {
        sqlite3_finalize(insert_);
        sqlite3_close(connection_);
    }
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    void begin() { run("BEGIN IMMEDIATE"); }
    void commit() { run("COMMIT"); }
    // Numbers first, then blobs, in the order of the statement's parameters.
    void insert(std::initializer_list<std::int64_t> numbers, std::initializer_list<seal::ByteView> blobs) {
        int index = 0;
        for (const std::int64_t number : numbers)
            sqlite3_bind_int64(insert_, ++index, number);
        for (const seal::ByteView blob : blobs)
            sqlite3_bind_blob64(insert_, ++index, blob.data(), blob.size(), SQLITE_STATIC);
        if (sqlite3_step(insert_) != SQLITE_DONE)
            std::abort();
        sqlite3_reset(insert_);
    }

private:
    void run(const char* sql) {
        if (sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            std::abort();
    }
    sqlite3* connection_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

// Ours and the bare parts turn by turn in one loop, the one before the other every second time, since the
// disk and the caches remember. The time is ours; `share` is how much of the bare parts' speed is reached, in
// percent, and `core_share` the same by the time on cores, which other programs at work do not lengthen.
template <class Ours, class Bare>
void in_turns(benchmark::State& state, std::size_t records, Ours&& ours, Bare&& parts) {
    using Clock = std::chrono::steady_clock;
    struct Taken {
        double seconds = 0;
        double on_cores = 0;
    };
    const auto on_cores = [] {
        timespec now{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    };
    const auto timed = [&on_cores](Taken& all, auto& work) {
        const auto start = Clock::now();
        const double start_on_cores = on_cores();
        work();
        all.on_cores += on_cores() - start_on_cores;
        const double took = std::chrono::duration<double>(Clock::now() - start).count();
        all.seconds += took;
        return took;
    };
    Taken by_ours;
    Taken by_bare;
    bool bare_first = false;
    for ([[maybe_unused]] const auto turn : state) {
        if (bare_first)
            timed(by_bare, parts);
        state.SetIterationTime(timed(by_ours, ours));
        if (!bare_first)
            timed(by_bare, parts);
        bare_first = !bare_first;
    }
    const double all = static_cast<double>(state.iterations()) * static_cast<double>(records);
    state.counters["a_second"] = all / by_ours.seconds;
    state.counters["bare_a_second"] = all / by_bare.seconds;
    state.counters["ratio"] = by_ours.seconds / by_bare.seconds;
    state.counters["share"] = 100 * by_bare.seconds / by_ours.seconds;
    state.counters["core_share"] = 100 * by_bare.on_cores / by_ours.on_cores;
}

} // namespace istiqbal::bench::bare
