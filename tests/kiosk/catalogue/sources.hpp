// SPDX-License-Identifier: Apache-2.0
// The smallest catalogue that has no fault, for tests to change.
#pragma once

#include "kiosk/catalogue/catalogue.hpp"

#include <string>
#include <string_view>

namespace istiqbal::catalogue::tests {

/// {"ar": "نص …", "en": "Text …"}
inline std::string both(const std::string& text) {
    return R"({"ar":"نص )" + text + R"(","en":"Text )" + text + R"("})";
}

inline Sources good_sources() {
    const std::string t = both("x");
    const std::string choices = R"([{"id":"one","label":)" + t + R"(},{"id":"two","label":)" + t + "}]";
    Sources sources;
    sources.journeys = R"({"groups":[{"id":"first","title":)" + t +
                       R"(}],"journeys":[{"id":"ask","group":"first","icon":"heart","title":)" + t +
                       R"(,"summary":)" + t + R"(,"what":)" + t + R"(,"who":)" + t + R"(,"duration":)" + t +
                       R"(,"next":)" + t + R"(,"sent":)" + t +
                       R"(,"declaration":true,"committee":false,"modes":["lobby"],"channel":"kiosk"}]})";
    sources.services = R"({"services":[{"id":"help","title":)" + t + R"(,"summary":)" + t + R"(,"who":)" + t +
                       R"(,"what":)" + t + R"(,"duration":)" + t + R"(,"documents":[)" + t +
                       R"(],"journey":"ask"}]})";
    sources.questions = R"({"questions":[{"question":)" + t + R"(,"answer":)" + t +
                        R"(}],"corrections":[{"belief":)" + t + R"(,"fact":)" + t + "}]}";
    sources.library = R"({"documents":[{"id":"bylaws","code":"T1","title":)" + t + R"(,"summary":)" + t +
                      R"(,"sections":[{"heading":)" + t + R"(,"paragraphs":[)" + t +
                      R"(],"placeholder":true}]}]})";
    sources.announcements = R"({"announcements":[{"id":"open","title":)" + t + R"(,"text":)" + t +
                            R"(,"from":"2026-11-01","until":"2026-11-30"}]})";
    sources.rating = R"({"services":)" + choices + R"(,"departments":)" + choices + R"(,"low_reasons":)" +
                     choices + R"(,"high_reasons":)" + choices + "}";
    return sources;
}

/// The text with one occurrence of `from` changed; empty if there is none.
inline std::string changed(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

} // namespace istiqbal::catalogue::tests
