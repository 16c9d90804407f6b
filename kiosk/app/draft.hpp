// SPDX-License-Identifier: Apache-2.0
// An unfinished request in branch mode, as the journal's draft store seals it under the representative's PIN:
// a journey's answers as they were typed, who took it and through which channel, and where it stopped.
// A signature is never part of it.
//
// Bytes: "ISQD", a version byte 2, then texts, each a big-endian 32-bit length and UTF-8, in the order of the
// members; a list begins with its 32-bit count. Only what this program wrote and sealed comes back, and
// decode() refuses all else. Version 1, which ended its first texts with the question, is read as well.
#pragma once

#include "kiosk/form/answers.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::app {

struct Draft {
    std::string journey;
    std::string language;       // "ar" or "en"
    std::string channel;        // "C1" … "C8"
    std::string received;       // ISO yyyy-mm-dd
    std::string question;       // where to go on; empty: at check-your-answers
    std::string asks;           // "themself" or "another"; empty: not said
    form::WipedText asker_name; // of who asks for another, as typed
    std::string asker_relation;
    form::WipedText asker_mobile; // as typed
    std::string consent;          // "read_out" or "on_paper"; empty: not said
    form::WipedText completes;    // the reference of the request that is completed, as typed
    std::vector<std::string> asked;
    struct Entry {
        std::string question;
        form::WipedText typed;
    };
    std::vector<Entry> answers;
};

inline constexpr std::size_t draft_limit = std::size_t{512} * 1024; // bytes, as the journal keeps them

form::WipedText encode(const Draft& draft);
// Nothing if the bytes are not exactly one draft.
std::optional<Draft> decode_draft(std::string_view bytes);

} // namespace istiqbal::app
