// SPDX-License-Identifier: Apache-2.0
// A terminal's journal in a file, and what may happen to the file.
#pragma once

#include "sync/journal/journal.hpp"
#include "tests/catch.hpp"
#include "tests/sync/folder.hpp"
#include "tests/sync/samples.hpp"

#include <sys/resource.h>

#include <csignal>
#include <fstream>

namespace istiqbal::test {

inline const seal::SigningKey& terminal() {
    static const seal::SigningKey key = signing_key(1);
    return key;
}

inline const std::vector<seal::Bytes>& envelopes() {
    static const std::vector<seal::Bytes> sealed =
        chain(terminal(), {}, 40, {identity(2).recipient(), identity(3).recipient()});
    return sealed;
}

inline journal::Opened open(const std::filesystem::path& file) {
    auto opened = journal::Journal::open(file, terminal().verify_key());
    INFO((opened ? "" : opened.error().message()));
    REQUIRE(opened);
    return std::move(*opened);
}

inline void append_all(journal::Journal& journal, std::size_t from, std::size_t to) {
    for (std::size_t index = from; index < to; ++index)
        REQUIRE(journal.append(envelopes()[index]));
}

inline seal::Digest hash_of(const seal::Bytes& envelope) {
    return seal::record_hash(seal::parse_envelope(envelope).value());
}

inline std::string content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline void put(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// A file size limit stands in for the full disk: writing beyond it fails with EFBIG.
class FullDisk {
public:
    explicit FullDisk(rlim_t size) {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit limit{size, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &old_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit old_{};
};

// A journal as a power cut leaves it: all that was appended is in the -wal still.
inline void put_with_wal(const std::filesystem::path& file, std::size_t count) {
    const Folder folder;
    const auto opened = open(folder / "live");
    append_all(*opened.journal, 0, count);
    put(file, content(folder / "live"));
    put(file.string() + "-wal", content(folder / "live-wal"));
}

} // namespace istiqbal::test
