// SPDX-License-Identifier: Apache-2.0
// `--drive` tells what is wrong with a command, and the program what is wrong with its surroundings.
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/display.hpp"
#include "tests/journeys/support/visitor.hpp"

#include <algorithm>
#include <fstream>

using namespace istiqbal;
using namespace istiqbal::journeys;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// An error for a person: one line that begins with the program's name.
void check_one_line(const Finished& done) {
    INFO(done.errors);
    CHECK(done.status == 1);
    CHECK(done.out.empty());
    CHECK(done.errors.rfind("istiqbal-kiosk: ", 0) == 0);
    CHECK(std::count(done.errors.begin(), done.errors.end(), '\n') == 1);
}

} // namespace

TEST_CASE("a command that cannot be done is answered with what can") {
    const test::Folder folder;
    Kiosk kiosk({.terminal = folder / "none", .size = "480x854", .density = "1.4"});
    const std::string& help = Assets::repository().strings.get(form::Language::arabic, "tools.call");
    kiosk.expect(help);

    const std::string reply = kiosk.command("tap \"No such button\"");
    CHECK(reply.rfind("error: no \"No such button\"", 0) == 0);
    CHECK(has(reply, "\"" + help + "\""));
    CHECK(has(kiosk.command("expect \"No such words\""), help));
    CHECK(has(kiosk.command("fly \"away\""), "error: unknown command \"fly\"; there are: tap, hold"));
    CHECK(kiosk.command("type \"text\"").rfind("error: ", 0) == 0);
    CHECK(kiosk.command("sign").rfind("error: ", 0) == 0);
    CHECK(kiosk.command("key \"any\"").rfind("error: ", 0) == 0);
    CHECK(kiosk.command("wait long").rfind("error: ", 0) == 0);
    CHECK(kiosk.command("shot /no/such/folder/shot.png").rfind("error: ", 0) == 0);

    const std::string picture = folder / "shot.png";
    CHECK(kiosk.command("shot " + Kiosk::quoted(picture)) == "ok");
    std::string magic(4, '\0');
    std::ifstream(picture, std::ios::binary).read(magic.data(), 4);
    CHECK(magic == "\x89PNG");
    kiosk.expect(help);
    // Whoever runs a script of commands learns that one failed.
    CHECK(kiosk.quit() == 1);
}

// A view that coasts shows no two frames alike: what the tree said of it is past when the finger comes down.
TEST_CASE("a tap after a fling waits until the view is at rest, and meets what it names") {
    Centre centre;
    Kiosk kiosk({.terminal = centre.terminal(), .size = "480x854", .density = "1.9"});
    Visitor visitor(kiosk, Assets::repository(), form::Language::english);
    visitor.come_in();
    const auto& journeys = Assets::repository().catalogue.journeys();
    CHECK(kiosk.command("fling sideways").rfind("error: ", 0) == 0);
    for (const char* direction : {"up", "down", "up"}) {
        REQUIRE(kiosk.command(std::string("fling ") + direction) == "ok");
        const Tree home = kiosk.tree();
        std::vector<std::string> seen;
        std::size_t scrolled_away = 0;
        for (const catalogue::Journey& journey : journeys)
            if (const Node* tile = home.find("button", journey.title.en)) {
                if (tile->visible)
                    seen.push_back(tile->name);
                else
                    ++scrolled_away;
            }
        REQUIRE(seen.size() > 2);
        REQUIRE(scrolled_away > 0);
        const std::string& aim = seen[seen.size() / 2];
        INFO(direction << ", " << aim);
        kiosk.tap(aim);
        visitor.expect("before.who.title");
        CHECK(kiosk.tree().find("heading", aim) != nullptr);
        visitor.tap("back");
        visitor.expect("home.title");
    }
    kiosk.quit();
}

TEST_CASE("a terminal that is not enrolled says so and takes nothing") {
    const test::Folder folder;
    Kiosk kiosk({.terminal = folder / "none", .size = "480x854", .density = "1.4"});
    const auto& strings = Assets::repository().strings;
    kiosk.expect(strings.get(form::Language::arabic, "service.title"));
    CHECK_FALSE(kiosk.tree().shows(strings.get(form::Language::arabic, "welcome.greeting.ar")));
    CHECK(has(kiosk.errors(), "out of service"));
    CHECK(kiosk.quit() == 0);
    CHECK_FALSE(std::filesystem::exists(folder / "none"));
}

TEST_CASE("missing assets are one plain line") {
    const test::Folder folder;
    const Environment display{{"DISPLAY", Display::shared().name()}, {"SDL_VIDEODRIVER", "x11"}};
    const auto start = [&](const std::filesystem::path& assets) {
        return run({program("istiqbal-kiosk"), "--window", "--drive", "--terminal", folder / "none",
                    "--assets", assets},
                   display);
    };
    const Finished nothing = start(folder / "nowhere");
    check_one_line(nothing);
    CHECK(has(nothing.errors, (folder / "nowhere").string()));

    std::filesystem::copy(assets_folder(), folder / "assets", std::filesystem::copy_options::recursive);
    std::ofstream(folder / "assets/strings/en.json") << "{\"back\": ";
    const Finished broken = start(folder / "assets");
    check_one_line(broken);
    CHECK(has(broken.errors, "en.json"));
}

TEST_CASE("no display is one plain line") {
    const test::Folder folder;
    check_one_line(run({program("istiqbal-kiosk"), "--window", "--terminal", folder / "none"},
                       {{"DISPLAY", ":no-such-display"}, {"SDL_VIDEODRIVER", "x11"}}));
}

TEST_CASE("missing fonts are one plain line") {
    // A file system of the program's own, in which nothing lies where the fonts are.
    const std::vector<std::string> alone{"unshare", "--mount", "sh", "-c"};
    auto probe = alone;
    probe.insert(probe.end(), {"mount -t tmpfs none /usr/share/fonts"});
    if (run(probe).status != 0) {
        WARN("left out: this machine allows no mount of one's own");
        return;
    }
    const test::Folder folder;
    auto words = alone;
    words.insert(words.end(),
                 {"mount -t tmpfs none /usr/share/fonts && exec \"$0\" \"$@\"", program("istiqbal-kiosk"),
                  "--window", "--drive", "--terminal", folder / "none"});
    const Finished done = run(words, {{"DISPLAY", Display::shared().name()}, {"SDL_VIDEODRIVER", "x11"}});
    check_one_line(done);
    CHECK(has(done.errors, ".ttf"));
}
