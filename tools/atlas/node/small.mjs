// fmin and js-pytorch, in f64.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Atlas, N, rates, version } from './atlas.mjs';

// A script for browsers inside a package of modules: Node cannot load it either way.
const fmin = { exports: /** @type {any} */ ({}) };
new Function('module', 'exports', readFileSync('node_modules/fmin/build/fmin.js', 'utf8'))(fmin, fmin.exports);
const descents = new Atlas('fmin', version('fmin'), 'history entries after the start');
descents.both('gradientDescent', rates('learnRate', 0.05, 0.0005), (g, start, settings) => {
  /** @type {{ x: number[] }[]} */
  const history = [];
  const f = (/** @type {number[]} */ [x, y], /** @type {number[]} */ slopes) => {
    [slopes[0], slopes[1]] = g(x, y);
    return 0;
  };
  fmin.exports.gradientDescent(f, [...start], { ...settings, maxIterations: N + 1, history });
  return history.slice(1).map(({ x }) => x);
});
descents.write('fmin');

const { torch } = await import(pathToFileURL(join(process.cwd(), 'node_modules/js-pytorch/dist/index.mjs')).href);
const adams = new Atlas('js-pytorch optim.Adam', version('js-pytorch'), 'plain JS arrays, f64');
const adam = { lr: 0.1, betas: [0.9, 0.99], eps: 1e-2 };
adams.both('Adam', { quadratic: { ...adam, reg: 0 }, rosenbrock: { ...adam, reg: 0.1 } }, (g, start, settings) => {
  const w = torch.tensor([...start], true);
  const optimizer = new torch.optim.Adam([w], settings.lr, settings.reg, settings.betas, settings.eps);
  return Array.from({ length: N }, () => {
    w._grad = torch.tensor(g(w._data[0], w._data[1]));
    optimizer.step();
    return [...w._data];
  });
});
adams.write('js_pytorch');
