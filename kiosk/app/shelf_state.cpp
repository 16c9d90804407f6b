// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/shelf_state.hpp"

#include "sync/seal/json.hpp"
#include "sync/seal/notice.hpp"

#include <algorithm>

namespace istiqbal::app {

using seal::ErrorClass;
using seal::Result;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t why_limit = 4096; // bytes
constexpr std::size_t word_limit = 64;

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

// What is written must be read again: valid UTF-8, and cut at a character's beginning. What a foreign file is
// said to hold may be neither, and to put a replacement in place of each byte would make it longer.
std::string readable(std::string text) {
    if (!seal::is_utf8(text))
        std::replace_if(
            text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) > 127; },
            '?');
    std::size_t size = std::min(text.size(), why_limit);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80)
        --size;
    text.resize(size);
    return text;
}

} // namespace

std::string Edition::folder() const {
    return std::string(scope_name(own)) + "-" + std::to_string(revision);
}

Result<ShelfState> read_shelf_state(seal::ByteView json) {
    const auto object = seal::json::parse_object(json, shelf_state_limit);
    if (!object)
        return tl::unexpected(object.error());
    seal::json::Fields fields(*object);
    ShelfState state;
    if (fields.text("istiqbal", word_limit) != "content")
        fields.refuse(ErrorClass::malformed, "not what is in use");
    if (fields.number("version", version) != version)
        fields.refuse(ErrorClass::unsupported, "no such version");
    state.active = read_edition(fields, "active");
    state.previous = read_edition(fields, "previous");
    state.refused = read_refused(fields);
    state.highest = {fields.number("highest_all", seal::revision_limit),
                     fields.number("highest_own", seal::revision_limit)};
    if (const auto done = fields.finish(); !done)
        return tl::unexpected(done.error());
    return state;
}

std::string write_shelf_state(const ShelfState& state) {
    Json json{{"istiqbal", "content"}, {"version", version}};
    json["active"] = written(state.active);
    json["previous"] = written(state.previous);
    json["refused"] = nullptr;
    if (state.refused)
        json["refused"] = {{"scope", scope_name(state.refused->own)},
                           {"revision", state.refused->revision},
                           {"why", readable(state.refused->why)},
                           {"software", state.refused->software}};
    json["highest_all"] = state.highest[0];
    json["highest_own"] = state.highest[1];
    return json.dump(1) + "\n";
}

} // namespace istiqbal::app
