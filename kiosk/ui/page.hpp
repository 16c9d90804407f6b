// SPDX-License-Identifier: Apache-2.0
// The frame that every page of a journey shares: the organisation's name and the person's tools above
// (language, size of the text, contrast), Back and the way on beneath, and "call an employee" and "start
// again" always in reach (P1). The keyboard, where a page has one, lies under it all; the body is what is
// left, and scrolls.
//
// A wide screen has no height to give away: its header is as low as a target allows, the number pad stands
// beside the body, and with the letters on the screen the ways back and on move up into the header.
//
// The body comes first in the tree and for the two buttons, then the keyboard, the ways back and on, and the
// tools: finish() draws them in that order.
#pragma once

#include "kiosk/ui/keyboard.hpp"
#include "kiosk/ui/scroll.hpp"
#include "kiosk/ui/widgets.hpp"

#include <memory>
#include <optional>
#include <string>

namespace istiqbal::ui {

enum class PageAction {
    none,
    back,
    primary,
    start_again,
    call_employee,
    switch_language,
    switch_text_size,
    switch_contrast,
    staff
};

// The hidden way to the staff panel: whether the mark, drawn in `mark`, has been held for three seconds.
// Nothing on the screen says so.
bool staff_gesture(Frame& frame, const Rect& mark);

// How far the person has come, drawn under the header as one segment a section.
struct PageProgress {
    std::size_t section = 0; // that the page belongs to, from 0
    std::size_t sections = 1;
    float share = 0;       // of that section that lies behind, 0 to 1
    std::string_view name; // as the tree says it: "Question 3 of 7"
};

struct PageSpec {
    std::string_view id;           // the body's scroll is remembered under it; unlike the page before it
    std::string_view primary = {}; // label of the way on; none if empty
    Icon primary_icon = Icon::forward;
    bool back = true;
    bool start_again = true;
    bool switch_language = true;
    bool broad = false;   // the body takes a wide screen's whole width: it has columns of its own
    bool staff = false;   // holding the mark asks for staff (staff_gesture)
    bool drifts = false;  // the page rests on the glass for hours: its body wanders by the minute (drift.hpp)
    bool centred = false; // the body stands in the middle of the page where it is shorter
    KeyboardKind keyboard = KeyboardKind::none;
    std::optional<PageProgress> progress = {};
    bool primary_enabled = true;
};

class Page {
public:
    Page(Frame& frame, const PageSpec& spec);

    Column& body() { return view_->column(); }
    // Ends the body, draws what stands around it and says what the person did there. Call once.
    PageAction finish();

private:
    void place(const PageSpec& spec);
    void clear_up();
    void header();
    void progress(const PageProgress& progress);
    void tools(Rect& row);
    void way_back(Rect& row);
    void way_on(Rect& row, float width);
    void footer();
    void help_strip();
    void note(bool clicked, PageAction action) {
        if (clicked)
            action_ = action;
    }

    Frame& frame_;
    PageSpec spec_; // its words are in primary_ and progress_name_
    std::string primary_;
    std::string progress_name_;
    Rect header_, progress_, footer_, help_strip_, keyboard_, body_; // empty where the page has none
    bool ways_in_header_ = false;
    PageAction action_ = PageAction::none;
    std::unique_ptr<ScrollView> view_;
};

// The heading of a page, with the section above it where there is one.
void page_heading(Column& column, std::string_view heading, std::string_view section = {});

} // namespace istiqbal::ui
