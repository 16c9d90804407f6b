// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/draft.hpp"
#include "tests/catch.hpp"

#include <random>

using namespace istiqbal;
using app::Draft;

namespace {

Draft sample() {
    return {"support_request",
            "ar",
            "C7",
            "2026-11-20",
            "city",
            "another",
            form::WipedText("خالد"),
            "child",
            form::WipedText("0551234567"),
            "read_out",
            form::WipedText("7KQ4-9M2X-C"),
            {"full_name", "national_id"},
            {{"full_name", form::WipedText("نورة بنت عبدالله")},
             {"national_id", form::WipedText("1000000008")},
             {"city", {}}}};
}

void check_same(const Draft& one, const Draft& other) {
    CHECK(one.journey == other.journey);
    CHECK(one.language == other.language);
    CHECK(one.channel == other.channel);
    CHECK(one.received == other.received);
    CHECK(one.question == other.question);
    CHECK(one.asks == other.asks);
    CHECK(one.asker_name == other.asker_name);
    CHECK(one.asker_relation == other.asker_relation);
    CHECK(one.asker_mobile == other.asker_mobile);
    CHECK(one.consent == other.consent);
    CHECK(one.completes == other.completes);
    CHECK(one.asked == other.asked);
    REQUIRE(one.answers.size() == other.answers.size());
    for (std::size_t index = 0; index < one.answers.size(); ++index) {
        CHECK(one.answers[index].question == other.answers[index].question);
        CHECK(one.answers[index].typed == other.answers[index].typed);
    }
}

std::string bytes_of(const Draft& draft) {
    const form::WipedText bytes = app::encode(draft);
    return {bytes.begin(), bytes.end()};
}

} // namespace

TEST_CASE("A draft comes back as it was", "[draft]") {
    for (const Draft& draft : {sample(), Draft{}}) {
        const auto read = app::decode_draft(bytes_of(draft));
        REQUIRE(read);
        check_same(*read, draft);
    }
}

TEST_CASE("Bytes that are a draft cut short or lengthened are none", "[draft]") {
    const std::string whole = bytes_of(sample());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        INFO(size);
        CHECK_FALSE(app::decode_draft(std::string_view(whole).substr(0, size)));
    }
    CHECK_FALSE(app::decode_draft(whole + '\0'));
    CHECK_FALSE(app::decode_draft(whole + whole));
}

TEST_CASE("Another version or another kind of file is no draft", "[draft]") {
    for (std::size_t place = 0; place < 5; ++place) {
        std::string bytes = bytes_of(sample());
        bytes[place] = static_cast<char>(bytes[place] ^ 1);
        INFO(place);
        CHECK_FALSE(app::decode_draft(bytes));
    }
}

TEST_CASE("A draft of before it was asked who asks is read, and leaves it unsaid", "[draft]") {
    const auto text = [](const std::string& words) {
        return std::string(3, '\0') + static_cast<char>(words.size()) + words;
    };
    const std::string none(4, '\0');
    const std::string old = std::string("ISQD\x01", 5) + text("inquiry") + text("en") + text("C2") +
                            text("2026-11-20") + text("topic") + none + none;
    const auto draft = app::decode_draft(old);
    REQUIRE(draft);
    CHECK(draft->journey == "inquiry");
    CHECK(draft->question == "topic");
    CHECK(draft->asks.empty());
    CHECK(draft->consent.empty());
}

TEST_CASE("Lengths that promise more than there is are refused", "[draft]") {
    const std::string head("ISQD\x01", 5);
    const std::string most("\xFF\xFF\xFF\xFF", 4);
    const std::string none(4, '\0');
    CHECK_FALSE(app::decode_draft(head + most + "support_request"));
    CHECK_FALSE(app::decode_draft(head + none + none + none + none + none + most));
    CHECK_FALSE(app::decode_draft(head + none + none + none + none + none + none + most));
    CHECK(app::decode_draft(head + none + none + none + none + none + none + none));
}

TEST_CASE("Garbage never becomes a draft that it is not", "[draft]") {
    std::mt19937 random(11);
    const std::string whole = bytes_of(sample());
    for (int turn = 0; turn < 20'000; ++turn) {
        std::string bytes = whole;
        for (int change = 0; change < 1 + turn % 4; ++change)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        // Changed letters are letters still; what was read says exactly the bytes again.
        if (const auto read = app::decode_draft(bytes))
            REQUIRE(bytes_of(*read) == bytes);
    }
}

TEST_CASE("A draft beyond its limits is refused", "[draft]") {
    Draft draft = sample();
    SECTION("of bytes") {
        const std::size_t others = app::encode(draft).size();
        draft.answers.back().typed.assign(app::draft_limit - others, 'x');
        CHECK(app::decode_draft(bytes_of(draft)));
        draft.answers.back().typed.push_back('x');
        CHECK_FALSE(app::decode_draft(bytes_of(draft)));
    }
    SECTION("of names") {
        draft.asked.assign(4096, "a");
        CHECK(app::decode_draft(bytes_of(draft)));
        draft.asked.emplace_back("a");
        CHECK_FALSE(app::decode_draft(bytes_of(draft)));
    }
}
