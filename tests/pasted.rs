//! Lines as the documentation of libraries has them, and what they become.
#![cfg(feature = "full")]

use sgd_playground::library::pasted;
use sgd_playground::number::Shown;

/// A line, and what it is here: optimizer, convention, what differs from nothing, and what is left out.
const LINES: &[(&str, &str)] = &[
    (
        "torch.optim.SGD(params, lr=0.1, momentum=0.9, nesterov=True)",
        "nesterov torch learningRate=0.1 momentum=0.9 dampening=0 l2=0",
    ),
    ("torch.optim.SGD(model.parameters(), lr=0.1)", "sgd torch learningRate=0.1 l2=0"),
    (
        "optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=1e-1)",
        "adamw torch learningRate=0.0003 beta1=0.9 beta2=0.95 epsilon=1e-8 weightDecay=0.1",
    ),
    (
        "torch.optim.RAdam(model.parameters(), betas=(0.9, 0.99))",
        "radam torch learningRate=0.001 beta1=0.9 beta2=0.99 epsilon=1e-8 l2=0",
    ),
    (
        "torch.optim.ASGD(model.parameters(), lr=0.1, t0=1000)",
        "asgd torch learningRate=0.1 decayTerm=0.0001 ratePower=0.75 averagingStart=1000 l2=0",
    ),
    (
        "optax.contrib.prodigy(estim_lr0=1e-4, weight_decay=0.1)",
        "prodigy optax learningRate=1 beta1=0.9 beta2=0.999 epsilon=1e-8 firstDistance=0.0001 distanceFactor=1 weightDecay=0.1",
    ),
    (
        "prodigyopt.Prodigy(model.parameters(), use_bias_correction=True, d_coef=0.5)",
        "prodigy prodigyopt-corrected learningRate=1 beta1=0.9 beta2=0.999 epsilon=1e-8 weightDecay=0 firstDistance=0.000001 distanceFactor=0.5",
    ),
    (
        "optax.contrib.muon(learning_rate=0.02, ns_steps=6)",
        "muon optax learningRate=0.02 iterations=6 momentum=0.95 weightDecay=0 nesterov=1",
    ),
    ("contrib.schedule_free_sgd(0.1)", "schedule-free-sgd optax learningRate=0.1 interpolation=0.9 weightDecay=0"),
    (
        "optax.adabelief(1e-3, eps=1e-8)",
        "adabelief optax learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=1e-8 varianceEpsilon=1e-16",
    ),
    (
        "torch_optimizer.AdaBelief(model.parameters(), eps=1e-6)",
        "adabelief torch-optimizer learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=0.000001 varianceEpsilon=0.000001 l2=0",
    ),
    (
        "pytorch_optimizer.RAdam(model.parameters(), 1e-3, degenerated_to_sgd=True)",
        "radam pytorch-optimizer-early learningRate=0.001 beta1=0.9 beta2=0.999 weightDecay=0 epsilon=1e-8",
    ),
    (
        "optim.Adagrad(net.parameters(), lr=0.01, lr_decay=0.1)",
        "adagrad torch inverse-time learningRate=0.01 decayRate=0.1 decaySteps=1 l2=0 initialAccumulator=0 epsilon=1e-10",
    ),
    (
        "torch.optim.SGD(p, 0.1, 0.9, maximize=True, foreach=False)",
        "momentum torch learningRate=0.1 momentum=0.9 dampening=0 l2=0 without maximize",
    ),
    (
        "keras.optimizers.RMSprop(1e-3, centered=True)",
        "rmsprop keras learningRate=0.001 rho=0.9 momentum=0 epsilon=1e-7 centered=1 weightDecay=0 clipNorm=0 clipValue=0",
    ),
    (
        "tf.keras.optimizers.legacy.SGD(learning_rate=.01, momentum=.9)",
        "momentum keras learningRate=0.01 momentum=0.9 weightDecay=0 clipNorm=0 clipValue=0",
    ),
    (
        "model.compile(optimizer=keras.optimizers.Adam(1e-3, amsgrad=True), loss=\"mse\")",
        "amsgrad keras learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=1e-7 weightDecay=0 clipNorm=0 clipValue=0",
    ),
    (
        "keras.optimizers.AdamW(keras.optimizers.schedules.CosineDecay(0.1, 1000), global_clipnorm=1.0)",
        "adamw keras weightDecay=0.004 beta1=0.9 beta2=0.999 epsilon=1e-7 clipNorm=1 clipValue=0 without learning_rate",
    ),
    ("const o = tf.train.momentum(0.1, 0.9, true);", "nesterov tfjs learningRate=0.1 momentum=0.9"),
    ("tf.train.adam()", "adam tfjs learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=1e-7"),
    (
        "tf.train.adamax(0.002, 0.9, 0.999, 1e-7, 0.01)",
        "adamax tfjs inverse-time learningRate=0.002 beta1=0.9 beta2=0.999 epsilon=1e-7 decayRate=0.01 decaySteps=1",
    ),
    (
        "optax.chain(optax.clip_by_global_norm(1.0), optax.rmsprop(1e-3, momentum=0.9, nesterov=True))",
        "rmsprop optax-nesterov learningRate=0.001 rho=0.9 epsilon=1e-8 centered=0 momentum=0.9 clipNorm=1",
    ),
    (
        "optax.rmsprop(1e-3, nesterov=True, bias_correction=True)",
        "rmsprop optax-nesterov learningRate=0.001 rho=0.9 epsilon=1e-8 centered=0 momentum=0 without bias_correction",
    ),
    (
        "MLPClassifier((32,), solver='sgd', learning_rate_init=0.1, momentum=0.8)",
        "nesterov sklearn learningRate=0.1 momentum=0.8",
    ),
    (
        "dfdx::optim::Sgd::new(&model, SgdConfig { lr: 1e-2, momentum: Some(Momentum::Nesterov(0.9)), weight_decay: Some(WeightDecay::L2(1e-4)) })",
        "nesterov dfdx learningRate=0.01 momentum=0.9 l2=0.0001 weightDecay=0",
    ),
    ("candle_nn::SGD::new(vars, 0.05)?;", "sgd candle learningRate=0.05"),
    (
        "mx.optimizer.RMSProp(centered=False)",
        "rmsprop mxnet momentum=0 learningRate=0.001 rho=0.9 epsilon=1e-8 centered=0 l2=0 clipValue=0",
    ),
    ("tf.train.adagrad(0.1, /* sum */ 0.2)", "adagrad tfjs learningRate=0.1 initialAccumulator=0.2 epsilon=1e-7"),
    // What no reader can set follows from the convention: there ε is 0.
    ("tf.compat.v1.train.AdagradOptimizer(0.1)", "adagrad tf1 learningRate=0.1 initialAccumulator=0.1"),
    ("optax.adam(1e-3)", "adam optax learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=1e-8"),
    (
        "optax.chain(optax.clip_by_global_norm(0.5), optax.sgd(0.1, momentum=0.9, nesterov=True))",
        "nesterov optax learningRate=0.1 momentum=0.9 clipNorm=0.5",
    ),
    (
        "optax.rmsprop(learning_rate=1e-2, decay=0.95, eps_in_sqrt=False)",
        "rmsprop optax-outside learningRate=0.01 rho=0.95 epsilon=1e-8 centered=0 momentum=0",
    ),
    (
        "optax.adamw(schedule, weight_decay=1e-2)",
        "adamw optax beta1=0.9 beta2=0.999 epsilon=1e-8 weightDecay=0.01 without learning_rate",
    ),
    (
        "MLPRegressor(hidden_layer_sizes=(100,), learning_rate_init=0.005, beta_1=0.8)",
        "adam sklearn learningRate=0.005 beta1=0.8 beta2=0.999 epsilon=1e-8 without hidden_layer_sizes",
    ),
    (
        "chainer.optimizers.CorrectedMomentumSGD()",
        "momentum chainer-corrected learningRate=0.01 momentum=0.9 l2=0 clipNorm=0",
    ),
    ("chainer.optimizers.NesterovAG(0.1)", "nesterov chainer learningRate=0.1 momentum=0.9 l2=0 clipNorm=0"),
    (
        "paddle.optimizer.Momentum(learning_rate=0.1, momentum=0.9, parameters=net.parameters(), use_nesterov=True)",
        "nesterov paddle learningRate=0.1 momentum=0.9 l2=0",
    ),
    (
        "mlx.optimizers.Adam(learning_rate=1e-3, bias_correction=True)",
        "adam mlx-corrected learningRate=0.001 beta1=0.9 beta2=0.999 epsilon=1e-8",
    ),
    (
        "tf.compat.v1.train.RMSPropOptimizer(0.001, decay=0.9, momentum=0.5)",
        "rmsprop tf1 learningRate=0.001 rho=0.9 momentum=0.5 epsilon=1e-10 centered=0",
    ),
    (
        "tinygrad.nn.optim.SGD(params, lr=0.1, momentum=0.9, classic=True)",
        "momentum tinygrad-classic learningRate=0.1 momentum=0.9 l2=0",
    ),
    ("qml.NesterovMomentumOptimizer(0.05)", "nesterov pennylane learningRate=0.05 momentum=0.9"),
    ("river.optim.AMSGrad(lr=0.1)", "amsgrad river learningRate=0.1 beta1=0.9 beta2=0.999 epsilon=1e-8"),
    ("pm.adamax(learning_rate=0.002)", "adamax pymc learningRate=0.002 beta1=0.9 beta2=0.999 epsilon=1e-8"),
    (
        "lasagne.updates.nesterov_momentum(loss, params, learning_rate=0.1, momentum=0.9)",
        "nesterov lasagne learningRate=0.1 momentum=0.9",
    ),
    ("numpyro.optim.Adam(1e-2)", "adam numpyro learningRate=0.01 beta1=0.9 beta2=0.999 epsilon=1e-8"),
    (
        "new convnetjs.Trainer(net, {method: 'adadelta', l2_decay: 0.001})",
        "adadelta convnetjs rho=0.95 epsilon=0.000001 learningRate=1 l2=0.001",
    ),
    (
        "candle_nn::ParamsAdamW { lr: 0.1, beta1: 0.9, ..Default::default() }",
        "adamw candle learningRate=0.1 beta1=0.9 beta2=0.999 epsilon=1e-8 weightDecay=0.01",
    ),
    ("dlib::sgd(0.0005, 0.9)", "momentum dlib l2=0.0005 momentum=0.9 learningRate=0.01"),
    ("jax.example_libraries.optimizers.momentum(0.1, mass=0.9)", "momentum jax learningRate=0.1 momentum=0.9"),
    // What a step depends on and cannot be said here is named; what it does not depend on is not.
    (
        "paddle.optimizer.SGD(0.1, parameters=net.parameters(), grad_clip=paddle.nn.ClipGradByNorm(1.0), name=None)",
        "sgd paddle learningRate=0.1 l2=0 without grad_clip",
    ),
];

fn read(text: &str) -> String {
    let reading = pasted::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut shown = vec![reading.optimizer.name.to_owned(), reading.convention.name().to_owned()];
    shown.extend(reading.schedule.map(str::to_owned));
    shown.extend(reading.settings.iter().map(|(name, value)| format!("{name}={}", Shown(*value))));
    shown.extend(reading.unsaid.iter().map(|unsaid| format!("without {}", unsaid.argument)));
    shown.join(" ")
}

#[test]
fn a_pasted_line_becomes_a_configuration() {
    for (line, expected) in LINES {
        assert_eq!(read(line), *expected, "{line}");
        println!("{line}\n    {expected}");
    }
}

#[test]
fn what_does_not_fit_is_named() {
    for (line, key, en) in [
        (
            "torch.optim.SGD(params, lr=0.1, moment=0.9)",
            "moment",
            "SGD of PyTorch has no argument “moment”; it has params, lr, ",
        ),
        ("torch.optim.SGD(params, lr=0.1, momentum=1.5)", "momentum", "momentum is 1.5; use a number from 0 to 0.999."),
        ("torch.optim.SGD(params, lr=(0.1, 0.2))", "lr", "lr is (0.1, 0.2); use one number."),
        (
            "torch.optim.LBFGS(params)",
            "text",
            "“torch.optim.LBFGS” is not an optimizer of a library that is known here.",
        ),
        ("tf.train.momentum(0.1)", "momentum", "momentum of TensorFlow.js needs momentum."),
        ("tf.train.sgd(0.1, 0.9)", "text", "sgd of TensorFlow.js takes 1 argument, and there are more here."),
        ("Adam(0.001)", "text", "Several libraries have “Adam”: "),
    ] {
        let error = pasted::read(line).err().unwrap_or_else(|| panic!("{line} was taken"));
        assert_eq!(error.key.as_deref(), Some(key), "{line}: {error}");
        assert!(error.en.starts_with(en), "{line}: {error}");
        assert!(!error.zh.is_empty() && error.place.is_some(), "{line}: {error:?}");
    }
}
