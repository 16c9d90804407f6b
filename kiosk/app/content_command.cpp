// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/content_command.hpp"

#include "kiosk/app/contents.hpp"
#include "sync/seal/bundle_folder.hpp"

namespace istiqbal::app {

int run_content_command(const Options& options, std::FILE* out, std::FILE* problems) {
    const std::string folder = options.file.string();
    const auto bundle = seal::bundle_of(options.file);
    if (!bundle) {
        std::fprintf(problems, "%s: not good: %s\n", folder.c_str(), bundle.error().detail.c_str());
        return 1;
    }
    const auto contents = Contents::load(options.assets, {}, options.file);
    if (!contents) {
        std::fprintf(problems, "%s: not good: %s\n", folder.c_str(), contents.error().c_str());
        return 1;
    }
    std::fprintf(out, "%s: good, %zu bytes\nforms: %s\n", folder.c_str(), bundle->size(),
                 contents->versions().c_str());
    return 0;
}

} // namespace istiqbal::app
