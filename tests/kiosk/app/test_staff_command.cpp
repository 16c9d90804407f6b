// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/staff_command.hpp"
#include "sync/seal/staff.hpp"
#include "tests/catch.hpp"
#include "tests/kiosk/app/command_outcome.hpp"
#include "tests/sync/folder.hpp"

using namespace istiqbal;
using app::Command;
using test::Outcome;

namespace {

Outcome run(const app::Options& options, const std::string& input = "") {
    const test::File in = test::file_of(input);
    const test::File out = test::file_of();
    const test::File problems = test::file_of();
    const int status = app::run_staff_command(options, in.get(), out.get(), problems.get());
    return {status, test::content(out.get()), test::content(problems.get())};
}

} // namespace

TEST_CASE("People are added, listed and removed by command", "[staff]") {
    const test::Folder folder;
    app::Options options;
    options.terminal = folder / "terminal";
    options.command = Command::staff_add;
    options.staff_name = "سارة";
    options.staff_role = "employee";
    const auto trivial = run(options, "123456\n");
    CHECK(trivial.status == 1);
    CHECK(trivial.problems.find("easy to guess") != std::string::npos);
    CHECK(run(options, "").status == 1);
    const auto added = run(options, "٤٨٢٩١٥\r\nrest");
    REQUIRE(added.status == 0);
    const std::string id = added.out.substr(0, 16);

    seal::Staff staff(options.terminal / "staff.json");
    const auto answer = staff.unlock(id, "482915", 1);
    REQUIRE(answer);
    CHECK(std::holds_alternative<seal::Unlocked>(*answer));

    options.command = Command::staff_list;
    CHECK(run(options).out == id + "  employee        سارة\n");
    options.command = Command::staff_remove;
    options.staff_id = id;
    CHECK(run(options).status == 0);
    CHECK(run(options).status == 1);
    CHECK(staff.people()->empty());
}
