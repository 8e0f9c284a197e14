/* FANN's RPROP, in f32: two inputs and one linear output, samples (1, 0) and (0, 1), target 0; the bias is put back to 0 after
   every epoch. RPROP takes only the signs of a gradient, so this is any quadratic without a mixed term. */
#include <fann.h>
#include <stdio.h>

int main(void)
{
    struct fann *net = fann_create_standard(2, 2, 1);
    struct fann_connection c[3];
    struct fann_train_data *data = fann_create_train(2, 2, 1);
    fann_set_activation_function_output(net, FANN_LINEAR);
    fann_set_train_error_function(net, FANN_ERRORFUNC_LINEAR);
    fann_set_training_algorithm(net, FANN_TRAIN_RPROP);
    fann_get_connection_array(net, c);
    c[0].weight = 1;
    c[1].weight = -0.75f;
    c[2].weight = 0;
    fann_set_weight_array(net, c, 3);
    for (int i = 0; i < 2; i++) {
        data->input[i][0] = i == 0;
        data->input[i][1] = i == 1;
        data->output[i][0] = 0;
    }
    printf("{\"library\": \"FANN\", \"version\": \"%s\", \"note\": \"float32\", \"cases\": [\n", ATLAS_VERSION);
    printf("{\"rule\": \"rprop\", \"settings\": {\"increase\": %.3g, \"decrease\": %.3g, \"delta_min\": %.3g, \"delta_max\": %.3g, "
           "\"delta_zero\": %.3g}, \"objective\": \"quadratic\", \"a\": 1, \"b\": 10, \"start\": [1, -0.75], "
           "\"precision\": \"f32\", \"steps\": [",
           fann_get_rprop_increase_factor(net), fann_get_rprop_decrease_factor(net), fann_get_rprop_delta_min(net),
           fann_get_rprop_delta_max(net), fann_get_rprop_delta_zero(net));
    for (int k = 0; k < 50; k++) {
        fann_train_epoch(net, data);
        fann_get_connection_array(net, c);
        printf("%s[%.9g,%.9g]", k ? "," : "", c[0].weight, c[1].weight);
        c[2].weight = 0;
        fann_set_weight_array(net, c, 3);
    }
    printf("]}\n]}\n");
    return 0;
}
