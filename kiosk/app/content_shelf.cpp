// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/content_shelf.hpp"

#include "sync/seal/bundle_folder.hpp"
#include "sync/seal/json.hpp"
#include "sync/seal/keys.hpp"

#include <algorithm>
#include <system_error>

namespace istiqbal::app {

namespace fs = std::filesystem;
using seal::ErrorClass;
using seal::Result;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t state_limit = std::size_t{64} * 1024;
constexpr std::size_t why_limit = 4096; // bytes
constexpr std::size_t word_limit = 64;
constexpr std::string_view leftover = ".new"; // as seal::unpack_bundle names it

const char* scope_name(bool own) {
    return own ? "own" : "all";
}

bool read_scope(seal::json::Fields& fields) {
    const std::string scope = fields.text("scope", word_limit);
    if (scope != "own" && scope != "all")
        fields.refuse(ErrorClass::malformed, "no such scope");
    return scope == "own";
}

std::optional<Edition> read_edition(seal::json::Fields& parent, const char* key) {
    if (parent.take_null(key))
        return std::nullopt;
    seal::json::Fields fields(parent.object(key));
    Edition edition;
    edition.own = read_scope(fields);
    edition.revision = fields.number("revision", seal::revision_limit);
    const seal::Bytes hash = fields.hex("hash", edition.hash.size());
    if (const auto done = fields.finish(); !done) {
        parent.refuse(done.error().kind, done.error().detail);
        return std::nullopt;
    }
    std::copy(hash.begin(), hash.end(), edition.hash.begin());
    return edition;
}

std::optional<RefusedEdition> read_refused(seal::json::Fields& parent) {
    if (parent.take_null("refused"))
        return std::nullopt;
    seal::json::Fields fields(parent.object("refused"));
    RefusedEdition refused;
    refused.own = read_scope(fields);
    refused.revision = fields.number("revision", seal::revision_limit);
    refused.why = fields.text("why", why_limit);
    refused.software = fields.text("software", word_limit);
    if (const auto done = fields.finish(); !done) {
        parent.refuse(done.error().kind, done.error().detail);
        return std::nullopt;
    }
    return refused;
}

Json written(const std::optional<Edition>& edition) {
    if (!edition)
        return nullptr;
    return {{"scope", scope_name(edition->own)},
            {"revision", edition->revision},
            {"hash", seal::hex(edition->hash)}};
}

// Cut at a character's beginning.
std::string shortened(const std::string& text) {
    std::size_t size = std::min(text.size(), why_limit);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80)
        --size;
    return text.substr(0, size);
}

} // namespace

std::string Edition::folder() const {
    return std::string(scope_name(own)) + "-" + std::to_string(revision);
}

bool is_edition_folder(std::string_view name) {
    if (name.size() > leftover.size() && name.substr(name.size() - leftover.size()) == leftover)
        name.remove_suffix(leftover.size());
    const bool known = name.substr(0, 4) == "all-" || name.substr(0, 4) == "own-";
    const std::string_view number = name.substr(std::min<std::size_t>(name.size(), 4));
    return known && !number.empty() && std::all_of(number.begin(), number.end(), [](char letter) {
               return letter >= '0' && letter <= '9';
           });
}

ShelfState ContentShelf::state() const {
    const auto text = seal::load_file(state_file(), state_limit);
    if (!text)
        return {};
    const auto object = seal::json::parse_object(*text, state_limit);
    if (!object)
        return {};
    seal::json::Fields fields(*object);
    ShelfState state;
    if (fields.text("istiqbal", word_limit) != "content" || fields.number("version", version) != version)
        return {};
    state.active = read_edition(fields, "active");
    state.previous = read_edition(fields, "previous");
    state.refused = read_refused(fields);
    state.highest = {fields.number("highest_all", seal::revision_limit),
                     fields.number("highest_own", seal::revision_limit)};
    if (!fields.finish())
        return {};
    return state;
}

Result<void> ContentShelf::save(const ShelfState& state) const {
    Json json{{"istiqbal", "content"}, {"version", version}};
    json["active"] = written(state.active);
    json["previous"] = written(state.previous);
    json["refused"] = nullptr;
    if (state.refused)
        json["refused"] = {{"scope", scope_name(state.refused->own)},
                           {"revision", state.refused->revision},
                           {"why", shortened(state.refused->why)},
                           {"software", state.refused->software}};
    json["highest_all"] = state.highest[0];
    json["highest_own"] = state.highest[1];
    // What a foreign file is said to hold may be no UTF-8.
    const std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    return seal::make_private_folder(folder_).and_then(
        [&] { return seal::save_file(state_file(), seal::view(text)); });
}

Result<fs::path> ContentShelf::open(const Edition& edition) const {
    fs::path folder = folder_ / edition.folder();
    const auto bundle = seal::bundle_of(folder);
    if (!bundle)
        return tl::unexpected(bundle.error());
    if (seal::bundle_hash(*bundle) != edition.hash)
        return seal::fail(ErrorClass::bad_checksum, folder.string() + " is not as it was unpacked");
    return folder;
}

Result<fs::path> ContentShelf::unpack(const Edition& edition, seal::ByteView bundle) const {
    fs::path folder = folder_ / edition.folder();
    return seal::make_private_folder(folder_)
        .and_then([&] { return seal::unpack_bundle(bundle, folder); })
        .map([&] { return std::move(folder); });
}

Result<void> ContentShelf::activate(const Edition& edition, const std::optional<Edition>& before) const {
    ShelfState next = state();
    if (before != edition)
        next.previous = before;
    next.active = edition;
    next.refused.reset();
    std::uint64_t& highest = next.highest[edition.own ? 1 : 0];
    highest = std::max(highest, edition.revision);
    return save(next).map([&] { tidy(next); });
}

Result<void> ContentShelf::refuse(const RefusedEdition& refused) const {
    ShelfState next = state();
    next.refused = refused;
    if (next.active && next.active->is(refused.own, refused.revision))
        next.active = std::exchange(next.previous, std::nullopt);
    // An edition that is ready and not yet in use may lie beside it: nothing else is tidied up.
    return save(next).map([&] {
        seal::remove_folder(folder_ / Edition{refused.own, refused.revision, {}}.folder());
    });
}

// Everything but what the state points to. What is left lying takes room and does no other harm: a try that
// fails is not worth a word.
void ContentShelf::tidy(const ShelfState& state) const {
    std::error_code ignored;
    std::vector<fs::path> unused;
    for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
        const std::string name = entry.path().filename().string();
        const auto is_it = [&](const std::optional<Edition>& edition) {
            return edition && edition->folder() == name;
        };
        if (is_edition_folder(name) && !is_it(state.active) && !is_it(state.previous))
            unused.push_back(entry.path());
    }
    for (const fs::path& folder : unused)
        seal::remove_folder(folder);
}

Result<void> ContentShelf::keep(seal::NoticeKind kind, seal::ByteView notice) const {
    return seal::make_private_folder(folder_).and_then(
        [&] { return seal::save_file(folder_ / (std::string(seal::name(kind)) + ".notice"), notice); });
}

std::optional<seal::Bytes> ContentShelf::kept(seal::NoticeKind kind) const {
    auto notice = seal::load_file(folder_ / (std::string(seal::name(kind)) + ".notice"),
                                  seal::notice_overhead + seal::notice_body_limit(kind));
    if (!notice)
        return std::nullopt;
    return std::move(*notice);
}

} // namespace istiqbal::app
