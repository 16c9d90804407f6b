// SPDX-License-Identifier: Apache-2.0
// What goes wrong behind the screens: the person gets a receipt all the same, and the office gets the record
// once.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/small_form.hpp"

#include <fstream>
#include <iterator>
#include <random>

using namespace istiqbal;
using namespace istiqbal::journeys;

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string random_bytes(std::size_t count) {
    std::mt19937 random(20261122); // any bytes will do, the same in every run
    std::string bytes(count, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

bool holds_a_file_of(const fs::path& folder, const std::string& bytes) {
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && read(entry.path()) == bytes)
            return true;
    return false;
}

void check_filed_once(const Centre& centre, const std::vector<std::string>& references) {
    centre.pull_until(references.size());
    auto filed = centre.references();
    auto expected = references;
    std::sort(filed.begin(), filed.end());
    std::sort(expected.begin(), expected.end());
    CHECK(filed == expected);
    CHECK(centre.pull().aside == 0);
}

} // namespace

TEST_CASE("the hub is down during the whole journey") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    centre.stop_hub();
    Kiosk kiosk(small.options(centre.terminal()));
    const std::vector<std::string> references{small.file_request(kiosk, "Nora"),
                                              small.file_request(kiosk, "Salem")};
    centre.start_hub();
    // By itself: nobody restarts a kiosk because a hub was away.
    check_filed_once(centre, references);
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("another hub answers at the hub's address") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    std::vector<std::string> references;
    SECTION("one with another key") {
        centre.make_hub("other_hub");
    }
    SECTION("one of another office") {
        centre.make_office("other_office");
        centre.make_hub("other_hub", "other_office");
    }
    centre.start_hub("other_hub");
    {
        Kiosk kiosk(small.options(centre.terminal()));
        references.push_back(small.file_request(kiosk, "Nora"));
        CHECK(kiosk.command("wait 1") == "ok");
        CHECK(kiosk.quit() == 0);
    }
    // Its word is not taken for the hub's.
    const auto counts = centre.journal_counts();
    CHECK(counts.unsent == 1);
    CHECK(counts.spooled == 0);
    centre.start_hub("hub");
    Kiosk kiosk(small.options(centre.terminal()));
    references.push_back(small.file_request(kiosk, "Salem"));
    check_filed_once(centre, references);
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("a journal that is damaged or not one is moved aside whole, and intake goes on") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    std::vector<std::string> references;
    {
        Kiosk kiosk(small.options(centre.terminal()));
        kiosk.expect(small.words("welcome.greeting.ar"));
        CHECK_FALSE(kiosk.tree().shows(small.words("welcome.recovered")));
        references.push_back(small.file_request(kiosk, "Nora"));
        centre.pull_until(1);
        CHECK(kiosk.quit() == 0);
    }
    const fs::path journal = centre.terminal() / "journal.db";
    REQUIRE(fs::exists(journal));
    std::string found_there;
    SECTION("random bytes all over") {
        found_there = random_bytes(fs::file_size(journal));
    }
    SECTION("random bytes in the middle") {
        found_there = read(journal);
        const std::string noise = random_bytes(found_there.size() / 2);
        found_there.replace(found_there.size() / 4, noise.size(), noise);
    }
    SECTION("a text") {
        found_there = "Dear reader, this is no database at all.\n";
    }
    std::ofstream(journal, std::ios::binary | std::ios::trunc) << found_there;

    {
        Kiosk kiosk(small.options(centre.terminal()));
        kiosk.expect(small.words("welcome.recovered"));
        const std::string errors = kiosk.errors();
        CHECK(errors.find("the journal was damaged") != std::string::npos);
        CHECK(errors.find("moved aside whole to " + centre.terminal().string()) != std::string::npos);
        CHECK(holds_a_file_of(centre.terminal(), found_there));
        references.push_back(small.file_request(kiosk, "Salem"));
        check_filed_once(centre, references);
        CHECK(kiosk.quit() == 0);
    }
    CHECK(centre.record(references[0]).epoch == 1);
    CHECK(centre.record(references[1]).epoch == 2);
    // The next start is an ordinary one.
    Kiosk kiosk(small.options(centre.terminal()));
    kiosk.expect(small.words("welcome.greeting.ar"));
    CHECK_FALSE(kiosk.tree().shows(small.words("welcome.recovered")));
    CHECK(holds_a_file_of(centre.terminal(), found_there));
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("a journal whose damage shows after the first page, and cannot be mended, ends the service") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    std::string reference;
    {
        Kiosk kiosk(small.options(centre.terminal()));
        centre.stop_hub();
        reference = small.file_request(kiosk, "Nora");
        CHECK(kiosk.quit() == 0);
    }
    const fs::path journal = centre.terminal() / "journal.db";
    std::string bytes = read(journal);
    // Within the only envelope, so that what the office says can still be read.
    const auto envelope = bytes.find("age-encryption.org/v1");
    REQUIRE(envelope != std::string::npos);
    const std::string whole = bytes;
    bytes[envelope + 4] = 'E';
    std::ofstream(journal, std::ios::binary | std::ios::trunc) << bytes;
    // No epoch can be begun.
    const fs::path in_the_way = centre.terminal() / "journal.db.epoch";
    fs::remove(in_the_way);
    fs::create_directory(in_the_way);
    {
        Kiosk kiosk(small.options(centre.terminal()));
        kiosk.expect(small.words("service.title"));
        CHECK(kiosk.errors().find("out of service: the journal cannot be opened") != std::string::npos);
        CHECK(kiosk.quit() == 0);
    }
    CHECK(read(journal) == bytes);
    fs::remove(in_the_way);
    std::ofstream(journal, std::ios::binary | std::ios::trunc) << whole;
    centre.start_hub();
    Kiosk kiosk(small.options(centre.terminal()));
    check_filed_once(centre, {reference});
    CHECK(kiosk.quit() == 0);
}

TEST_CASE("a second kiosk on the same terminal is out of service, and the first works on") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    Kiosk first(small.options(centre.terminal()));
    first.expect(small.words("welcome.greeting.ar"));
    {
        Kiosk second(small.options(centre.terminal()));
        second.expect(small.words("service.title"));
        CHECK_FALSE(second.tree().shows(small.words("welcome.greeting.ar")));
        CHECK(second.errors().find("out of service") != std::string::npos);
        CHECK(second.quit() == 0);
    }
    check_filed_once(centre, {small.file_request(first, "Nora")});
    CHECK(first.quit() == 0);
}
