// SPDX-License-Identifier: Apache-2.0
// What the programs that print tests/vectors/ share: the fixed keys of PROTOCOL.md, "Vectors", and the list.
#pragma once

#include "sync/seal/keys.hpp"
#include "sync/seal/pae.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <string>

namespace istiqbal::test {

inline seal::SigningKey vector_key(std::uint8_t filled) {
    return seal::SigningKey::from_seed(seal::Bytes(32, filled)).value();
}
inline seal::Identity vector_identity(std::uint8_t filled) {
    return seal::Identity::from_secret(seal::Bytes(32, filled)).value();
}

class VectorList {
public:
    using Json = nlohmann::ordered_json;

    // The case that was added: whatever else belongs to it is put in there.
    Json& add(const char* of, const std::string& why, const char* outcome, const seal::Bytes& bytes) {
        list_.push_back({{"of", of}, {"why", why}, {"class", outcome}, {"bytes", seal::base64(bytes)}});
        return list_.back();
    }
    Json& add_text(const char* of, const std::string& why, const char* outcome, const std::string& text) {
        list_.push_back({{"of", of}, {"why", why}, {"class", outcome}, {"text", text}});
        return list_.back();
    }
    std::string dump() const { return list_.dump(1); }

private:
    Json list_ = Json::array();
};

// Aborts where `part` is not in the text: a case that alters nothing would prove nothing.
inline std::string replaced(std::string text, const std::string& part, const std::string& with) {
    const auto at = text.find(part);
    if (at == std::string::npos)
        std::abort();
    return text.replace(at, part.size(), with);
}

inline seal::Bytes with_bit(seal::Bytes bytes, std::size_t at, std::uint8_t bit = 1) {
    bytes.at(at) ^= bit;
    return bytes;
}
inline seal::Bytes with_byte(seal::Bytes bytes, std::size_t at, std::uint8_t value) {
    bytes.at(at) = value;
    return bytes;
}
inline seal::Bytes cut(const seal::Bytes& bytes, std::size_t left) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(left)};
}
inline seal::Bytes longer(seal::Bytes bytes) {
    bytes.push_back(0);
    return bytes;
}

// Bytes and a signature over them that holds, whatever they say.
inline seal::Bytes signed_bytes(const seal::SigningKey& key, seal::Label label, seal::Bytes bytes) {
    const seal::SignatureBytes signature = key.sign(seal::pae(label, {bytes}));
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return bytes;
}

} // namespace istiqbal::test
