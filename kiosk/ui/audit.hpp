// SPDX-License-Identifier: Apache-2.0
// Watches a frame being drawn and notes what a designer would call a fault: text that ends in "…", that
// leaves its rectangle or its target, that is cut off where nothing scrolls, that lies over other text, or
// that has too little contrast with what is beneath it. A stage without an audit pays nothing; the tests give
// one to every screen.
#pragma once

#include "kiosk/ui/semantics.hpp"
#include "kiosk/ui/theme.hpp"

#include <string>
#include <vector>

namespace istiqbal::ui {

struct Flaw {
    enum class Kind {
        ellipsized, // not all of the text is shown
        cut,        // it leaves its rectangle, its target, or what can be seen
        over_text,  // it lies over other text
        faint       // its contrast is less than the palette promises
    };
    Kind kind;
    std::string text;
    Rect rect;
    double measured = 0; // faint: the contrast; otherwise pixels too many
};
std::string describe(const Flaw& flaw);

class Audit {
public:
    // Contrast that all text must have: 4.5, in high contrast 7 (WCAG 2.1, 1.4.3 and 1.4.6).
    void begin_frame(double least_contrast);
    // What was written before lies beneath a dialog.
    void begin_dialog();

    // Something was filled; it may be translucent.
    void surface(const Rect& seen, Colour colour);
    struct Written {
        std::string_view text;
        Rect rect; // where its letters are, without the air between lines
        Rect clip;
        Colour colour;
        bool truncated;
        bool scrolls; // what is outside of the clip can be scrolled to
    };
    void text(const Written& written);
    // Text that was to stand in `area`.
    void placed(std::string_view text, const Rect& letters, const Rect& area);

    void end_frame(const Semantics& semantics);
    const std::vector<Flaw>& flaws() const { return flaws_; }

private:
    struct Surface {
        Rect rect;
        Colour colour;
    };
    struct Line {
        std::string text;
        Rect rect;
        Rect seen;
    };
    Colour beneath(float x, float y) const;
    void note(Flaw::Kind kind, std::string_view text, const Rect& rect, double measured);

    double least_contrast_ = 0;
    std::vector<Surface> surfaces_;
    std::vector<Line> lines_;
    std::vector<Flaw> flaws_;
};

} // namespace istiqbal::ui
