// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/content_shelf.hpp"

#include "sync/seal/bundle_folder.hpp"
#include "sync/seal/keys.hpp"

#include <algorithm>
#include <system_error>

namespace istiqbal::app {

namespace fs = std::filesystem;
using seal::ErrorClass;
using seal::Result;

namespace {

constexpr std::string_view leftover = ".new"; // as seal::unpack_bundle names it

} // namespace

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
    const auto text = seal::load_file(state_file(), shelf_state_limit);
    return text ? read_shelf_state(*text).value_or(ShelfState{}) : ShelfState{};
}

Result<void> ContentShelf::save(const ShelfState& state) const {
    const std::string text = write_shelf_state(state);
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
