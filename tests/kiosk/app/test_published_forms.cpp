// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/content_shelf.hpp"
#include "kiosk/app/contents.hpp"
#include "kiosk/app/published_forms.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/content_bundles.hpp"
#include "tests/kiosk/app/scenes.hpp"
#include "tests/kiosk/files.hpp"

#include <fstream>
#include <iterator>

using namespace istiqbal;
using app::Contents;

namespace {

const std::filesystem::path shipped_assets = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets";

std::string read(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

// An inquiry of one question, in the single CSV layout.
std::string inquiry(const std::string& version, const std::string& label, const std::string& id = "inquiry") {
    return "survey\n,type,name,label::ar,label::en,hint::ar,hint::en\n,text,question," + label + "," + label +
           ",\"سطر، و\"\"قول\"\"\",\"A line, and a \"\"quote\"\"\"\nsettings\n"
           ",form_id,version,form_title::ar,form_title::en,default_language\n," +
           id + "," + version + ",استفسار,Inquiry,ar\n";
}

struct Terminal {
    test::Folder folder;
    std::filesystem::path path = folder / "terminal";

    tl::expected<app::PublishedForm, std::vector<std::string>> publish(const std::string& text) const {
        test::write_text(folder / "sent.csv", text);
        return app::publish_form(folder / "sent.csv", test::shipped_contents().catalogue,
                                 shipped_assets / "forms", path);
    }
    std::string refusal(const std::string& text) const {
        const auto published = publish(text);
        return published ? std::string() : published.error().front();
    }
    // What the terminal would show after a restart.
    std::string first_label() const {
        const auto contents = Contents::load(shipped_assets, path);
        REQUIRE(contents);
        return contents->forms.at("inquiry").questions.front().label.en;
    }
};

} // namespace

TEST_CASE("A published form takes the place of the shipped one, and the one before is kept", "[published]") {
    const Terminal terminal;
    const std::string shipped = terminal.first_label();
    const auto first = terminal.publish(inquiry("9001", "First"));
    REQUIRE(first);
    CHECK(first->id == "inquiry");
    CHECK(first->version == "9001");
    CHECK(terminal.first_label() == "First");
    REQUIRE(terminal.publish(inquiry("9002", "Second")));
    CHECK(terminal.first_label() == "Second");
    CHECK(read(terminal.path / "forms" / "inquiry.previous.csv").find("First") != std::string::npos);
    // Cells come back as they were written.
    const auto contents = Contents::load(shipped_assets, terminal.path);
    CHECK(contents->forms.at("inquiry").questions.front().hint.en == "A line, and a \"quote\"");
    CHECK(contents->passed_over.empty());
    std::filesystem::remove_all(terminal.path);
    CHECK(terminal.first_label() == shipped);
}

TEST_CASE("A form with a fault replaces nothing", "[published]") {
    const Terminal terminal;
    REQUIRE(terminal.publish(inquiry("9001", "First")));
    std::string faulty = inquiry("9002", "Second");
    faulty.replace(faulty.find(",text,"), 6, ",txet,");
    CHECK(terminal.refusal(faulty).find("txet") != std::string::npos);
    CHECK(terminal.refusal("no form at all").find("file") != std::string::npos);
    CHECK(terminal.refusal(inquiry("9002", "Second", "unheard_of")).find("unheard_of") != std::string::npos);
    CHECK(terminal.first_label() == "First");
    CHECK_FALSE(std::filesystem::exists(terminal.path / "forms" / "inquiry.previous.csv"));
}

TEST_CASE("A form that the office's content brings is not published at the terminal", "[published]") {
    const Terminal terminal;
    test::ContentFolder content;
    const seal::Bytes bundle = content.with_inquiry("Sent?", "9000").bundle();
    const app::Edition edition{false, 7, seal::bundle_hash(bundle)};
    const app::ContentShelf shelf(terminal.path);
    REQUIRE(shelf.unpack(edition, bundle));
    CHECK(terminal.publish(inquiry("9001", "First")));
    REQUIRE(shelf.activate(edition, std::nullopt));
    CHECK(terminal.refusal(inquiry("9002", "Second")).find("revision 7") != std::string::npos);
    const std::string shipped = test::shipped_contents().forms.at("suggestion").version;
    CHECK(terminal.publish(inquiry("9003", "Other", "suggestion")));
}

TEST_CASE("Two forms cannot bear one version", "[published]") {
    const Terminal terminal;
    REQUIRE(terminal.publish(inquiry("9001", "First")));
    CHECK(terminal.publish(inquiry("9001", "First")));
    CHECK(terminal.refusal(inquiry("9001", "Second")).find("raise the version") != std::string::npos);
    const std::string shipped = test::shipped_contents().forms.at("suggestion").version;
    CHECK(terminal.refusal(inquiry(shipped, "Other", "suggestion")).find("raise the version") !=
          std::string::npos);
}

TEST_CASE("A published form that was damaged is passed over, and said", "[published]") {
    const Terminal terminal;
    const std::string shipped = terminal.first_label();
    REQUIRE(terminal.publish(inquiry("9001", "First")));
    const std::filesystem::path file = app::published_form(terminal.path, "inquiry");
    test::write_text(file, read(file).substr(0, 60));
    CHECK(terminal.first_label() == shipped);
    const auto contents = Contents::load(shipped_assets, terminal.path);
    REQUIRE(contents->passed_over.size() == 1);
    CHECK(contents->passed_over.front().find("inquiry.csv") != std::string::npos);
    // A form under another's name is none.
    test::write_text(file, inquiry("1", "Other", "suggestion"));
    CHECK(terminal.first_label() == shipped);
}

TEST_CASE("A terminal's folder that cannot be written refuses with the reason", "[published]") {
    const Terminal terminal;
    test::write_text(terminal.path, "a file where a folder should be");
    CHECK(terminal.refusal(inquiry("9001", "First")).find("cannot write") != std::string::npos);
}
