// SPDX-License-Identifier: Apache-2.0
// What of the office's word lies unpacked on this terminal, in the terminal's directory:
//
//     content/in-use.json         which edition is in use, which was before it, which was refused and why
//     content/SCOPE-REVISION/     an edition's files, SCOPE being "all" or "own"
//     content/KIND.notice         the last settings and announcements that were good, as they were signed
//
// Invariants
//   * An edition's folder is whole and durable before anything points to it; in-use.json is replaced whole. A
//     power cut leaves the edition before or the new one, and at the worst a folder that nothing points to,
//     which the next change removes.
//   * The edition in use and the one before it are kept; others are removed.
//   * For each scope, the highest revision that was ever in use is remembered: a lower one is not taken, also
//     if the journal is lost.
//
// An in-use.json that cannot be read is as none: what came with the program is used, and the journal's notice
// brings the rest back. One thread at a time.
#pragma once

#include "kiosk/app/shelf_state.hpp"
#include "sync/seal/notice.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace istiqbal::app {

class ContentShelf {
public:
    // `terminal`: its directory. Makes nothing until there is something to keep.
    explicit ContentShelf(const std::filesystem::path& terminal)
        : folder_(terminal / "content") {}

    ShelfState state() const;

    // The edition's folder, after every byte in it was compared with the hash: not_found, bad_checksum, io.
    seal::Result<std::filesystem::path> open(const Edition& edition) const;

    // Puts an edition there, in use by nobody yet. As seal::unpack_bundle.
    seal::Result<std::filesystem::path> unpack(const Edition& edition, seal::ByteView bundle) const;

    // From now on in use, durably; `before` is kept as the previous one.
    seal::Result<void> activate(const Edition& edition, const std::optional<Edition>& before) const;

    // Remembers it, so that it is not tried again, and removes its folder. One that was active is so no more.
    seal::Result<void> refuse(const RefusedEdition& refused) const;

    // Of settings and announcements: the last that was good.
    seal::Result<void> keep(seal::NoticeKind kind, seal::ByteView notice) const;
    std::optional<seal::Bytes> kept(seal::NoticeKind kind) const;

private:
    seal::Result<void> save(const ShelfState& state) const;
    void tidy(const ShelfState& state) const;
    std::filesystem::path state_file() const { return folder_ / "in-use.json"; }

    std::filesystem::path folder_;
};

// Whether that name is one of an edition's folder or of what unpacking leaves, which tidying may remove.
bool is_edition_folder(std::string_view name);

} // namespace istiqbal::app
