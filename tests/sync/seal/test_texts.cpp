// SPDX-License-Identifier: Apache-2.0
// What people type and carry: keys as text, key files, references, claim codes, and JSON from elsewhere.
#include "sync/seal/keys.hpp"
#include "sync/seal/pae.hpp"
#include "sync/seal/reference.hpp"
#include "sync/seal/submission.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <set>

using namespace istiqbal;
using seal::ErrorClass;

TEST_CASE("base64 and hexadecimal take only what they would write") {
    for (std::size_t size = 0; size < 40; ++size) {
        const seal::Bytes bytes(size, static_cast<std::uint8_t>(size * 7));
        CHECK(seal::from_base64(seal::base64(bytes)) == bytes);
        CHECK(seal::from_hex(seal::hex(bytes)) == bytes);
    }
    for (const char* bad : {"A", "AB", "AA==", "AA\n", " AA", "A-_A", "AAAAA"})
        CHECK_FALSE(seal::from_base64(bad));
    for (const char* bad : {"0", "0g", "00 ", "0x00", "AB", "aB"})
        CHECK_FALSE(seal::from_hex(bad));
}

TEST_CASE("signing input keeps parts apart") {
    using seal::view;
    CHECK(seal::pae(seal::Label::record, {view("a"), view("bc")}) !=
          seal::pae(seal::Label::record, {view("ab"), view("c")}));
    CHECK(seal::pae(seal::Label::record, {view("a")}) !=
          seal::pae(seal::Label::record, {view("a"), view("")}));
    CHECK(seal::pae(seal::Label::record, {view("a")}) != seal::pae(seal::Label::reply, {view("a")}));
    CHECK(seal::labelled_hash(seal::Label::record, {view("a"), view("bc")}) !=
          seal::labelled_hash(seal::Label::record, {view("ab"), view("c")}));
}

TEST_CASE("keys as text: any one changed character is refused") {
    const seal::Identity identity = test::identity(2);
    const std::string recipient = identity.recipient().text();
    const seal::SecretBuffer secret = identity.text();
    CHECK(seal::Recipient::from_text(recipient) == identity.recipient());
    CHECK(seal::Identity::from_text(secret.text())->recipient() == identity.recipient());
    for (std::size_t at = 0; at < recipient.size(); ++at)
        for (const char other : {'q', 'p', '1', 'Q', '\x80'}) {
            std::string bent = recipient;
            if (bent[at] == other)
                continue;
            bent[at] = other;
            CHECK_FALSE(seal::Recipient::from_text(bent));
        }
    std::string upper = recipient;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return std::toupper(c); });
    CHECK(seal::Recipient::from_text(upper)); // BIP 173: one case or the other
    CHECK_FALSE(seal::Recipient::from_text(secret.text()));
    CHECK_FALSE(seal::Identity::from_text(recipient));
    CHECK_FALSE(seal::Recipient::from_text(std::string(5000, 'a')));
}

TEST_CASE("key files are private, whole, and read back") {
    const test::Folder folder;
    const auto file = folder / "key";
    const auto key = test::signing_key(1);
    REQUIRE(key.save(file));
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(seal::SigningKey::load(file)->verify_key() == key.verify_key());
    ::chmod(file.c_str(), 0640);
    CHECK(seal::SigningKey::load(file).error().kind == ErrorClass::insecure);
    CHECK(seal::SigningKey::load(folder / "none").error().kind == ErrorClass::not_found);
    CHECK(seal::SigningKey::load("/").error().kind == ErrorClass::insecure);
    REQUIRE(test::identity(2).save(file)); // over the old one: private again
    CHECK(seal::SigningKey::load(file).error().kind == ErrorClass::malformed);
    CHECK(seal::Identity::load(file)->recipient() == test::identity(2).recipient());
    CHECK_FALSE(key.save(folder / "no/such/folder"));
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
        files += entry.exists() ? 1 : 0;
    CHECK(files == 1);
}

TEST_CASE("identity files may hold comments, several identities, and nothing else") {
    const std::string one(test::identity(2).text().text());
    const std::string two(test::identity(3).text().text());
    CHECK(seal::parse_identities("# made today\n\n" + one + "\r\n" + two)->size() == 2);
    CHECK_FALSE(seal::parse_identities("# only this\n"));
    CHECK_FALSE(seal::parse_identities(one + "\nhello\n"));
}

TEST_CASE("signatures hold for their message and key only") {
    const auto key = test::signing_key(1);
    const auto signature = key.sign(seal::view("message"));
    CHECK(key.verify_key().verify(seal::view("message"), signature));
    CHECK_FALSE(key.verify_key().verify(seal::view("massage"), signature));
    CHECK_FALSE(test::signing_key(2).verify_key().verify(seal::view("message"), signature));
    CHECK_FALSE(seal::VerifyKey().verify(seal::view("message"), signature));
    CHECK(key.verify_key().fingerprint().size() == 29);
}

TEST_CASE("references forgive how they are typed, and catch slips") {
    const auto random = test::seeded(5);
    for (int round = 0; round < 50; ++round) {
        const auto reference = seal::Reference::generate(random);
        const std::string text = reference.text();
        std::string typed;
        for (const char letter : text)
            typed += letter == '0' ? 'o' : letter == '1' ? 'l' : static_cast<char>(std::tolower(letter));
        typed.erase(std::remove(typed.begin(), typed.end(), '-'), typed.end());
        CHECK(seal::Reference::parse(text) == reference);
        CHECK(seal::Reference::parse("  " + typed + " ") == reference);
        CHECK(seal::Reference::parse("\xe2\x81\xa6" + text + "\xe2\x81\xa9") == reference);
        const std::string canonical = reference.canonical() + text.back();
        for (std::size_t at = 0; at < canonical.size(); ++at) {
            for (const char other : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
                std::string bent = canonical;
                bent[at] = other;
                CHECK((bent == canonical ||
                       seal::Reference::parse(bent).error().kind == ErrorClass::bad_checksum));
            }
            for (std::size_t with = 0; with < at; ++with) {
                std::string swapped = canonical;
                std::swap(swapped[at], swapped[with]);
                CHECK((swapped == canonical || !seal::Reference::parse(swapped)));
            }
        }
    }
    for (const char* bad : {"", "7KQ4", "UUUU-UUUU-U", "0000-0000-00", "\xff\xfe", "0000_0000_0"})
        CHECK(seal::Reference::parse(bad).error().kind == ErrorClass::malformed);
    CHECK(seal::Reference::parse("٠٠٠٠-۰۰۰۰-0").map([](auto r) { return r.text(); }) ==
          std::string("0000-0000-0"));
}

TEST_CASE("a claim code gives one key with its reference and another with another") {
    const auto code = seal::ClaimCode::generate(test::seeded(6));
    const auto reference = seal::Reference::generate(test::seeded(7));
    const auto other = seal::Reference::generate(test::seeded(8));
    const auto key = seal::derive_claim_identity(code, reference);
    const auto typed = seal::ClaimCode::parse(code.text());
    REQUIRE(key);
    REQUIRE(typed);
    CHECK(seal::derive_claim_identity(*typed, reference)->recipient() == key->recipient());
    CHECK_FALSE(seal::derive_claim_identity(code, other)->recipient() == key->recipient());
    CHECK(code.text().size() == 16);
}

TEST_CASE("submissions come back as they were, padding and all") {
    const auto submission = test::submission();
    const auto json = seal::to_json(submission);
    REQUIRE(json);
    CHECK(seal::submission_from_json(json->bytes()) == submission);
    const auto padded = seal::pad_plaintext(json->bytes());
    CHECK(padded->size() == 1024);
    CHECK(seal::submission_from_json(padded->bytes()) == submission);
    constexpr std::size_t steps[] = {1024, 2048, 4096, 16384, 65536, 262'144, 1'048'576};
    std::size_t before = 0;
    for (const std::size_t step : steps) {
        CHECK(seal::pad_plaintext(seal::Bytes(before + 1, ' '))->size() == step);
        CHECK(seal::pad_plaintext(seal::Bytes(step, ' '))->size() == step);
        before = step;
    }
    CHECK(seal::pad_plaintext(seal::Bytes(1'048'577, ' ')).error().kind == ErrorClass::too_large);
}

TEST_CASE("submission JSON is read strictly") {
    const auto json = seal::to_json(test::submission());
    const std::string good(json->text());
    const auto replaced = [&good](const std::string& from, const std::string& to) {
        std::string bent = good;
        REQUIRE(bent.find(from) != std::string::npos);
        bent.replace(bent.find(from), from.size(), to);
        const auto result = seal::submission_from_json(seal::view(bent));
        REQUIRE_FALSE(result);
        return result.error().kind;
    };
    CHECK(replaced("{\"version\":2", "{\"version\":3") == ErrorClass::unsupported);
    CHECK(replaced("{\"version\":2", "{\"version\":2,\"version\":2") == ErrorClass::malformed);
    CHECK(replaced("{\"version\":2", "{\"version\":2,\"more\":1") == ErrorClass::malformed);
    CHECK(replaced("{\"version\":2", "{\"version\":2.5") == ErrorClass::malformed);
    CHECK(replaced("{\"version\":2", "{\"version\":-1") == ErrorClass::malformed);
    CHECK(replaced("{\"version\":2,", "{") == ErrorClass::malformed);
    CHECK(replaced("\"ar\"", "\"fr\"") == ErrorClass::malformed);
    CHECK(replaced("\"kiosk\"", "\"C9\"") == ErrorClass::malformed);
    CHECK(replaced("[65535,0,16]", "[65536,0,16]") == ErrorClass::malformed);
    CHECK(replaced("[65535,0,16]", "[[[[[[1]]]]]]") == ErrorClass::too_large);
    CHECK(replaced("2026-01-15", "2026-13-15") == ErrorClass::malformed);
    CHECK(replaced("true", "\"true\"") == ErrorClass::malformed);
    CHECK(replaced("0000-0000-0", "0000-0000-1") == ErrorClass::malformed);
    CHECK(replaced("support", "\xed\xa0\x80") == ErrorClass::malformed);
    CHECK(replaced("\"epoch\":1", "\"epoch\":4294967296") == ErrorClass::malformed);
    CHECK(replaced("\"sequence\":1", "\"sequence\":0") == ErrorClass::malformed);
    for (const char* bad : {"", "[]", "null", "{", "{}", "\xef\xbb\xbf{}", "{} x"})
        CHECK(seal::submission_from_json(seal::view(bad)).error().kind == ErrorClass::malformed);
    CHECK(seal::submission_from_json(seal::Bytes(1'048'577, ' ')).error().kind == ErrorClass::too_large);
}

TEST_CASE("wiped means wiped") {
    auto submission = test::submission();
    const std::string& declaration = submission.declaration.value();
    const char* memory = declaration.data();
    seal::wipe(submission);
    CHECK(std::all_of(memory, memory + 10, [](char c) { return c == 0; }));
    seal::SecretBuffer buffer(seal::view("secret"));
    const std::uint8_t* bytes = buffer.data();
    buffer.resize(0);
    CHECK(bytes[0] == 0);
}

TEST_CASE("a folder that is made for keys is its owner's alone; one that was there keeps its mode") {
    const test::Folder folder;
    const auto made = folder / "a/b";
    REQUIRE(seal::make_private_folder(made));
    CHECK((std::filesystem::status(made).permissions() & std::filesystem::perms::mask) ==
          std::filesystem::perms::owner_all);
    const auto chosen = std::filesystem::perms::owner_all | std::filesystem::perms::group_read |
                        std::filesystem::perms::group_exec;
    std::filesystem::permissions(made, chosen);
    REQUIRE(seal::make_private_folder(made));
    CHECK((std::filesystem::status(made).permissions() & std::filesystem::perms::mask) == chosen);
    CHECK_FALSE(seal::make_private_folder("/dev/null/nowhere"));
}
