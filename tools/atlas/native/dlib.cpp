// dlib's solvers, in f32. They update a layer: here one with two parameters, which gets our gradient.
#include <dlib/dnn.h>

#include <cstdio>
#include <string>

using namespace dlib;

struct two
{
    resizable_tensor params;
    const tensor& get_layer_params() const { return params; }
};
double get_learning_rate_multiplier(const two&) { return 1; }
double get_weight_decay_multiplier(const two&) { return 1; }

static bool first = true;

template <typename Solver>
void run(const char* rule, const std::string& settings, Solver solver, bool quadratic, float rate)
{
    two layer;
    layer.params.set_size(1, 2);
    float* w = layer.params.host();
    w[0] = quadratic ? 1.f : -1.25f;
    w[1] = quadratic ? -0.75f : 1.f;
    std::printf("%s{\"rule\": \"%s\", \"settings\": {%s}, \"objective\": \"%s\", \"a\": 1, \"b\": 10, \"start\": [%g, %g], "
                "\"precision\": \"f32\", \"steps\": [",
                first ? "" : ",\n", rule, settings.c_str(), quadratic ? "quadratic" : "rosenbrock", w[0], w[1]);
    first = false;
    resizable_tensor gradient(1, 2);
    for (int i = 0; i < 50; ++i)
    {
        float x = w[0], y = w[1], r = y - x * x;
        gradient.host()[0] = quadratic ? x : -2 * (1 - x) - 400 * x * r;
        gradient.host()[1] = quadratic ? 10 * y : 200 * r;
        const float* step = solver(rate, layer, gradient).host();
        w[0] += step[0];
        w[1] += step[1];
        std::printf("%s[%.9g,%.9g]", i ? "," : "", w[0], w[1]);
    }
    std::printf("]}");
}

int main()
{
    std::printf("{\"library\": \"dlib dnn solvers\", \"version\": \"%s\", \"note\": \"float32\", \"cases\": [\n", ATLAS_VERSION);
    for (bool quadratic : {true, false})
    {
        float rate = quadratic ? 0.01f : 0.0002f;
        for (std::string decay : {"0", "0.1"})
        {
            std::string common = "\"weight_decay\": " + decay;
            std::string momentum = ", \"momentum\": 0.9, \"learning_rate\": " + std::string(quadratic ? "0.01" : "0.0002");
            std::string moments = ", \"momentum1\": 0.9, \"momentum2\": 0.99, \"learning_rate\": 0.1";
            run("sgd", common + momentum, sgd(std::stof(decay), 0.9f), quadratic, rate);
            run("adam", common + moments, adam(std::stof(decay), 0.9f, 0.99f), quadratic, 0.1f);
        }
    }
    std::printf("\n]}\n");
}
