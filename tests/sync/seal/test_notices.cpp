// SPDX-License-Identifier: Apache-2.0
// Notices and what is in them: what tests/vectors/notices.json says is accepted and refused, and the limits.
#include "sync/seal/age.hpp"
#include "tests/catch.hpp"
#include "tests/sync/notices.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

using namespace istiqbal;
using namespace istiqbal::test;
using seal::ErrorClass;
using seal::NoticeKind;

namespace {

const seal::SigningKey& office() {
    static const seal::SigningKey key = seal::SigningKey::from_seed(seal::Bytes(32, 0x02)).value();
    return key;
}

template <class T>
std::string class_of(const seal::Result<T>& result) {
    return result ? "accepted" : std::string(seal::name(result.error().kind));
}

// What is read and written again must be the same bytes: one meaning, one spelling.
template <class T>
void check_same(const seal::Result<T>& written, seal::ByteView bytes) {
    REQUIRE(written);
    CHECK(seal::text(*written) == seal::text(bytes));
}

const seal::Reference& reference() {
    static const seal::Reference parsed = seal::Reference::parse("0000-0000-0").value();
    return parsed;
}

seal::NoticeView view_of(const seal::Bytes& bytes) {
    auto opened = seal::open_notice(bytes, office().verify_key());
    REQUIRE(opened);
    return *opened;
}

template <class T>
ErrorClass error_of(const seal::Result<T>& result) {
    REQUIRE_FALSE(result);
    return result.error().kind;
}

} // namespace

TEST_CASE("tests/vectors/notices.json: accepted and refused, each with its class") {
    std::ifstream in(ISTIQBAL_SOURCE_DIR "/tests/vectors/notices.json");
    REQUIRE(in);
    const auto samples = nlohmann::json::parse(in);
    std::map<std::string, std::pair<int, int>> seen; // accepted, refused
    for (const auto& sample : samples) {
        const std::string of = sample.at("of");
        const std::string why = sample.at("why");
        const std::string expected = sample.at("class");
        INFO(of << ": " << why);
        seal::Bytes bytes;
        if (sample.contains("bytes")) {
            bytes = seal::from_base64(sample.at("bytes").get<std::string>()).value();
        } else {
            const std::string text = sample.at("text");
            bytes.assign(text.begin(), text.end());
        }
        ++(expected == "accepted" ? seen[of].first : seen[of].second);
        if (of == "notice") {
            const auto notice = seal::open_notice(bytes, office().verify_key());
            CHECK(class_of(notice) == expected);
            if (notice) {
                CHECK(notice->head == head_of(notice->head.kind, 7));
                CHECK(seal::name(notice->head.kind) == why);
                CHECK(seal::build_notice(office(), notice->head,
                                         seal::Bytes(notice->body.begin(), notice->body.end())) == bytes);
            }
        } else if (of == "bundle") {
            const auto entries = seal::parse_bundle(bytes);
            CHECK(class_of(entries) == expected);
            if (entries) {
                std::vector<seal::BundleFile> files;
                for (const auto& entry : *entries)
                    files.push_back({entry.name, {entry.content.begin(), entry.content.end()}});
                CHECK(files == bundle_files());
            }
        } else if (of == "reply") {
            const auto reply = seal::reply_from_json(bytes);
            CHECK(class_of(reply) == expected);
            if (reply)
                CHECK(seal::to_json(*reply)->text() == seal::text(bytes));
        } else if (of == "settings") {
            const auto settings = seal::settings_from_json(bytes);
            CHECK(class_of(settings) == expected);
            if (settings && why != "an unknown key") // which is left out
                check_same(seal::to_json(*settings), bytes);
            if (why == "an unknown key")
                CHECK(class_of(seal::settings_from_json(bytes, seal::UnknownKeys::refused)) == "malformed");
        } else if (of == "revocations") {
            const auto list = seal::revocations_from_json(bytes);
            CHECK(class_of(list) == expected);
            if (list)
                check_same(seal::to_json(*list), bytes);
        } else {
            REQUIRE(of == "announcements");
            CHECK(class_of(seal::check_announcements(bytes)) == expected);
        }
    }
    REQUIRE(seen.size() == 6);
    for (const auto& [of, counts] : seen) {
        INFO(of);
        CHECK(counts.first >= 1);
        CHECK(counts.second >= 8);
    }
}

TEST_CASE("no byte of a notice can be changed") {
    for (const NoticeKind kind : {NoticeKind::settings, NoticeKind::reply, NoticeKind::content}) {
        const auto good = notice(office(), kind);
        for (std::size_t at = 0; at < good.size(); ++at) {
            auto altered = good;
            altered[at] ^= 0x40;
            if (seal::open_notice(altered, office().verify_key()))
                FAIL("byte " << at << " of a notice of kind " << seal::name(kind));
            const auto cut = seal::ByteView(good).first(at);
            if (seal::open_notice(cut, office().verify_key()))
                FAIL("cut at " << at);
        }
    }
}

TEST_CASE("what a person publishes is refused before it is signed") {
    const auto build = [](NoticeKind kind, seal::Bytes body) {
        return error_of(seal::build_notice(office(), head_of(kind), body));
    };
    CHECK(build(NoticeKind::settings, {}) == ErrorClass::malformed);
    CHECK(build(NoticeKind::content, {1, 2}) == ErrorClass::malformed);
    CHECK(build(NoticeKind::reply, {}) == ErrorClass::malformed);
    CHECK(build(NoticeKind::revocations, {'{', '}'}) == ErrorClass::malformed);
    for (const NoticeKind kind : seal::notice_kinds)
        CHECK(build(kind, seal::Bytes(seal::notice_body_limit(kind) + 1, ' ')) == ErrorClass::too_large);
    auto head = head_of(NoticeKind::settings);
    head.expires = head.issued;
    CHECK(error_of(seal::build_notice(office(), head, body_of(NoticeKind::settings))) ==
          ErrorClass::malformed);
    CHECK(error_of(seal::parse_notice(seal::Bytes(seal::notice_limit + 1))) == ErrorClass::too_large);
}

TEST_CASE("a reply opens with the claim code's identity alone, for its own reference alone") {
    const auto bytes = notice(office(), NoticeKind::reply);
    const auto view = view_of(bytes);
    CHECK(*seal::open_reply(view, reference(), identity(9)) == reply("0000-0000-0"));
    CHECK(error_of(seal::open_reply(view, reference(), identity(8))) == ErrorClass::wrong_key);
    const auto other = seal::Reference::generate(seeded(70));
    CHECK(error_of(seal::open_reply(view, other, identity(9))) == ErrorClass::wrong_key);

    SECTION("one that was put under another reference") {
        auto head = head_of(NoticeKind::reply);
        head.subject = seal::reply_subject(other);
        const auto moved = notice(office(), head, body_of(NoticeKind::reply));
        CHECK(error_of(seal::open_reply(view_of(moved), other, identity(9))) == ErrorClass::wrong_key);
    }
    SECTION("its size tells little") {
        auto shorter = reply("0000-0000-0");
        shorter.note = {"أ", "a"};
        CHECK(seal::seal_reply(shorter, identity(9).recipient())->size() ==
              seal::seal_reply(reply("0000-0000-0"), identity(9).recipient())->size());
    }
    SECTION("the largest that can be written fits a notice") {
        auto large = reply("0000-0000-0");
        large.note = {std::string(seal::reply_note_limit, 'a'), std::string(seal::reply_note_limit, 'b')};
        large.missing.assign(seal::reply_document_limit,
                             {std::string(200, 'x'), {std::string(256, 'a'), std::string(256, 'b')}});
        const auto body = seal::seal_reply(large, identity(9).recipient());
        REQUIRE(body);
        const auto built = seal::build_notice(office(), head_of(NoticeKind::reply), *body);
        REQUIRE(built);
        CHECK(*seal::open_reply(view_of(*built), reference(), identity(9)) == large);
    }
    SECTION("a rubbish body is no reply") {
        const auto rubbish = notice(office(), head_of(NoticeKind::reply), seal::Bytes(300, 'x'));
        CHECK_FALSE(seal::open_reply(view_of(rubbish), reference(), identity(9)));
    }
}

TEST_CASE("limits of a reply") {
    auto good = reply("0000-0000-0");
    const auto refused = [](const seal::Reply& reply) { return error_of(seal::to_json(reply)); };
    auto each = good;
    each.note.ar.assign(seal::reply_note_limit + 1, 'a');
    CHECK(refused(each) == ErrorClass::too_large);
    each = good;
    each.missing.assign(seal::reply_document_limit + 1, good.missing[0]);
    CHECK(refused(each) == ErrorClass::too_large);
    each = good;
    each.missing[0].shown.en.assign(seal::reply_name_limit + 1, 'a');
    CHECK(refused(each) == ErrorClass::malformed);
    each = good;
    each.note.en = "\xff";
    CHECK(refused(each) == ErrorClass::malformed);
    seal::wipe(good);
    CHECK(good.note.ar.empty());
    CHECK(good.missing[0].shown.ar.empty());
}

TEST_CASE("limits of a bundle") {
    const auto refused = [](std::vector<seal::BundleFile> files) {
        return error_of(seal::build_bundle(std::move(files)));
    };
    CHECK(refused({}) == ErrorClass::malformed);
    CHECK(refused({{"forms/a", {}}, {"forms/a", {}}}) == ErrorClass::malformed);
    CHECK(refused({{"forms/a", {}}, {"forms/A", {}}}) == ErrorClass::malformed);
    CHECK(refused({{"a", {}}}) == ErrorClass::malformed);
    std::vector<seal::BundleFile> many;
    for (std::size_t index = 0; index <= seal::bundle_file_count_limit; ++index)
        many.push_back({"forms/f" + std::to_string(index), {}});
    CHECK(refused(many) == ErrorClass::too_large);
    many.pop_back();
    CHECK(seal::parse_bundle(*seal::build_bundle(many))->size() == many.size());
    const std::size_t head = 12 + 38 + 7;
    CHECK(refused({{"forms/a", seal::Bytes(seal::bundle_limit - head + 1)}}) == ErrorClass::too_large);
    const auto largest = seal::build_bundle({{"forms/a", seal::Bytes(seal::bundle_limit - head)}});
    REQUIRE(largest);
    CHECK(seal::build_notice(office(), head_of(NoticeKind::content), *largest)->size() == seal::notice_limit);
    CHECK(error_of(seal::parse_bundle(seal::Bytes(seal::bundle_limit + 1))) == ErrorClass::too_large);
}

TEST_CASE("a list of revocations holds its limit and finds what it covers") {
    std::vector<seal::Revocation> list;
    for (std::size_t index = 0; index < seal::revocation_count_limit; ++index) {
        seal::Revocation each{{}, issued, std::string(seal::revocation_reason_limit, 'x'), std::nullopt};
        each.terminal[0] = static_cast<std::uint8_t>(index >> 8);
        each.terminal[1] = static_cast<std::uint8_t>(index);
        list.push_back(each);
    }
    list[3].epoch = 4;
    const auto body = seal::to_json(list);
    REQUIRE(body);
    CHECK(*seal::revocations_from_json(*body) == list);
    CHECK(seal::build_notice(office(), head_of(NoticeKind::revocations), *body));
    CHECK(seal::find_revocation(list, list[2].terminal, 77) == &list[2]);
    CHECK(seal::find_revocation(list, list[3].terminal, 4) == &list[3]);
    CHECK(seal::find_revocation(list, list[3].terminal, 5) == nullptr);
    CHECK(seal::find_revocation(list, signing_key(3).verify_key().id(), 1) == nullptr);
    list.push_back(list.back());
    CHECK(error_of(seal::to_json(list)) == ErrorClass::too_large);
}
