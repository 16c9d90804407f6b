// SPDX-License-Identifier: Apache-2.0
// A terminal, its office and hub, and a folder that stands for a stick.
#pragma once

#include "sync/carriage/carriage.hpp"
#include "sync/office/import.hpp"
#include "tests/sync/centre.hpp"

#include <fstream>

namespace istiqbal::test {

namespace fs = std::filesystem;

inline std::vector<std::string> files_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator(folder, missing))
        if (entry.is_regular_file())
            names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

inline void put_file(const fs::path& file, seal::ByteView bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

struct StickScene : Centre {
    fs::path stick = folder / "stick";
    fs::path batches = stick / "istiqbal";
    fs::path acks = batches / "acks";

    StickScene() { fs::create_directory(stick); }

    static carriage::Sender sender(Terminal& from) {
        return {*from.journal, from.terminal->key, from.terminal->provision, seeded(3)};
    }
    carriage::Tried<carriage::Copied> try_copy(Terminal& from, const carriage::OnProgress& progress = {}) {
        return carriage::copy_to_stick(sender(from), stick, progress);
    }
    carriage::Copied copy(Terminal& from) {
        auto copied = try_copy(from);
        INFO((copied ? "" : copied.error().detail));
        REQUIRE(copied);
        return std::move(*copied);
    }
    carriage::Copied copy() { return copy(terminal); }
    std::vector<office::ImportedFile> import(const fs::path& path, std::int64_t now = noon) {
        auto imported = office::import_path(*office.store, *office.keys, path, now);
        INFO((imported ? "" : imported.error().message()));
        REQUIRE(imported);
        return std::move(*imported);
    }
    std::vector<office::ImportedFile> import() { return import(stick); }
    // The terminal sends what it has to send, and takes what there is for it.
    void sync() {
        uplink::CurlTransport transport({hub.url()});
        uplink::Courier courier(*terminal.journal, terminal.terminal->key, terminal.terminal->provision,
                                transport);
        for (int steps = 0; steps < 20; ++steps) {
            const auto step = courier.step(noon);
            INFO(step.problem);
            REQUIRE((step.outcome == uplink::Outcome::sent || step.outcome == uplink::Outcome::quiet));
            if (step.outcome == uplink::Outcome::quiet && step.wait > std::chrono::seconds(1))
                return;
        }
    }
    journal::Counts counts() { return terminal.journal->counts(); }
    std::size_t cases() { return office.store->cases().value().size(); }
};

} // namespace istiqbal::test
