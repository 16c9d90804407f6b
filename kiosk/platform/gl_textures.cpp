// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/gl_textures.hpp"

#include <SDL_opengl.h>

#include <vector>

namespace istiqbal::platform {

std::uintptr_t GlTextures::create(int width, int height) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    const GLint white_with_coverage[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, white_with_coverage);
    const std::vector<std::uint8_t> empty(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, empty.data());
    return name;
}

void GlTextures::update(std::uintptr_t id, text::PixelRect rect, const std::uint8_t* coverage, int stride) {
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(id));
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, stride);
    glTexSubImage2D(GL_TEXTURE_2D, 0, rect.x, rect.y, rect.width, rect.height, GL_RED, GL_UNSIGNED_BYTE,
                    coverage);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void GlTextures::destroy(std::uintptr_t id) {
    const auto name = static_cast<GLuint>(id);
    glDeleteTextures(1, &name);
}

} // namespace istiqbal::platform
