// SPDX-License-Identifier: Apache-2.0
// Opening: all that can be found out about sealed records without writing, before they are filed one after
// another (filing.hpp). Verifying and opening takes by far the most of it, and is done on all cores.
#pragma once

#include "sync/office/directory.hpp"
#include "sync/office/store.hpp"

#include <optional>
#include <span>
#include <vector>

namespace istiqbal::office {

// One record, opened as far as it goes. The answers in it are wiped when it dies.
struct OpenedRecord {
    OpenedRecord() = default;
    OpenedRecord(OpenedRecord&&) = default;
    OpenedRecord& operator=(OpenedRecord&&) = delete;
    ~OpenedRecord();

    seal::ByteView bytes; // as it came
    seal::Result<seal::EnvelopeView> envelope = seal::EnvelopeView();
    seal::Digest hash{}; // of the envelope
    std::optional<seal::VerifyKey>
        key; // of the terminal that the envelope names; nothing: it is none of ours

    // Of a carrier: what it carries, if its terminal's signature holds; and the key of the terminal which
    // that names.
    seal::Result<seal::EnvelopeView> carried = seal::EnvelopeView();
    std::optional<seal::VerifyKey> carried_key;

    // What is inside, or why it does not open. Nothing: it was not tried, since its terminal is not known or
    // its place is filed already.
    std::optional<seal::Result<seal::Submission>> submission;
};

// In the same order. The bytes outlive what is returned. Reads the store from the caller's thread alone; an
// error is the store's.
seal::Result<std::vector<OpenedRecord>> open_records(Store& store, const OfficeKeys& keys,
                                                     std::span<const seal::ByteView> records);

} // namespace istiqbal::office
