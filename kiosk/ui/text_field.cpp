// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text_field.hpp"

#include "fonts/unicode.hpp"

#include <cmath>

namespace istiqbal::ui {

namespace {

class Field {
public:
    Field(Frame& frame, const Rect& rect, const FieldSpec& spec)
        : frame_(frame)
        , spec_(spec)
        , inner_(rect.inset(frame.mm(frame.sizes().space.medium), frame.mm(frame.sizes().space.tiny))) {
        if (spec.icon == Icon::none || spec.multiline)
            return;
        const float side = std::min(inner_.height, std::round(frame.type_pixels(Type::heading)));
        icon_ = inner_.cut_leading(side, frame.direction()).centred(side, side);
        inner_.cut_leading(frame.mm(frame.sizes().space.small), frame.direction());
    }

    // A number is read as a whole: a long one is written smaller rather than scrolled.
    Frame::Layout layout(std::string_view text) const {
        TextSpec text_spec{.type = spec_.type};
        if (!spec_.left_to_right)
            return frame_.shape(text, text_spec, spec_.multiline ? inner_.width : text::unlimited_width,
                                frame_.direction());
        for (;;) {
            auto shaped = frame_.shape(text, text_spec, text::unlimited_width, Direction::left_to_right);
            if (shaped->width() <= inner_.width || text_spec.type <= Type::body)
                return shaped;
            text_spec.type = static_cast<Type>(static_cast<int>(text_spec.type) - 1);
        }
    }

    // Where the layout's box begins so that the caret is seen; moves the editor's scroll as far as needed.
    ImVec2 origin(const text::Layout& layout, TextEditor* editor) const {
        if (spec_.multiline) {
            if (editor == nullptr)
                return {inner_.x, inner_.y};
            const text::Caret caret = layout.caret(editor->caret);
            editor->scroll = std::min(editor->scroll, caret.top);
            editor->scroll = std::max(editor->scroll, caret.bottom - inner_.height);
            editor->scroll = std::max(0.0F, editor->scroll);
            return {inner_.x, inner_.y - std::round(editor->scroll)};
        }
        const float y = inner_.centre_y() - layout.height() / 2;
        const float spare = inner_.width - layout.width();
        if (spec_.centred && spare >= 0)
            return {inner_.x + spare / 2, y};
        const bool at_right = frame_.mirrored();
        const float resting = at_right ? inner_.x + spare : inner_.x;
        if (spare >= 0 || editor == nullptr)
            return {resting, y};
        const float caret_x = resting + layout.caret(editor->caret).x;
        editor->scroll = std::max(editor->scroll, inner_.x - caret_x);
        editor->scroll = std::min(editor->scroll, inner_.right() - caret_x);
        return {resting + editor->scroll, y};
    }

    const Rect& inner() const { return inner_; }
    const Rect& icon() const { return icon_; } // empty if there is none

    // In the page's direction, and in the largest type in which all of it stands in the field.
    void draw_placeholder(Colour colour) const {
        TextSpec text_spec{.type = spec_.type};
        while (text_spec.type > Type::small &&
               frame_.shape(spec_.placeholder, text_spec)->width() > inner_.width)
            text_spec.type = static_cast<Type>(static_cast<int>(text_spec.type) - 1);
        const auto layout = frame_.shape(spec_.placeholder, text_spec, inner_.width);
        const float y = spec_.multiline ? inner_.y : inner_.centre_y() - layout->height() / 2;
        frame_.draw(layout, inner_.x, y, colour);
    }

private:
    Frame& frame_;
    const FieldSpec& spec_;
    Rect inner_;
    Rect icon_;
};

bool insert(TextEditor& editor, std::string_view typed) {
    if (typed.empty())
        return false;
    std::string clean = text::sanitize_utf8(typed);
    editor.text_refused = editor.text.size() + clean.size() > longest_field_text;
    if (!editor.text_refused) {
        editor.text.insert(editor.caret, clean.data(), clean.size());
        editor.caret += clean.size();
    }
    text::wipe(clean);
    return !editor.text_refused;
}

bool erase(TextEditor& editor, std::size_t from, std::size_t to) {
    if (from >= to)
        return false;
    editor.text.erase(from, to - from);
    editor.caret = from;
    editor.text_refused = false;
    return true;
}

bool is_space(char character) {
    return character == ' ' || character == '\n';
}

// Where the word before the caret begins, the spaces after it included. A space is a grapheme of its own.
std::size_t word_before(std::string_view text, std::size_t caret) {
    while (caret > 0 && is_space(text[caret - 1]))
        --caret;
    while (caret > 0 && !is_space(text[caret - 1]))
        --caret;
    return caret;
}

struct Edit {
    bool changed = false;
    bool entered = false;
};

void apply_key(const Field& field, const FieldSpec& spec, TextEditor& editor, platform::Key key, Edit& edit) {
    using platform::Key;
    const auto layout = field.layout(editor.text);
    switch (key) {
    case Key::backspace:
        edit.changed |= erase(editor, layout->previous_grapheme(editor.caret), editor.caret);
        break;
    case Key::del:
        edit.changed |= erase(editor, editor.caret, layout->next_grapheme(editor.caret));
        break;
    case Key::del_word:
        edit.changed |= erase(editor, word_before(editor.text, editor.caret), editor.caret);
        break;
    case Key::clear:
        edit.changed |= erase(editor, 0, editor.text.size());
        break;
    case Key::enter:
        if (spec.multiline)
            edit.changed |= insert(editor, "\n");
        else
            edit.entered = true;
        break;
    case Key::left:
        editor.caret = layout->visual_left(editor.caret);
        break;
    case Key::right:
        editor.caret = layout->visual_right(editor.caret);
        break;
    case Key::home:
        editor.caret = 0;
        break;
    case Key::end:
        editor.caret = editor.text.size();
        break;
    case Key::up:
    case Key::down: {
        const text::Caret caret = layout->caret(editor.caret);
        const float height = caret.bottom - caret.top;
        const float y = key == Key::up ? caret.top - height / 2 : caret.bottom + height / 2;
        editor.caret = layout->hit(caret.x, y);
        break;
    }
    default:
        break;
    }
}

Edit apply_input(Frame& frame, const Field& field, const FieldSpec& spec) {
    Memory& memory = frame.memory();
    Edit edit;
    std::string typed = frame.take_typed();
    edit.changed |= insert(memory.editor, typed);
    text::wipe(typed);
    edit.changed |= insert(memory.editor, memory.keyboard.typed);
    for (const platform::Key key : frame.take_keys())
        apply_key(field, spec, memory.editor, key, edit);
    for (const platform::Key key : memory.keyboard.keys)
        apply_key(field, spec, memory.editor, key, edit);
    form::wipe(memory.keyboard.typed);
    memory.keyboard.keys.clear();
    return edit;
}

// What the screen's Enter key says of this field.
EnterKey enter_key(const FieldSpec& spec) {
    if (spec.multiline)
        return EnterKey::new_line;
    return spec.next_field ? EnterKey::next_field : EnterKey::done;
}

} // namespace

void focus_field(Memory& memory, std::string_view id, std::string_view text) {
    form::wipe(memory.editor.text);
    memory.editor = TextEditor{};
    memory.reveal_field = true;
    memory.editor.field = id;
    memory.editor.text.assign(text);
    memory.editor.caret = text.size();
    form::wipe(memory.keyboard.typed);
    memory.keyboard.keys.clear();
}

FieldResult text_field(Frame& frame, std::string_view id, const Rect& rect, const FieldSpec& spec,
                       std::string_view text) {
    const Colours& colour = frame.colours();
    TextEditor& editor = frame.memory().editor;
    const Field field(frame, rect, spec);
    const Press press = frame.press(id, rect);
    FieldResult result;
    bool focused = editor.field == id;
    if ((press.clicked || press.arrived) && !focused) {
        focus_field(frame.memory(), id, text);
        focused = result.focused = true;
        frame.wake_at(frame.now()); // its keyboard comes
    }
    if (focused) {
        Keyboard& keyboard = frame.memory().keyboard;
        if (std::exchange(keyboard.enter, enter_key(spec)) != enter_key(spec))
            frame.wake_at(frame.now());
        // Letters chosen for a name are not those of an account number.
        if (std::exchange(keyboard.for_latin, spec.latin) != spec.latin) {
            keyboard.layer_chosen = false;
            frame.wake_at(frame.now());
        }
        const Edit edit = apply_input(frame, field, spec);
        result.changed = edit.changed;
        result.entered = edit.entered;
    }
    const std::string_view shown = focused ? std::string_view(editor.text) : text;
    // Not before its keyboard is there: until then more of the page is seen than will be.
    if (focused && !result.focused && std::exchange(frame.memory().reveal_field, false))
        frame.reveal(rect);
    const auto layout = field.layout(shown);
    if (focused && press.clicked && frame.input().released) {
        const ImVec2 origin = field.origin(*layout, &editor);
        editor.caret = layout->hit(frame.input().position.x - origin.x, frame.input().position.y - origin.y);
    }

    frame.fill(rect, press.held && !focused ? colour.surface_pressed : colour.surface, frame.theme().radius);
    frame.outline(rect,
                  spec.invalid ? colour.error
                  : focused    ? colour.primary
                               : colour.outline_strong,
                  focused || spec.invalid ? frame.theme().line_strong : frame.theme().line,
                  frame.theme().radius);
    if (!field.icon().empty())
        draw_icon(frame, spec.icon, field.icon(), focused ? colour.primary : colour.text_muted);
    const ImVec2 origin = field.origin(*layout, focused ? &editor : nullptr);
    frame.push_clip(field.inner().inset(-frame.mm(frame.theme().line_strong), 0), Beyond::scrolls);
    if (shown.empty() && !spec.placeholder.empty())
        field.draw_placeholder(colour.text_muted);
    frame.draw(layout, origin.x, origin.y, colour.text);
    if (focused) {
        const text::Caret caret = layout->caret(editor.caret);
        const float width = std::max(2.0F, frame.mm(frame.theme().line_strong));
        frame.fill({origin.x + caret.x - width / 2, origin.y + caret.top, width, caret.bottom - caret.top},
                   colour.primary);
    }
    frame.pop_clip();
    frame.tell(Role::text_field, spec.name, rect, {.focused = focused, .invalid = spec.invalid}, shown);
    return result;
}

} // namespace istiqbal::ui
