// SPDX-License-Identifier: Apache-2.0
// Keys, randomness and a submission that are the same on every run.
#pragma once

#include "sync/seal/envelope.hpp"
#include "sync/seal/submission.hpp"

#include <sodium.h>

namespace istiqbal::test {

// ChaCha20 under a key of the seed: not random at all, and never used outside tests.
inline seal::RandomSource seeded(std::uint8_t seed) {
    return [seed, round = std::uint64_t{0}](std::span<std::uint8_t> out) mutable {
        const seal::ByteArray<32> key{seed};
        const seal::ByteArray<8> nonce{static_cast<std::uint8_t>(round),
                                       static_cast<std::uint8_t>(round >> 8),
                                       static_cast<std::uint8_t>(round >> 16)};
        if (!out.empty())
            crypto_stream_chacha20(out.data(), out.size(), nonce.data(), key.data());
        ++round;
    };
}

inline seal::SigningKey signing_key(std::uint8_t seed) {
    return seal::SigningKey::generate(seeded(seed));
}
inline seal::Identity identity(std::uint8_t seed) {
    return seal::Identity::generate(seeded(seed));
}

inline seal::Submission submission() {
    seal::Submission out;
    out.form = "support_request";
    out.form_version = "2026-01";
    out.language = "ar";
    out.channel = "kiosk";
    out.created = 1'767'225'600;
    out.answers = {{"full_name", "ما اسمك الكامل؟", "نورة \"أم خالد\"", "نورة \"أم خالد\""},
                   {"children", "كم عدد الأبناء؟", "3", "٣"}};
    out.declaration = "أقر بصحة البيانات.";
    out.signature = seal::DrawnSignature{120, 60, {{{100, 200, 0}, {65535, 0, 16}}, {{7, 8, 900}}}};
    out.committee = seal::CommitteeNotice{"تدرس لجنة البحث الطلب.", "2026-01-15", true};
    out.missing_documents = {{"id_copy", "صورة الهوية"}};
    out.reference = "0000-0000-0";
    out.claim_key = identity(9).recipient().text();
    out.terminal = signing_key(1).verify_key().id();
    out.epoch = 1;
    out.sequence = 1;
    return out;
}

// What a representative sends by telephone, for somebody who asks for another: a document comes for the
// request before.
inline seal::Submission completion(const std::string& completes) {
    seal::Submission out = submission();
    out.form = "complete_request";
    out.channel = "C2";
    out.answers = {{"note", "هل تودّون إضافة شيء؟", "كما طُلب", "كما طُلب"}};
    out.signature.reset();
    out.witness = seal::Witness{"سالم", seal::Witness::Reason::by_telephone};
    out.taken_by = seal::TakenBy{"سالم",
                                 "2026-01-02",
                                 seal::Consent::read_out,
                                 {{"صورة الهوية", true, true, true}},
                                 seal::AskedBy{"خالد", "ابن", "0551234567"}};
    out.committee.reset();
    out.missing_documents.clear();
    out.completes = completes;
    out.brought_documents = {{"id_copy", "صورة الهوية"}};
    return out;
}

// A rating as the exit terminal would give it to the intake.
inline seal::Submission rating(int score = 4) {
    seal::Submission out;
    out.kind = seal::SubmissionKind::rating;
    out.form = "rating";
    out.form_version = "2026-01";
    out.language = "ar";
    out.channel = "kiosk";
    out.created = 1'767'225'600;
    out.answers = {{"score", "ما مدى رضاكم عن الخدمة؟", std::to_string(score), "راضٍ"},
                   {"scale", "", "rtl", ""},
                   {"service", "الخدمة", "housing", "الإسكان"},
                   {"reasons", "ما السبب؟", "staff waiting", "الموظفون، الانتظار"},
                   {"comment", "هل تودّون إضافة شيء؟", "شكرًا لكم", "شكرًا لكم"}};
    out.terminal = signing_key(1).verify_key().id();
    out.epoch = 1;
    out.sequence = 1;
    return out;
}

// A chain of sealed records as a terminal would write it.
inline std::vector<seal::Bytes> chain(const seal::SigningKey& terminal, seal::Position position,
                                      std::size_t count, const std::vector<seal::Recipient>& recipients) {
    std::vector<seal::Bytes> envelopes;
    seal::RandomSource random = seeded(50);
    for (std::size_t index = 0; index < count; ++index) {
        const auto padded = seal::pad_plaintext(seal::view("{\"n\":" + std::to_string(index) + "}"));
        envelopes.push_back(
            seal::seal_record(position, terminal, recipients, padded->bytes(), random).value());
        position = {position.epoch, position.sequence + 1,
                    seal::record_hash(seal::parse_envelope(envelopes.back()).value())};
    }
    return envelopes;
}

} // namespace istiqbal::test
