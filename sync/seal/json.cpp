// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/json.hpp"

namespace istiqbal::seal::json {

using Json = nlohmann::json;

void wipe(Json& value) {
    if (value.is_string())
        seal::wipe(value.get_ref<std::string&>());
    else if (value.is_structured()) {
        for (Json& inner : value)
            wipe(inner);
        value.clear(); // from the inside out: a destructor would gather all that is in it on the heap first
    }
}

Fields::Fields(const Json& object)
    : object_(object) {
    if (!object_.is_object())
        refuse(ErrorClass::malformed, "an object is missing");
}

void Fields::refuse(ErrorClass kind, std::string detail) {
    if (!refused())
        error_ = {kind, std::move(detail)};
}

const Json* Fields::take(const char* key) {
    if (object_.is_object()) {
        const auto found = object_.find(key);
        if (found != object_.end()) {
            ++taken_;
            return &*found;
        }
    }
    refuse(ErrorClass::malformed, std::string(key) + " is missing");
    return nullptr;
}

bool Fields::take_null(const char* key) {
    if (!object_.is_object())
        return false;
    const auto found = object_.find(key);
    const bool null = found != object_.end() && found->is_null();
    taken_ += null ? 1 : 0;
    return null;
}

std::string Fields::text(const char* key, std::size_t size_limit) {
    const Json* value = take(key);
    if (value == nullptr)
        return {};
    if (!value->is_string()) {
        refuse(ErrorClass::malformed, std::string(key) + " is not a text");
        return {};
    }
    const auto& content = value->get_ref<const std::string&>();
    if (content.size() > size_limit) {
        refuse(ErrorClass::too_large, std::string(key) + " is too long");
        return {};
    }
    return content;
}

std::uint64_t Fields::number(const char* key, std::uint64_t largest) {
    const Json* value = take(key);
    const bool whole = value != nullptr && value->is_number_integer();
    const bool negative = whole && !value->is_number_unsigned() && value->get<std::int64_t>() < 0;
    if (whole && !negative && value->get<std::uint64_t>() <= largest)
        return value->get<std::uint64_t>();
    refuse(ErrorClass::malformed, std::string(key) + " is not a whole number in its range");
    return 0;
}

std::int64_t Fields::time(const char* key) {
    return static_cast<std::int64_t>(number(key, std::uint64_t{1} << 53));
}

bool Fields::boolean(const char* key) {
    const Json* value = take(key);
    if (value != nullptr && value->is_boolean())
        return value->get<bool>();
    refuse(ErrorClass::malformed, std::string(key) + " is neither true nor false");
    return false;
}

Bytes Fields::base64(const char* key, std::size_t size_limit) {
    return parsed<Bytes>(key, size_limit * 4 / 3 + 4,
                         [](const std::string& value) { return from_base64(value); });
}

Bytes Fields::hex(const char* key, std::size_t size) {
    Bytes bytes = parsed<Bytes>(key, size * 2, [](const std::string& value) { return from_hex(value); });
    if (bytes.size() != size)
        refuse(ErrorClass::malformed, std::string(key) + " has the wrong length");
    bytes.resize(size);
    return bytes;
}

const Json& Fields::array(const char* key, std::size_t count_limit) {
    static const Json nothing = Json::array();
    const Json* value = take(key);
    if (value == nullptr || !value->is_array()) {
        refuse(ErrorClass::malformed, std::string(key) + " is not a list");
        return nothing;
    }
    if (value->size() > count_limit) {
        refuse(ErrorClass::too_large, std::string(key) + " is too long");
        return nothing;
    }
    return *value;
}

const Json& Fields::object(const char* key) {
    static const Json nothing = Json::object();
    const Json* value = take(key);
    if (value != nullptr && value->is_object())
        return *value;
    refuse(ErrorClass::malformed, std::string(key) + " is not an object");
    return nothing;
}

Result<void> Fields::finish() {
    if (!refused() && taken_ != object_.size())
        refuse(ErrorClass::malformed, "an unknown key");
    return finish_ignoring_unknown();
}

Result<void> Fields::finish_ignoring_unknown() {
    if (refused())
        return tl::unexpected<Error>(error_);
    return {};
}

} // namespace istiqbal::seal::json
