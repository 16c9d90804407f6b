// SPDX-License-Identifier: Apache-2.0
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/value.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <system_error>

namespace istiqbal::catalogue {
namespace {

struct File {
    const char* name;
    std::string Sources::*text;
};

constexpr std::array files = {
    File{"journeys.json", &Sources::journeys},   File{"services.json", &Sources::services},
    File{"questions.json", &Sources::questions}, File{"library.json", &Sources::library},
    File{"rating.json", &Sources::rating},       File{"announcements.json", &Sources::announcements},
};

std::vector<LocalText> texts(const Value& value, std::size_t least, std::size_t most, std::size_t length) {
    std::vector<LocalText> all;
    for (const Value& each : value.list(least, most))
        all.push_back(each.text(length));
    return all;
}

JourneyGroup read_group(const Value& value, std::set<std::string>& ids) {
    Fields fields(value);
    JourneyGroup group{fields.at("id").new_identifier(ids), fields.at("title").text(title_limit)};
    fields.finish();
    return group;
}

std::vector<std::string> read_modes(const Value& value) {
    std::vector<std::string> modes;
    for (const Value& each : value.list(1, 2)) {
        modes.push_back(each.one_of({"lobby", "branch"}));
        if (std::count(modes.begin(), modes.end(), modes.back()) > 1)
            each.fault("the mode is there already; delete one");
    }
    return modes;
}

Journey read_journey(const Value& value, const std::set<std::string>& groups, std::set<std::string>& ids) {
    Fields fields(value);
    Journey journey;
    journey.id = fields.at("id").new_identifier(ids);
    const Value group = fields.at("group");
    journey.group = group.identifier();
    if (!journey.group.empty() && groups.count(journey.group) == 0)
        group.fault("there is no group \"" + journey.group + "\"");
    journey.icon = fields.at("icon").identifier();
    journey.title = fields.at("title").text(title_limit);
    journey.summary = fields.at("summary").text(line_limit);
    journey.what = fields.at("what").text(paragraph_limit);
    journey.who = fields.at("who").text(paragraph_limit);
    journey.duration = fields.at("duration").text(paragraph_limit);
    journey.next = fields.at("next").text(paragraph_limit);
    journey.sent = fields.at("sent").text(title_limit);
    journey.declaration = fields.at("declaration").boolean();
    journey.committee = fields.at("committee").boolean();
    journey.completes = fields.optional("completes").boolean();
    journey.modes = read_modes(fields.at("modes"));
    journey.channel = fields.at("channel").one_of({"kiosk", "C1", "C2", "C5", "C6"});
    fields.finish();
    return journey;
}

Service read_service(const Value& value, std::set<std::string>& ids) {
    Fields fields(value);
    Service service;
    service.id = fields.at("id").new_identifier(ids);
    service.title = fields.at("title").text(title_limit);
    service.summary = fields.at("summary").text(line_limit);
    service.who = fields.at("who").text(paragraph_limit);
    service.what = fields.at("what").text(paragraph_limit);
    service.duration = fields.at("duration").text(paragraph_limit);
    service.documents = texts(fields.at("documents"), 0, 20, line_limit);
    service.journey = fields.optional("journey").identifier();
    fields.finish();
    return service;
}

QuestionAndAnswer read_question(const Value& value) {
    Fields fields(value);
    QuestionAndAnswer both{fields.at("question").text(line_limit), fields.at("answer").text(paragraph_limit),
                           fields.optional("journey").identifier()};
    fields.finish();
    return both;
}

Correction read_correction(const Value& value) {
    Fields fields(value);
    Correction both{fields.at("belief").text(line_limit), fields.at("fact").text(paragraph_limit)};
    fields.finish();
    return both;
}

Section read_section(const Value& value) {
    Fields fields(value);
    Section section{fields.at("heading").text(title_limit),
                    texts(fields.at("paragraphs"), 1, 40, paragraph_limit),
                    fields.optional("placeholder").boolean()};
    fields.finish();
    return section;
}

Document read_document(const Value& value, std::set<std::string>& ids) {
    Fields fields(value);
    Document document;
    document.id = fields.at("id").new_identifier(ids);
    document.code = fields.at("code").code();
    document.title = fields.at("title").text(title_limit);
    document.summary = fields.at("summary").text(line_limit);
    for (const Value& each : fields.at("sections").list(1, 60))
        document.sections.push_back(read_section(each));
    fields.finish();
    return document;
}

Announcement read_announcement(const Value& value, std::set<std::string>& ids) {
    Fields fields(value);
    Announcement announcement;
    announcement.id = fields.at("id").new_identifier(ids);
    announcement.title = fields.at("title").text(title_limit);
    announcement.text = fields.at("text").text(paragraph_limit);
    announcement.from = fields.optional("from").date();
    const Value until = fields.optional("until");
    announcement.until = until.date();
    if (announcement.from && announcement.until && *announcement.until < *announcement.from)
        until.fault("the last day is before the first");
    announcement.journey = fields.optional("journey").identifier();
    fields.finish();
    return announcement;
}

void read_audience(const Value& value, Choice& choice) {
    choice.visitors = choice.colleagues = false;
    for (const Value& each : value.list(1, 2)) {
        const std::string whom = each.one_of({"visitors", "colleagues"});
        bool& concerned = whom == "colleagues" ? choice.colleagues : choice.visitors;
        if (concerned)
            each.fault("it is there already; delete one");
        concerned = true;
    }
}

std::vector<Choice> read_choices(const Value& value) {
    std::vector<Choice> choices;
    std::set<std::string> ids;
    for (const Value& each : value.list(2, 24)) {
        Fields fields(each);
        Choice choice{fields.at("id").new_identifier(ids), fields.at("label").text(title_limit)};
        if (const Value audience = fields.optional("for"); !audience.absent())
            read_audience(audience, choice);
        choices.push_back(std::move(choice));
        fields.finish();
    }
    for (const bool colleague : {false, true})
        if (std::none_of(choices.begin(), choices.end(),
                         [&](const Choice& choice) { return choice.concerns(colleague); }))
            value.fault(colleague ? "none of these is for colleagues" : "none of these is for visitors");
    return choices;
}

} // namespace

/// Fills a catalogue from its files, one function a file.
class Loader {
public:
    explicit Loader(std::vector<std::string> unreadable)
        : unreadable_(std::move(unreadable)) {}

    tl::expected<Catalogue, std::vector<std::string>> load(const Sources& sources) {
        for (const File& file : files)
            load_file(file.name, sources.*file.text);
        std::vector<std::string> faults = unreadable_;
        faults.insert(faults.end(), report_.faults().begin(), report_.faults().end());
        if (!faults.empty())
            return tl::unexpected(std::move(faults));
        catalogue_.index();
        return std::move(catalogue_);
    }

    tl::expected<std::vector<Announcement>, std::vector<std::string>>
    load_announcements_for(const std::vector<Journey>& journeys, const std::string& text) {
        for (const Journey& journey : journeys)
            journeys_.insert(journey.id);
        journeys_read_ = true;
        load_file("announcements.json", text);
        if (!report_.faults().empty())
            return tl::unexpected(report_.faults());
        return std::move(catalogue_.announcements_);
    }

private:
    void load_file(const std::string& name, const std::string& text) {
        const auto names_it = [&](const std::string& fault) { return fault.rfind(name + ":", 0) == 0; };
        if (std::any_of(unreadable_.begin(), unreadable_.end(), names_it))
            return;
        const auto json = parse_json(name, text, report_);
        if (!json)
            return;
        Fields fields(Value(&*json, name, {}, report_));
        if (name == "journeys.json")
            load_journeys(fields);
        else if (name == "services.json")
            load_services(fields);
        else if (name == "questions.json")
            load_questions(fields);
        else if (name == "library.json")
            load_library(fields);
        else if (name == "announcements.json")
            load_announcements(fields);
        else
            load_rating(fields);
        fields.finish();
    }

    void load_journeys(Fields& fields) {
        std::set<std::string> groups;
        const std::vector<Value> group_values = fields.at("groups").list(1, 6);
        for (const Value& each : group_values)
            catalogue_.groups_.push_back(read_group(each, groups));
        for (const Value& each : fields.at("journeys").list(1, 24))
            catalogue_.journeys_.push_back(read_journey(each, groups, journeys_));
        journeys_read_ = true;
        for (std::size_t index = 0; index < group_values.size(); ++index) {
            const std::string& id = catalogue_.groups_[index].id;
            const auto belongs = [&](const Journey& journey) { return journey.group == id; };
            if (std::none_of(catalogue_.journeys_.begin(), catalogue_.journeys_.end(), belongs))
                group_values[index].fault("no journey is in this group; delete it");
        }
    }

    void leads_somewhere(const Value& value, const std::string& journey) const {
        if (journeys_read_ && !journey.empty() && journeys_.count(journey) == 0)
            value.fault("there is no journey \"" + journey + "\"");
    }

    void load_services(Fields& fields) {
        std::set<std::string> ids;
        for (const Value& each : fields.at("services").list(1, 40)) {
            catalogue_.services_.push_back(read_service(each, ids));
            leads_somewhere(each, catalogue_.services_.back().journey);
        }
    }

    void load_questions(Fields& fields) {
        for (const Value& each : fields.at("questions").list(1, 100)) {
            catalogue_.questions_.push_back(read_question(each));
            leads_somewhere(each, catalogue_.questions_.back().journey);
        }
        for (const Value& each : fields.at("corrections").list(1, 60))
            catalogue_.corrections_.push_back(read_correction(each));
    }

    void load_library(Fields& fields) {
        std::set<std::string> ids;
        for (const Value& each : fields.at("documents").list(1, 12))
            catalogue_.documents_.push_back(read_document(each, ids));
    }

    void load_announcements(Fields& fields) {
        std::set<std::string> ids;
        for (const Value& each : fields.at("announcements").list(0, 40)) {
            catalogue_.announcements_.push_back(read_announcement(each, ids));
            leads_somewhere(each, catalogue_.announcements_.back().journey);
        }
    }

    void load_rating(Fields& fields) {
        catalogue_.rating_.services = read_choices(fields.at("services"));
        catalogue_.rating_.departments = read_choices(fields.at("departments"));
        catalogue_.rating_.low_reasons = read_choices(fields.at("low_reasons"));
        catalogue_.rating_.high_reasons = read_choices(fields.at("high_reasons"));
    }

    std::vector<std::string> unreadable_;
    Report report_;
    Catalogue catalogue_;
    std::set<std::string> journeys_;
    bool journeys_read_ = false;
};

tl::expected<Catalogue, std::vector<std::string>> Catalogue::parse(const Sources& sources) {
    return Loader({}).load(sources);
}

tl::expected<void, std::vector<std::string>> Catalogue::announce(std::string_view announcements) {
    auto read = Loader({}).load_announcements_for(journeys_, std::string(announcements));
    if (!read)
        return tl::unexpected(std::move(read.error()));
    announcements_ = std::move(*read);
    return {};
}

tl::expected<Catalogue, std::vector<std::string>> Catalogue::load(const std::filesystem::path& folder) {
    Sources sources;
    std::vector<std::string> unreadable;
    for (const File& file : files) {
        std::error_code error;
        const auto path = folder / file.name;
        const auto size = std::filesystem::file_size(path, error);
        std::ifstream stream(path, std::ios::binary);
        std::string& text = sources.*file.text;
        if (error || !stream) {
            unreadable.push_back(std::string(file.name) + ": cannot be read");
            continue;
        }
        text.resize(std::min<std::uintmax_t>(size, file_limit + 1)); // one more shows that it is too large
        stream.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(stream.gcount()));
    }
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        const auto known = [&](const File& file) { return name == file.name; };
        if (std::none_of(files.begin(), files.end(), known))
            unreadable.push_back(name + ": not a file of the catalogue; rename or delete it");
    }
    std::sort(unreadable.begin(), unreadable.end());
    return Loader(std::move(unreadable)).load(sources);
}

} // namespace istiqbal::catalogue
