// SPDX-License-Identifier: Apache-2.0
// What one person answered so far, by the position of the question in its form. Memory that held an answer is
// overwritten when it is given back, so that the next person's session finds nothing of the last.
#pragma once

#include <string.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace istiqbal::form {

/// Overwrites every block before it goes back to the heap.
template <class Type>
struct WipingAllocator {
    using value_type = Type;

    WipingAllocator() = default;
    template <class Other>
    WipingAllocator(const WipingAllocator<Other>&) {}

    Type* allocate(std::size_t count) { return std::allocator<Type>().allocate(count); }
    void deallocate(Type* block, std::size_t count) {
        explicit_bzero(static_cast<void*>(block), count * sizeof(Type));
        std::allocator<Type>().deallocate(block, count);
    }
    template <class Other>
    friend bool operator==(const WipingAllocator&, const WipingAllocator<Other>&) {
        return true;
    }
};

using WipedText = std::basic_string<char, std::char_traits<char>, WipingAllocator<char>>;

/// Overwrites the characters and empties the string; short ones lie within the object, where no allocator
/// sees them go.
inline void wipe(WipedText& text) {
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

/// `typed` is what the person entered, untouched, so that a mistake can be corrected rather than typed again.
/// `value` is the canonical form that XForms keeps (ASCII digits, yyyy-mm-dd, choices separated by single
/// spaces), empty while `typed` is empty or not acceptable for its type.
struct Answer {
    WipedText typed;
    WipedText value;
};

/// One Answer a question. Not copyable: an answer lives in one place.
class Answers {
public:
    explicit Answers(std::size_t questions)
        : answers_(questions) {}
    Answers(const Answers&) = delete;
    Answers& operator=(const Answers&) = delete;
    Answers(Answers&&) = default;
    Answers& operator=(Answers&&) = default;

    const Answer& at(std::size_t question) const { return answers_.at(question); }
    void set(std::size_t question, std::string_view typed, std::string_view value);
    /// Forgets everything and overwrites where it was.
    void clear();

private:
    std::vector<Answer, WipingAllocator<Answer>> answers_;
};

} // namespace istiqbal::form
