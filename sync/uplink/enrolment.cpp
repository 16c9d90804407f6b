// SPDX-License-Identifier: Apache-2.0
#include "sync/uplink/enrolment.hpp"

#include "sync/journal/journal.hpp"

#include <system_error>

namespace istiqbal::uplink {

using seal::ErrorClass;
using seal::Result;
namespace fs = std::filesystem;

namespace {

fs::path key_file(const fs::path& directory) {
    return directory / "terminal.key";
}
fs::path new_key_file(const fs::path& directory) {
    return directory / "terminal.key.new";
}
fs::path new_provision_file(const fs::path& directory) {
    return directory / "provision.json.new";
}
fs::path request_file(const fs::path& directory) {
    return directory / "request.json";
}
fs::path provision_file_in(const fs::path& directory) {
    return directory / "provision.json";
}

Result<seal::SigningKey> load_key(const fs::path& directory) {
    auto key = seal::SigningKey::load(key_file(directory));
    if (!key && key.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found, "no terminal in " + directory.string() +
                                                     "; begin with 'istiqbal-kiosk enroll request'");
    return key;
}

Result<seal::SigningKey> load_or_make_key(const fs::path& directory, const fs::path& file) {
    auto present = seal::SigningKey::load(file);
    if (present || present.error().kind != ErrorClass::not_found)
        return present;
    if (auto made = seal::make_private_folder(directory); !made)
        return tl::unexpected(made.error());
    auto made = seal::SigningKey::generate();
    if (auto saved = made.save(file); !saved)
        return tl::unexpected(saved.error());
    return made;
}

bool is_there(const fs::path& file) {
    std::error_code problem;
    return fs::exists(file, problem);
}

Result<void> rename_durably(const fs::path& from, const fs::path& to) {
    std::error_code problem;
    fs::rename(from, to, problem);
    if (problem)
        return seal::fail(ErrorClass::io, "cannot rename " + from.string() + ": " + problem.message());
    return seal::sync_folder(to.parent_path());
}

// The journal still is the old key's, or is the new one's already.
Result<void> hand_journal_over(const fs::path& journal_file, const seal::VerifyKey& before,
                               const seal::SigningKey& after) {
    auto opened = journal::Journal::open(journal_file, before);
    if (!opened && opened.error().kind == ErrorClass::wrong_key)
        opened = journal::Journal::open(journal_file, after.verify_key());
    if (!opened)
        return tl::unexpected(opened.error());
    if (opened->journal->terminal() == after.verify_key().id())
        return {};
    // What lies aside and was not read yet is signed with the old key: it would not be known any more.
    if (opened->condition != journal::Condition::recovered && !opened->reason.empty())
        return seal::fail(ErrorClass::io, opened->reason);
    return opened->journal->hand_over(after).map([](std::uint64_t) {});
}

Result<seal::Provision> load_provision(const fs::path& directory, const seal::VerifyKey& terminal) {
    const auto bytes = seal::load_file(provision_file_in(directory), seal::enrolment_file_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    return seal::parse_provision(*bytes, terminal);
}

Result<seal::EnrolmentRequest> load_request(const fs::path& directory) {
    const auto bytes = seal::load_file(request_file(directory), seal::enrolment_request_limit);
    if (!bytes && bytes.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found, "this terminal asked no office; begin with "
                                                 "'istiqbal-kiosk enroll request'");
    if (!bytes)
        return tl::unexpected(bytes.error());
    return seal::parse_enrolment_request(*bytes);
}

// Journal first, then the key, then the provision, each in its place or not: at every moment the rest can be
// told from what is there.
Result<void> finish_succession(const fs::path& directory) {
    if (!is_there(new_provision_file(directory)))
        return {};
    auto before = load_key(directory);
    if (!before)
        return tl::unexpected(before.error());
    if (is_there(new_key_file(directory))) {
        const auto after = seal::SigningKey::load(new_key_file(directory));
        if (!after)
            return tl::unexpected(after.error());
        if (auto done = hand_journal_over(directory / "journal.db", before->verify_key(), *after); !done)
            return done;
        if (auto done = rename_durably(new_key_file(directory), key_file(directory)); !done)
            return done;
    }
    return rename_durably(new_provision_file(directory), provision_file_in(directory));
}

} // namespace

Result<Terminal> load_terminal(const fs::path& directory) {
    if (auto done = finish_succession(directory); !done)
        return tl::unexpected(done.error());
    auto key = load_key(directory);
    if (!key)
        return tl::unexpected(key.error());
    auto provision = load_provision(directory, key->verify_key());
    if (!provision && provision.error().kind == ErrorClass::not_found)
        return seal::fail(ErrorClass::not_found,
                          "the office has not enrolled this terminal yet; bring its answer with "
                          "'istiqbal-kiosk enroll install'");
    if (!provision)
        return tl::unexpected(provision.error());
    return Terminal{directory, std::move(*key), std::move(*provision)};
}

Result<EnrolmentRequestFile> create_enrolment_request(const fs::path& directory,
                                                      const seal::Invitation& invitation, std::int64_t now) {
    auto key = load_or_make_key(directory, key_file(directory));
    if (!key)
        return tl::unexpected(key.error());
    const auto present = load_provision(directory, key->verify_key());
    if (!present && present.error().kind != ErrorClass::not_found)
        return tl::unexpected(present.error());
    if (invitation.succeeds && (!present || key->verify_key().id() != *invitation.succeeds))
        return seal::fail(ErrorClass::wrong_key, "the one-time code is for another terminal");
    if (present && present->office != invitation.office)
        return seal::fail(ErrorClass::wrong_key,
                          "the one-time code is of another office than this terminal's");
    if (invitation.succeeds)
        key = load_or_make_key(directory, new_key_file(directory));
    if (!key)
        return tl::unexpected(key.error());
    const auto request = seal::build_enrolment_request(*key, invitation, now);
    if (!request)
        return tl::unexpected(request.error());
    if (auto saved = seal::save_file(request_file(directory), *request); !saved)
        return tl::unexpected(saved.error());
    return EnrolmentRequestFile{request_file(directory), key->verify_key().fingerprint(),
                                invitation.office.fingerprint()};
}

// Whether the answer is for the key that is to take the present one's place.
static bool is_for_new_key(const fs::path& directory, const seal::Bytes& provision) {
    const auto key = seal::SigningKey::load(new_key_file(directory));
    return key && seal::parse_provision(provision, key->verify_key());
}

Result<Terminal> install_provision(const fs::path& directory, const fs::path& provision_file) {
    if (auto done = finish_succession(directory); !done)
        return tl::unexpected(done.error());
    const auto key = load_key(directory);
    if (!key)
        return tl::unexpected(key.error());
    const auto bytes = seal::load_file(provision_file, seal::enrolment_file_limit);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto present = load_provision(directory, key->verify_key());
    if (!present && present.error().kind != ErrorClass::not_found)
        return tl::unexpected(present.error());
    const auto asked = load_request(directory);
    if (!asked)
        return tl::unexpected(asked.error());
    const seal::VerifyKey office = present ? present->office : asked->office;
    if (present && is_for_new_key(directory, *bytes)) {
        const auto key_now = seal::SigningKey::load(new_key_file(directory));
        if (!key_now)
            return tl::unexpected(key_now.error());
        if (auto good = seal::parse_provision(*bytes, key_now->verify_key(), office); !good)
            return tl::unexpected(good.error());
        if (auto saved = seal::save_file(new_provision_file(directory), *bytes); !saved)
            return tl::unexpected(saved.error());
        return load_terminal(directory);
    }
    const auto brought = seal::parse_provision(*bytes, key->verify_key(), office);
    if (!brought)
        return tl::unexpected(brought.error());
    if (present && brought->issued < present->issued)
        return seal::fail(ErrorClass::expired, "an answer newer than this one is installed already");
    if (auto saved = seal::save_file(provision_file_in(directory), *bytes); !saved)
        return tl::unexpected(saved.error());
    return load_terminal(directory);
}

} // namespace istiqbal::uplink
