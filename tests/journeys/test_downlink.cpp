// SPDX-License-Identifier: Apache-2.0
// What the office publishes reaches the terminal through the hub, and people see it after the session in
// which it came, not during it (G9).
#include "sync/seal/notice.hpp"
#include "tests/catch.hpp"
#include "tests/journeys/support/centre.hpp"
#include "tests/journeys/support/small_form.hpp"
#include "tests/kiosk/files.hpp"

#include <algorithm>
#include <thread>

using namespace istiqbal;
using namespace istiqbal::journeys;
namespace fs = std::filesystem;

namespace {

const std::string new_question = "ما الاسم الكامل لمقدّم الطلب؟";
const std::string headline = "يُغلق المقر في إجازة العيد";

// The office's folder of content: one form, whose question was put better.
void write_content(const fs::path& folder, const std::string& type, const std::string& version) {
    const fs::path form = folder / "forms" / "support_request";
    fs::create_directories(form);
    test::write_text(form / "survey.csv", "type,name,label::Arabic (ar),label::English (en),required\n" +
                                              type + ",name," + new_question +
                                              ",What is the full name?,yes\n");
    test::write_text(form / "choices.csv", "list_name,name,label::Arabic (ar),label::English (en)\n");
    test::write_text(form / "settings.csv",
                     "form_id,version,form_title::Arabic (ar),form_title::English (en),default_language\n"
                     "support_request," +
                         version + ",طلب صغير,Small request,Arabic (ar)\n");
}

void publish(const Centre& centre, const std::string& what, const fs::path& path) {
    const Finished done =
        run({program("istiqbal-office"), "--dir", centre.path("office"), "publish", what, path},
            {{"no_proxy", "*"}});
    INFO(done.out << done.errors);
    REQUIRE(done.status == 0);
    REQUIRE(done.errors.empty());
}

// Waits half a minute for a file or folder of the terminal.
bool appears(const fs::path& path) {
    for (int tries = 0; tries < 300; ++tries) {
        if (fs::exists(path))
            return true;
        std::this_thread::sleep_for(milliseconds(100));
    }
    return false;
}

bool has_edition(const fs::path& content) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(content, ignored))
        if (entry.path().filename().string().rfind("all-", 0) == 0 && entry.path().extension() != ".new")
            return true;
    return false;
}

void run_line(Kiosk& kiosk, const std::string& line) {
    const std::string reply = kiosk.command(line);
    if (reply != "ok" && line != "tree")
        FAIL(line << "\n" << reply << "\n" << kiosk.errors());
}

} // namespace

TEST_CASE("what the office publishes is shown after the session, not during it") {
    const Centre centre;
    const SmallForm small(centre.path("assets"));
    const fs::path content = centre.terminal() / "content";
    const std::string pin = "740193";
    centre.add_person("Nora", "employee", pin);
    {
        Kiosk kiosk(small.options(centre.terminal()));
        const auto lines = small.script("نورة");
        const auto expect = std::find_if(
            lines.begin(), lines.end(), [](const std::string& line) { return line.rfind("expect", 0) == 0; });
        for (auto line = lines.begin(); line != lines.begin() + 3; ++line)
            run_line(kiosk, *line);
        kiosk.expect("ما الاسم؟");
        // In the middle of this request.
        write_content(centre.path("content"), "text", "2026.12.1");
        publish(centre, "content", centre.path("content"));
        test::write_text(centre.path("announcements.json"),
                         R"({"announcements":[{"id":"holiday","title":{"ar":")" + headline +
                             R"(","en":"Closed over the holiday"},"text":{"ar":"نعود إليكم بعد الإجازة.",)"
                             R"("en":"We are back after it."}}]})");
        publish(centre, "announcements", centre.path("announcements.json"));
        for (auto line = lines.begin() + 3; line <= expect; ++line)
            run_line(kiosk, *line);
        // What was sent woke the courier: it is there and ready, and the receipt stays as it was.
        REQUIRE(appears(content / "announcements.notice"));
        CHECK(has_edition(content));
        CHECK_FALSE(fs::exists(content / "in-use.json"));
        std::this_thread::sleep_for(milliseconds(3000));
        CHECK_FALSE(fs::exists(content / "in-use.json"));
        CHECK(kiosk.tree().shows(small.words("receipt.reference")));
        for (auto line = expect + 2; line != lines.end(); ++line)
            run_line(kiosk, *line);
        REQUIRE(appears(content / "in-use.json"));
        run_line(kiosk, lines.front());
        kiosk.expect(headline);
        for (auto line = lines.begin() + 1; line != lines.begin() + 3; ++line)
            run_line(kiosk, *line);
        kiosk.expect(new_question);
        CHECK_FALSE(kiosk.tree().shows("ما الاسم؟"));
        CHECK(kiosk.quit() == 0);
    }
    // A bundle with a fault changes nothing, and the staff panel says what is wrong with it. At this start
    // what was published before is in use at once.
    write_content(centre.path("content"), "txt", "2026.12.2");
    publish(centre, "content", centre.path("content"));
    Kiosk kiosk(small.options(centre.terminal()));
    Visitor visitor(kiosk, small.assets(), form::Language::arabic);
    for (int tries = 0; tries < 300 && kiosk.errors().find("refused: malformed") == std::string::npos;
         ++tries)
        std::this_thread::sleep_for(milliseconds(100));
    kiosk.hold(visitor.words("organisation"), 4);
    visitor.expect("sign_in.staff");
    visitor.sign_in(pin);
    visitor.expect("staff.title");
    visitor.expect("staff_office.row.attention");
    visitor.tap("staff.tab.office");
    visitor.expect("staff_office.refused");
    CHECK(kiosk.tree().shows("txt"));
    visitor.tap("staff.leave");
    const auto lines = small.script("نورة");
    run_line(kiosk, lines[0]);
    kiosk.expect(headline);
    run_line(kiosk, lines[1]);
    run_line(kiosk, lines[2]);
    kiosk.expect(new_question);
    CHECK(kiosk.quit() == 0);
}
