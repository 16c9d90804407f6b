// SPDX-License-Identifier: Apache-2.0
// The records that benchmarks of sealing, storing and carrying work on, and a folder on a real disk.
#pragma once

#include "sync/seal/batch.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/submission.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace istiqbal::bench {

inline constexpr std::int64_t noon = 1'767'225'600;

// The same each time that it is asked for: keys cannot be copied.
inline seal::SigningKey signing_key(std::uint8_t number) {
    return *seal::SigningKey::from_seed(seal::ByteArray<32>{number});
}

struct Keys {
    seal::SigningKey terminal = signing_key(1);
    seal::SigningKey office = signing_key(2);
    seal::SigningKey hub = signing_key(3);
    seal::Identity hub_identity = seal::Identity::generate();
    seal::Identity intake = seal::Identity::generate();
    seal::Identity recovery = seal::Identity::generate();
    std::vector<seal::Recipient> recipients{intake.recipient(), recovery.recipient()};
    seal::Bytes certificate = *seal::issue_certificate(office, {terminal.verify_key(), "Bench", "lobby"},
                                                       noon - 86'400, noon + 86'400);
};

inline const Keys& keys() {
    static const Keys made;
    return made;
}

// About what the support request holds: fifteen answers and a signature of 150 points, padded to 16 KiB.
inline seal::Submission sample() {
    seal::Submission submission;
    submission.form = "support_request";
    submission.form_version = "2026-01";
    submission.language = "ar";
    submission.channel = "kiosk";
    submission.created = noon;
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

// What the exit terminal sends, padded to 1 KiB.
inline seal::Submission sample_rating() {
    seal::Submission rating;
    rating.kind = seal::SubmissionKind::rating;
    rating.form = "rating";
    rating.form_version = "2026-01";
    rating.language = "ar";
    rating.channel = "kiosk";
    rating.created = noon;
    rating.answers = {{"score", "ما مدى رضاكم عن الخدمة؟", "4", "راضٍ"},
                      {"scale", "", "rtl", ""},
                      {"service", "الخدمة", "housing", "الإسكان"}};
    rating.terminal = keys().terminal.verify_key().id();
    rating.epoch = 1;
    rating.sequence = 1;
    return rating;
}

inline seal::SecretBuffer plaintext_of(const seal::Submission& submission) {
    return std::move(*seal::pad_plaintext(seal::to_json(submission)->bytes()));
}

// A text that pads to exactly `size`, which is one of the sizes of pad_plaintext().
inline seal::SecretBuffer plaintext_of_size(std::size_t size) {
    return seal::SecretBuffer(seal::view(std::string(size, ' ')));
}

inline seal::Position after(seal::ByteView envelope) {
    const seal::EnvelopeView last = *seal::parse_envelope(envelope);
    return {last.position.epoch, last.position.sequence + 1, seal::record_hash(last)};
}

// A chain of records that open at the office, as a terminal writes it.
inline std::vector<seal::Bytes> chain(seal::Submission submission, std::size_t count,
                                      seal::Position position = {}) {
    std::vector<seal::Bytes> records;
    for (std::size_t index = 0; index < count; ++index) {
        submission.epoch = position.epoch;
        submission.sequence = position.sequence;
        records.push_back(*seal::seal_record(position, keys().terminal, keys().recipients,
                                             plaintext_of(submission).bytes()));
        position = after(records.back());
    }
    return records;
}

// Lies where ISTIQBAL_BENCH_FOLDER says, or in the working folder: /tmp may be memory, which commits for
// nothing.
class Folder {
public:
    Folder() {
        const char* wanted = std::getenv("ISTIQBAL_BENCH_FOLDER");
        std::string name = std::string(wanted != nullptr ? wanted : ".") + "/bench-records-XXXXXX";
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
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

} // namespace istiqbal::bench
