// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/uplink/tls_listener.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace istiqbal::test {

namespace {

template <class T, void (*release)(T*)>
struct Release {
    void operator()(T* owned) const { release(owned); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Release<SSL_CTX, SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Release<SSL, SSL_free>>;

template <class T>
T* must(T* made) {
    if (made == nullptr)
        throw std::runtime_error("OpenSSL failed");
    return made;
}

void extend(X509* certificate, int name, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = must(X509V3_EXT_conf_nid(nullptr, &context, name, value));
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate certify(EVP_PKEY* key, int from_day, int until_day) {
    constexpr long day = 86'400;
    Certificate certificate(must(X509_new()));
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from_day * day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until_day * day);
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("hub"), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_set_pubkey(certificate.get(), key);
    extend(certificate.get(), NID_subject_alt_name, "IP:127.0.0.1");
    extend(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    if (X509_sign(certificate.get(), key, EVP_sha256()) == 0)
        throw std::runtime_error("OpenSSL does not sign");
    return certificate;
}

std::string pem(X509* certificate) {
    const std::unique_ptr<BIO, int (*)(BIO*)> out(must(BIO_new(BIO_s_mem())), BIO_free);
    PEM_write_bio_X509(out.get(), certificate);
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

} // namespace

struct TlsListener::Server {
    Server(int from_day, int until_day)
        : key(must(EVP_EC_gen("P-256")))
        , certificate(certify(key.get(), from_day, until_day))
        , text(pem(certificate.get()))
        , context(must(SSL_CTX_new(TLS_server_method())))
        , listener(::socket(AF_INET, SOCK_STREAM, 0)) {
        SSL_CTX_use_certificate(context.get(), certificate.get());
        SSL_CTX_use_PrivateKey(context.get(), key.get());
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
            ::listen(listener, 8) != 0)
            throw std::runtime_error("no port to listen on");
        ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        thread = std::thread([this] { serve(); });
    }
    ~Server() {
        ::shutdown(listener, SHUT_RDWR);
        thread.join();
        ::close(listener);
    }
    void serve() {
        for (int peer = 0; (peer = ::accept(listener, nullptr, nullptr)) >= 0; ::close(peer)) {
            const timeval patience{5, 0};
            ::setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            const Session session(must(SSL_new(context.get())));
            SSL_set_fd(session.get(), peer);
            if (SSL_accept(session.get()) != 1)
                continue;
            char request[4096];
            if (SSL_read(session.get(), request, sizeof request) <= 0)
                continue;
            ++answered;
            const std::string answer = "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
                                       "Content-Length: 0\r\nConnection: close\r\n\r\n";
            SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
            SSL_shutdown(session.get());
        }
    }

    Key key;
    Certificate certificate;
    std::string text;
    Context context;
    int listener;
    std::uint16_t port = 0;
    std::atomic<int> answered{0};
    std::thread thread;
};

TlsListener::TlsListener(int from_day, int until_day)
    : server_(std::make_unique<Server>(from_day, until_day)) {}

TlsListener::~TlsListener() = default;

std::string TlsListener::url() const {
    return "https://127.0.0.1:" + std::to_string(server_->port);
}

const std::string& TlsListener::certificate() const {
    return server_->text;
}

int TlsListener::answered() const {
    return server_->answered;
}

} // namespace istiqbal::test
