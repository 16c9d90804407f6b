// SPDX-License-Identifier: Apache-2.0
// What the office says, from the journal to what a session is given.
#include "kiosk/app/content_command.hpp"
#include "kiosk/app/downlink.hpp"
#include "sync/seal/pae.hpp"
#include "tests/kiosk/app/content_bundles.hpp"
#include "tests/sync/notices.hpp"

#include <optional>

using namespace istiqbal;
using app::Arrangement;
using app::Downlink;
using seal::NoticeKind;

namespace {

const seal::SigningKey& office() {
    static const seal::SigningKey key = test::signing_key(2);
    return key;
}
const seal::SigningKey& terminal() {
    static const seal::SigningKey key = test::signing_key(1);
    return key;
}

constexpr std::int64_t now = test::issued + 60;

seal::Bytes bytes(std::string_view text) {
    return seal::Bytes(text.begin(), text.end());
}

std::string announcing(const std::string& title) {
    return R"({"announcements":[{"id":"holiday","title":{"ar":"إجازة العيد","en":")" + title +
           R"("},"text":{"ar":"يُغلق المكتب في العيد.","en":"We are closed."},)"
           R"("from":"2026-11-20","until":"2026-11-25"}]})";
}

// As a newer office signs them.
seal::Bytes newer_settings(std::uint64_t revision) {
    const seal::Bytes body = bytes(R"({"version":2,"everything":"else"})");
    seal::Writer writer;
    writer.raw(seal::view("ISTN")).u16(1).u16(static_cast<std::uint16_t>(NoticeKind::settings));
    writer.raw(seal::TerminalId{}).raw(seal::NoticeSubject{}).u64(revision);
    writer.u64(test::issued).u64(test::issued + test::month);
    writer.u32(static_cast<std::uint32_t>(body.size())).raw(body);
    const auto signature = office().sign(seal::pae(seal::Label::notice, {writer.bytes()}));
    return writer.raw(signature).finish();
}

// A terminal with its journal, started as often as a test likes.
struct Scene {
    test::Folder folder;
    std::unique_ptr<journal::Journal> journal;
    std::optional<Downlink> downlink;
    std::optional<app::Contents> contents;
    seal::TerminalSettings settings;
    std::string rates;

    Scene() { open_journal(); }

    void open_journal() {
        auto opened = journal::Journal::open(folder / "journal.db", terminal().verify_key());
        REQUIRE(opened);
        journal = std::move(opened->journal);
    }
    void start() {
        downlink.emplace(Downlink::Places{test::shipped_assets(), folder / "."}, rates);
        auto loaded = downlink->load();
        REQUIRE(loaded);
        contents = std::move(*loaded);
        settings = downlink->begin(*journal, office().verify_key(), *contents, now);
    }
    void say(NoticeKind kind, std::uint64_t revision, const seal::Bytes& body, bool own = false,
             std::int64_t expires = test::issued + test::month) {
        seal::NoticeHead head{kind, {}, {}, revision, test::issued, expires};
        if (own)
            head.scope = terminal().verify_key().id();
        say_notice(test::notice(office(), head, body));
    }
    void say_notice(const seal::Bytes& notice) {
        const auto applied = journal->apply_notices({&notice, 1}, office().verify_key(), now);
        REQUIRE(applied);
        CHECK(applied->front().outcome == journal::NoticeOutcome::taken);
    }
    // As the application does between two sessions.
    bool put_in_use(std::int64_t when = now) {
        auto arrangement = downlink->look(when);
        if (!arrangement)
            return false;
        contents = std::move(arrangement->contents);
        settings = std::move(arrangement->settings);
        downlink->put_in_use(arrangement->edition);
        return true;
    }
    std::string question() const {
        for (const form::Question& each : contents->forms.at("inquiry").questions)
            if (each.name == "inquiry_text")
                return each.label.en;
        return {};
    }
    std::string refusal(NoticeKind kind) const {
        for (const auto& each : downlink->standing().refused)
            if (each.kind == kind)
                return each.why;
        return {};
    }
    std::string announced(const char* day) const {
        std::string titles;
        for (const auto* each : contents->catalogue.announcements_on(*form::Date::from_iso(day)))
            titles += each->title.en + ";";
        return titles;
    }
};

const std::string shipped_question = "What would you like to ask?";

seal::Bytes inquiry(const std::string& question, const std::string& version) {
    test::ContentFolder content;
    return content.with_inquiry(question, version).bundle();
}

} // namespace

TEST_CASE("A content bundle is made ready, put in use when the session says so, and there at the next start",
          "[downlink]") {
    Scene scene;
    scene.start();
    CHECK(scene.question() == shipped_question);
    CHECK_FALSE(scene.put_in_use()); // nothing was said
    scene.say(NoticeKind::content, 5, inquiry("What is on your mind?", "2026.12.1"));
    const auto arrangement = scene.downlink->look(now);
    REQUIRE(arrangement);
    REQUIRE(arrangement->edition);
    CHECK(arrangement->edition->revision == 5);
    // Ready is not in use: a power cut now starts with what was there before.
    CHECK_FALSE(scene.downlink->standing().edition);
    scene.start();
    CHECK(scene.question() == shipped_question);
    REQUIRE(scene.put_in_use());
    CHECK(scene.question() == "What is on your mind?");
    CHECK(scene.downlink->standing().edition->revision == 5);
    CHECK_FALSE(scene.put_in_use()); // once
    scene.start();
    CHECK(scene.question() == "What is on your mind?");
    CHECK_FALSE(scene.put_in_use());
    // The other forms are the program's own.
    CHECK(scene.contents->forms.size() == scene.contents->catalogue.journeys().size());
}

TEST_CASE("A bundle with a fault replaces nothing, is said, and is not tried again", "[downlink]") {
    Scene scene;
    scene.start();
    scene.say(NoticeKind::content, 5, inquiry("What is on your mind?", "2026.12.1"));
    REQUIRE(scene.put_in_use());
    test::ContentFolder content;
    std::string expected;
    SECTION("a form") {
        content.with_inquiry("Better?", "2026.12.2");
        test::replace_in(content.path / "forms/inquiry/survey.csv", "text,inquiry_text", "txt,inquiry_text");
        expected = "txt";
    }
    SECTION("a form that was changed without a new version") {
        content.with_inquiry("Better?", test::shipped_inquiry_version());
        expected = "raise the version";
    }
    SECTION("a form of another name") {
        content.with_inquiry("Better?", "2026.12.2");
        test::replace_in(content.path / "forms/inquiry/settings.csv", "inquiry,2026", "enquiry,2026");
        expected = "calls itself enquiry";
    }
    SECTION("a form of no journey") {
        content.with_inquiry("Better?", "2026.12.2").with("forms/complaint");
        std::filesystem::rename(content.path / "forms/complaint", content.path / "forms/complain");
        expected = "forms/complain is the form of no journey";
    }
    SECTION("a form that is there twice") {
        content.with_inquiry("Better?", "2026.12.2");
        test::write_text(content.path / "forms/inquiry.csv", "");
        expected = "twice";
    }
    SECTION("strings that lack a key") {
        content.with("strings");
        for (const char* file : {"strings/ar.json", "strings/en.json"})
            test::replace_in(content.path / file, "\"home.title\"", "\"home.titel\"");
        expected = "home.title is missing";
    }
    SECTION("strings with another placeholder in both languages") {
        content.with("strings");
        for (const char* file : {"strings/ar.json", "strings/en.json"})
            test::replace_in(content.path / file, "{revision}", "{version}");
        expected = "other placeholders";
    }
    SECTION("a theme that lacks a token") {
        content.with("theme");
        test::replace_in(content.path / "theme/theme.toml", "ink = ", "inks = ");
        expected = "ink";
    }
    SECTION("a theme that nobody can read") {
        content.with("theme");
        test::replace_in(content.path / "theme/theme.toml", "text = \"#1D2A23\"", "text = \"#FAF6EF\"");
        expected = "contrast";
    }
    SECTION("a catalogue") {
        content.with("catalogue");
        test::replace_in(content.path / "catalogue/journeys.json", "\"journeys\"", "\"journey\"");
        expected = "journeys.json";
    }
    SECTION("a file that nobody reads") {
        content.with("theme");
        test::write_text(content.path / "theme/thema.toml", "");
        expected = "theme/thema.toml";
    }
    scene.say(NoticeKind::content, 6, content.bundle());
    CHECK_FALSE(scene.put_in_use());
    INFO(scene.refusal(NoticeKind::content));
    CHECK(scene.refusal(NoticeKind::content).find(expected) != std::string::npos);
    CHECK(scene.refusal(NoticeKind::content).find("malformed: ") == 0);
    CHECK(scene.downlink->standing().edition->revision == 5);
    CHECK_FALSE(std::filesystem::exists(scene.folder / "content/all-6"));
    CHECK_FALSE(scene.put_in_use());
    // Also after a start: it is remembered, and not unpacked once more.
    scene.start();
    CHECK(scene.question() == "What is on your mind?");
    CHECK_FALSE(scene.put_in_use());
    CHECK(scene.refusal(NoticeKind::content).find(expected) != std::string::npos);
    // The next one is looked at for itself.
    scene.say(NoticeKind::content, 7, inquiry("Mended?", "2026.12.3"));
    REQUIRE(scene.put_in_use());
    CHECK(scene.question() == "Mended?");
    CHECK(scene.refusal(NoticeKind::content).empty());
}

TEST_CASE("The contents never go back, also when the journal is lost", "[downlink]") {
    Scene scene;
    scene.start();
    scene.say(NoticeKind::content, 9, inquiry("Nine?", "2026.12.9"));
    REQUIRE(scene.put_in_use());
    scene.journal.reset();
    for (const char* file : {"journal.db", "journal.db-wal", "journal.db-shm"})
        std::filesystem::remove(scene.folder / file);
    scene.open_journal();
    scene.start();
    CHECK(scene.question() == "Nine?");
    scene.say(NoticeKind::content, 8, inquiry("Eight?", "2026.12.8"));
    CHECK_FALSE(scene.put_in_use());
    CHECK(scene.refusal(NoticeKind::content).find("newer revision") != std::string::npos);
    CHECK(scene.question() == "Nine?");
    // Those for this very terminal have revisions of their own.
    scene.say(NoticeKind::content, 3, inquiry("Three?", "2026.12.3"), true);
    REQUIRE(scene.put_in_use());
    CHECK(scene.question() == "Three?");
}

TEST_CASE("A damaged edition gives way to the one before it, and is made anew from the journal",
          "[downlink]") {
    Scene scene;
    scene.start();
    scene.say(NoticeKind::content, 1, inquiry("One?", "2026.12.1"));
    REQUIRE(scene.put_in_use());
    scene.say(NoticeKind::content, 2, inquiry("Two?", "2026.12.2"));
    REQUIRE(scene.put_in_use());
    test::replace_in(scene.folder / "content/all-2/forms/inquiry/survey.csv", "Two?", "Too?");
    SECTION("the one before it") {
        scene.start();
        CHECK(scene.question() == "One?");
        CHECK(scene.downlink->standing().fallen_back);
        REQUIRE(scene.put_in_use());
        CHECK(scene.question() == "Two?");
        CHECK_FALSE(scene.downlink->standing().fallen_back);
        scene.start();
        CHECK(scene.question() == "Two?");
    }
    SECTION("and that is damaged too") {
        std::filesystem::remove_all(scene.folder / "content/all-1");
        scene.start();
        CHECK(scene.question() == shipped_question);
        REQUIRE(scene.put_in_use());
        CHECK(scene.question() == "Two?");
    }
    SECTION("and nothing says what was in use") {
        test::write_text(scene.folder / "content/in-use.json", "{");
        scene.start();
        CHECK(scene.question() == shipped_question);
        REQUIRE(scene.put_in_use());
        CHECK(scene.question() == "Two?");
    }
}

TEST_CASE("What a power cut leaves of unpacking is in nobody's way", "[downlink]") {
    Scene scene;
    scene.start();
    scene.say(NoticeKind::content, 4, inquiry("Four?", "2026.12.4"));
    const auto folder = scene.folder / "content";
    SECTION("a part of the folder, under its first name") {
        std::filesystem::create_directories(folder / "all-4.new/forms/inquiry");
        test::write_text(folder / "all-4.new/forms/inquiry/survey.csv", "half");
    }
    SECTION("the folder, and nothing points to it") {
        std::filesystem::create_directories(folder / "all-4/forms/inquiry");
        test::write_text(folder / "all-4/forms/inquiry/survey.csv", "half");
    }
    SECTION("a file in its place") {
        std::filesystem::create_directories(folder);
        test::write_text(folder / "all-4", "half");
    }
    scene.start();
    CHECK(scene.question() == shipped_question);
    REQUIRE(scene.put_in_use());
    CHECK(scene.question() == "Four?");
    CHECK_FALSE(std::filesystem::exists(folder / "all-4.new"));
}

TEST_CASE("Trouble of the terminal's own is tried again, though not at once", "[downlink]") {
    Scene scene;
    test::write_text(scene.folder / "content", "a file where the folder belongs");
    scene.start();
    scene.say(NoticeKind::content, 4, inquiry("Four?", "2026.12.4"));
    CHECK_FALSE(scene.put_in_use());
    CHECK_FALSE(scene.refusal(NoticeKind::content).empty());
    std::filesystem::remove(scene.folder / "content");
    CHECK_FALSE(scene.put_in_use(now + 60));
    REQUIRE(scene.put_in_use(now + 3600));
    CHECK(scene.question() == "Four?");
}

TEST_CASE("Announcements of the office are shown within their dates and kept over a start", "[downlink]") {
    Scene scene;
    scene.start();
    const std::string shipped = scene.announced("2026-11-22");
    CHECK(shipped.find("Self-service") != std::string::npos);
    scene.say(NoticeKind::announcements, 1, bytes(announcing("Holiday")));
    REQUIRE(scene.put_in_use());
    CHECK(scene.announced("2026-11-20") == "Holiday;");
    CHECK(scene.announced("2026-11-25") == "Holiday;");
    CHECK(scene.announced("2026-11-26").empty());
    CHECK(scene.announced("2026-11-19").empty());
    scene.start();
    CHECK(scene.announced("2026-11-22") == "Holiday;");
    CHECK_FALSE(scene.put_in_use());
    SECTION("bad ones replace nothing, also over a start") {
        scene.say(NoticeKind::announcements, 2, bytes(R"({"announcements":[{"id":"a"}]})"));
        scene.put_in_use();
        CHECK(scene.announced("2026-11-22") == "Holiday;");
        CHECK(scene.refusal(NoticeKind::announcements).find("announcements.json") != std::string::npos);
        scene.start();
        CHECK(scene.announced("2026-11-22") == "Holiday;");
        CHECK_FALSE(scene.refusal(NoticeKind::announcements).empty());
    }
    SECTION("they stand over those of a bundle") {
        test::ContentFolder content;
        content.with("catalogue");
        scene.say(NoticeKind::content, 2, content.bundle());
        REQUIRE(scene.put_in_use());
        CHECK(scene.announced("2026-11-22") == "Holiday;");
    }
    SECTION("none are none") {
        scene.say(NoticeKind::announcements, 3, bytes(R"({"announcements":[]})"));
        REQUIRE(scene.put_in_use());
        CHECK(scene.announced("2026-11-22").empty());
    }
}

TEST_CASE("Settings are taken whole, kept over a start, and refused where they do not fit", "[downlink]") {
    Scene scene;
    scene.start();
    CHECK_FALSE(scene.settings.idle_seconds);
    auto wanted = test::settings(45);
    wanted.rates.reset();
    scene.say(NoticeKind::settings, 1, seal::to_json(wanted).value());
    REQUIRE(scene.put_in_use());
    CHECK(scene.settings == wanted);
    // Numbers in Arabic are shown as the settings say.
    CHECK(scene.contents->strings.format(ui::Language::arabic, "staff.records.count", {{"count", 12U}})
              .find("١٢") != std::string::npos);
    scene.start();
    CHECK(scene.settings == wanted);
    SECTION("what this terminal cannot ask about") {
        auto other = test::settings(60);
        other.rates = "service:nowhere";
        scene.say(NoticeKind::settings, 2, seal::to_json(other).value());
        scene.put_in_use();
        CHECK(scene.settings == wanted);
        CHECK(scene.refusal(NoticeKind::settings).find("malformed: ") == 0);
        scene.start();
        CHECK(scene.settings == wanted);
    }
    SECTION("settings of a version that this program does not know") {
        scene.say_notice(newer_settings(2));
        scene.put_in_use();
        CHECK(scene.settings == wanted);
        CHECK(scene.refusal(NoticeKind::settings).find("unsupported: ") == 0);
    }
    SECTION("the terminal's own go before those for all") {
        auto own = test::settings(300);
        own.rates.reset();
        scene.say(NoticeKind::settings, 1, seal::to_json(own).value(), true);
        REQUIRE(scene.put_in_use());
        CHECK(scene.settings.idle_seconds == 300U);
        // Until they alone have expired.
        REQUIRE_FALSE(scene.put_in_use(now + 10));
        scene.say(NoticeKind::settings, 2, seal::to_json(wanted).value(), false,
                  test::issued + 2 * test::month);
        CHECK_FALSE(scene.put_in_use(now + 20));
        REQUIRE(scene.put_in_use(test::issued + test::month + 1));
        CHECK(scene.settings == wanted);
    }
    SECTION("expired ones hold") {
        scene.put_in_use(test::issued + 5 * test::month);
        CHECK(scene.settings == wanted);
        CHECK(scene.downlink->standing().held.at(NoticeKind::settings).expires <
              test::issued + 5 * test::month);
    }
}

TEST_CASE("A bundle without what the terminal asks about does not fit it", "[downlink]") {
    Scene scene;
    scene.rates =
        "service:" + app::Contents::load(test::shipped_assets())->catalogue.rating().services.front().id;
    scene.start();
    test::ContentFolder content;
    content.with("catalogue");
    const std::string id = scene.rates.substr(8);
    test::replace_in(content.path / "catalogue/rating.json", "\"" + id + "\"", "\"" + id + "_two\"");
    scene.say(NoticeKind::content, 1, content.bundle());
    CHECK_FALSE(scene.put_in_use());
    CHECK(scene.refusal(NoticeKind::content).find("asks about") != std::string::npos);
}

TEST_CASE("An office can ask beforehand whether terminals will take a folder", "[downlink]") {
    test::ContentFolder content;
    content.with_inquiry("Better?", "2026.12.1");
    app::Options options;
    options.assets = test::shipped_assets();
    options.file = content.path;
    const auto said = [&options](bool good) {
        std::FILE* out = std::tmpfile();
        CHECK((app::run_content_command(options, out, out) == 0) == good);
        std::rewind(out);
        std::string text(4096, ' ');
        text.resize(std::fread(text.data(), 1, text.size(), out));
        std::fclose(out);
        return text;
    };
    CHECK(said(true).find("inquiry 2026.12.1") != std::string::npos);
    test::write_text(content.path / "notes.txt", "");
    CHECK(said(false).find("notes.txt") != std::string::npos);
    std::filesystem::remove(content.path / "notes.txt");
    test::replace_in(content.path / "forms/inquiry/survey.csv", "text,inquiry_text", "txt,inquiry_text");
    CHECK(said(false).find("txt") != std::string::npos);
}
