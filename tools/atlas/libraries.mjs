// Which libraries `npm run atlas` runs: what is installed, and what is run there. Runs with the same packages share an environment.

/**
 * `makes` are the names of the traces. With `python`, packages of PyPI for that version of Python, and a script in python/; with
 * `node`, npm packages and a script in node/; with `crate`, a crate in rust/ and that crate of its dependencies whose version
 * counts; with `source`, a file in native/ for the compiler, and the library as pkg-config knows it.
 * @typedef {{ makes: string[], python: string, packages: string, script: string, with?: string }} Pip
 * @typedef {{ makes: string[], node: string, packages: string }} Npm
 * @typedef {{ makes: string[], crate: string, version: string[] }} Cargo
 * @typedef {{ makes: string[], source: string, library: string }} Native
 * @typedef {Pip | Npm | Cargo | Native} Run
 */

const NUMPY = 'numpy==2.4.6';
const JAX = `jax==0.10.2 jaxlib==0.10.2 keras==3.15.1 optax==0.2.8 ${NUMPY}`;
const TORCH = `torch==2.15.0 torch-optimizer==0.3.0 pytorch-optimizer==4.1.0 schedulefree==1.4.1 lion-pytorch==0.2.5 prodigyopt==1.1.2 ${NUMPY}`;

/** @type {(makes: string | string[], python: string, packages: string, script: string, argument?: string) => Pip} */
const pip = (makes, python, packages, script, argument) => ({
  makes: [makes].flat(),
  python,
  packages,
  script,
  with: argument,
});
/** @type {(makes: string | string[], packages: string, node: string) => Npm} */
const npm = (makes, packages, node) => ({ makes: [makes].flat(), packages, node });

/** @type {Run[]} */
export const RUNS = [
  npm('tfjs', '@tensorflow/tfjs@4.22.0', 'tfjs.mjs'),
  npm('brainjs', 'brain.js@1.6.1', 'brainjs.mjs'),
  npm('convnetjs', 'convnetjs@0.3.0', 'convnetjs.mjs'),
  npm(['neataptic', 'synaptic'], 'neataptic@1.4.7 synaptic@1.1.4', 'neurons.mjs'),
  npm(['fmin', 'js_pytorch'], 'fmin@0.0.4 js-pytorch@0.7.2', 'small.mjs'),
  pip('autograd', '3.11', `autograd==1.9.1 ${NUMPY}`, 'autograd_rules.py'),
  pip('climin', '3.11', 'climin==0.1a1 numpy scipy', 'climin_rules.py'),
  pip('numpy_ml', '3.11', `numpy-ml==0.1.2 ${NUMPY}`, 'numpy_ml_rules.py'),
  pip('river', '3.11', `river==0.26.1 ${NUMPY}`, 'river_rules.py'),
  pip(['sklearn_mlp', 'sklearn_sgd'], '3.11', `scikit-learn==1.9.1 ${NUMPY}`, 'sklearn_rules.py'),
  pip('jax_example', '3.11', JAX, 'jax_rules.py', 'jax_example'),
  pip('keras', '3.11', JAX, 'keras_rules.py'),
  pip('optax', '3.11', JAX, 'optax_rules.py'),
  pip('numpyro', '3.11', `numpyro==0.22.0 jax==0.10.2 ${NUMPY}`, 'jax_rules.py', 'numpyro'),
  pip('pennylane', '3.11', `pennylane==0.45.1 ${NUMPY}`, 'pennylane_rules.py'),
  pip('qiskit_algorithms', '3.11', `qiskit-algorithms==0.4.0 ${NUMPY}`, 'qiskit_rules.py'),
  pip('mlx', '3.11', `mlx[cpu]==0.32.4 ${NUMPY}`, 'mlx_rules.py'),
  pip('tinygrad', '3.11', `tinygrad==0.14.0 ${NUMPY}`, 'tinygrad_rules.py'),
  pip('vw', '3.11', `vowpalwabbit==9.11.9 ${NUMPY}`, 'vw_rules.py'),
  pip('pymc', '3.11', `pymc==5.28.5 pytensor==2.38.3 ${NUMPY}`, 'pymc_rules.py'),
  pip('paddle', '3.11', 'paddlepaddle==3.3.1 setuptools numpy', 'paddle_rules.py'),
  pip('tensorflow1', '3.11', 'tensorflow-cpu==2.21.0', 'tensorflow1_rules.py'),
  pip('torch', '3.11', TORCH, 'torch_rules.py'),
  pip(['torch_optimizer', 'pytorch_optimizer', 'torch_singles'], '3.11', TORCH, 'torch_more_rules.py'),
  pip('chainer', '3.8', 'chainer==7.8.1 numpy<1.24 setuptools<60', 'chainer_rules.py'),
  pip('mxnet', '3.8', 'mxnet==1.9.1 numpy<1.24', 'mxnet_rules.py'),
  pip(
    ['lasagne', 'downhill'],
    '3.7',
    'theano==1.0.5 numpy<1.20 scipy<1.6 lasagne==0.1 downhill==0.4.0 six click setuptools',
    'theano_rules.py',
  ),
  { makes: ['burn'], crate: 'burn', version: ['burn-optim'] },
  { makes: ['candle'], crate: 'candle', version: ['candle-nn', 'candle-optimisers'] },
  { makes: ['dfdx'], crate: 'dfdx', version: ['dfdx'] },
  { makes: ['fann'], source: 'fann.c', library: 'fann' },
  { makes: ['dlib'], source: 'dlib.cpp', library: 'dlib-1' },
];
