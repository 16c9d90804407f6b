// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/date_picker.hpp"

#include "kiosk/ui/wheel.hpp"

#include <array>
#include <cmath>

namespace istiqbal::ui {

namespace {

using form::CalendarKind;
using form::Date;

// The numbers of a day in the calendar of the wheels.
struct Numbers {
    int year = 0;
    int month = 0;
    int day = 0;
};

std::optional<Numbers> numbers_of(Date date, CalendarKind calendar) {
    if (calendar == CalendarKind::gregorian)
        return Numbers{date.year(), date.month(), date.day()};
    if (const auto hijri = form::to_hijri(date))
        return Numbers{hijri->year, hijri->month, hijri->day};
    return std::nullopt;
}

std::optional<Date> date_of(const Numbers& numbers, CalendarKind calendar) {
    return calendar == CalendarKind::gregorian
               ? Date::from_gregorian(numbers.year, numbers.month, numbers.day)
               : form::from_hijri({numbers.year, numbers.month, numbers.day});
}

int days_in_month(int year, int month, CalendarKind calendar) {
    return calendar == CalendarKind::gregorian ? form::days_in_gregorian_month(year, month)
                                               : form::days_in_hijri_month(year, month);
}

struct Years {
    int first = 0;
    int last = 0;
};

Years years_of(const DatePickerSpec& spec, CalendarKind calendar) {
    const int middle = spec.shown_first.year();
    if (calendar == CalendarKind::gregorian)
        return {middle - spec.years_back, middle + spec.years_on};
    // A Hijri year is shorter: as many of them reach less far back, by one in 33.
    const auto hijri = form::to_hijri(spec.shown_first);
    const int year = hijri ? hijri->year : form::first_hijri_year;
    return {std::max(form::first_hijri_year, year - spec.years_back - spec.years_back / 33),
            std::min(form::last_hijri_year, year + spec.years_on + spec.years_on / 33)};
}

class Picker {
public:
    Picker(Column& column, const DatePickerSpec& spec)
        : column_(column)
        , frame_(column.frame())
        , spec_(spec)
        , state_(frame_.memory().date) {
        if (state_.question != spec.id) {
            state_ = DateWheel{};
            state_.question = spec.id;
            state_.calendar = spec.calendar;
            state_.chosen = spec.value.has_value();
            stand_at(spec.value.value_or(spec.shown_first));
        }
    }

    std::optional<Date> run() {
        segment();
        column_.gap(frame_.sizes().space.small);
        const bool moved = wheels();
        column_.gap(frame_.sizes().space.small);
        const std::optional<Date> day = date_of(numbers(), state_.calendar);
        if (moved)
            state_.chosen = true;
        written_out(day);
        const bool news = state_.chosen && day && day != spec_.value;
        return news ? day : std::nullopt;
    }

private:
    void stand_at(Date date) {
        const Years years = years_of(spec_, state_.calendar);
        const auto now = numbers_of(date, state_.calendar);
        if (!now)
            return;
        state_.wheels = {};
        state_.wheels[0].position = static_cast<float>(now->day - 1);
        state_.wheels[1].position = static_cast<float>(now->month - 1);
        state_.wheels[2].position =
            static_cast<float>(std::clamp(now->year, years.first, years.last) - years.first);
    }

    int row(std::size_t wheel) const { return static_cast<int>(std::lround(state_.wheels[wheel].position)); }

    Numbers numbers() const {
        Numbers now{years_of(spec_, state_.calendar).first + row(2), row(1) + 1, row(0) + 1};
        now.day = std::clamp(now.day, 1, std::max(1, days_in_month(now.year, now.month, state_.calendar)));
        return now;
    }

    // Which calendar the wheels show; the day stays.
    void segment() {
        Rect row_rect = column_.take(frame_.mm(frame_.sizes().target));
        const float radius = frame_.theme().radius;
        frame_.fill(row_rect, frame_.colours().surface_sunken, radius);
        const float half = row_rect.width / 2;
        for (const CalendarKind kind : {CalendarKind::umm_al_qura, CalendarKind::gregorian}) {
            const bool on = state_.calendar == kind;
            const bool hijri = kind == CalendarKind::umm_al_qura;
            const Rect part = row_rect.cut_leading(half, frame_.direction());
            const Press press = frame_.press(hijri ? "wheel.hijri" : "wheel.gregorian", part);
            const Rect pill = part.inset(frame_.mm(frame_.theme().line_strong));
            if (on)
                frame_.fill(pill, press.held ? frame_.colours().primary_pressed : frame_.colours().primary,
                            radius);
            else if (press.held)
                frame_.fill(pill, frame_.colours().surface_pressed, radius);
            const std::string& name =
                frame_.string(hijri ? "wheel.calendar.hijri" : "wheel.calendar.gregorian");
            frame_.draw_in(part, name,
                           {.type = Type::label,
                            .weight = on ? text::Weight::bold : text::Weight::regular,
                            .alignment = text::Alignment::center},
                           on ? frame_.colours().on_primary : frame_.colours().text);
            frame_.tell(Role::radio, name, part, {.selected = on});
            if (!press.clicked || on)
                continue;
            const auto day = date_of(numbers(), state_.calendar);
            state_.calendar = kind;
            if (day)
                stand_at(*day);
            frame_.wake_at(frame_.now());
        }
    }

    bool wheels() {
        const bool wide = frame_.screen().width > frame_.screen().height;
        const int rows = wide ? 3 : 5;
        const float row_height = wheel_row_height(frame_);
        const Rect board = column_.take(row_height * static_cast<float>(rows));
        frame_.memory().pads_seen.push_back(board.intersect(frame_.clip()));
        const Colours& colour = frame_.colours();
        const float radius = frame_.theme().radius;
        frame_.fill(board, colour.surface, radius);
        const Rect band = board.centred(board.width - frame_.mm(2), row_height);
        frame_.fill(band, state_.chosen ? colour.primary_soft : colour.surface_sunken,
                    frame_.theme().radius_small);

        const Years years = years_of(spec_, state_.calendar);
        const Numbers now = numbers();
        const auto number = [](int value) { return std::to_string(value); };
        const std::array<WheelSpec, 3> specs{
            WheelSpec{.name = frame_.string("date.day.name"),
                      .count = std::max(1, days_in_month(now.year, now.month, state_.calendar)),
                      .label = [number](int row_shown) { return number(row_shown + 1); },
                      .rows = rows,
                      .chosen = state_.chosen},
            WheelSpec{.name = frame_.string("date.month.name"),
                      .count = 12,
                      .label =
                          [this](int row_shown) {
                              return form::month_name(state_.calendar, row_shown + 1, frame_.language());
                          },
                      .rows = rows,
                      .chosen = state_.chosen},
            WheelSpec{.name = frame_.string("date.year.name"),
                      .count = years.last - years.first + 1,
                      .label = [number, years](int row_shown) { return number(years.first + row_shown); },
                      .rows = rows,
                      .chosen = state_.chosen}};
        constexpr std::array<std::string_view, 3> ids{"wheel.day", "wheel.month", "wheel.year"};
        constexpr std::array<float, 3> shares{0.24F, 0.46F, 0.30F};
        bool moved = false;
        Rect rest = board;
        for (std::size_t index = 0; index < specs.size(); ++index) {
            const Rect column = rest.cut_leading(board.width * shares[index], frame_.direction());
            moved = wheel(frame_, ids[index], column, specs[index], state_.wheels[index]).moved || moved;
        }
        frame_.outline(board, spec_.invalid ? colour.error : colour.outline_strong,
                       spec_.invalid ? frame_.theme().line_strong : frame_.theme().line, radius);
        return moved;
    }

    void written_out(const std::optional<Date>& day) {
        const TextSpec bold{.type = Type::label, .weight = text::Weight::bold};
        if (!state_.chosen || !day) {
            column_.text(frame_.string("wheel.hint"), {.type = Type::body}, frame_.colours().text_muted);
            return;
        }
        const bool hijri = state_.calendar == CalendarKind::umm_al_qura;
        const auto style = hijri ? form::DateStyle::gregorian : form::DateStyle::umm_al_qura;
        const std::string other = form::format_date(*day, style, frame_.language());
        column_.text(frame_.string("wheel.same", {{"date", other}}), bold, frame_.colours().primary_pressed);
    }

    Column& column_;
    Frame& frame_;
    const DatePickerSpec& spec_;
    DateWheel& state_;
};

} // namespace

std::optional<form::Date> date_picker(Column& column, const DatePickerSpec& spec) {
    return Picker(column, spec).run();
}

} // namespace istiqbal::ui
