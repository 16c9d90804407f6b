// SPDX-License-Identifier: Apache-2.0
#include "tests/journeys/check_record.hpp"

#include "sync/seal/reference.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>

namespace istiqbal::journeys {

void check_values(const seal::Submission& record, const Values& expected) {
    Values found;
    for (const seal::ShownAnswer& answer : record.answers)
        found.emplace_back(answer.name, answer.value);
    for (std::size_t index = 0; index < std::min(found.size(), expected.size()); ++index) {
        CHECK(found[index].first == expected[index].first);
        CHECK(found[index].second == expected[index].second);
    }
    CHECK(found.size() == expected.size());
}

void check_shown(const seal::Submission& record, const Tree& check_page, const Visitor& visitor) {
    // Entries of a repeat are asked the same.
    std::multimap<std::string, std::string> rows;
    for (const Node& node : check_page.all("text"))
        if (!node.value.empty() && node.value != visitor.words("check.unanswered"))
            rows.emplace(node.name, node.value);
    // What was said before the questions stands elsewhere in the record.
    for (const char* row : {"completing.row", "taking.row.asks", "taking.row.name", "taking.row.relation",
                            "taking.row.mobile", "taking.row.received", "taking.row.consent"})
        rows.erase(visitor.words(row));
    // How many entries were added stands at their list.
    for (const form::Group& group : visitor.form().groups)
        if (group.repeat)
            rows.erase(group.label.in(visitor.language()));
    for (const seal::ShownAnswer& answer : record.answers) {
        INFO(answer.name << ": " << answer.shown);
        if (visitor.question(answer.name).type == form::QuestionType::calculate)
            continue;
        const auto [first, last] = rows.equal_range(answer.question);
        const auto row =
            std::find_if(first, last, [&](const auto& each) { return each.second == answer.shown; });
        REQUIRE(row != last);
        rows.erase(row);
    }
    for (const auto& [question, shown] : rows)
        FAIL_CHECK(question << " was shown as " << shown << " and is not in the record");
}

namespace {

using Path = std::function<std::pair<double, double>(double)>;

double distance(const seal::StrokePoint& point, const std::pair<double, double>& place) {
    constexpr double whole = 65535;
    // The driver keeps to the middle of the pad, away from its edges.
    const double x = 0.15 + 0.7 * place.first;
    const double y = 0.2 + 0.6 * place.second;
    return std::hypot(point.x / whole - x, point.y / whole - y);
}

void check_stroke(const std::vector<seal::StrokePoint>& stroke, const Path& path) {
    constexpr double close = 0.015;
    // A finger leaves many points, of which a slow frame must not lose any shape.
    REQUIRE(stroke.size() >= 30);
    CHECK(distance(stroke.front(), path(0)) < close);
    CHECK(distance(stroke.back(), path(1)) < close);
    constexpr int samples = 2000;
    double done = 0;
    for (const seal::StrokePoint& point : stroke) {
        double nearest = 1;
        double where = 0;
        for (int sample = 0; sample <= samples; ++sample) {
            const double share = static_cast<double>(sample) / samples;
            if (const double away = distance(point, path(share)); away < nearest) {
                nearest = away;
                where = share;
            }
        }
        CHECK(nearest < close);
        CHECK(where >= done - 0.02);
        done = std::max(done, where);
    }
    for (std::size_t index = 1; index < stroke.size(); ++index)
        CHECK(stroke[index].milliseconds >= stroke[index - 1].milliseconds);
}

} // namespace

void check_signature(const seal::DrawnSignature& signature) {
    REQUIRE(signature.strokes.size() == 2);
    check_stroke(signature.strokes[0], [](double share) {
        return std::pair(1 - share, 0.45 + 0.4 * std::sin(share * 18) * (1 - share * 0.5));
    });
    check_stroke(signature.strokes[1], [](double share) {
        return std::pair(0.1 + 0.8 * share, 0.9 - 0.1 * std::sin(share * 3.1));
    });
    CHECK(signature.strokes[0].front().milliseconds == 0);
    // Points that came while the machine was slow to look may bear the same time, but never an earlier one.
    CHECK(signature.strokes[1].front().milliseconds >= signature.strokes[0].back().milliseconds);
    CHECK(signature.strokes[1].back().milliseconds > 0);
    CHECK(signature.width_mm > 50);
    CHECK(signature.width_mm == Approx(3.0 * signature.height_mm).margin(3));
}

void check_claim(const seal::Submission& record, const std::string& reference,
                 const std::string& claim_code) {
    CHECK(record.reference == reference);
    const auto public_part = seal::Reference::parse(reference);
    const auto secret_part = seal::ClaimCode::parse(claim_code);
    REQUIRE(public_part);
    REQUIRE(secret_part);
    const auto identity = seal::derive_claim_identity(*secret_part, *public_part);
    REQUIRE(identity);
    CHECK(record.claim_key == identity->recipient().text());
}

std::vector<std::string> files_with(const std::filesystem::path& folder, const std::string& text) {
    std::vector<std::string> found;
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        ++files;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        if (bytes.find(text) != std::string::npos)
            found.push_back(entry.path().string());
    }
    CHECK(files > 0);
    return found;
}

} // namespace istiqbal::journeys
