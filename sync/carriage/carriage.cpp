// SPDX-License-Identifier: Apache-2.0
#include "sync/carriage/carriage.hpp"

#include "sync/seal/batch.hpp"
#include "sync/seal/pae.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace istiqbal::carriage {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Failure> own(const seal::Error& error) {
    return tl::unexpected(Failure{Trouble::own, error.message()});
}

// A file that was written and is still to be checked.
struct Written {
    Name name;
    seal::Digest hash{}; // of its bytes
};

// One run: the stick that it began with, and what came of it.
class Run {
public:
    Run(const Sender& sender, fs::path stick, const OnProgress& progress)
        : sender_(sender)
        , stick_(std::move(stick))
        , batches_(batch_folder(stick_))
        , progress_(progress) {}

    Tried<Copied> copy() {
        if (!look(began_with_))
            return tl::unexpected(Failure{Trouble::gone, stick_.string() + " is not there"});
        return prepare().and_then([this] { return carry(); }).map_error([this](Failure failure) {
            // A stick that is taken out answers in many ways, some like those of a broken one.
            if (failure.trouble != Trouble::own && failure.trouble != Trouble::given_up && !still_there())
                failure.trouble = Trouble::gone;
            return failure;
        });
    }

private:
    using Identity = std::array<std::uint64_t, 2>;

    bool look(Identity& identity) const {
        struct stat status {};
        if (::stat(stick_.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
            return false;
        identity = {status.st_dev, status.st_ino};
        return true;
    }
    bool still_there() const {
        Identity now{};
        return look(now) && now == began_with_;
    }

    Tried<void> prepare() {
        auto taken = take_acknowledgements(sender_.journal, sender_.provision, stick_);
        if (!taken)
            return tl::unexpected(taken.error());
        copied_.taken = std::move(*taken);
        const journal::Counts counts = sender_.journal.counts();
        total_ = counts.unsent + counts.spooled;
        return {};
    }

    Tried<Copied> carry() {
        if (total_ > 0)
            if (auto made = make_folder(batches_); !made)
                return tl::unexpected(made.error());
        return write_all()
            .and_then([this] { return check_all(); })
            .and_then([this] { return finish(); })
            .map([this] { return std::move(copied_); });
    }

    Tried<void> report(Progress::Phase phase, std::uint64_t done) const {
        if (progress_ && !progress_({phase, done, total_}))
            return tl::unexpected(Failure{Trouble::given_up, "the copy was given up"});
        return {};
    }

    Tried<void> write_all() {
        std::uint32_t epoch = 0;
        std::uint64_t sequence = 0;
        std::uint64_t done = 0;
        for (;;) {
            if (auto reported = report(Progress::Phase::writing, done); !reported)
                return reported;
            const auto run = sender_.journal.unacknowledged(epoch, sequence, seal::batch_count_limit,
                                                            seal::batch_envelopes_limit);
            if (!run)
                return own(run.error());
            if (run->envelopes.empty())
                break;
            if (auto written = write(*run); !written)
                return written;
            epoch = run->epoch;
            sequence = run->first_sequence + run->envelopes.size() - 1;
            done += run->envelopes.size();
        }
        // Records that were filed meanwhile came along.
        total_ = done;
        return written_.empty() ? Tried<void>() : sync_stick(batches_);
    }

    Tried<void> write(const journal::Unsent& run) {
        const seal::Provision& provision = sender_.provision;
        const auto batch = seal::build_batch(sender_.terminal, provision.certificate_file, run.envelopes);
        if (!batch)
            return own(batch.error());
        // By the certificate's own time: one that has expired is for the office to refuse or renew.
        const auto verified =
            seal::parse_and_verify_batch(*batch, provision.office, provision.certificate.issued);
        if (!verified)
            return own(verified.error());
        const std::array recipients{provision.hub, provision.intake};
        const auto sealed = seal::wrap_batch(*batch, recipients, sender_.random);
        if (!sealed)
            return own(sealed.error());
        const Name name = make_name(Kind::batch, sender_.journal.terminal(), run.epoch, run.first_sequence,
                                    run.envelopes.size(), verified->last_hash);
        if (auto written = write_file(batches_, file_name(name), *sealed); !written)
            return written;
        written_.push_back({name, seal::labelled_hash(seal::Label::content, {*sealed})});
        return {};
    }

    // Only now, when all is there: a stick that claims more room than it has loses what it took first.
    Tried<void> check_all() {
        for (const Written& written : written_) {
            if (auto reported = report(Progress::Phase::checking, copied_.records); !reported)
                return reported;
            const auto bytes = read_back(batches_ / file_name(written.name), seal::wrapped_batch_limit);
            if (!bytes)
                return tl::unexpected(bytes.error());
            if (seal::labelled_hash(seal::Label::content, {*bytes}) != written.hash)
                return tl::unexpected(
                    Failure{Trouble::unfaithful, file_name(written.name) + " is not what was written"});
            copied_.records += written.name.count;
            ++copied_.batches;
        }
        return {};
    }

    Tried<void> finish() {
        if (auto cleaned = remove_superseded(); !cleaned)
            return cleaned;
        if (!still_there())
            return tl::unexpected(Failure{Trouble::gone, stick_.string() + " is another stick now"});
        return report(Progress::Phase::checking, total_).and_then([this] { return sync_stick(stick_); });
    }

    // Every one of these records is in the journal, or was until the office acknowledged it.
    Tried<bool> known_to_journal(const Name& name) const {
        for (std::uint64_t sequence = name.last_sequence(); sequence >= name.first_sequence; --sequence) {
            const auto hash = sender_.journal.hash_at(name.epoch, sequence);
            if (!hash)
                return own(hash.error());
            if (!*hash || (sequence == name.last_sequence() && !name.ends_with(**hash)))
                return false;
        }
        return true;
    }

    // The journal is asked for each: a stick may bear the only copy of records that a damaged journal lost,
    // or a clone's, which have the same numbers and other hashes.
    Tried<void> remove_superseded() {
        const auto found = names_in(batches_, Kind::batch);
        if (!found)
            return tl::unexpected(found.error());
        for (const Name& name : *found) {
            const bool is_new = std::any_of(written_.begin(), written_.end(),
                                            [&](const Written& written) { return written.name == name; });
            if (is_new || name.terminal != sender_.journal.terminal())
                continue;
            const auto needless = known_to_journal(name);
            if (!needless)
                return tl::unexpected(needless.error());
            if (*needless)
                remove_file(batches_, file_name(name));
        }
        return {};
    }

    const Sender& sender_;
    fs::path stick_;
    fs::path batches_;
    const OnProgress& progress_;
    Identity began_with_{};
    std::uint64_t total_ = 0;
    std::vector<Written> written_;
    Copied copied_;
};

} // namespace

Tried<Taken> take_acknowledgements(journal::Journal& journal, const seal::Provision& provision,
                                   const fs::path& stick) {
    const fs::path folder = ack_folder(batch_folder(stick));
    const auto names = names_in(folder, Kind::acknowledgement);
    if (!names)
        return tl::unexpected(names.error());
    const auto retention = journal.retention(provision.office, std::time(nullptr));
    if (!retention)
        return own(retention.error());
    Taken taken;
    for (const Name& name : *names) {
        if (name.terminal != journal.terminal())
            continue;
        const std::string file = file_name(name);
        const auto bytes = read_file(folder / file, seal::office_ack_limit);
        const auto ack = bytes ? seal::parse_office_ack(*bytes, provision.office)
                               : seal::Result<seal::OfficeAck>(tl::unexpected(bytes.error()));
        if (!ack || ack->terminal != journal.terminal()) {
            taken.refused.push_back(file);
            continue;
        }
        const auto purged = journal.purge(*ack, *retention);
        if (!purged)
            return own(purged.error());
        taken.acknowledged += purged->purged;
        if (purged->mismatched > 0)
            taken.refused.push_back(file);
        else
            remove_file(folder, file);
    }
    return taken;
}

Tried<Copied> copy_to_stick(const Sender& sender, const fs::path& stick, const OnProgress& progress) {
    return Run(sender, stick, progress).copy();
}

} // namespace istiqbal::carriage
