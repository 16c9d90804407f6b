// SPDX-License-Identifier: Apache-2.0
// istiqbal-hub and istiqbal-office as a person runs them.
#include "sync/seal/age.hpp"
#include "tests/sync/centre.hpp"

#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <thread>

using namespace istiqbal;

namespace {

struct Finished {
    int status = -1;
    std::string out;
    std::string err;
};

std::string slurp(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Words go through a shell, so a test may quote and redirect.
Finished run(const test::Folder& folder, const std::string& words) {
    const std::string out = (folder / "out").string();
    const std::string err = (folder / "err").string();
    const std::string line = std::string(ISTIQBAL_BINARY_DIR) + "/" + words + " >" + out + " 2>" + err;
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(out), slurp(err)};
}

// istiqbal-hub run, in a process of its own.
class HubProcess {
public:
    HubProcess(const std::filesystem::path& directory, const std::filesystem::path& port_file,
               const std::string& listen = "127.0.0.1:0") {
        std::filesystem::remove(port_file);
        const std::string program = std::string(ISTIQBAL_BINARY_DIR) + "/istiqbal-hub";
        process_ = ::fork();
        if (process_ == 0) {
            ::execl(program.c_str(), program.c_str(), "run", directory.c_str(), "--listen", listen.c_str(),
                    "--port-file", port_file.c_str(), nullptr);
            ::_exit(127);
        }
        for (int tries = 0; tries < 1200 && !std::filesystem::exists(port_file); ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        port = slurp(port_file);
        if (!port.empty())
            port.pop_back();
    }
    ~HubProcess() { stop(); }
    HubProcess(const HubProcess&) = delete;
    HubProcess& operator=(const HubProcess&) = delete;

    int stop() {
        if (process_ <= 0)
            return -1;
        int status = 0;
        ::kill(process_, SIGTERM);
        ::waitpid(process_, &status, 0);
        process_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    std::string port;

private:
    pid_t process_ = -1;
};

} // namespace

TEST_CASE("an office, a hub and a terminal by their commands, and a record all the way") {
    const test::Folder folder;
    const auto path = [&](const char* name) { return (folder / name).string(); };
    auto done = run(folder, "istiqbal-office init " + path("office"));
    REQUIRE(done.status == 0);
    CHECK(done.out.find("fingerprint: ") != std::string::npos);
    CHECK(done.out.find("recovery-identity.txt") != std::string::npos);
    CHECK(run(folder, "istiqbal-office init " + path("office")).status == 1);
    REQUIRE(run(folder, "istiqbal-hub init " + path("hub")).status == 0);
    done = run(folder, "istiqbal-hub run " + path("hub") + " --listen 127.0.0.1:0");
    CHECK(done.status == 1);
    CHECK(done.err.find("istiqbal-hub trust") != std::string::npos);
    REQUIRE(run(folder, "istiqbal-hub trust " + path("hub") + " " + path("office/office.json")).status == 0);

    HubProcess hub(folder / "hub", folder / "port");
    REQUIRE_FALSE(hub.port.empty());
    const auto now = std::int64_t{std::time(nullptr)};
    done = run(folder, "istiqbal-office --dir " + path("office") + " pull");
    CHECK(done.status == 1);
    CHECK(done.err.find("enroll a terminal first") != std::string::npos);
    CHECK(run(folder, "istiqbal-office invite " + path("office") + " --name x").err.find("--hub-url") !=
          std::string::npos);
    done = run(folder, "istiqbal-office invite " + path("office") + " --name 'بهو المدخل' --hub " +
                           path("hub/hub.json") + " --hub-url http://127.0.0.1:" + hub.port + " --out " +
                           path("invitation") + " --qr " + path("invitation.svg"));
    REQUIRE(done.status == 0);
    CHECK(done.out.find("ISTIQBAL-INVITATION") == std::string::npos);
    const std::string code = slurp(folder / "invitation");
    CHECK((std::filesystem::status(folder / "invitation").permissions() & std::filesystem::perms(0077)) ==
          std::filesystem::perms::none);
    CHECK(slurp(folder / "invitation.svg").find("<path fill=\"#000\" d=\"M4 4h1v1h-1z") != std::string::npos);
    const auto invitation = seal::parse_invitation(code);
    REQUIRE(invitation);
    CHECK(done.out.find(invitation->office.fingerprint()) != std::string::npos);
    CHECK(code.find(invitation->office.fingerprint()) != std::string::npos);
    const auto request = uplink::create_enrolment_request(folder / "terminal", *invitation, now);
    REQUIRE(request);
    const std::string enroll = "istiqbal-office enroll " + path("office") + " " + request->file.string() +
                               " --out " + path("answer.json");
    done = run(folder, enroll);
    REQUIRE(done.status == 0);
    CHECK(done.out.find(request->fingerprint) != std::string::npos);
    CHECK(done.out.find(request->office_fingerprint) != std::string::npos);
    CHECK(run(folder, enroll).err.find("spent: ") != std::string::npos);
    const auto terminal = uplink::install_provision(folder / "terminal", folder / "answer.json");
    REQUIRE(terminal);

    auto opened = journal::Journal::open(terminal->journal_file(), terminal->key.verify_key());
    REQUIRE(opened);
    auto& journal = *opened->journal;
    journal::Intake intake(journal, terminal->key,
                           {terminal->provision.intake, terminal->provision.recovery});
    const auto receipt = intake.submit(test::submission());
    REQUIRE(receipt);
    uplink::CurlTransport transport(terminal->provision.hub_urls);
    uplink::Courier courier(journal, terminal->key, terminal->provision, transport);
    CHECK(courier.step(now).spooled == 1);

    const std::string office = "istiqbal-office --dir " + path("office") + " ";
    const std::string reference = receipt->reference.text();
    done = run(folder, office + "pull");
    CHECK(done.status == 0);
    CHECK(done.out == "1 new, 0 already filed, 0 put aside, 1 acknowledged\n");
    CHECK(courier.step(now).purged == 1);

    done = run(folder, office + "list");
    CHECK(done.status == 0);
    for (const auto& part : {reference, std::string("بهو المدخل"), std::string("incomplete (1)")})
        CHECK(done.out.find(part) != std::string::npos);
    done = run(folder, office + "show " + reference + " --signature " + path("signature.svg"));
    CHECK(done.status == 0);
    CHECK(done.out.find("كم عدد الأبناء؟") != std::string::npos);
    CHECK(slurp(folder / "signature.svg").find("<path") != std::string::npos);
    done = run(folder, office + "show --json " + reference);
    CHECK(done.status == 0);
    const auto json = nlohmann::json::parse(done.out, nullptr, false);
    CHECK(json.is_object());
    CHECK(done.out.find(receipt->claim_code.canonical()) == std::string::npos);
    CHECK(run(folder, office + "show 0000-0000-0").status == 1);
    CHECK(run(folder, office + "show hello").status == 1);
    done = run(folder, office + "ratings --by service --flagged");
    CHECK(done.status == 0);
    CHECK(done.out == "no ratings yet\n");
    CHECK(run(folder, office + "ratings --by employee").status != 0);

    CHECK(hub.stop() == 0);
    done = run(folder, office + "pull");
    CHECK(done.status == 1);
    CHECK(done.err.find("the hub is not reached") != std::string::npos);
    CHECK(std::count(done.err.begin(), done.err.end(), '\n') == 1);

    // The hub's records outlive its process.
    HubProcess again(folder / "hub", folder / "port", "127.0.0.1:" + hub.port);
    done = run(folder, office + "pull");
    CHECK(done.status == 0);
    CHECK(done.out == "0 new, 0 already filed, 0 put aside, 0 acknowledged\n");
}

TEST_CASE("unseal opens what the age program made, and the age program what we made") {
    const test::Folder folder;
    const auto path = [&](const char* name) { return (folder / name).string(); };
    REQUIRE(run(folder, "istiqbal-office init " + path("office")).status == 0);
    const std::string identity = path("office/intake-identity.txt");
    const auto shown =
        hub::parse_office_public(seal::load_file(folder / "office" / "office.json", 4096).value());
    REQUIRE(shown);
    std::string content(200'000, '\0');
    for (std::size_t index = 0; index < content.size(); ++index)
        content[index] = static_cast<char>(index * 7 + index / 256);
    REQUIRE(seal::save_file(folder / "plain", seal::view(content)));
    REQUIRE(std::system(("age -r " + shown->intake.text() + " -o " + path("theirs.age") + " " + path("plain"))
                            .c_str()) == 0);

    auto done = run(folder, "istiqbal-office unseal -i " + identity + " " + path("theirs.age"));
    CHECK(done.status == 0);
    CHECK(done.out == content);
    done = run(folder, "istiqbal-office unseal -i " + identity + " - -o " + path("opened") + " <" +
                           path("theirs.age"));
    CHECK(done.status == 0);
    CHECK(slurp(folder / "opened") == content);

    SECTION("the recovery identity opens ours with the age program") {
        const std::vector<seal::Recipient> both = {shown->intake, shown->recovery};
        const auto ours = seal::age::encrypt(seal::view(content), both);
        REQUIRE(ours);
        REQUIRE(seal::save_file(folder / "ours.age", *ours));
        REQUIRE(std::system(("age -d -i " + path("office/carry-away/recovery-identity.txt") + " -o " +
                             path("back") + " " + path("ours.age"))
                                .c_str()) == 0);
        CHECK(slurp(folder / "back") == content);
    }
    SECTION("a file that was cut leaves nothing behind") {
        const std::string whole = slurp(folder / "theirs.age");
        REQUIRE(seal::save_file(folder / "cut.age", seal::view(whole.substr(0, whole.size() - 10))));
        done = run(folder,
                   "istiqbal-office unseal -i " + identity + " " + path("cut.age") + " -o " + path("none"));
        CHECK(done.status == 1);
        CHECK(done.err.find("istiqbal-office: ") == 0);
        CHECK_FALSE(std::filesystem::exists(folder / "none"));
        CHECK_FALSE(std::filesystem::exists(folder / "none.partial"));
    }
    SECTION("the wrong identity, no file, no age file") {
        REQUIRE(std::system(("age-keygen -o " + path("other.txt") + " 2>/dev/null").c_str()) == 0);
        done = run(folder, "istiqbal-office unseal -i " + path("other.txt") + " " + path("theirs.age"));
        CHECK(done.status == 1);
        CHECK(done.err.find("wrong_key") != std::string::npos);
        CHECK(run(folder, "istiqbal-office unseal -i " + identity + " " + path("missing")).status == 1);
        CHECK(run(folder, "istiqbal-office unseal -i " + identity + " " + path("office")).status == 1);
        CHECK(run(folder, "istiqbal-office unseal -i " + identity + " " + path("plain")).status == 1);
        CHECK(run(folder, "istiqbal-office unseal -i " + path("missing") + " " + path("plain")).status == 1);
    }
}

TEST_CASE("every command says how it is used") {
    const test::Folder folder;
    for (const char* words :
         {"istiqbal-office --help", "istiqbal-office init --help", "istiqbal-office enroll --help",
          "istiqbal-office invite --help", "istiqbal-office pull --help", "istiqbal-office list --help",
          "istiqbal-office show --help", "istiqbal-office unseal --help", "istiqbal-office publish --help",
          "istiqbal-office publish content --help", "istiqbal-office publish settings --help",
          "istiqbal-office publish announcements --help", "istiqbal-office revoke --help",
          "istiqbal-hub --help", "istiqbal-hub init --help", "istiqbal-hub trust --help",
          "istiqbal-hub run --help"}) {
        const auto done = run(folder, words);
        CHECK(done.status == 0);
        CHECK(done.out.find("Usage:") != std::string::npos);
    }
    for (const char* words :
         {"istiqbal-office", "istiqbal-office dance", "istiqbal-office show", "istiqbal-hub",
          "istiqbal-hub run", "istiqbal-hub run /nowhere --listen nowhere"})
        CHECK(run(folder, words).status != 0);
    const auto none = run(folder, "istiqbal-office --dir /nowhere/at/all list");
    CHECK(none.status == 1);
    CHECK(none.err.find("istiqbal-office init") != std::string::npos);
}
