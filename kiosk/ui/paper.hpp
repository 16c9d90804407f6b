// SPDX-License-Identifier: Apache-2.0
// A sheet of receipt paper, written from the top downwards as ui::Column is on the screen: black on white, in
// leading and trailing terms, as long as what stands on it. Paper of 80 mm, of which thermal printers reach
// 72 mm with 203 dots an inch; some do not quite reach the outermost, which is why nothing stands there.
//
// Sizes are millimetres on the paper. Not told to a semantics tree: what is printed stands on a screen too.
//
// One thread: the text engine's.
#pragma once

#include "fonts/raster.hpp"
#include "kiosk/form/answers.hpp"
#include "kiosk/form/language.hpp"
#include "kiosk/ui/widgets/qr.hpp"

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::ui {

struct PaperText {
    float size = 3.4F; // the em
    text::Weight weight = text::Weight::regular;
    text::Family family = text::Family::body;
    text::Alignment alignment = text::Alignment::leading;
    std::uint32_t most_lines = 0; // the last ends in "…" where there is more; 0: as many as it takes
};

class Paper {
public:
    static constexpr int dots_across = 576;
    static constexpr int dots_per_mm = 8;
    static constexpr float margin = 3; // on all sides
    static constexpr float tick_text_size = 3.2F;

    Paper(const text::FontSet& fonts, Language language); // `fonts` outlives it
    ~Paper();
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    void gap(float height);
    void text(std::string_view text, const PaperText& style = {});
    // With dots between them, as many on a line as fit whole.
    void parts(std::initializer_list<std::string> parts, const PaperText& style = {});
    // One line in the middle, left to right in both directions, smaller where it would not fit.
    void code(std::string_view code, float size);
    void rule(float thickness = 0.25F);
    // A square to tick off, and the text beside it, three lines at most.
    void tick(std::string_view text);
    // What `contents` writes, in a frame of round corners.
    void framed(float thickness, float inset, const std::function<void()>& contents);
    // Two columns with `between` them; goes on under the longer one.
    void beside(float trailing_width, float between, const std::function<void()>& trailing,
                const std::function<void()>& leading);
    // Modules of that many dots, at the trailing end. A scanner needs the four quiet modules around it, which
    // may lie in a margin.
    void qr(const QrCode& code, int module);
    static float qr_width(const QrCode& code, int module); // without the quiet modules

    // The whole of it. Call once.
    text::Raster finish();

private:
    struct Piece { // a text or a filled rectangle, in dots
        std::shared_ptr<const text::Layout> layout;
        int x = 0;
        int y = 0;
        int width = 0;
        int height = 0;
    };

    std::shared_ptr<const text::Layout> shape(std::string_view text, const PaperText& style, int width) const;
    void fill(int x, int y, int width, int height);
    void frame(int top, int height, int line); // around the column
    static int dots(float millimetres);
    bool right_to_left() const;
    // Where `width` dots at the leading or trailing end of the column begin.
    int leading_x(int width) const;
    int trailing_x(int width) const;

    const text::FontSet& fonts_;
    Language language_;
    // Of the column that is written now.
    int left_;
    int width_;
    int y_;
    std::vector<Piece, form::WipingAllocator<Piece>> pieces_;
};

} // namespace istiqbal::ui
