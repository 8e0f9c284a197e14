//! Lines of code, and the trees that they become.

pub const PASTED: &[(&str, &str)] = &[
    // PyTorch
    (
        "torch.optim.SGD(params, lr=0.1, momentum=0.9, nesterov=True)",
        "torch/optim/SGD(‹params›, lr=0.1, momentum=0.9, nesterov=true)",
    ),
    (
        "optimizer = torch.optim.AdamW(model.parameters(), lr=3e-4, betas=(0.9, 0.95), weight_decay=1e-1)",
        "torch/optim/AdamW(model/parameters(), lr=0.0003, betas=[0.9, 0.95], weight_decay=0.1)",
    ),
    (
        "self.optimizer = optim.RMSprop(\n    self.net.parameters(),  # all of them\n    lr=1e-2,\n    alpha=0.99,\n    centered=True,\n)",
        "optim/RMSprop(self/net/parameters(), lr=0.01, alpha=0.99, centered=true)",
    ),
    (
        "optim.SGD([{'params': model.base.parameters(), 'lr': 1e-2}, {'params': model.head.parameters()}], lr=1e-3, momentum=.9)",
        "optim/SGD([{params: model/base/parameters(), lr: 0.01}, {params: model/head/parameters()}], lr=0.001, momentum=0.9)",
    ),
    (
        "torch.optim.SGD((p for p in model.parameters() if p.requires_grad), lr = 10 ** -3)",
        "torch/optim/SGD(‹p for p in model.parameters() if p.requires_grad›, lr=0.001)",
    ),
    (
        "class torch.optim.Adadelta(params, lr=1.0, rho=0.9, eps=1e-06, weight_decay=0, foreach=None, *, capturable=False)",
        "torch/optim/Adadelta(‹params›, lr=1, rho=0.9, eps=0.000001, weight_decay=0, foreach=none, ‹*›, capturable=false)",
    ),
    (
        "torch.optim.Adagrad(net.parameters(), lr=base_lr / 10, **options)",
        "torch/optim/Adagrad(net/parameters(), lr=‹base_lr / 10›, ‹**options›)",
    ),
    (
        "LambdaLR(optimizer, lr_lambda=lambda epoch, k=2: 0.95 ** epoch, last_epoch=-1)",
        "LambdaLR(‹optimizer›, lr_lambda=‹lambda epoch, k=2: 0.95 ** epoch›, last_epoch=-1)",
    ),
    (
        ">>> optimizer = torch.optim.NAdam(model.parameters(), lr=2e-3)",
        "torch/optim/NAdam(model/parameters(), lr=0.002)",
    ),
    (
        "torch.optim.Adam(params if params else [], 1/3)",
        "torch/optim/Adam(‹params if params else []›, 0.3333333333333333)",
    ),
    // Keras and TensorFlow
    ("keras.optimizers.RMSprop(1e-3, centered=True)", "keras/optimizers/RMSprop(0.001, centered=true)"),
    ("tf.keras.optimizers.legacy.SGD(learning_rate=.01)", "tf/keras/optimizers/legacy/SGD(learning_rate=0.01)"),
    (
        "model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=\"mse\")",
        "model/compile(optimizer=keras/optimizers/Adam(0.001), loss=\"mse\")",
    ),
    ("optimizer=keras.optimizers.Ftrl(),", "keras/optimizers/Ftrl()"),
    (
        "keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.1, decay_steps=1_000), clipnorm=None)",
        "keras/optimizers/SGD(keras/optimizers/schedules/CosineDecay(0.1, decay_steps=1000), clipnorm=none)",
    ),
    ("model.compile('sgd', loss='mse', metrics=['mae'])", "model/compile(\"sgd\", loss=\"mse\", metrics=[\"mae\"])"),
    (
        "tf.compat.v1.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True).minimize(loss)",
        "tf/compat/v1/train/MomentumOptimizer(0.1, 0.9, use_nesterov=true) .minimize(‹loss›)",
    ),
    // Optax and JAX
    ("optax.chain(optax.clip(1.0), optax.adam(1e-3))", "optax/chain(optax/clip(1), optax/adam(0.001))"),
    (
        "tx = optax.inject_hyperparams(optax.adamw)(learning_rate=5., b1=0.9)",
        "optax/inject_hyperparams(‹optax.adamw›) .(learning_rate=5, b1=0.9)",
    ),
    (
        "optax.sgd(learning_rate=0.1, momentum=0.9, nesterov=False)",
        "optax/sgd(learning_rate=0.1, momentum=0.9, nesterov=false)",
    ),
    (
        "opt_init, opt_update, get_params = optimizers.momentum(step_size=1e-2, mass=0.9)",
        "optimizers/momentum(step_size=0.01, mass=0.9)",
    ),
    (
        "optax.multi_transform({'a': optax.adam(1e-3), 'b': optax.set_to_zero()}, labels)",
        "optax/multi_transform({a: optax/adam(0.001), b: optax/set_to_zero()}, ‹labels›)",
    ),
    // TensorFlow.js
    ("const o = tf.train.momentum(0.1, 0.9, true);", "tf/train/momentum(0.1, 0.9, true)"),
    ("tf.train.adam()", "tf/train/adam()"),
    (
        "model.compile({optimizer: tf.train.rmsprop(0.01, 0.9, 0, 1e-7, true), loss: 'meanSquaredError'});",
        "model/compile({optimizer: tf/train/rmsprop(0.01, 0.9, 0, 1e-7, true), loss: \"meanSquaredError\"})",
    ),
    ("optimizer: tf.train.adadelta(1, 0.95),", "tf/train/adadelta(1, 0.95)"),
    (
        "await tf.train.sgd(0.1).minimize(() => loss(a, b), true)",
        "tf/train/sgd(0.1) .minimize(‹() => loss(a, b)›, true)",
    ),
    // scikit-learn
    (
        "MLPClassifier(solver=\"sgd\", learning_rate_init=0.1, momentum=0.9, nesterovs_momentum=True)",
        "MLPClassifier(solver=\"sgd\", learning_rate_init=0.1, momentum=0.9, nesterovs_momentum=true)",
    ),
    (
        "clf = make_pipeline(StandardScaler(), SGDClassifier(max_iter=1000, tol=1e-3, learning_rate='constant', eta0=0.01))",
        "make_pipeline(StandardScaler(), SGDClassifier(max_iter=1000, tol=0.001, learning_rate=\"constant\", eta0=0.01))",
    ),
    (
        "MLPRegressor(hidden_layer_sizes=(100,), alpha=0.0001).fit(X, y)",
        "MLPRegressor(hidden_layer_sizes=[100], alpha=0.0001) .fit(‹X›, ‹y›)",
    ),
    // ml5, ConvNetJS, brain.js, Neataptic and others in JavaScript
    ("new SGD({learningRate: 0.1})", "SGD({learningRate: 0.1})"),
    (
        "new convnetjs.Trainer(net, {method: 'adadelta', l2_decay: 0.001})",
        "convnetjs/Trainer(‹net›, {method: \"adadelta\", l2_decay: 0.001})",
    ),
    ("net.train(data, { praxis: 'adam', beta1: 0.9 })", "net/train(‹data›, {praxis: \"adam\", beta1: 0.9})"),
    (
        "const trainer = new Trainer(net, { ...defaults, rate, log: (x) => { show(x, 1); } }); // done",
        "Trainer(‹net›, {...defaults: ‹...defaults›, rate: ‹rate›, log: ‹(x) => { show(x, 1); }›})",
    ),
    (
        "network.evolve(set, { rate: 0.3, cost: methods.cost.MSE, equal: true })",
        "network/evolve(‹set›, {rate: 0.3, cost: ‹methods.cost.MSE›, equal: true})",
    ),
    // Burn, candle, tch and linfa in Rust
    (
        "SgdConfig::new().with_momentum(Some(MomentumConfig { momentum: 0.9, dampening: 0.0, nesterov: true }))",
        "SgdConfig/new() .with_momentum(Some(MomentumConfig(momentum=0.9, dampening=0, nesterov=true)))",
    ),
    (
        "candle_nn::ParamsAdamW { lr: 0.1, ..Default::default() }",
        "candle_nn/ParamsAdamW(lr=0.1, ‹..Default::default()›)",
    ),
    (
        "Adam::new(&model, AdamConfig { lr: 1e-2, betas: [0.9, 0.999], ..Default::default() })",
        "Adam/new(‹&model›, AdamConfig(lr=0.01, betas=[0.9, 0.999], ‹..Default::default()›))",
    ),
    (
        "let mut opt: AdamW = candle_nn::AdamW::new(varmap.all_vars(), params)?;",
        "candle_nn/AdamW/new(varmap/all_vars(), ‹params›)",
    ),
    (
        "let mut opt = nn::Sgd { momentum: 0.9_f64, dampening: 0., wd: 0f64, nesterov: false }.build(&vs, 1e-3)?;",
        "nn/Sgd(momentum=0.9, dampening=0, wd=0, nesterov=false) .build(‹&vs›, 0.001)",
    ),
    (
        "AdamConfig::new()\n    .with_epsilon(1e-5)\n    .init::<B, Model<B>>()",
        "AdamConfig/new() .with_epsilon(0.00001) .init()",
    ),
    (
        "Sgd::<Device>::builder(vec![0.9, 0.999], &[1.0, 2.0], |x, y| x + y, Box::new(Adam::<f32>::default()))",
        "Sgd/builder([0.9, 0.999], [1, 2], ‹|x, y| x + y›, Box/new(Adam/default()))",
    ),
    // dlib, mlpack and LibTorch in C++
    ("dlib::sgd(0.0005, 0.9)", "dlib/sgd(0.0005, 0.9)"),
    (
        "dnn_trainer<net_type, adam> trainer(net, adam(0.0005, 0.9, 0.999));",
        "dnn_trainer(‹net›, adam(0.0005, 0.9, 0.999))",
    ),
    (
        "torch::optim::SGD optimizer(net->parameters(), torch::optim::SGDOptions(/*lr=*/0.1).momentum(0.9f));",
        "torch/optim/SGD(net/parameters(), torch/optim/SGDOptions(0.1) .momentum(0.9))",
    ),
    (
        "auto opt = std::make_shared<ens::Adam>(0.001, 32, {0.9, 0.999}, nullptr);",
        "std/make_shared(0.001, 32, [0.9, 0.999], none)",
    ),
    ("ens::AdaGrad optimizer{1.0, 1, 1e-8};", "ens/AdaGrad(1, 1, 1e-8)"),
    ("const sgd_options = Options{.lr = 0.1, .momentum = 0.9};", "Options(lr=0.1, momentum=0.9)"),
    // Chainer, Paddle, MXNet, MLX, tinygrad, fastai, Lightning in Python
    ("chainer.optimizers.MomentumSGD(lr=0.01, momentum=0.9)", "chainer/optimizers/MomentumSGD(lr=0.01, momentum=0.9)"),
    (
        "paddle.optimizer.Momentum(learning_rate=0.1, momentum=0.9, parameters=net.parameters(), use_nesterov=True)",
        "paddle/optimizer/Momentum(learning_rate=0.1, momentum=0.9, parameters=net/parameters(), use_nesterov=true)",
    ),
    ("mx.optimizer.NAG(learning_rate=0.1, momentum=0.9)", "mx/optimizer/NAG(learning_rate=0.1, momentum=0.9)"),
    (
        "trainer = gluon.Trainer(net.collect_params(), 'sgd', {'learning_rate': 0.1, 'momentum': 0.9})",
        "gluon/Trainer(net/collect_params(), \"sgd\", {learning_rate: 0.1, momentum: 0.9})",
    ),
    ("optim.Adam(learning_rate=1e-3)", "optim/Adam(learning_rate=0.001)"),
    ("nn.optim.LAMB(nn.state.get_parameters(net), lr=-1)", "nn/optim/LAMB(nn/state/get_parameters(‹net›), lr=-1)"),
    ("return Lion(self.parameters(), lr = 2 * (1e-4 + 5E-5))", "Lion(self/parameters(), lr=0.00030000000000000003)"),
    (
        "transformers.AdamW(params[0], betas=betas[:2], eps=+1e-8)",
        "transformers/AdamW(‹params[0]›, betas=‹betas[:2]›, eps=1e-8)",
    ),
    // Flux in Julia, torch and keras3 in R, DL4J in Java, MATLAB, Swift
    (
        "opt = Flux.setup(Optimisers.Adam(η = 0.01f0, (0.9, 0.999)), model)",
        "Flux/setup(Optimisers/Adam(η=0.01, [0.9, 0.999]), ‹model›)",
    ),
    ("Nesterov(0.1; rho=0.9)", "Nesterov(0.1, rho=0.9)"),
    (
        "optimizer <- optim_sgd(model$parameters, lr = 0.1, nesterov = TRUE)",
        "optim_sgd(‹model$parameters›, lr=0.1, nesterov=true)",
    ),
    (
        "tf$keras$optimizers$Adam(learning_rate = 0.1, clipnorm = NULL)",
        "tf/keras/optimizers/Adam(learning_rate=0.1, clipnorm=none)",
    ),
    (".updater(new Nesterovs(0.1, 0.9))", "updater(Nesterovs(0.1, 0.9))"),
    (
        "Adam.builder().learningRate(1e-3).beta1(0.9d).build()",
        "Adam/builder() .learningRate(0.001) .beta1(0.9) .build()",
    ),
    (
        "options = trainingOptions('sgdm', InitialLearnRate=0.01, Momentum=0.9);",
        "trainingOptions(\"sgdm\", InitialLearnRate=0.01, Momentum=0.9)",
    ),
    ("let optimizer = Adam(for: model, learningRate: 0.01)", "Adam(for=‹model›, learningRate=0.01)"),
    // What pages and word processors do to code, and corners of its syntax
    ("sgd(lr =\u{a0}−0.1,\u{200b} name=“a”, other=‘b’)", "sgd(lr=-0.1, name=\"a\", other=\"b\")"),
    (
        "f(r'a\\'b', \"c\\n\", `d`, -2 ** 2, (0.5), (), [], {}, a == b, not c)",
        "f(\"a'b\", \"c\\n\", \"d\", -4, 0.5, [], [], {}, ‹a == b›, ‹not c›)",
    ),
    (
        "f(x /* the weights, (all */, y = -z, w = g(1) + 1, v = 'a' + 'b', u = g(2).h)",
        "f(‹x›, y=‹-z›, w=‹g(1) + 1›, v=‹'a' + 'b'›, u=‹g(2).h›)",
    ),
];
