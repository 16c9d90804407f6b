// SPDX-License-Identifier: Apache-2.0
// The receipt on paper: what a scanner reads on it, that nothing of it is cut, that it stays short, and that
// it reaches the printer as it was drawn.
#include "kiosk/app/papers.hpp"
#include "kiosk/app/print_queue.hpp"
#include "kiosk/screens/paper_receipt.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/scenes.hpp"
#include "tests/kiosk/paper_printer.hpp"
#include "tests/sync/folder.hpp"

#include <future>

using namespace istiqbal;
using test::VisitScene;
using text::Raster;
using ui::Language;
using ui::Paper;

namespace {

constexpr std::int64_t noon = 1'795'338'000; // 2026-11-22 12:00 in Riyadh
constexpr int mm = Paper::dots_per_mm;

const text::FontSet& fonts() {
    static const auto set = text::FontSet::create(text::default_faces());
    REQUIRE(set);
    return *set;
}

Raster receipt(VisitScene& scene) {
    return app::receipt_on_paper(fonts(), test::shipped_contents(), scene.visit, scene.presentation.language,
                                 noon);
}

// Where the printer may not reach, and where a cutter cuts.
void check_margins(const Raster& sheet) {
    REQUIRE(sheet.width() == Paper::dots_across);
    int outside = 0;
    for (int y = 0; y < sheet.height(); ++y)
        for (int x = 0; x < sheet.width(); ++x) {
            const bool edge =
                x < 2 * mm || x >= sheet.width() - 2 * mm || y < 2 * mm || y >= sheet.height() - 2 * mm;
            outside += edge && sheet.black(x, y) ? 1 : 0;
        }
    CHECK(outside == 0);
}

// Dots in a row that are black, from a white one on; 0 where none begins.
int black_run(const Raster& sheet, int x, int y) {
    int length = 0;
    while (!sheet.black(x - 1, y) && sheet.black(x + length, y))
        ++length;
    return length;
}

screens::PaperReceiptView view(const ui::QrCode& code) {
    return {.title = "طلب دعم",
            .day = test::story_day(),
            .clock = "12:00",
            .reference = "7KQ4-9M2X-C",
            .claim_code = "ABCD-EFGH-JKMN-P",
            .code = &code};
}

Raster draw(const screens::PaperReceiptView& shown, Language language) {
    return screens::paper_receipt(fonts(), test::shipped_contents().strings, language, shown);
}

} // namespace

TEST_CASE("a scanner reads on the receipt what following up takes", "[papers]") {
    const auto language = GENERATE(Language::arabic, Language::english);
    VisitScene scene(language);
    scene.to_sending();
    const seal::ReceiptLine line = test::some_receipt();
    scene.visit.sent(line);
    const Raster sheet = receipt(scene);
    check_margins(sheet);
    const auto read = test::scan(sheet);
    REQUIRE(read.size() == 1);
    const auto parsed = seal::ReceiptLine::parse(read.front());
    REQUIRE(parsed);
    CHECK(parsed->reference == line.reference);
    CHECK(parsed->claim_code.text() == line.claim_code.text());
    CHECK(sheet.height() < 175 * mm);
}

TEST_CASE("what is missing makes the receipt longer, and never endless", "[papers]") {
    const auto language = GENERATE(Language::arabic, Language::english);
    const auto code = ui::QrCode::encode(test::some_receipt().text());
    REQUIRE(code);
    auto shown = view(*code);
    const int nothing_missing = draw(shown, language).height();
    shown.missing_documents = {"صورة الهوية", "A copy of the lease"};
    const int two_missing = draw(shown, language).height();
    CHECK(two_missing > nothing_missing);
    std::string name;
    for (int word = 0; word < 200; ++word)
        name += "مستند طويل الاسم a document of a long name ";
    shown.title = name;
    shown.missing_documents.assign(500, name);
    const Raster longest = draw(shown, language);
    check_margins(longest);
    CHECK(longest.height() < platform::longest_paper);
    CHECK(test::scan(longest).size() == 1);
    // One unbroken word is as long.
    shown.title = "الجمعية";
    shown.missing_documents.assign(1, std::string(3000, 'W'));
    check_margins(draw(shown, language));
}

TEST_CASE("a receipt without a code for a scanner has the same words", "[papers]") {
    const auto code = ui::QrCode::encode("7KQ4-9M2X-C");
    REQUIRE(code);
    auto shown = view(*code);
    shown.code = nullptr;
    const Raster sheet = draw(shown, Language::arabic);
    check_margins(sheet);
    CHECK(test::scan(sheet).empty());
    CHECK(sheet.height() > 60 * mm);
}

TEST_CASE("an Arabic receipt begins at the right, an English one at the left", "[papers]") {
    const auto code = ui::QrCode::encode("7KQ4-9M2X-C");
    REQUIRE(code);
    for (const Language language : {Language::arabic, Language::english}) {
        const Raster sheet = draw(view(*code), language);
        // The upper edge of a finder pattern, seven modules of six dots: the code is at the trailing end.
        int at_left = 0;
        int at_right = 0;
        for (int y = 0; y < sheet.height(); ++y) {
            at_left += black_run(sheet, 3 * mm, y) == 42 ? 1 : 0;
            at_right += black_run(sheet, sheet.width() - 3 * mm - 42, y) == 42 ? 1 : 0;
        }
        CHECK((language == Language::arabic ? at_left : at_right) >= 2 * 6);
        CHECK((language == Language::arabic ? at_right : at_left) == 0);
    }
}

TEST_CASE("a sample belongs to nobody", "[papers]") {
    const auto language = GENERATE(Language::arabic, Language::english);
    const Raster sheet = app::sample_on_paper(fonts(), test::shipped_contents(), language, noon);
    check_margins(sheet);
    const auto read = test::scan(sheet);
    REQUIRE(read.size() == 1);
    const auto parsed = seal::ReceiptLine::parse(read.front());
    REQUIRE(parsed);
    CHECK(parsed->reference.canonical() == "00000000");
    CHECK(parsed->claim_code.canonical() == "000000000000");
}

TEST_CASE("a receipt reaches file and socket as it was drawn", "[papers]") {
    const auto language = GENERATE(Language::arabic, Language::english);
    const auto draw_sample = [language] {
        return app::sample_on_paper(fonts(), test::shipped_contents(), language, noon);
    };
    const auto print = [&](const std::string& printer) {
        std::promise<std::optional<platform::PrintTrouble>> answer;
        app::PrintQueue queue(printer, [&](auto trouble) { answer.set_value(trouble); });
        queue.begin(draw_sample());
        return answer.get_future().get();
    };
    const test::Folder folder;
    CHECK_FALSE(print(folder / "printer"));
    CHECK(test::read_sheet(test::read_bytes(folder / "printer")) == draw_sample());
    test::PaperPrinter printer;
    CHECK_FALSE(print(printer.name()));
    const Raster printed = test::read_sheet(printer.received());
    CHECK(printed == draw_sample());
    CHECK(test::scan(printed).size() == 1);
}

TEST_CASE("each sheet is answered in its turn", "[papers]") {
    test::PaperPrinter printer({.roll = test::roll_ended});
    std::mutex mutex;
    std::vector<std::optional<platform::PrintTrouble>> answers;
    std::promise<void> third;
    app::PrintQueue queue(printer.name(), [&](auto trouble) {
        const std::lock_guard lock(mutex);
        answers.push_back(trouble);
        printer.set_roll(test::all_well);
        if (answers.size() == 3)
            third.set_value();
    });
    for (int sheet = 0; sheet < 3; ++sheet)
        queue.begin(Raster(576, 8 * (sheet + 1)));
    third.get_future().get();
    CHECK(answers[0] == platform::PrintTrouble::no_paper);
    CHECK_FALSE(answers[1]);
    CHECK_FALSE(answers[2]);
    const auto sheets = test::read_escpos(printer.received());
    REQUIRE(sheets.size() == 2);
    CHECK(sheets[0].height() == 16);
    CHECK(sheets[1].height() == 24);
}
