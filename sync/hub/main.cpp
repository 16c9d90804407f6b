// SPDX-License-Identifier: Apache-2.0
// istiqbal-hub: receives the terminals' batches and hands them to the office.
#include "sync/hub/router.hpp"
#include "sync/hub/server.hpp"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <ctime>
#include <iostream>

namespace {

namespace hub = istiqbal::hub;
namespace seal = istiqbal::seal;

int fail(const std::string& what) {
    std::cerr << "istiqbal-hub: " << what << "\n";
    return 1;
}

int init(const std::string& directory, const std::string& office) {
    const auto shown = hub::init_directory(directory);
    if (!shown)
        return fail(shown.error().message());
    std::cout << "hub made in " << directory << "\npublic file: " << hub::public_file(directory).string()
              << "\nfingerprint: " << shown->key.fingerprint() << "\n";
    if (office.empty())
        return 0;
    const auto trusted = hub::trust_office(directory, office);
    return trusted ? 0 : fail(trusted.error().message());
}

int trust(const std::string& directory, const std::string& office) {
    const auto trusted = hub::trust_office(directory, office);
    if (!trusted)
        return fail(trusted.error().message());
    std::cout << "office trusted, fingerprint: " << trusted->key.fingerprint() << "\n";
    return 0;
}

// The signals are blocked before any thread starts, so that all threads inherit it and only sigwait sees
// them.
sigset_t block_stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

int run(const std::string& directory, const std::string& listen, const std::string& port_file) {
    spdlog::set_default_logger(spdlog::stderr_color_mt("istiqbal-hub"));
    const sigset_t signals = block_stop_signals();
    const auto endpoint = hub::parse_endpoint(listen);
    if (!endpoint)
        return fail(endpoint.error());
    const auto keys = hub::load_directory(directory);
    if (!keys)
        return fail(keys.error().message());
    const auto store = hub::Store::open(hub::database_file(directory), std::time(nullptr));
    if (!store)
        return fail(hub::database_file(directory).string() + ": " + store.error().message());
    hub::Router router(
        **store, *keys, [] { return std::int64_t{std::time(nullptr)}; },
        [](const std::string& line) { spdlog::error(line); });
    const auto server = hub::Server::start(router, *endpoint);
    if (!server)
        return fail(server.error());
    if (!port_file.empty()) {
        const std::string line = std::to_string((*server)->port()) + "\n";
        if (const auto saved = seal::save_file(port_file, seal::view(line)); !saved)
            return fail(port_file + ": " + saved.error().message());
    }
    spdlog::info("listening on {} port {}", endpoint->address, (*server)->port());
    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping");
    (*server)->stop();
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Receives the terminals' encrypted batches, and hands sealed records to the office.\n"
                 "The hub can read none of them.");
    app.require_subcommand(1);
    app.set_version_flag("--version", ISTIQBAL_VERSION);
    std::string directory;
    std::string office;
    std::string listen = "127.0.0.1:8480";
    std::string port_file;

    auto* init_command = app.add_subcommand("init", "Make a hub's keys and its public file DIR/hub.json");
    init_command->add_option("DIR", directory, "The hub's directory")->required();
    init_command->add_option("--office", office, "Trust this office at once: its office.json");

    auto* trust_command = app.add_subcommand("trust", "Name the office that this hub serves");
    trust_command->add_option("DIR", directory, "The hub's directory")->required();
    trust_command->add_option("OFFICE_PUBLIC_FILE", office, "The office's office.json")->required();

    auto* run_command = app.add_subcommand("run", "Serve until SIGTERM or SIGINT");
    run_command->add_option("DIR", directory, "The hub's directory")->required();
    run_command->add_option("--listen", listen, "ADDRESS:PORT; port 0 lets the system pick one")
        ->capture_default_str();
    run_command->add_option("--port-file", port_file, "Write the port that is listened on to this file");

    CLI11_PARSE(app, argc, argv);
    if (init_command->parsed())
        return init(directory, office);
    if (trust_command->parsed())
        return trust(directory, office);
    return run(directory, listen, port_file);
}
