// SPDX-License-Identifier: Apache-2.0
// What the functions of expressions do with texts: characters are Unicode code points, texts UTF-8. Pure
// functions, any thread; the clauses are those of the ODK XForms specification and of XPath 1.0, section 4.2.
#pragma once

#include <unicode/regex.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace istiqbal::form::values {

/// Characters, not bytes.
double string_length(const std::string& text);
double count_selected(const std::string& list);
bool selected(const std::string& list, const std::string& choice);
/// From 0; empty outside.
std::string selected_at(const std::string& list, double index);
/// Characters from `begin` (from 0) to before `end`; negative ones count from the end.
std::string substr(const std::string& text, double begin, std::optional<double> end);
/// Empty where the target is not found.
std::string substring_before(const std::string& text, const std::string& target);
std::string substring_after(const std::string& text, const std::string& target);
/// Each character of `from` becomes the one at its place in `to`, or vanishes where `to` is shorter.
std::string translate(const std::string& text, const std::string& from, const std::string& to);
/// White space at the ends taken away, within it one space each.
std::string normalize_space(const std::string& text);
bool ends_with(std::string_view text, std::string_view end);

/// A random UUID (RFC 4122, version 4) of 128 random bits.
std::string uuid(std::uint64_t high, std::uint64_t low);
/// One of 36 letters and digits.
char random_letter(std::uint64_t bits);
/// The longest that uuid(length) makes.
constexpr std::size_t most_random_letters = 64;

enum class Match : std::uint8_t { no, yes, gave_up };
/// Whether the pattern fits the whole text. Gives up after some hundred thousand steps of the matcher, or
/// where it would need more than a mebibyte of memory, or on texts beyond 16 KiB: by count and not by the
/// clock, so that the same answer always gets the same reply.
Match matches_whole(const icu::RegexPattern& pattern, const std::string& text);

} // namespace istiqbal::form::values
