// SPDX-License-Identifier: Apache-2.0
#ifdef __SANITIZE_THREAD__
// Pango asks fontconfig on a thread of its own. What they and GLib do to wait for it is not instrumented, and
// looks like a race when the fonts are given back.
extern "C" const char* __tsan_default_suppressions() {
    return "race:libfontconfig\nrace:libpangoft2\nrace:libglib\n";
}
#endif
#ifdef ISTIQBAL_CATCH2_V3
#include <catch2/catch_session.hpp>
int main(int argc, char** argv) {
    return Catch::Session().run(argc, argv);
}
#else
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
