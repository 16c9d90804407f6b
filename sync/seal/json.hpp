// SPDX-License-Identifier: Apache-2.0
// Strict reading of foreign JSON, over nlohmann-json: valid UTF-8, one object, no duplicate or unknown keys,
// limited depth and number of values. Nothing is built before the limits hold.
#pragma once

#include "sync/seal/bytes.hpp"

#include <nlohmann/json.hpp>

namespace istiqbal::seal::json {

inline constexpr std::size_t depth_limit = 8;
inline constexpr std::size_t value_limit = std::size_t{64} * 1024;

// The text must be one object, with nothing but white space behind it.
Result<nlohmann::json> parse_object(ByteView text, std::size_t size_limit);

// Overwrites every text in it.
void wipe(nlohmann::json& value);

// Takes the fields of one object by name. The first thing wrong is kept; the object is read to its end and
// `finish` is asked once. Keys that were not taken are unknown, and refused but where a format says
// otherwise.
class Fields {
public:
    explicit Fields(const nlohmann::json& object);

    // Takes the field when it is there and null: the other ways to take it are for when it is not.
    bool take_null(const char* key);
    std::string text(const char* key, std::size_t size_limit);
    std::uint64_t number(const char* key, std::uint64_t largest);
    std::int64_t time(const char* key); // seconds since 1970, 0 … 2^53
    bool boolean(const char* key);
    Bytes base64(const char* key, std::size_t size_limit);
    Bytes hex(const char* key, std::size_t size);
    // Never null: an empty one stands in when the field is missing or of another type.
    const nlohmann::json& array(const char* key, std::size_t count_limit);
    const nlohmann::json& object(const char* key);
    // A field whose text `parse` turns into a Result; its error is kept.
    template <class T, class Parse>
    T parsed(const char* key, std::size_t size_limit, Parse&& parse) {
        Result<T> value = parse(text(key, size_limit));
        if (value)
            return std::move(*value);
        refuse(value.error().kind, std::string(key) + ": " + value.error().detail);
        return T{};
    }

    void refuse(ErrorClass kind, std::string detail);
    bool refused() const { return static_cast<bool>(!error_.detail.empty()); }
    Result<void> finish();
    Result<void> finish_ignoring_unknown();

private:
    const nlohmann::json* take(const char* key);

    const nlohmann::json& object_;
    std::size_t taken_ = 0;
    Error error_{ErrorClass::malformed, {}};
};

} // namespace istiqbal::seal::json
