// SPDX-License-Identifier: Apache-2.0
// The stock `age` opens ours and ours opens its. The program is in deploy/packages.txt: a machine without it
// fails.
#include "sync/seal/age.hpp"
#include "sync/seal/submission.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <sys/stat.h>

#include <fstream>

using namespace istiqbal;

namespace {

void run(const std::string& command) {
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
}

std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void put(const std::filesystem::path& file, seal::ByteView bytes) {
    std::ofstream(file, std::ios::binary) << seal::text(bytes);
}

} // namespace

TEST_CASE("age opens a record sealed here, with the intake key and with the recovery key") {
    const test::Folder folder;
    const auto terminal = test::signing_key(1);
    const auto json = seal::to_json(test::submission());
    REQUIRE(json);
    const auto padded = seal::pad_plaintext(json->bytes());
    const std::vector<seal::Recipient> recipients{test::identity(2).recipient(),
                                                  test::identity(3).recipient()};
    const auto envelope = seal::seal_record({}, terminal, recipients, padded->bytes());
    const auto parsed = seal::parse_envelope(*envelope);
    put(folder / "record.age", parsed->ciphertext);
    for (const std::uint8_t who : {std::uint8_t{2}, std::uint8_t{3}}) {
        REQUIRE(test::identity(who).save(folder / "key.txt"));
        run("age -d -i " + (folder / "key.txt").string() + " -o " + (folder / "plain").string() + " " +
            (folder / "record.age").string());
        CHECK(content(folder / "plain") == padded->text());
        CHECK(seal::submission_from_json(seal::view(content(folder / "plain"))) == test::submission());
    }
}

TEST_CASE("ours opens what age sealed to an identity of age-keygen") {
    const test::Folder folder;
    run("age-keygen -o " + (folder / "key.txt").string() + " 2>" + (folder / "said").string());
    ::chmod((folder / "key.txt").c_str(), 0600);
    const auto identity = seal::Identity::load(folder / "key.txt");
    REQUIRE(identity);
    CHECK(content(folder / "said").find(identity->recipient().text()) != std::string::npos);
    for (const std::size_t size : {0, 1, 65536, 65537, 300000}) {
        seal::Bytes plaintext(size);
        test::seeded(3)(plaintext);
        put(folder / "plain", plaintext);
        run("age -r " + identity->recipient().text() + " -r " + test::identity(4).recipient().text() +
            " -o " + (folder / "file.age").string() + " " + (folder / "plain").string());
        const std::string file = content(folder / "file.age");
        const auto opened = seal::age::decrypt(seal::view(file), std::span(&*identity, 1), 1 << 20);
        REQUIRE(opened);
        CHECK(seal::equal(opened->bytes(), plaintext));
    }
}

TEST_CASE("age opens large files of ours") {
    const test::Folder folder;
    REQUIRE(test::identity(2).save(folder / "key.txt"));
    for (const std::size_t size : {0, 65536, 1'000'000}) {
        seal::Bytes plaintext(size);
        test::seeded(3)(plaintext);
        const seal::Recipient recipient = test::identity(2).recipient();
        put(folder / "file.age", *seal::age::encrypt(plaintext, std::span(&recipient, 1)));
        run("age -d -i " + (folder / "key.txt").string() + " -o " + (folder / "plain").string() + " " +
            (folder / "file.age").string());
        CHECK(content(folder / "plain") == seal::text(plaintext));
    }
}
