// SPDX-License-Identifier: Apache-2.0
// The frame that every page of a journey shares: the organisation's name and the person's tools above, Back
// and the way on beneath, and "call an employee" and "start again" always in reach (P1). The keyboard, where
// a page has one, lies under it all; the body is what is left, and scrolls.
//
// A wide screen has no height to give away: the number pad stands beside the body, and with the letters on
// the screen the ways back and on move up into the header.
#pragma once

#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/scroll.hpp"
#include "kiosk/ui/widgets.hpp"

#include <memory>
#include <optional>

namespace istiqbal::ui {

enum class PageAction { none, back, primary, start_again, call_employee, switch_language, switch_text_size };

struct PageSpec {
    std::string_view id;           // the body's scroll is remembered under it
    std::string_view primary = {}; // label of the way on; none if empty
    Icon primary_icon = Icon::forward;
    bool back = true;
    bool start_again = true;
    bool switch_language = true;
    bool centred = false; // the body stands in the middle of the page where it is shorter
    KeyboardKind keyboard = KeyboardKind::none;
};

class Page {
public:
    Page(Frame& frame, const PageSpec& spec);

    Column& body() { return view_->column(); }
    // Ends the body and says what the person did outside of it. Call once.
    PageAction finish();

private:
    void header(Rect area, const PageSpec& spec);
    void tools(Rect& row, const PageSpec& spec);
    void way_back(Rect& row);
    void way_on(Rect& row, const PageSpec& spec, float least_width);
    void footer(Rect area, const PageSpec& spec);
    void help_strip(Rect area, const PageSpec& spec);
    void note(bool clicked, PageAction action) {
        if (clicked)
            action_ = action;
    }

    Frame& frame_;
    PageAction action_ = PageAction::none;
    std::unique_ptr<ScrollView> view_;
};

// The heading of a page, with the section above it where there is one.
void page_heading(Column& column, std::string_view heading, std::string_view section = {});

} // namespace istiqbal::ui
