// SPDX-License-Identifier: Apache-2.0
// What the terminal offers and tells, besides the forms themselves: the journeys of the home page and their
// "before you begin" pages (P2), services, questions and answers (G3), corrections of wrong ideas (G6), the
// reference library (T1–T3), announcements (G9) and what can be rated (G5, G7). The organisation's office
// writes it as JSON in assets/catalogue.
//
// A Catalogue that load() hands out has no faults: every text exists in Arabic and in English and holds no
// control or direction characters, identifiers are unique, every reference leads somewhere, every list and
// text is within its limit. It changes by announce() alone and may be shared between threads otherwise.
#pragma once

#include "kiosk/form/calendar.hpp"
#include "kiosk/form/language.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::catalogue {

using form::Language;
using form::LocalText;

/// A heading of the home page with its journeys under it.
struct JourneyGroup {
    std::string id;
    LocalText title;
};

/// Something that a person can come to do, filled in as a form.
struct Journey {
    std::string id;    ///< also the form's folder in assets/forms and its form_id
    std::string group; ///< a JourneyGroup's id
    std::string icon;  ///< name of an icon of kiosk/ui, e.g. "heart"
    LocalText title;   ///< on the home tile: «طلب دعم», "Request support"
    LocalText summary; ///< one line under it
    // Paragraphs of the page before one begins (P2). The documents are the form's to say.
    LocalText what;
    LocalText who;
    LocalText duration;
    LocalText next;                 ///< what happens after sending
    LocalText sent;                 ///< heading of the receipt
    bool declaration = false;       ///< ends with the declaration and signature (P4)
    bool committee = false;         ///< goes to the research committee, and says so before sending (P5)
    bool completes = false;         ///< completes another request, whose reference it asks for first (P6)
    std::vector<std::string> modes; ///< where it is offered: "lobby", "branch"; at least one
    std::string channel; ///< how the record says it came: "kiosk", or C1 (interview), C2 (call back), C5
                         ///< (help), C6 (volunteering)

    bool offered_in(std::string_view mode) const;
};

/// A service of the organisation, to read about (G3, P2).
struct Service {
    std::string id;
    LocalText title;
    LocalText summary;
    LocalText who;
    LocalText what;
    LocalText duration;
    std::vector<LocalText> documents; ///< to have at hand; may be empty
    std::string journey;              ///< id of the journey that begins it; may be empty
};

struct QuestionAndAnswer {
    LocalText question;
    LocalText answer;
    std::string journey; ///< id of the journey that the answer leads to; may be empty
};

/// "Did you know" (G6): what some believe, and how it is.
struct Correction {
    LocalText belief;
    LocalText fact;
};

struct Section {
    LocalText heading;
    std::vector<LocalText> paragraphs; ///< at least one
    bool placeholder = false; ///< only the organisation can know the content; the text says so plainly
};

/// A document of the reference library (T1, T2, T3).
struct Document {
    std::string id;
    std::string code; ///< "T1"
    LocalText title;
    LocalText summary;
    std::vector<Section> sections; ///< at least one
};

struct Announcement {
    std::string id;
    LocalText title;
    LocalText text;
    std::optional<form::Date> from;  ///< first day on which it is shown
    std::optional<form::Date> until; ///< last day, not before `from`
    std::string journey;             ///< id of the journey that it invites to; may be empty

    bool shown_on(form::Date day) const;
};

struct Choice {
    std::string id;
    LocalText label;
    // Of what is rated and why: whom it concerns. A department may serve visitors, colleagues or both (G7).
    bool visitors = true;
    bool colleagues = true;

    bool concerns(bool colleague) const { return colleague ? colleagues : visitors; }
};

/// What the exit terminal asks (G5, G7): which service, which department (of those who serve visitors and
/// those who serve colleagues), and why. Never a person (G6).
struct Rating {
    std::vector<Choice> services;
    std::vector<Choice> departments;
    std::vector<Choice> low_reasons;  ///< what could be better
    std::vector<Choice> high_reasons; ///< what was good
};

enum class HitKind : std::uint8_t { service, question, correction, section };

/// A place that a search found.
struct Hit {
    HitKind kind = HitKind::service;
    std::size_t index = 0;   ///< in services(), questions(), corrections(); for a section in documents()
    std::size_t section = 0; ///< in Document::sections; 0 for the other kinds
    LocalText title;         ///< the service's title, the question, the belief, the section's heading
};

/// The texts of the catalogue's files, as they lie in the folder.
struct Sources {
    std::string journeys;      ///< journeys.json: groups and journeys
    std::string services;      ///< services.json
    std::string questions;     ///< questions.json: questions and corrections
    std::string library;       ///< library.json: documents
    std::string announcements; ///< announcements.json
    std::string rating;        ///< rating.json
};

/// What is longer is cut before searching, in bytes of UTF-8; of the words, the first eight count.
constexpr std::size_t query_limit = 200;

class Catalogue {
public:
    /// Reads the folder's six files. All faults at once, each with its file and place, e.g.
    /// "journeys.json: /journeys/3/title/en: the English text is missing".
    static tl::expected<Catalogue, std::vector<std::string>> load(const std::filesystem::path& folder);
    /// The same from texts already in memory.
    static tl::expected<Catalogue, std::vector<std::string>> parse(const Sources& sources);

    /// Puts other announcements in place of its own: the text of an announcements.json. All of its faults at
    /// once, and then nothing changed.
    tl::expected<void, std::vector<std::string>> announce(std::string_view announcements);

    const std::vector<JourneyGroup>& groups() const { return groups_; }
    const std::vector<Journey>& journeys() const { return journeys_; }
    const std::vector<Service>& services() const { return services_; }
    const std::vector<QuestionAndAnswer>& questions() const { return questions_; }
    const std::vector<Correction>& corrections() const { return corrections_; }
    const std::vector<Document>& documents() const { return documents_; }
    const std::vector<Announcement>& announcements() const { return announcements_; }
    const Rating& rating() const { return rating_; }

    /// Null if there is none of that id.
    const Journey* journey(std::string_view id) const;
    const Journey* completing_journey() const; ///< the first that completes others; null if there is none
    const Service* service(std::string_view id) const;
    const Document* document(std::string_view id) const;
    /// A group's journeys that are offered in the mode, in their order.
    std::vector<const Journey*> journeys_of(std::string_view group, std::string_view mode) const;
    std::vector<const Announcement*> announcements_on(form::Date day) const;

    /// Services, questions, corrections and sections in which every word of the query occurs, in the given
    /// language, best first. As people type: hamza and its carriers, ta marbuta and ha, alef maqsura and ya,
    /// tashkeel, tatweel, the article, capitals and the script of digits make no difference. Any bytes may be
    /// asked; nothing for a query without a word.
    std::vector<Hit> search(std::string_view query, Language language) const;

private:
    friend class Loader;

    /// One place to find: its words folded, by language, each word between spaces.
    struct Entry {
        Hit hit;
        std::string title[2];
        std::string body[2];
    };

    void index();
    void index(HitKind kind, std::size_t position, std::size_t section, const LocalText& title,
               const std::vector<const LocalText*>& body);

    std::vector<JourneyGroup> groups_;
    std::vector<Journey> journeys_;
    std::vector<Service> services_;
    std::vector<QuestionAndAnswer> questions_;
    std::vector<Correction> corrections_;
    std::vector<Document> documents_;
    std::vector<Announcement> announcements_;
    Rating rating_;
    std::vector<Entry> entries_;
};

} // namespace istiqbal::catalogue
