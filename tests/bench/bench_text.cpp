// SPDX-License-Identifier: Apache-2.0
// Text: what the start, a new text and a frame of known texts cost.

#include "fonts/imgui_draw.hpp"
#include "fonts/text.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

using namespace istiqbal::text;

namespace {

// Textures that are nowhere: what the graphics library does with them is not ours to measure.
class NoTextures : public TextureBackend {
public:
    std::uintptr_t create(int /*width*/, int /*height*/) override { return 1; }
    void update(std::uintptr_t /*texture*/, PixelRect /*rectangle*/, const std::uint8_t* /*coverage*/,
                int /*stride*/) override {}
    void destroy(std::uintptr_t /*texture*/) override {}
};

std::unique_ptr<TextEngine> make_engine(TextureBackend& textures) {
    auto engine = TextEngine::create(default_faces(), textures);
    if (!engine) {
        std::abort();
    }
    return std::move(*engine);
}

// About 135 glyphs.
LayoutRequest paragraph() {
    return {
        .text =
            "تقدّم الجمعية خدماتها للمستفيدين بلطف واحترام، وتُدرس الطلبات لدى لجنة البحث خلال مدة لا تقل عن "
            "أسبوعين من تاريخ تقديم الطلب، ثم تصلكم النتيجة.",
        .width = 700};
}

void engine_start(benchmark::State& state) {
    NoTextures textures;
    for (auto _ : state) {
        benchmark::DoNotOptimize(make_engine(textures));
    }
}

void first_paragraph(benchmark::State& state) {
    NoTextures textures;
    for (auto _ : state) {
        state.PauseTiming();
        auto engine = make_engine(textures);
        state.ResumeTiming();
        benchmark::DoNotOptimize(engine->layout(paragraph()));
        state.PauseTiming();
        engine.reset();
        state.ResumeTiming();
    }
}

void layout_cold(benchmark::State& state) {
    NoTextures textures;
    const auto engine = make_engine(textures);
    std::size_t glyphs = 0;
    for (auto _ : state) {
        const auto layout = Layout::create(engine->fonts(), paragraph());
        glyphs = layout->glyphs().size();
    }
    state.counters["glyphs"] = static_cast<double>(glyphs);
}

void layout_cached(benchmark::State& state) {
    NoTextures textures;
    const auto engine = make_engine(textures);
    for (auto _ : state) {
        benchmark::DoNotOptimize(engine->layout(paragraph()));
    }
}

// A frame of texts that are all known: cache, atlas and vertices for at least 2,000 glyphs.
void draw_2000_glyphs(benchmark::State& state) {
    NoTextures textures;
    const auto engine = make_engine(textures);
    ImGuiContext* context = ImGui::CreateContext();
    {
        ImDrawList list(ImGui::GetDrawListSharedData());
        std::size_t glyphs = 0;
        for (auto _ : state) {
            engine->begin_frame();
            list._ResetForNewFrame();
            list.Flags |= ImDrawListFlags_AllowVtxOffset;
            list.PushClipRect(ImVec2(0, 0), ImVec2(1080, 1920));
            glyphs = 0;
            for (float y = 0; glyphs < 2000; y += 100) {
                const auto layout = engine->layout(paragraph());
                draw(list, engine->atlas(), *layout, ImVec2(40, y), IM_COL32(0, 0, 0, 255));
                glyphs += layout->glyphs().size();
            }
            engine->end_frame();
        }
        state.counters["glyphs"] = static_cast<double>(glyphs);
        state.counters["vertices"] = list.VtxBuffer.Size;
    }
    ImGui::DestroyContext(context);
}

BENCHMARK(engine_start)->Unit(benchmark::kMillisecond);
BENCHMARK(first_paragraph)->Unit(benchmark::kMillisecond);
BENCHMARK(layout_cold)->Unit(benchmark::kMicrosecond);
BENCHMARK(layout_cached)->Unit(benchmark::kMicrosecond);
BENCHMARK(draw_2000_glyphs)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
