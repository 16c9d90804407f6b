// SPDX-License-Identifier: Apache-2.0
#include "sync/office/import.hpp"

#include "sync/carriage/stick.hpp"
#include "sync/seal/batch.hpp"

namespace istiqbal::office {

namespace fs = std::filesystem;
using seal::ErrorClass;
using seal::Result;

namespace {

class Importer {
public:
    Importer(Store& store, const OfficeKeys& keys, std::int64_t now)
        : store_(store)
        , keys_(keys)
        , now_(now) {}

    Result<ImportedFile> take(const fs::path& file) {
        ImportedFile imported;
        imported.file = file;
        const auto refuse = [&imported](const seal::Error& error) {
            imported.refused = error;
            return imported;
        };
        const auto sealed = carriage::read_file(file, seal::wrapped_batch_limit);
        if (!sealed)
            return refuse(sealed.error());
        const auto plain = seal::unwrap_batch(*sealed, {&keys_.intake, 1});
        if (!plain)
            return refuse(plain.error());
        const auto batch = seal::parse_and_verify_batch(plain->bytes(), keys_.shown.key, now_);
        if (!batch)
            return refuse(batch.error());
        if (auto done = file_batch(*batch, imported); !done)
            return tl::unexpected(done.error());
        if (auto done = acknowledge(*batch, imported); !done)
            return tl::unexpected(done.error());
        return imported;
    }

private:
    Result<void> file_batch(const seal::Batch& batch, Filed& filed) {
        auto transaction = store_.begin();
        if (!transaction)
            return tl::unexpected(transaction.error());
        const auto hub = store_.hub_of(batch.certificate.terminal);
        if (!hub)
            return tl::unexpected(hub.error());
        auto clerk = FilingClerk::open(store_, keys_, *hub, filed, now_);
        if (!clerk)
            return tl::unexpected(clerk.error());
        std::vector<seal::ByteView> records;
        for (const seal::BatchRecord& record : batch.records)
            records.push_back(record.envelope.bytes);
        if (auto done = clerk->take(records); !done)
            return done;
        return transaction->commit();
    }

    // What is asked of the store again after the commit, and is there with this very hash, is signed for.
    Result<void> acknowledge(const seal::Batch& batch, ImportedFile& imported) {
        seal::OfficeAck ack{batch.certificate.terminal, batch.epoch, {}};
        for (const seal::BatchRecord& record : batch.records) {
            const std::uint64_t sequence = record.envelope.position.sequence;
            const auto held = store_.at(ack.terminal, ack.epoch, sequence);
            if (!held)
                return tl::unexpected(held.error());
            if (*held && (*held)->hash == record.hash)
                ack.records.push_back({sequence, record.hash});
        }
        if (ack.records.empty())
            return {};
        const auto bytes = seal::build_office_ack(keys_.signing, ack);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (const auto written = write(ack, *bytes, imported.file); written)
            imported.acknowledged = ack.records.size();
        else
            imported.warnings.push_back("the acknowledgement could not be put beside it (" +
                                        written.error().detail + "); it goes by the hub");
        return {};
    }

    static carriage::Tried<void> write(const seal::OfficeAck& ack, seal::ByteView bytes,
                                       const fs::path& file) {
        const fs::path folder = carriage::ack_folder(file.parent_path());
        const std::string name = carriage::file_name(
            carriage::make_name(carriage::Kind::acknowledgement, ack.terminal, ack.epoch,
                                ack.records.front().sequence, ack.records.size(), ack.records.back().hash));
        return carriage::make_folder(folder)
            .and_then([&] { return carriage::write_file(folder, name, bytes); })
            .and_then([&] { return carriage::read_back(folder / name, seal::office_ack_limit); })
            .and_then([&](const seal::Bytes& found) -> carriage::Tried<void> {
                if (!seal::equal(found, bytes))
                    return tl::unexpected(
                        carriage::Failure{carriage::Trouble::unfaithful, "the stick gives back other bytes"});
                return {};
            });
    }

    Store& store_;
    const OfficeKeys& keys_;
    std::int64_t now_;
};

// A file that a person named is looked at whatever it is called.
Result<std::vector<fs::path>> files_at(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        return seal::fail(ErrorClass::not_found, "there is nothing at " + path.string());
    if (!fs::is_directory(status))
        return std::vector{path};
    const fs::path on_stick = carriage::batch_folder(path);
    const fs::path folder = fs::is_directory(fs::symlink_status(on_stick, error)) ? on_stick : path;
    const auto names = carriage::names_in(folder, carriage::Kind::batch);
    if (!names)
        return seal::fail(ErrorClass::io, names.error().detail);
    if (names->empty())
        return seal::fail(ErrorClass::not_found, "there is no batch in " + folder.string());
    std::vector<fs::path> files;
    for (const carriage::Name& name : *names)
        files.push_back(folder / carriage::file_name(name));
    return files;
}

} // namespace

Result<std::vector<ImportedFile>> import_path(Store& store, const OfficeKeys& keys, const fs::path& path,
                                              std::int64_t now) {
    const auto files = files_at(path);
    if (!files)
        return tl::unexpected(files.error());
    Importer importer(store, keys, now);
    std::vector<ImportedFile> imported;
    for (const fs::path& file : *files) {
        auto one = importer.take(file);
        if (!one)
            return tl::unexpected(one.error());
        imported.push_back(std::move(*one));
    }
    // So that the stick may be taken out. What could not be synced was read back, and goes by the hub too.
    (void)carriage::sync_stick(files->front().parent_path());
    return imported;
}

} // namespace istiqbal::office
