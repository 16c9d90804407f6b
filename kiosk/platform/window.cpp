// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window.hpp"

#include "kiosk/platform/gl_textures.hpp"
#include "kiosk/platform/touch_queue.hpp"
#include "kiosk/platform/typing_queue.hpp"

#include <SDL.h>
#include <SDL_opengl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb/stb_image_write.h>
#include <string.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstring>

namespace istiqbal::platform {

namespace {

// A widget settles in three frames: the change, what it lays out anew, and what follows from that.
constexpr int frames_after_event = 3;

std::optional<Key> key_of(const SDL_Keysym& symbol) {
    switch (symbol.sym) {
    case SDLK_BACKSPACE:
        return (symbol.mod & KMOD_CTRL) != 0 ? Key::del_word : Key::backspace;
    case SDLK_CLEAR:
        return Key::clear;
    case SDLK_DELETE:
        return Key::del;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        return Key::enter;
    case SDLK_TAB:
        return (symbol.mod & KMOD_SHIFT) != 0 ? Key::back_tab : Key::tab;
    case SDLK_ESCAPE:
        return Key::escape;
    case SDLK_LEFT:
        return Key::left;
    case SDLK_RIGHT:
        return Key::right;
    case SDLK_UP:
        return Key::up;
    case SDLK_DOWN:
        return Key::down;
    case SDLK_HOME:
        return Key::home;
    case SDLK_END:
        return Key::end;
    default:
        return std::nullopt;
    }
}

std::string sdl_failure(const char* what) {
    return std::string(what) + ": " + SDL_GetError();
}

} // namespace

struct Window::State {
    SDL_Window* window = nullptr;
    SDL_GLContext context = nullptr;
    bool imgui_backend = false;
    GlTextures textures;
    TouchQueue touches;
    TypingQueue typing;
    bool activity = false; // since the last frame
    int frames_wanted = frames_after_event;
    bool quit = false;
    bool full_screen = false; // its rim is the glass's
    std::optional<float> density;
    Uint32 wake_event = 0;
    Clock::time_point last_frame = Clock::now();

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (imgui_backend)
            ImGui_ImplOpenGL3_Shutdown();
        if (ImGui::GetCurrentContext() != nullptr)
            ImGui::DestroyContext();
        if (context != nullptr)
            SDL_GL_DeleteContext(context);
        if (window != nullptr)
            SDL_DestroyWindow(window);
        SDL_Quit();
    }

    TouchPoint point_of(const SDL_TouchFingerEvent& finger) const {
        int width = 0;
        int height = 0;
        SDL_GL_GetDrawableSize(window, &width, &height);
        // SDL says 1 where the glass knows no pressure, some drivers 0.
        const float pressure =
            finger.pressure > 0 && finger.pressure <= 1 && finger.type != SDL_FINGERUP ? finger.pressure : 1;
        return {finger.x * static_cast<float>(width), finger.y * static_cast<float>(height), Clock::now(),
                pressure};
    }

    void handle(const SDL_Event& event) {
        if (event.type == wake_event) {
            frames_wanted = std::max(frames_wanted, 1);
            return;
        }
        switch (event.type) {
        case SDL_QUIT:
            quit = true;
            break;
        case SDL_FINGERDOWN:
            touches.finger_down(event.tfinger.fingerId, point_of(event.tfinger));
            activity = true;
            break;
        case SDL_FINGERMOTION:
            touches.finger_move(event.tfinger.fingerId, point_of(event.tfinger));
            // A hovering mouse moves no finger: nothing to draw.
            if (!touches.pending())
                return;
            activity = true;
            break;
        case SDL_FINGERUP:
            touches.finger_up(event.tfinger.fingerId, point_of(event.tfinger));
            activity = true;
            break;
        case SDL_WINDOWEVENT:
            break;
        default:
            return;
        }
        frames_wanted = frames_after_event;
    }

    // Before an event enters SDL's queue, whose entries are used again but never overwritten: what is typed
    // is taken here, and the event itself only wakes the loop. On the window's thread, as all of SDL's input.
    static int take_typing(void* self, SDL_Event* event) {
        auto& state = *static_cast<State*>(self);
        if (event->type == SDL_TEXTINPUT) {
            state.typing.text(event->text.text);
            explicit_bzero(event->text.text, sizeof event->text.text);
        } else if (event->type == SDL_KEYDOWN) {
            const auto key = key_of(event->key.keysym);
            event->key.keysym = {};
            if (!key)
                return 1;
            state.typing.key(*key);
        } else {
            if (event->type == SDL_KEYUP)
                event->key.keysym = {};
            return 1;
        }
        state.activity = true;
        state.frames_wanted = frames_after_event;
        return 1;
    }
};

tl::expected<std::unique_ptr<Window>, std::string> Window::create(const WindowOptions& options) {
    // Touch is ours: a finger makes no mouse events, a mouse makes finger events (on a developer's machine).
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    auto state = std::make_unique<State>();
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return tl::unexpected(sdl_failure("no display"));
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
    const Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI |
                         (options.full_screen ? static_cast<Uint32>(SDL_WINDOW_FULLSCREEN_DESKTOP) : 0U);
    // Without a window manager nobody makes a full-screen window as large as its screen but we.
    SDL_DisplayMode screen{};
    const bool whole = options.full_screen && SDL_GetDesktopDisplayMode(0, &screen) == 0;
    state->window =
        SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                         whole ? screen.w : options.width, whole ? screen.h : options.height, flags);
    if (state->window == nullptr)
        return tl::unexpected(sdl_failure("no window"));
    state->context = SDL_GL_CreateContext(state->window);
    if (state->context == nullptr)
        return tl::unexpected(sdl_failure("no OpenGL 3.3"));
    SDL_GL_SetSwapInterval(1);
    state->full_screen = options.full_screen;
    if (options.full_screen)
        SDL_ShowCursor(SDL_DISABLE);
    SDL_SetEventFilter(State::take_typing, state.get());
    SDL_StartTextInput();
    state->wake_event = SDL_RegisterEvents(1);

    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
    // No ImGui SDL backend: it captures the mouse while a button is down, which swallows touches on X11, and
    // what else it does is the few lines of begin_frame().
    state->imgui_backend = ImGui_ImplOpenGL3_Init("#version 330");
    if (!state->imgui_backend)
        return tl::unexpected(std::string("Dear ImGui found no OpenGL 3.3"));
    std::unique_ptr<Window> window(new Window(std::move(state)));
    window->state_->density = window->claimed_density();
    return window;
}

Window::Window(std::unique_ptr<State> state)
    : state_(std::move(state)) {}

Window::~Window() = default;

Size Window::size() const {
    Size size;
    SDL_GL_GetDrawableSize(state_->window, &size.width, &size.height);
    return size;
}

std::optional<float> Window::claimed_density() const {
    float diagonal_dpi = 0;
    const int display = std::max(0, SDL_GetWindowDisplayIndex(state_->window));
    if (SDL_GetDisplayDPI(display, &diagonal_dpi, nullptr, nullptr) != 0)
        return std::nullopt;
    // X servers without a monitor say 96 whatever they show; a display that says exactly that knows nothing.
    constexpr float lowest = 40;
    constexpr float highest = 400;
    if (diagonal_dpi < lowest || diagonal_dpi > highest || std::abs(diagonal_dpi - 96.0F) < 1.0F)
        return std::nullopt;
    constexpr float millimetres_per_inch = 25.4F;
    return diagonal_dpi / millimetres_per_inch;
}

void Window::wait(std::optional<Clock::time_point> until) {
    SDL_Event event{};
    while (SDL_PollEvent(&event) != 0)
        state_->handle(event);
    if (has_news() || state_->quit)
        return;
    bool received = false;
    if (until) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*until - Clock::now()).count();
        if (left <= 0)
            return;
        constexpr long long one_hour = 3'600'000;
        received = SDL_WaitEventTimeout(&event, static_cast<int>(std::min<long long>(left, one_hour))) != 0;
    } else {
        received = SDL_WaitEvent(&event) != 0;
    }
    if (received)
        state_->handle(event);
    while (SDL_PollEvent(&event) != 0)
        state_->handle(event);
}

bool Window::has_news() const {
    return state_->frames_wanted > 0 || state_->touches.pending() || state_->typing.pending();
}

bool Window::should_quit() const {
    return state_->quit;
}

void Window::set_touch_areas(const TouchAreas& areas) {
    state_->touches.set_areas(areas);
}

Input Window::begin_frame() {
    Input input;
    input.activity = std::exchange(state_->activity, false);
    state_->touches.take(input);
    state_->typing.take(input);
    state_->frames_wanted = std::max(0, state_->frames_wanted - 1);

    ImGuiIO& io = ImGui::GetIO();
    const Size pixels = size();
    constexpr float rim_millimetres = 1.5F;
    constexpr float usual_density = 3.2F; // of a 27-inch kiosk
    state_->touches.set_glass(
        {static_cast<float>(pixels.width), static_cast<float>(pixels.height),
         state_->full_screen ? rim_millimetres * state_->density.value_or(usual_density) : 0.0F});
    io.DisplaySize = ImVec2(static_cast<float>(pixels.width), static_cast<float>(pixels.height));
    // After hours asleep an honest difference would make every animation jump.
    const auto now = Clock::now();
    const float elapsed = std::chrono::duration<float>(now - state_->last_frame).count();
    io.DeltaTime = std::clamp(elapsed, 1.0F / 1000, 1.0F / 20);
    state_->last_frame = now;
    // The finger is off the glass: no widget may think that it hovers.
    const bool on_glass = input.down || input.released;
    io.MousePos = on_glass ? ImVec2(input.position.x, input.position.y) : ImVec2(-FLT_MAX, -FLT_MAX);
    io.MouseDown[0] = input.down;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    return input;
}

void Window::end_frame() {
    ImGui::Render();
    const Size pixels = size();
    glViewport(0, 0, pixels.width, pixels.height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    SDL_GL_SwapWindow(state_->window);
}

Picture Window::picture() {
    Picture picture{size(), {}};
    const auto width = static_cast<std::size_t>(picture.size.width);
    const auto height = static_cast<std::size_t>(picture.size.height);
    // The back buffer is undefined after a swap: draw the last frame once more and read that.
    glViewport(0, 0, picture.size.width, picture.size.height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    // Four bytes a pixel is what is stored: read so, nothing is converted.
    std::vector<std::uint8_t> stored(width * height * 4);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, picture.size.width, picture.size.height, GL_RGBA, GL_UNSIGNED_BYTE, stored.data());
    picture.rgb.resize(width * height * 3);
    std::uint8_t* to = picture.rgb.data();
    // OpenGL's first row is the lowest.
    for (std::size_t row = height; row-- > 0;) {
        const std::uint8_t* from = stored.data() + row * width * 4;
        for (std::size_t column = 0; column < width; ++column, from += 4, to += 3)
            std::memcpy(to, from, 3);
    }
    return picture;
}

tl::expected<void, std::string> Window::save_screenshot(const std::filesystem::path& file) {
    const Picture shown = picture();
    constexpr int channels = 3;
    if (stbi_write_png(file.c_str(), shown.size.width, shown.size.height, channels, shown.rgb.data(),
                       shown.size.width * channels) == 0)
        return tl::unexpected("cannot write the picture " + file.string());
    return {};
}

void Window::wake() {
    SDL_Event event{};
    event.type = state_->wake_event;
    SDL_PushEvent(&event);
}

text::TextureBackend& Window::textures() {
    return state_->textures;
}

#ifdef ISTIQBAL_DRIVE

namespace {

void push_finger(Uint32 type, float x, float y, Size size) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = 1;
    event.tfinger.fingerId = 1;
    event.tfinger.x = x / static_cast<float>(std::max(1, size.width));
    event.tfinger.y = y / static_cast<float>(std::max(1, size.height));
    SDL_PushEvent(&event);
}

SDL_Keycode keycode_of(Key key) {
    switch (key) {
    case Key::backspace:
        return SDLK_BACKSPACE;
    case Key::del:
        return SDLK_DELETE;
    case Key::enter:
        return SDLK_RETURN;
    case Key::tab:
    case Key::back_tab:
        return SDLK_TAB;
    case Key::escape:
        return SDLK_ESCAPE;
    case Key::left:
        return SDLK_LEFT;
    case Key::right:
        return SDLK_RIGHT;
    case Key::up:
        return SDLK_UP;
    case Key::down:
        return SDLK_DOWN;
    case Key::home:
        return SDLK_HOME;
    case Key::end:
        return SDLK_END;
    case Key::del_word:
        return SDLK_BACKSPACE;
    case Key::clear:
        return SDLK_CLEAR;
    }
    return SDLK_UNKNOWN;
}

} // namespace

void Window::inject_touch_down(float x, float y) {
    push_finger(SDL_FINGERDOWN, x, y, size());
}

void Window::inject_touch_move(float x, float y) {
    push_finger(SDL_FINGERMOTION, x, y, size());
}

void Window::inject_touch_up(float x, float y) {
    push_finger(SDL_FINGERUP, x, y, size());
}

void Window::inject_text(const std::string& utf8) {
    constexpr std::size_t longest = SDL_TEXTINPUTEVENT_TEXT_SIZE - 1;
    for (std::size_t at = 0; at < utf8.size();) {
        std::size_t length = std::min(longest, utf8.size() - at);
        // An event ends between characters, as SDL's own do.
        while (length > 1 && at + length < utf8.size() &&
               (static_cast<unsigned char>(utf8[at + length]) & 0xC0U) == 0x80U)
            --length;
        SDL_Event event{};
        event.type = SDL_TEXTINPUT;
        std::memcpy(event.text.text, utf8.data() + at, length);
        SDL_PushEvent(&event);
        at += length;
    }
}

void Window::inject_key(Key key) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = keycode_of(key);
    event.key.keysym.mod = key == Key::back_tab ? KMOD_SHIFT : key == Key::del_word ? KMOD_CTRL : KMOD_NONE;
    SDL_PushEvent(&event);
}

#endif

} // namespace istiqbal::platform
