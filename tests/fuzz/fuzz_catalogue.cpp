// SPDX-License-Identifier: Apache-2.0
// The catalogue's files and the words that a visitor searches for. The first byte says which: '0' to '5' a
// file, anything else a query.
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/fold.hpp"
#include "kiosk/catalogue/value.hpp"
#include "tests/kiosk/catalogue/sources.hpp"

#include <cstdint>
#include <cstdlib>

using namespace istiqbal::catalogue;

namespace {

void check_query(std::string_view query) {
    static const Catalogue small = *Catalogue::parse(tests::good_sources());
    for (const Language language : {Language::arabic, Language::english})
        if (small.search(query, language).size() > 4)
            std::abort();
    const std::string words = folded(query);
    if (words.front() != ' ' || words.back() != ' ' || words.find("  ") != std::string::npos)
        std::abort();
}

void check_file(std::string Sources::*file, std::string_view text) {
    Report report;
    if (!parse_json("fuzzed.json", text, report)) {
        if (report.faults().empty())
            std::abort();
        return; // most mutations end here, and the five other files need not be read for them
    }
    static const Sources good = tests::good_sources();
    Sources sources = good;
    sources.*file = text;
    const auto parsed = Catalogue::parse(sources);
    if (!parsed) {
        if (parsed.error().empty() || parsed.error().size() > 101)
            std::abort();
        return;
    }
    for (const Journey& journey : parsed->journeys())
        if (journey.title.ar.empty() || journey.title.en.empty() || journey.id.empty() ||
            journey.modes.empty())
            std::abort();
    for (const Service& service : parsed->services())
        if (!service.journey.empty() && parsed->journey(service.journey) == nullptr)
            std::abort();
    for (const QuestionAndAnswer& question : parsed->questions())
        parsed->search(question.question.ar, Language::arabic);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::string Sources::*files[] = {&Sources::journeys,  &Sources::services,
                                               &Sources::questions, &Sources::announcements,
                                               &Sources::library,   &Sources::rating};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.empty() || text.front() < '0' || text.front() > '5')
        check_query(text);
    else
        check_file(files[text.front() - '0'], text.substr(1));
    return 0;
}
