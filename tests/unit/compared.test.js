// What the parts of a comparison of networks do that need no page: which runs are asked for, what they are called, and their
// records over one axis.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodnessOf } from '../../www/elements/network/compare/heat.js';
import { merged } from '../../www/elements/network/compare/merged.js';
import { namesOf } from '../../www/elements/network/compare/names.js';
import { batchesAround, ratesAround, updatesIn, widthsAround } from '../../www/elements/network/compare/sweep.js';
import { isLed, readRuns, runsText, withLead } from '../../www/elements/network/compared.js';
import { Rows } from '../../www/elements/network/rows.js';
import { readWishes } from '../../www/elements/network/state.js';
import { load } from './built.js';

const engine = await (await load('compared')).createEngine();
const catalog = engine.catalog();
const { network } = catalog;

test('runs may have no optimizer, and layers are joined by hyphens', () => {
  const text = 'sgd@0.1,adam:torch@0.01/layers=16-8/beta-1=0.8,@0.3,/layers=4';
  const runs = readRuns(text);
  assert.deepEqual(runs, [
    { optimizer: 'sgd', 'learning-rate': '0.1' },
    { optimizer: 'adam', layers: '16,8', convention: 'torch', 'learning-rate': '0.01', 'beta-1': '0.8' },
    { 'learning-rate': '0.3' },
    { layers: '4' },
  ]);
  assert.deepEqual(readRuns(runsText(runs) ?? ''), runs);
  assert.equal(runsText([]), null);
  assert.deepEqual(readRuns(' , '), []);
  // A setting without a value is one that the engine refuses.
  assert.deepEqual(readRuns('sgd/layers'), [{ optimizer: 'sgd', layers: '' }]);
});

test('the first run is the figure’s own, unless that says its optimizer', () => {
  assert.deepEqual(withLead({ compare: 'adam@0.1/layers=4-2,sgd' }), {
    optimizer: 'adam',
    'learning-rate': '0.1',
    layers: '4,2',
    compare: 'adam@0.1/layers=4-2,sgd',
  });
  assert.equal(isLed({ compare: ' ' }), false);
  const own = { compare: 'sgd', optimizer: 'adam' };
  assert.equal(isLed(own), false);
  assert.deepEqual(withLead(own), own);
  assert.deepEqual(readWishes({ compare: 'adam@0.1,sgd', 'learning-rate': '0.2' }, network.settings), {
    optimizer: 'adam',
    learningRate: '0.2',
  });
});

test('runs are called by what tells them apart', () => {
  const names = (/** @type {Config[]} */ configs, /** @type {'en' | 'zh'} */ language = 'en') =>
    namesOf(
      configs.map(
        (config) => engine.experiment({ objective: 'network', dataset: 'circle', seed: 1, ...config }).config,
      ),
      catalog,
      language,
    );
  const rate = { learningRate: 0.1 };
  assert.deepEqual(
    names([
      { optimizer: 'sgd', ...rate },
      { optimizer: 'adam', ...rate },
    ]),
    ['SGD', 'Adam'],
  );
  assert.deepEqual(names([{ learningRate: 0.1 }, { learningRate: 0.03 }]), ['α = 0.1', 'α = 0.03']);
  assert.deepEqual(names([{ layers: '4' }, { layers: '4,2' }]), ['layers 4', 'layers 4-2']);
  assert.deepEqual(names([{ layers: '4' }, { layers: 'none' }], 'zh'), ['隐藏层 4', '隐藏层 0']);
  const momenta = [
    { optimizer: 'sgd', ...rate },
    { optimizer: 'momentum', momentum: 0.5, ...rate },
    { optimizer: 'momentum', momentum: 0.9, ...rate },
  ];
  const { symbol } = network.settings.find(({ name }) => name === 'momentum') ?? {};
  assert.deepEqual(names(momenta), ['SGD', `Momentum, ${symbol} = 0.5`, `Momentum, ${symbol} = 0.9`]);
  assert.deepEqual(
    names([
      { optimizer: 'adam', ...rate },
      { optimizer: 'adam', convention: 'torch', ...rate },
    ]),
    ['Adam', 'Adam (PyTorch)'],
  );
  // Of runs that are the same, what they are.
  assert.deepEqual(names([{ optimizer: 'adam' }, { optimizer: 'adam' }]), ['Adam', 'Adam']);
});

test('records of other steps stand over one axis', () => {
  const record = (/** @type {number[]} */ steps) => {
    const rows = new Rows();
    rows.columns.step = steps;
    rows.columns.samples = steps.map((step) => 10 * step);
    rows.columns.trainLoss = steps.map((step) => 1 / (step + 1));
    rows.length = steps.length;
    return rows;
  };
  const { along, values } = merged([record([0, 1, 2]), record([0, 2, 4, 6]), record([])], 'trainLoss', 'epochs', 20);
  assert.deepEqual(along, [0, 0.5, 1, 2, 3]);
  assert.deepEqual(values, [
    [1, 1 / 2, 1 / 3, Number.NaN, Number.NaN],
    [1, Number.NaN, 1 / 3, 1 / 5, 1 / 7],
    [Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN],
  ]);
});

test('a sweep is laid around the figure’s own settings, and no cell is twice', () => {
  const texts = (/** @type {{ text: string }[]} */ steps) => steps.map(({ text }) => text);
  assert.deepEqual(texts(ratesAround({ learningRate: 0.03 }, { min: 0, max: 0.2 })), [
    '0.003',
    '0.009',
    '0.03',
    '0.09',
  ]);
  assert.deepEqual(texts(batchesAround({ batchSize: 10, train: 25 })), ['3', '5', '10', '20', '25']);
  assert.deepEqual(texts(batchesAround({ batchSize: 'full', train: 100 })), ['25', '50', '100']);
  assert.deepEqual(texts(batchesAround({ batchSize: 1, train: 100 })), ['1', '2', '4']);
  assert.deepEqual(texts(widthsAround({ layers: [8, 2] }, 20)), ['2-1', '4-1', '8-2', '16-4', '20-8']);
  assert.deepEqual(texts(widthsAround({ layers: [] }, 20)), ['1', '2', '4', '8', '16']);
  assert.deepEqual(widthsAround({ layers: [8, 2] }, 20)[2], {
    text: '8-2',
    config: { layers: '8,2' },
    edits: { layers: '8,2' },
  });
});

test('epochs are as many updates as the engine takes for so many samples', () => {
  for (const batchSize of [1, 7, 64, /** @type {const} */ ('full')]) {
    const run = engine.experiment({ objective: 'network', dataset: 'circle', seed: 1, samples: 90, batchSize });
    run.train(updatesIn(3, run.config));
    assert.equal(run.status().samples, 3 * run.config.train);
    run.free();
  }
});

test('the least loss and the largest accuracy are the best', () => {
  assert.deepEqual(
    goodnessOf([1, 0.1, 0.01, Number.NaN], 'testLoss').map((value) => Math.round(2 * value) / 2),
    [0, 0.5, 1, Number.NaN],
  );
  assert.deepEqual(goodnessOf([0.5, 1, 0.75], 'testAccuracy'), [0, 1, 0.5]);
  assert.deepEqual(goodnessOf([0.5, 0.5], 'testAccuracy'), [1, 1]);
});
