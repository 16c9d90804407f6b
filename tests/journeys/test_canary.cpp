// SPDX-License-Identifier: Apache-2.0
// What a person wrote is in clear nowhere after their session: in no file of the terminal, the hub or the
// office, in no log, and not in the terminal's memory as a core file or a swap device would hold it. Searched
// for in Arabic and in Latin letters.
#include "tests/catch.hpp"
#include "tests/journeys/support/canary.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/small_form.hpp"

#include <sys/resource.h>

#include <csignal>
#include <fstream>

using namespace istiqbal;
using namespace istiqbal::journeys;
using form::Language;

namespace {

// Told apart from anything that a form, a font or a library holds.
const std::string arabic = "ظقغذضخث كلثضغظ";
const std::string latin = "Qxvzkwj Wqzpxfb";
const std::string canary = arabic + " " + latin;
// Parts of it too: a text that was cut or laid out piece by piece tells as much.
const std::vector<std::string> parts{"ظقغذضخث", "كلثضغظ", "Qxvzkwj", "Wqzpxfb"};

// Whatever a kiosk or a library of its writes to a home or for a while is searched with the rest. The signal:
// the test takes the room on the disk from it, and a write that fails must be told of as one.
KioskOptions searched(const Centre& centre, KioskOptions options) {
    const std::string home = centre.path("home");
    std::filesystem::create_directories(home);
    options.before = {"env",
                      "--ignore-signal=XFSZ",
                      "HOME=" + home,
                      "TMPDIR=" + home,
                      "XDG_CACHE_HOME=" + home + "/cache",
                      "XDG_STATE_HOME=" + home + "/state",
                      "XDG_RUNTIME_DIR=" + home};
    return options;
}

void limit_file_size(const Kiosk& kiosk, rlim_t bytes) {
    const rlimit limit{bytes, RLIM_INFINITY};
    REQUIRE(::prlimit(kiosk.process().id(), RLIMIT_FSIZE, &limit, nullptr) == 0);
}

void check_nowhere(const std::vector<std::string>& places) {
    for (const std::string& place : places)
        FAIL_CHECK(place);
}

void check_not_in_memory(Kiosk& kiosk) {
    // The driver itself had the words; a few other commands go through where it kept them.
    for (int turn = 0; turn < 3; ++turn)
        kiosk.command("wait 0.3");
    CHECK_FALSE(kiosk.tree().shows(parts[0]));
    CHECK_FALSE(kiosk.tree().shows(parts[2]));
    check_nowhere(find_in_memory(kiosk.process().id(), in_all_forms(parts)));
    check_nowhere(find_in_text(kiosk.errors(), in_all_forms(parts)));
}

// From the welcome page to check-your-answers; what was written is in memory then, which the search sees.
void write_canary(Kiosk& kiosk, const SmallForm& small) {
    kiosk.tap("العربية");
    kiosk.tap(small.assets().catalogue.journey("support_request")->title.ar);
    kiosk.tap(small.words("before.start"));
    kiosk.type(canary);
    kiosk.command("wait 0.3");
    const pid_t process = kiosk.process().id();
    REQUIRE_FALSE(find_in_memory(process, in_all_widths({parts[0]})).empty());
    REQUIRE_FALSE(find_in_memory(process, in_all_widths({parts[3]})).empty());
    kiosk.tap(small.words("continue"));
    kiosk.expect(small.words("check.title"));
}

void leave(Kiosk& kiosk, const SmallForm& small) {
    kiosk.tap(small.words("tools.again"));
    kiosk.tap(small.words("again.leave"));
    kiosk.expect(small.words("welcome.greeting.ar"));
}

} // namespace

TEST_CASE("a canary is found in every form that it may take") {
    const test::Folder folder;
    const auto plant = [&](const std::string& name, const std::string& content) {
        std::filesystem::create_directories(folder / "deep/deeper");
        std::ofstream(folder / ("deep/deeper/" + name), std::ios::binary)
            << std::string(4093, '\0') << content << "and more";
    };
    const auto needles = in_all_forms(parts);
    plant("nothing", "Nora");
    CHECK(find_in_files(folder / ".", needles).empty());
    const auto widths = in_all_widths({canary});
    for (const std::string& content :
         {widths[0], widths[1], widths[2], seal::base64(seal::view(canary)),
          seal::base64(seal::view("x" + canary)), seal::base64(seal::view("xy" + canary)),
          seal::hex(seal::view(canary)),
          std::string(R"({"name":"\u0638\u0642\u063a\u0630\u0636\u062e\u062b"})")}) {
        plant("something", content);
        CHECK_FALSE(find_in_files(folder / ".", needles).empty());
        CHECK_FALSE(find_in_text(content, needles).empty());
    }
    plant("something", "");
    CHECK(find_in_files(folder / ".", needles).empty());
    plant(arabic, "");
    CHECK_FALSE(find_in_files(folder / ".", needles).empty());
}

TEST_CASE("what was sent, given up or could not be saved is in no file, log or core afterwards") {
    Centre centre;
    const SmallForm small(centre.path("assets"));
    KioskOptions options = searched(centre, small.options(centre.terminal()));
    options.options = {"--printer", centre.path("printer")};
    std::string reference;
    {
        Kiosk kiosk(options);
        kiosk.expect(small.words("welcome.greeting.ar"));
        write_canary(kiosk, small);
        leave(kiosk, small);
        check_not_in_memory(kiosk);
        check_nowhere(find_in_files(centre.home(), in_all_forms(parts)));

        reference = small.file_request(kiosk, canary);
        check_not_in_memory(kiosk);
        check_nowhere(find_in_files(centre.home(), in_all_forms(parts)));
        CHECK(std::filesystem::file_size(centre.path("printer")) > 10'000);

        // The disk takes nothing more in the moment of sending: fails closed.
        write_canary(kiosk, small);
        kiosk.tap(small.words("check.continue"));
        kiosk.tap(small.words("declaration.pad"));
        kiosk.tap(small.words("continue"));
        kiosk.tap(small.words("committee.acknowledge"));
        limit_file_size(kiosk, 4096);
        kiosk.tap(small.words("committee.send"));
        kiosk.expect(small.words("failed.title"));
        check_nowhere(find_in_files(centre.home(), in_all_forms(parts)));
        limit_file_size(kiosk, RLIM_INFINITY);
        leave(kiosk, small);
        check_not_in_memory(kiosk);
        CHECK(kiosk.errors().find("could not be stored") != std::string::npos);
        centre.pull_until(1);
        CHECK(kiosk.quit() == 0);
    }
    // The office can read it, and its words to the person are as secret.
    CHECK(centre.record(reference).answers.front().value == canary);
    const Finished decided = centre.decide({reference, "checked", "--note-ar", arabic, "--note-en", latin});
    CHECK(decided.status == 0);
    {
        Kiosk kiosk(options); // takes the reply in
        kiosk.expect(small.words("welcome.greeting.ar"));
        kiosk.command("wait 1");
        check_not_in_memory(kiosk);
        CHECK(kiosk.quit() == 0);
    }
    const auto opened = centre.open_journal();
    const auto reply = opened.journal->notice(seal::NoticeKind::reply, 0,
                                              seal::reply_subject(seal::Reference::parse(reference).value()));
    REQUIRE(reply);
    CHECK(reply->has_value());
    const auto needles = in_all_forms(parts);
    check_nowhere(find_in_files(centre.home(), needles));
    check_nowhere(find_in_text(decided.out + decided.errors + centre.list() + centre.hub_errors(), needles));
    centre.stop_hub();
    check_nowhere(find_in_files(centre.home(), needles));
    // One planted beside them would have been found.
    std::ofstream(centre.path("office/planted"), std::ios::binary) << in_all_widths({arabic})[1];
    CHECK(find_in_files(centre.home(), needles).size() == 2); // both of its words
}

TEST_CASE("a representative's draft is in no file, log or core once the tablet is locked") {
    Centre centre("branch");
    const std::string pin = "927461";
    const std::string name = "Salem Al-Otaibi";
    centre.add_person(name, "representative", pin);
    const SmallForm small(centre.path("assets"));
    KioskOptions options = searched(centre, small.options(centre.terminal()));
    options.options = {"--idle", "5", "--idle-warning", "20"};
    Kiosk kiosk(options);
    Visitor visitor(kiosk, small.assets(), Language::arabic);
    visitor.expect("sign_in.desk");
    visitor.sign_in(pin);
    visitor.tap("desk.new");
    kiosk.tap(small.assets().catalogue.journey("support_request")->title.ar);
    visitor.tap("channel.C8");
    visitor.tap("taking.who.themself");
    visitor.go_on();
    visitor.expect("taking.received");
    visitor.go_on();
    visitor.tap("before.start");
    kiosk.type(canary);
    visitor.go_on();
    visitor.expect("check.title");
    kiosk.command("wait 0.5"); // the draft is sealed on a worker
    REQUIRE_FALSE(find_in_memory(kiosk.process().id(), in_all_widths({parts[0]})).empty());
    check_nowhere(find_in_files(centre.home(), in_all_forms(parts)));

    SECTION("by nobody's touching it") {
        visitor.expect("sign_in.desk");
        check_not_in_memory(kiosk);
    }
    SECTION("by its battery, and by the representative when they have seen it again") {
        kiosk.process().signal(SIGKILL);
        REQUIRE(kiosk.process().wait(milliseconds(10'000)) == 128 + SIGKILL);
        check_nowhere(find_in_text(kiosk.errors(), in_all_forms(parts)));
        check_nowhere(find_in_files(centre.home(), in_all_forms(parts)));
        Kiosk again(options);
        Visitor back(again, small.assets(), Language::arabic);
        back.expect("sign_in.desk");
        check_not_in_memory(again);
        back.sign_in(pin);
        again.expect(parts[2]); // it was kept
        back.tap("desk.lock");
        back.expect("sign_in.desk");
        check_not_in_memory(again);
        CHECK(again.quit() == 0);
    }
    check_nowhere(find_in_files(centre.home(), in_all_forms(parts)));
}
