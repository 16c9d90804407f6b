// SPDX-License-Identifier: Apache-2.0
// The hub's paths, and the lists that travel over HTTP (PROTOCOL.md, "The hub over HTTP"). All else that
// travels is defined by seal. Lists are fixed-layout big-endian; each item is itself signed, so a list needs
// no signature: a hub can leave items out, and cannot make one up.
//
//     "ISTL" (records), "ISTA" (acknowledgements) or "ISTD" (notices) · version 1 (2) · zero (2) · count (4)
//     · count × [number (8) · size (4) · envelope, office acknowledgement or notice]
//
// Numbers are the hub's own, ascending, and serve as `after` of the next request.
#pragma once

#include "sync/seal/ack.hpp"
#include "sync/seal/envelope.hpp"
#include "sync/seal/notice.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace istiqbal::hub {

inline constexpr std::string_view batches_path = "/v1/batches";
inline constexpr std::string_view health_path = "/v1/health";
inline constexpr std::string_view office_records_path = "/v1/office/records";
inline constexpr std::string_view office_acks_path = "/v1/office/acks";
inline constexpr std::string_view office_last_ack_path = "/v1/office/acks/last";
inline constexpr std::string_view office_notices_path = "/v1/office/notices";
inline constexpr std::string_view office_last_notice_path = "/v1/office/notices/last";
std::string terminal_acks_target(const seal::TerminalId& terminal, std::uint64_t after);
std::string terminal_head_target(const seal::TerminalId& terminal, std::uint32_t epoch);
std::string terminal_last_head_target(const seal::TerminalId& terminal); // of the highest epoch
// Of the records that the hub holds one after another behind `after`: at most so many are counted at a time.
inline constexpr std::uint64_t run_limit = 65'536;
std::string terminal_run_target(const seal::TerminalId& terminal, std::uint32_t epoch, std::uint64_t after);
std::string terminal_notices_target(const seal::TerminalId& terminal, std::uint64_t after);
std::string office_records_target(std::uint64_t after, std::size_t limit);

// By this header field, the certificate file in base64, a terminal that has sent nothing yet is known to the
// hub.
inline constexpr std::string_view certificate_header_name = "Istiqbal-Certificate";

// What the hub answers to an office's acknowledgement that it stored under that number:
// {"acknowledgement":HEX,"number":N,"stored":true}, HEX being the hash of its bytes. It names what was
// stored, so that a login page that answers 200 to everything, or an answer to something else, is not taken
// for it.
seal::Bytes stored_answer(seal::ByteView acknowledgement, std::uint64_t number);

// One item with the number under which the hub keeps it.
struct Listed {
    std::uint64_t number = 0;
    seal::Bytes bytes;

    bool operator==(const Listed&) const = default;
};

struct ListKind {
    std::string_view magic;
    std::size_t count_limit;
    std::size_t item_limit;
    std::size_t size_limit; // of all items; a list holds at least one item, if there is any
};
inline constexpr ListKind record_list{"ISTL", 512, seal::envelope_limit, std::size_t{4} << 20U};
inline constexpr ListKind ack_list{"ISTA", 64, seal::office_ack_limit, std::size_t{1} << 20U};
inline constexpr ListKind notice_list{"ISTD", 64, seal::notice_limit, std::size_t{1} << 20U};

seal::Bytes build_list(const ListKind& kind, const std::vector<Listed>& items);

// malformed: also when a number is not above `after` or not ascending. unsupported, too_large.
seal::Result<std::vector<Listed>> parse_list(const ListKind& kind, seal::ByteView bytes, std::uint64_t after);

} // namespace istiqbal::hub
