// SPDX-License-Identifier: Apache-2.0
// Every block of the heap is overwritten when it is given back, whoever had it: the session's own answers are
// in wiped memory anyway, but their copies in Pango, HarfBuzz, SDL, Dear ImGui, SQLite or a std::string are
// not ours to wipe one by one. Linked into the kiosk alone; costs one pass over what is freed.
//
// malloc(3) and its family may be replaced by definitions in the program (glibc manual, "Replacing malloc");
// these hand on to glibc's own, which it exports under these names, so that blocks from aligned_alloc and
// others that are not replaced can be given back here as well. Not under a sanitizer, which replaces the
// family itself.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) // as GCC says it
#define ISTIQBAL_SANITIZED
#elif defined(__has_feature) // as Clang does
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ISTIQBAL_SANITIZED
#endif
#endif

#ifndef ISTIQBAL_SANITIZED

#include <malloc.h>
#include <string.h>

#include <cstddef>

extern "C" {

void* __libc_malloc(std::size_t size);                    // NOLINT: glibc's names
void* __libc_calloc(std::size_t count, std::size_t size); // NOLINT
void __libc_free(void* block);                            // NOLINT

void* malloc(std::size_t size) {
    return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
    return __libc_calloc(count, size);
}

void free(void* block) {
    if (block == nullptr)
        return;
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
}

// glibc's own would free a block that it moves without coming by here.
void* realloc(void* block, std::size_t size) {
    if (block == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(block);
    if (size <= had && size >= had / 2)
        return block;
    void* moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    memcpy(moved, block, size < had ? size : had);
    free(block);
    return moved;
}

} // extern "C"

#endif
