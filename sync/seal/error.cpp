// SPDX-License-Identifier: Apache-2.0
#include "sync/seal/error.hpp"

namespace istiqbal::seal {

std::string_view name(ErrorClass kind) {
    switch (kind) {
    case ErrorClass::malformed:
        return "malformed";
    case ErrorClass::unsupported:
        return "unsupported";
    case ErrorClass::too_large:
        return "too_large";
    case ErrorClass::bad_signature:
        return "bad_signature";
    case ErrorClass::wrong_key:
        return "wrong_key";
    case ErrorClass::bad_checksum:
        return "bad_checksum";
    case ErrorClass::broken_chain:
        return "broken_chain";
    case ErrorClass::expired:
        return "expired";
    case ErrorClass::spent:
        return "spent";
    case ErrorClass::insecure:
        return "insecure";
    case ErrorClass::in_use:
        return "in_use";
    case ErrorClass::no_room:
        return "no_room";
    case ErrorClass::not_found:
        return "not_found";
    case ErrorClass::io:
        break;
    }
    return "io";
}

std::string Error::message() const {
    return std::string(name(kind)) + ": " + detail;
}

} // namespace istiqbal::seal
