// SPDX-License-Identifier: Apache-2.0
#include "sync/carriage/stick.hpp"

#include "sync/seal/ack.hpp"
#include "sync/seal/batch.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace istiqbal::carriage {

namespace {

std::string_view extension(Kind kind) {
    return kind == Kind::batch ? ".istb" : ".isto";
}

std::uint64_t count_limit(Kind kind) {
    return kind == Kind::batch ? seal::batch_count_limit : seal::office_ack_record_limit;
}

// What stands before the next dash, and the dash with it.
std::string_view next_part(std::string_view& rest) {
    const auto end = std::min(rest.find('-'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

template <std::size_t size>
bool read_hex(std::string_view text, seal::ByteArray<size>& out) {
    const auto bytes = text.size() == 2 * size ? seal::from_hex(text, size) : seal::Result<seal::Bytes>();
    if (!bytes || bytes->size() != size)
        return false;
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return true;
}

// From 1 to `largest`, as std::to_string writes it.
template <class Number>
bool read_number(std::string_view text, std::uint64_t largest, Number& out) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.front() == '0' || error != std::errc{} || end != text.data() + text.size() ||
        value > largest)
        return false;
    out = static_cast<Number>(value);
    return true;
}

} // namespace

bool Name::ends_with(const seal::Digest& hash) const {
    return std::equal(last_hash.begin(), last_hash.end(), hash.begin());
}

Name make_name(Kind kind, const seal::TerminalId& terminal, std::uint32_t epoch, std::uint64_t first_sequence,
               std::size_t count, const seal::Digest& last_hash) {
    Name name{kind, terminal, epoch, first_sequence, static_cast<std::uint32_t>(count), {}};
    std::copy_n(last_hash.begin(), name.last_hash.size(), name.last_hash.begin());
    return name;
}

std::string file_name(const Name& name) {
    return seal::hex(name.terminal) + '-' + std::to_string(name.epoch) + '-' +
           std::to_string(name.first_sequence) + '-' + std::to_string(name.count) + '-' +
           seal::hex(name.last_hash) + std::string(extension(name.kind));
}

std::optional<Name> parse_name(std::string_view file) {
    Name name;
    const auto dot = std::min(file.find('.'), file.size());
    std::string_view rest = file.substr(0, dot);
    if (file.substr(dot) == extension(Kind::acknowledgement))
        name.kind = Kind::acknowledgement;
    else if (file.substr(dot) != extension(Kind::batch))
        return std::nullopt;
    const bool read =
        read_hex(next_part(rest), name.terminal) && read_number(next_part(rest), UINT32_MAX, name.epoch) &&
        read_number(next_part(rest), INT64_MAX, name.first_sequence) &&
        read_number(next_part(rest), count_limit(name.kind), name.count) && read_hex(rest, name.last_hash);
    // Read back, so that no two spellings are one name.
    return read && file_name(name) == file ? std::optional(name) : std::nullopt;
}

std::filesystem::path batch_folder(const std::filesystem::path& stick) {
    return stick / "istiqbal";
}

std::filesystem::path ack_folder(const std::filesystem::path& batches) {
    return batches / "acks";
}

Tried<std::vector<Name>> names_in(const std::filesystem::path& folder, Kind kind) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(folder, error);
    if (status.type() == fs::file_type::not_found)
        return std::vector<Name>();
    if (status.type() != fs::file_type::directory)
        return tl::unexpected(Failure{Trouble::faulty, folder.string() + " is not a folder"});
    std::vector<Name> names;
    std::size_t seen = 0;
    fs::directory_iterator each(folder, error);
    while (!error && each != fs::directory_iterator() && ++seen <= entry_limit && names.size() < file_limit) {
        if (const auto name = parse_name(each->path().filename().string()); name && name->kind == kind)
            names.push_back(*name);
        each.increment(error);
    }
    if (error)
        return tl::unexpected(
            Failure{Trouble::faulty, "cannot read " + folder.string() + ": " + error.message()});
    // In the order of the chain, so that what is filed first is what the next one continues.
    std::sort(names.begin(), names.end(), [](const Name& left, const Name& right) {
        return std::tie(left.terminal, left.epoch, left.first_sequence, left.count, left.last_hash) <
               std::tie(right.terminal, right.epoch, right.first_sequence, right.count, right.last_hash);
    });
    return names;
}

} // namespace istiqbal::carriage
