// SPDX-License-Identifier: Apache-2.0
#include "fonts/unicode.hpp"
#include "kiosk/ui/ink_pad.hpp"
#include "kiosk/ui/text_field.hpp"
#include "kiosk/ui/time_picker.hpp"
#include "tests/kiosk/widget_sheet_parts.hpp"

#include <array>
#include <cmath>

namespace istiqbal::test {

namespace {

using namespace ui;

void gap(Column& column) {
    column.gap(column.frame().sizes().space.medium);
}

void show_range(Column& column, std::string_view id, const NumberSpec& spec) {
    Frame& f = column.frame();
    range(f, id, column.take(range_height(f, spec, column.width())), spec);
    gap(column);
}

void ranges(Column& column) {
    Frame& f = column.frame();
    NumberSpec spec{.name = say(f, "مدى رضاكم", "How satisfied you are"),
                    .least = 0,
                    .most = 10,
                    .least_text = say(f, "غير راضٍ إطلاقًا", "Not satisfied at all"),
                    .most_text = say(f, "راضٍ تمامًا", "Entirely satisfied")};
    show_range(column, "open", spec);
    NumberSpec wrong = spec;
    wrong.name = say(f, "لم يُجب عنه", "Left unanswered");
    wrong.invalid = true;
    show_range(column, "wrong", wrong);
    NumberSpec fine{.name = say(f, "المسافة بالكيلومتر", "Distance in kilometres"),
                    .least = 0,
                    .most = 3,
                    .step = 0.1,
                    .value = 0.3};
    show_range(column, "fine", fine);
    NumberSpec dead = spec;
    dead.name = say(f, "معطل", "Disabled");
    dead.enabled = false;
    show_range(column, "dead", dead);
}

void times(Column& column) {
    time_picker(column, {.id = "open", .value = std::nullopt});
}

void times_chosen(Column& column) {
    time_picker(column, {.id = "chosen", .value = ClockTime{21, 5}, .invalid = true});
}

void ranks(Column& column) {
    Frame& f = column.frame();
    const std::array<std::string_view, 4> labels{
        say(f, "سداد الإيجار", "Rent"), say(f, "العلاج والدواء", "Treatment and medicine"),
        say(f, "رسوم الدراسة والكتب والنقل المدرسي لأبناء الأسرة جميعًا",
            "School fees, books and transport for all the children of the household"),
        say(f, "الأثاث والأجهزة", "Furniture and appliances")};
    constexpr std::array<std::size_t, 3> order{2, 0, 3};
    rank(column, "some", {.labels = labels, .order = order});
}

void ranks_refused(Column& column) {
    Frame& f = column.frame();
    const std::array<std::string_view, 3> labels{say(f, "الصباح", "Morning"), say(f, "الظهر", "Noon"),
                                                 say(f, "المساء", "Evening")};
    constexpr std::array<std::size_t, 1> order{1};
    rank(column, "wrong", {.labels = labels, .order = order, .invalid = true});
}

void show_pad(Column& column, std::string_view id, const PadSpec& spec, const std::vector<Stroke>& strokes) {
    Frame& f = column.frame();
    ink_pad(f, id, column.take(ink_pad_height(f, spec.kind, column.width())), spec, strokes);
    gap(column);
}

void pads(Column& column) {
    Frame& f = column.frame();
    Stroke house;
    constexpr std::array<std::pair<float, float>, 7> corners{
        {{0.2F, 0.8F}, {0.2F, 0.45F}, {0.4F, 0.2F}, {0.6F, 0.45F}, {0.6F, 0.8F}, {0.2F, 0.8F}, {0.2F, 0.8F}}};
    std::uint32_t time = 0;
    for (std::size_t side = 0; side + 1 < corners.size(); ++side)
        for (float share = 0; share < 1; share += 0.1F)
            house.push_back({std::lerp(corners[side].first, corners[side + 1].first, share),
                             std::lerp(corners[side].second, corners[side + 1].second, share), time += 12});
    const PadSpec drawing{.name = say(f, "مخطط الموقع", "A sketch of the place"), .kind = PadKind::drawing};
    show_pad(column, "empty", drawing, {});
    PadSpec drawn = drawing;
    drawn.name = say(f, "مخطط مرسوم", "A sketch that is drawn");
    show_pad(column, "drawn", drawn, {house});
    show_pad(column, "missing", {.name = say(f, "التوقيع", "Signature"), .invalid = true}, {});
}

void fields(Column& column) {
    Frame& f = column.frame();
    const float height = f.mm(f.sizes().button);
    FieldSpec scan{.name = say(f, "رقم البطاقة", "Number of the card"),
                   .placeholder = say(f, "تقريب الرمز من القارئ أو كتابته", "Scan the code or type it"),
                   .left_to_right = true,
                   .icon = Icon::qr,
                   .type = Type::heading};
    text_field(f, "scan", column.take(height), scan, {});
    gap(column);
    scan.name = say(f, "رقم ممسوح", "A scanned number");
    text_field(f, "scanned", column.take(height), scan, "SA-2041-7788");
    gap(column);
    scan.name = say(f, "رقم مرفوض", "A refused number");
    scan.invalid = true;
    text_field(f, "refused", column.take(height), scan, "12");
}

EntryText person(Frame& f, std::size_t index) {
    const std::string number = text::isolate(std::to_string(index + 1));
    if (index % 7 == 3)
        return {std::string(say(f, "فرد الأسرة ", "Member of the household ")) + number,
                {},
                std::string(say(f, "ينقصه الاسم", "The name is missing"))};
    return {std::string(say(f, "عبدالرحمن بن محمد السبيعي ", "Abdulrahman Al-Subaie ")) + number,
            std::string(say(f, "ابن، 12 سنة", "Son, 12 years")),
            {}};
}

std::function<void(Column&)> people(std::size_t count) {
    return [count](Column& column) {
        Frame& f = column.frame();
        entries(column, {.id = "people", .count = count, .entry = [&f](std::size_t index) {
                             return person(f, index);
                         }});
    };
}

void people_at_most(Column& column) {
    Frame& f = column.frame();
    entries(column, {.id = "people",
                     .count = 2,
                     .entry = [&f](std::size_t index) { return person(f, index); },
                     .can_add = false,
                     .can_remove = false});
}

} // namespace

std::vector<WidgetSheet> answer_sheets() {
    return {
        {"widgets: ranges", sheet("widgets.ranges", "مدى", "Ranges", ranges)},
        {"widgets: time", sheet("widgets.time", "وقت", "Time", times)},
        {"widgets: time, chosen", sheet("widgets.time", "وقت", "Time", times_chosen)},
        {"widgets: rank", sheet("widgets.rank", "ترتيب", "Order", ranks)},
        {"widgets: rank, incomplete", sheet("widgets.rank", "ترتيب", "Order", ranks_refused)},
        {"widgets: pads", sheet("widgets.pads", "رسم", "Drawing", pads)},
        {"widgets: scanned", sheet("widgets.scanned", "مسح", "Scanning", fields)},
        {"widgets: entries", sheet("widgets.entries", "أفراد الأسرة", "The household", people(4))},
        {"widgets: entries, none", sheet("widgets.entries", "أفراد الأسرة", "The household", people(0))},
        {"widgets: entries, 200", sheet("widgets.entries", "أفراد الأسرة", "The household", people(200))},
        {"widgets: entries, fixed",
         sheet("widgets.entries", "أفراد الأسرة", "The household", people_at_most)},
    };
}

} // namespace istiqbal::test
