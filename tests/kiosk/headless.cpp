// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/headless.hpp"

#include <cfloat>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace istiqbal::test {

namespace {

using namespace std::chrono_literals;

const std::filesystem::path assets = std::filesystem::path(ISTIQBAL_SOURCE_DIR) / "assets";

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

ImGuiContext* make_context(const Display& display) {
    ImGuiContext* context = ImGui::CreateContext();
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = ImVec2(static_cast<float>(display.width), static_cast<float>(display.height));
    // As the OpenGL backend claims it; a page can have more vertices than 16 bits count.
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    return context;
}

std::unique_ptr<text::TextEngine> make_text(text::TextureBackend& textures) {
    auto engine = text::TextEngine::create(text::default_faces(), textures);
    if (!engine)
        give_up(engine.error().detail);
    return std::move(*engine);
}

} // namespace

const ui::Theme& shipped_theme() {
    static const ui::Theme theme = [] {
        auto loaded = ui::Theme::load(assets / "theme" / "theme.toml");
        if (!loaded)
            give_up(loaded.error());
        return *loaded;
    }();
    return theme;
}

const ui::Strings& shipped_strings() {
    static const ui::Strings strings = [] {
        auto loaded = ui::Strings::load(assets / "strings");
        if (!loaded)
            give_up(loaded.error());
        return std::move(*loaded);
    }();
    return strings;
}

const catalogue::Catalogue& shipped_catalogue() {
    static const catalogue::Catalogue catalogue = [] {
        auto loaded = catalogue::Catalogue::load(assets / "catalogue");
        if (!loaded)
            give_up(loaded.error().front());
        return std::move(*loaded);
    }();
    return catalogue;
}

const form::Form& shipped_form(const std::string& journey) {
    static std::map<std::string, form::Form> forms;
    const auto known = forms.find(journey);
    if (known != forms.end())
        return known->second;
    auto loaded = form::load_form(assets / "forms" / journey);
    if (!loaded)
        give_up(form::describe(loaded.error().front()));
    return forms.emplace(journey, std::move(*loaded)).first->second;
}

const form::Form& support_request() {
    return shipped_form("support_request");
}

Headless::Headless(const Display& display)
    : display_(display)
    , context_(make_context(display))
    , text_(make_text(textures_))
    , stage_{
          theme, shipped_strings(), *text_, memory, semantics, display.device, display.pixels_per_millimetre,
          &audit} {}

Headless::~Headless() {
    text_.reset();
    ImGui::DestroyContext(context_);
}

ui::Rect Headless::screen() const {
    return {0, 0, static_cast<float>(display_.width), static_cast<float>(display_.height)};
}

void Headless::frame(const Scene& scene) {
    now += 16ms;
    input_ = {};
    typing_.take(input_);
    touches_.take(input_);
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = 0.016F;
    const bool on_glass = input_.down || input_.released;
    io.MousePos = on_glass ? ImVec2(input_.position.x, input_.position.y) : ImVec2(-FLT_MAX, -FLT_MAX);
    io.MouseDown[0] = input_.down;
    ImGui::NewFrame();
    {
        ui::Frame drawn(stage_, presentation, input_, now);
        scene(drawn);
        wakes_at_ = drawn.wakes_at();
    }
    touches_.set_areas(ui::touch_areas(memory));
    ImGui::Render();
    vertices_ = ImGui::GetDrawData()->TotalVtxCount;
}

int Headless::settle(const Scene& scene) {
    constexpr int enough = 1000;
    int frames = 0;
    while (frames < enough && (touches_.pending() || typing_.pending() || wants_frame() || frames == 0)) {
        frame(scene);
        ++frames;
    }
    return frames;
}

void Headless::touch_down(float x, float y) {
    touches_.finger_down(1, {x, y, now});
}

void Headless::touch_move(float x, float y) {
    touches_.finger_move(1, {x, y, now});
}

void Headless::touch_up(float x, float y) {
    touches_.finger_up(1, {x, y, now});
}

void Headless::tap(const Scene& scene, float x, float y) {
    touch_down(x, y);
    frame(scene);
    touch_up(x, y);
    frame(scene);
    settle(scene);
}

} // namespace istiqbal::test
