// SPDX-License-Identifier: Apache-2.0
// A web server with TLS on loopback and a certificate of its own making, good for as long as a test says.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace istiqbal::test {

class TlsListener {
public:
    // The certificate is for 127.0.0.1 and signed by itself, valid from and until those days from now.
    TlsListener(int from_day, int until_day);
    ~TlsListener();
    TlsListener(const TlsListener&) = delete;
    TlsListener& operator=(const TlsListener&) = delete;

    std::string url() const;
    const std::string& certificate() const; // PEM
    int answered() const;                   // requests, each with 200 and an empty body

private:
    struct Server;
    std::unique_ptr<Server> server_;
};

} // namespace istiqbal::test
