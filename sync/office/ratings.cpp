// SPDX-License-Identifier: Apache-2.0
#include "sync/office/ratings.hpp"

#include "sync/office/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace istiqbal::office {

namespace {

constexpr std::size_t bar_width = 30;

// The 97.5 % quantile of Student's t: from the table for few, by Cornish and Fisher's series for more, where
// it is right to three places.
double student_quantile(std::uint64_t freedom) {
    constexpr std::array table{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
    if (freedom <= table.size())
        return table[freedom - 1];
    constexpr double z = 1.959964;
    const auto n = static_cast<double>(freedom);
    const double first = (std::pow(z, 3) + z) / 4;
    const double second = (5 * std::pow(z, 5) + 16 * std::pow(z, 3) + 3 * z) / 96;
    return z + first / n + second / (n * n);
}

std::string day_of(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    std::array<char, 16> text{};
    if (localtime_r(&when, &parts) == nullptr ||
        std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts) == 0)
        return "?";
    return text.data();
}

std::string group_of(const RatingRow& row, Grouping by) {
    switch (by) {
    case Grouping::service:
        return row.service;
    case Grouping::department:
        return row.department;
    case Grouping::rater:
        return row.rater;
    case Grouping::day:
        return day_of(row.created);
    case Grouping::none:
        break;
    }
    return {};
}

void count_reasons(std::string_view reasons, std::map<std::string, std::uint64_t>& counts) {
    while (!reasons.empty()) {
        const std::size_t end = std::min(reasons.find(' '), reasons.size());
        if (end > 0)
            ++counts[std::string(reasons.substr(0, end))];
        reasons.remove_prefix(std::min(end + 1, reasons.size()));
    }
}

void estimate(RatingFigures& found) {
    const auto count = static_cast<double>(found.count);
    double sum = 0;
    double squares = 0;
    for (std::size_t index = 0; index < found.distribution.size(); ++index) {
        const auto score = static_cast<double>(index + 1);
        const auto many = static_cast<double>(found.distribution[index]);
        sum += score * many;
        squares += score * score * many;
    }
    found.mean = sum / count;
    found.satisfied = static_cast<double>(found.distribution[3] + found.distribution[4]) / count;
    found.low = 1;
    found.high = 5;
    if (found.count < 2)
        return;
    const double variance = std::max(0.0, (squares - sum * sum / count) / (count - 1));
    const double half = student_quantile(found.count - 1) * std::sqrt(variance / count);
    found.low = std::max(1.0, found.mean - half);
    found.high = std::min(5.0, found.mean + half);
}

std::string block(const RatingFigures& found, bool with_flagged) {
    std::string out;
    for (std::size_t index = found.distribution.size(); index-- > 0;) {
        const std::uint64_t many = found.distribution[index];
        const auto bar = static_cast<std::size_t>(
            found.count == 0 ? 0 : std::lround(double(bar_width) * double(many) / double(found.count)));
        out += fmt::format("  {}  {:>6}  {}\n", index + 1, many, std::string(bar, '#'));
    }
    out += fmt::format("  ratings     {}\n", found.count);
    if (found.count > 0) {
        out += fmt::format("  mean        {:.2f}  (95 %: {:.2f} to {:.2f})\n", found.mean, found.low,
                           found.high);
        out += fmt::format("  satisfied   {:.0f} %  (4 and 5)\n", found.satisfied * 100);
    }
    out += fmt::format("  flagged     {}  ({})\n", found.flagged, with_flagged ? "counted" : "left out");
    std::vector<std::pair<std::string, std::uint64_t>> reasons(found.reasons.begin(), found.reasons.end());
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const auto& left, const auto& right) { return left.second > right.second; });
    for (std::size_t index = 0; index < reasons.size(); ++index)
        out += fmt::format("  {:<10}  {}  {}\n", index == 0 ? "reasons" : "", reasons[index].second,
                           printable(reasons[index].first));
    return out;
}

} // namespace

std::optional<Grouping> parse_grouping(std::string_view word) {
    constexpr std::array words{std::pair{std::string_view(), Grouping::none},
                               std::pair{std::string_view("service"), Grouping::service},
                               std::pair{std::string_view("department"), Grouping::department},
                               std::pair{std::string_view("rater"), Grouping::rater},
                               std::pair{std::string_view("day"), Grouping::day}};
    for (const auto& [name, grouping] : words)
        if (name == word)
            return grouping;
    return std::nullopt;
}

RatingFigures figures(const std::vector<RatingRow>& rows, bool with_flagged) {
    RatingFigures found;
    for (const RatingRow& row : rows) {
        found.flagged += row.flag.empty() ? 0 : 1;
        if ((!row.flag.empty() && !with_flagged) || row.score < 1 || row.score > 5)
            continue;
        ++found.count;
        ++found.distribution[static_cast<std::size_t>(row.score - 1)];
        count_reasons(row.reasons, found.reasons);
    }
    if (found.count > 0)
        estimate(found);
    return found;
}

std::string ratings_report(const std::vector<RatingRow>& rows, Grouping by, bool with_flagged) {
    if (rows.empty())
        return "no ratings yet\n";
    std::map<std::string, std::vector<RatingRow>> groups;
    for (const RatingRow& row : rows)
        groups[group_of(row, by)].push_back(row);
    std::string out;
    for (const auto& [name, members] : groups) {
        if (by != Grouping::none)
            out += (out.empty() ? "" : "\n") + (name.empty() ? "(not asked)" : printable(name)) + "\n";
        out += block(figures(members, with_flagged), with_flagged);
    }
    return out;
}

} // namespace istiqbal::office
