// SPDX-License-Identifier: Apache-2.0
// Sealing and storing against its bare parts. "submit" measures what stands between the answers and the
// receipt: JSON, padding, sealing to two keys, signing, the durable append. In the same loop, turn by turn,
// it measures the sum of the bare parts: two X25519 wraps (an ephemeral key, an agreement, HKDF-SHA256 and
// the wrapping each), one Ed25519 signature, one AEAD pass and one durable SQLite commit, all of the same
// bytes, in the same settings, on the same file system. The counter `ratio` is the one by the other; the
// target is 1.25. Argon2id for the claim code costs the same with either and is reported apart as
// "claim_key": it is NOT in the ratio.
#include "sync/journal/journal.hpp"
#include "sync/seal/age.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/submission.hpp"

#include <benchmark/benchmark.h>
#include <sodium.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace {

using namespace istiqbal;
using Clock = std::chrono::steady_clock;

struct Keys {
    seal::SigningKey terminal = seal::SigningKey::generate();
    seal::Identity intake = seal::Identity::generate();
    seal::Identity recovery = seal::Identity::generate();
    std::vector<seal::Recipient> recipients{intake.recipient(), recovery.recipient()};
};

const Keys& keys() {
    static const Keys made;
    return made;
}

// About what the support request holds: fifteen answers and a signature of 150 points, padded to 16 KiB.
seal::Submission sample() {
    seal::Submission submission;
    submission.form = "support_request";
    submission.form_version = "2026-01";
    submission.language = "ar";
    submission.channel = "kiosk";
    submission.created = 1'767'225'600;
    for (int index = 0; index < 15; ++index)
        submission.answers.push_back({"question_" + std::to_string(index), "ما الذي تحتاج إليه هذه المرة؟",
                                      "1088" + std::to_string(index), "إجابة كما ظهرت على الشاشة"});
    submission.declaration = "أقر بأن جميع البيانات صحيحة وأتحمل مسؤوليتها.";
    seal::DrawnSignature& signature = submission.signature.emplace(seal::DrawnSignature{120, 60, {{}}});
    for (std::uint32_t index = 0; index < 150; ++index)
        signature.strokes[0].push_back(
            {static_cast<std::uint16_t>(index * 400), static_cast<std::uint16_t>(30'000 + index), index * 8});
    submission.committee =
        seal::CommitteeNotice{"تدرس لجنة البحث الطلب وترد في مدة لا تقل عن أسبوعين.", "2026-01-15", true};
    submission.reference = seal::Reference::generate().text();
    submission.claim_key = seal::Identity::generate().recipient().text();
    submission.terminal = keys().terminal.verify_key().id();
    submission.epoch = 1;
    submission.sequence = 1;
    return submission;
}

seal::SecretBuffer sample_plaintext() {
    return std::move(*seal::pad_plaintext(seal::to_json(sample())->bytes()));
}

seal::Bytes sample_envelope() {
    return *seal::seal_record({}, keys().terminal, keys().recipients, sample_plaintext().bytes());
}

// Lies where ISTIQBAL_BENCH_FOLDER says, or in the working folder: /tmp may be memory, which commits for
// nothing.
class Folder {
public:
    Folder() {
        const char* wanted = std::getenv("ISTIQBAL_BENCH_FOLDER");
        std::string name = std::string(wanted != nullptr ? wanted : ".") + "/bench-seal-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr)
            std::abort();
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

// A table and nothing else, in the journal's settings.
class BareStore {
public:
    explicit BareStore(const std::filesystem::path& file) {
        sqlite3_open(file.c_str(), &connection_);
        const char* settings =
            "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL;"
            "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            "CREATE TABLE record (id INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT";
        if (sqlite3_exec(connection_, settings, nullptr, nullptr, nullptr) != SQLITE_OK ||
            sqlite3_prepare_v2(connection_, "INSERT INTO record (envelope) VALUES (?)", -1, &insert_,
                               nullptr) != SQLITE_OK)
            std::abort();
    }
    ~BareStore() {
        sqlite3_finalize(insert_);
        sqlite3_close(connection_);
    }
    BareStore(const BareStore&) = delete;
    BareStore& operator=(const BareStore&) = delete;

    void commit(seal::ByteView bytes) {
        sqlite3_bind_blob64(insert_, 1, bytes.data(), bytes.size(), SQLITE_STATIC);
        if (sqlite3_step(insert_) != SQLITE_DONE)
            std::abort();
        sqlite3_reset(insert_);
    }

private:
    sqlite3* connection_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

void bare_hkdf(const std::uint8_t* secret, std::uint8_t* key) {
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

void bare_wrap(const seal::Recipient& recipient) {
    constexpr std::uint8_t nonce[12] = {};
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
    bare_hkdf(shared, key);
    crypto_aead_chacha20poly1305_ietf_encrypt(wrapped, nullptr, file_key, sizeof file_key, nullptr, 0,
                                              nullptr, nonce, key);
    benchmark::DoNotOptimize(wrapped);
}

struct BareParts {
    seal::Bytes envelope = sample_envelope();
    seal::SecretBuffer plaintext = sample_plaintext();
    seal::Bytes sealed = seal::Bytes(plaintext.size() + 16);
    std::uint8_t public_key[32];
    std::uint8_t secret_key[64];

    BareParts() { crypto_sign_keypair(public_key, secret_key); }

    void run(BareStore& store) {
        constexpr std::uint8_t nonce[12] = {};
        constexpr std::uint8_t key[32] = {};
        std::uint8_t signature[64];
        for (const seal::Recipient& recipient : keys().recipients)
            bare_wrap(recipient);
        crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plaintext.data(), plaintext.size(),
                                                  nullptr, 0, nullptr, nonce, key);
        crypto_sign_detached(signature, nullptr, envelope.data(), envelope.size(), secret_key);
        benchmark::DoNotOptimize(signature);
        store.commit(envelope);
    }
};

void submit(benchmark::State& state) {
    const Folder folder;
    auto opened = journal::Journal::open(folder / "journal", keys().terminal.verify_key());
    if (!opened) {
        state.SkipWithError(opened.error().message().c_str());
        return;
    }
    BareStore store(folder / "bare");
    BareParts parts;
    seal::Submission submission = sample();
    Clock::duration ours{};
    Clock::duration bare{};
    for ([[maybe_unused]] const auto turn : state) {
        const auto start = Clock::now();
        const seal::Position position = opened->journal->position();
        submission.sequence = position.sequence;
        const auto json = seal::to_json(submission);
        const auto padded = seal::pad_plaintext(json->bytes());
        const auto envelope =
            seal::seal_record(position, keys().terminal, keys().recipients, padded->bytes());
        const auto stored = opened->journal->append(*envelope);
        const auto middle = Clock::now();
        if (!stored) {
            state.SkipWithError(stored.error().message().c_str());
            break;
        }
        parts.run(store);
        const auto end = Clock::now();
        ours += middle - start;
        bare += end - middle;
        state.SetIterationTime(std::chrono::duration<double>(middle - start).count());
    }
    const auto turns = static_cast<double>(state.iterations());
    state.counters["submit_us"] = std::chrono::duration<double, std::micro>(ours).count() / turns;
    state.counters["bare_us"] = std::chrono::duration<double, std::micro>(bare).count() / turns;
    state.counters["ratio"] = static_cast<double>(ours.count()) / static_cast<double>(bare.count());
}
BENCHMARK(submit)->UseManualTime()->Unit(benchmark::kMicrosecond)->MinTime(2.0);

// The durable append alone; sealing what it appends is not timed.
void journal_commit(benchmark::State& state) {
    const Folder folder;
    auto opened = journal::Journal::open(folder / "journal", keys().terminal.verify_key());
    if (!opened) {
        state.SkipWithError(opened.error().message().c_str());
        return;
    }
    seal::Submission submission = sample();
    for ([[maybe_unused]] const auto turn : state) {
        const seal::Position position = opened->journal->position();
        submission.sequence = position.sequence;
        const auto padded = seal::pad_plaintext(seal::to_json(submission)->bytes());
        const auto envelope =
            seal::seal_record(position, keys().terminal, keys().recipients, padded->bytes());
        const auto start = Clock::now();
        const auto stored = opened->journal->append(*envelope);
        state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
        if (!stored) {
            state.SkipWithError(stored.error().message().c_str());
            break;
        }
    }
}
BENCHMARK(journal_commit)->UseManualTime()->Unit(benchmark::kMicrosecond);

void seal_one(benchmark::State& state) {
    const seal::SecretBuffer plaintext = sample_plaintext();
    for ([[maybe_unused]] const auto turn : state)
        benchmark::DoNotOptimize(
            seal::seal_record({}, keys().terminal, keys().recipients, plaintext.bytes()));
    state.counters["seals"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(seal_one)->Unit(benchmark::kMicrosecond);

// As the office does it: signature, age, JSON, and the comparison of inside and outside.
void open_one(benchmark::State& state) {
    const seal::Bytes bytes = sample_envelope();
    for ([[maybe_unused]] const auto turn : state) {
        const auto envelope = seal::parse_envelope(bytes);
        const auto submission =
            seal::open_submission(*envelope, keys().terminal.verify_key(), std::span(&keys().intake, 1));
        if (!submission) {
            state.SkipWithError(submission.error().message().c_str());
            break;
        }
    }
    state.counters["opens"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK(open_one)->Unit(benchmark::kMicrosecond);

void claim_key(benchmark::State& state) {
    const auto code = seal::ClaimCode::generate();
    const auto reference = seal::Reference::generate();
    for ([[maybe_unused]] const auto turn : state)
        benchmark::DoNotOptimize(seal::derive_claim_identity(code, reference));
}
BENCHMARK(claim_key)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
