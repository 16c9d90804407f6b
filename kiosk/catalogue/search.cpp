// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/fold.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace istiqbal::catalogue {
namespace {

constexpr std::size_t most_words = 8;

/// What may be written on to an Arabic word before it.
constexpr std::array<std::string_view, 8> prefixes = {"", "ال", "وال", "بال", "كال", "فال", "لل", "و"};

struct Wanted {
    std::vector<std::string> whole; ///< " word " and " stem ", the latter also behind the prefixes
    std::vector<std::string> begin; ///< " stem" and " ال" before it
    std::string stem;
    bool inside = false; ///< it may also stand within a word: Arabic joins particles and pronouns to it
};

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string whole;
    for (const std::string_view part : parts)
        whole.append(part);
    return whole;
}

Wanted wanted_word(std::string_view word) {
    constexpr std::size_t three_letters = 6; // bytes
    const std::string_view root = stem(word);
    Wanted wanted{{joined({" ", word, " "})}, {joined({" ", root})}, std::string(root), false};
    if (!arabic_word(root)) {
        wanted.whole.push_back(joined({" ", root, " "}));
        return wanted;
    }
    for (const std::string_view prefix : prefixes)
        wanted.whole.push_back(joined({" ", prefix, root, " "}));
    wanted.begin.push_back(joined({" ال", root}));
    wanted.inside = root.size() >= three_letters;
    return wanted;
}

std::vector<Wanted> wanted_words(std::string_view query) {
    std::vector<Wanted> all;
    const std::string words = folded(query.substr(0, query_limit));
    std::size_t begin = 1;
    while (begin < words.size() && all.size() < most_words) {
        const std::size_t end = words.find(' ', begin);
        all.push_back(wanted_word(std::string_view(words).substr(begin, end - begin)));
        begin = end + 1;
    }
    return all;
}

/// How well a word is met: 3 as a whole, 2 at the beginning of a word, 1 within a word, 0 not at all.
int closeness(const std::string& text, const Wanted& word) {
    const auto occurs = [&](const std::string& form) { return text.find(form) != std::string::npos; };
    if (std::any_of(word.whole.begin(), word.whole.end(), occurs))
        return 3;
    if (std::any_of(word.begin.begin(), word.begin.end(), occurs))
        return 2;
    return word.inside && occurs(word.stem) ? 1 : 0;
}

int score(const std::string& title, const std::string& body, const std::vector<Wanted>& words) {
    constexpr int title_weight = 4;
    int sum = 0;
    for (const Wanted& word : words) {
        const int best = std::max(title_weight * closeness(title, word), closeness(body, word));
        if (best == 0)
            return 0;
        sum += best;
    }
    return sum;
}

} // namespace

void Catalogue::index(HitKind kind, std::size_t position, std::size_t section, const LocalText& title,
                      const std::vector<const LocalText*>& body) {
    Entry entry{{kind, position, section, title}, {}, {}};
    for (const Language language : {Language::arabic, Language::english}) {
        const auto slot = static_cast<std::size_t>(language);
        entry.title[slot] = folded(title.in(language));
        for (const LocalText* text : body)
            entry.body[slot] += folded(text->in(language));
    }
    entries_.push_back(std::move(entry));
}

void Catalogue::index() {
    entries_.clear();
    for (std::size_t at = 0; at < services_.size(); ++at) {
        const Service& service = services_[at];
        std::vector<const LocalText*> body = {&service.summary, &service.who, &service.what,
                                              &service.duration};
        for (const LocalText& document : service.documents)
            body.push_back(&document);
        index(HitKind::service, at, 0, service.title, body);
    }
    for (std::size_t at = 0; at < questions_.size(); ++at)
        index(HitKind::question, at, 0, questions_[at].question, {&questions_[at].answer});
    for (std::size_t at = 0; at < corrections_.size(); ++at)
        index(HitKind::correction, at, 0, corrections_[at].belief, {&corrections_[at].fact});
    for (std::size_t at = 0; at < documents_.size(); ++at) {
        const Document& document = documents_[at];
        const LocalText code{document.code, document.code};
        for (std::size_t section = 0; section < document.sections.size(); ++section) {
            std::vector<const LocalText*> body = {&document.title, &code};
            for (const LocalText& paragraph : document.sections[section].paragraphs)
                body.push_back(&paragraph);
            index(HitKind::section, at, section, document.sections[section].heading, body);
        }
    }
}

std::vector<Hit> Catalogue::search(std::string_view query, Language language) const {
    const std::vector<Wanted> words = wanted_words(query);
    const auto slot = static_cast<std::size_t>(language);
    std::vector<std::pair<int, const Entry*>> found;
    if (!words.empty())
        for (const Entry& entry : entries_)
            if (const int points = score(entry.title[slot], entry.body[slot], words); points > 0)
                found.emplace_back(points, &entry);
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    std::vector<Hit> hits;
    hits.reserve(found.size());
    for (const auto& [points, entry] : found)
        hits.push_back(entry->hit);
    return hits;
}

} // namespace istiqbal::catalogue
