// Settings as the catalog describes them: which field each has, what it is called, and for which runs it means something.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLibraries } from '../../www/elements/kit/libraries.js';
import {
  chooseOptimizer,
  concerns,
  conventionField,
  conventionLabel,
  equationOf,
  fieldOf,
  infoOf,
  optionsOf,
} from '../../www/elements/kit/settings.js';
import { words as en } from '../../www/elements/kit/words/en.js';
import { words as zh } from '../../www/elements/kit/words/zh.js';
import { load } from './built.js';
import { StandIn } from './stand-in.js';

Reflect.set(globalThis, 'document', { createElement: (/** @type {string} */ tag) => new StandIn(tag) });

const catalog = (await (await load('settings')).createEngine()).catalog();

const chosen = (changes = {}) => ({ optimizer: 'momentum', convention: 'keras', schedule: 'constant', ...changes });

/** @param {string} name */
function settingOf(name) {
  const found = [...catalog.settings, ...catalog.network.settings].find((setting) => setting.name === name);
  assert.ok(found, name);
  return found;
}

/** A setting's field, with what it has reported. @param {string | Partial<Setting>} name */
function fieldFor(name, samples = 40) {
  /** @type {[string, boolean][]} */
  const told = [];
  const setting = /** @type {any} */ (
    typeof name === 'string' ? settingOf(name) : { ...settingOf('momentum'), ...name }
  );
  const info = infoOf(setting, { words: en, language: 'en' });
  const context = { words: en, samples, drawSeed: () => '77' };
  const field = fieldOf(setting, info, context, (...change) => told.push(change));
  const root = /** @type {any} */ (field.root);
  const inputs = root.below('input');
  return {
    field,
    root,
    told,
    number: inputs[0],
    slider: inputs.find((/** @type {any} */ one) => one.type === 'range'),
  };
}

/** @param {any} input @param {string} text */
function choose(input, text) {
  input.value = text;
  input.dispatchEvent(new Event('change'));
}

test('each kind of setting has the field that fits it', () => {
  for (const [name, inputs] of /** @type {const} */ ([
    ['learningRate', ['text', 'range']],
    ['samples', ['text', 'range']],
    ['batchSize', ['text', 'range']],
    ['seed', ['text']],
    ['centered', ['checkbox']],
    ['formula', []],
    ['start', []],
  ])) {
    const { root } = fieldFor(name);
    const types = root.below('input').map((/** @type {any} */ input) => input.type);
    assert.deepEqual(types, inputs, name);
    assert.equal(root.below('textarea').length, inputs.length === 0 ? 1 : 0, name);
    assert.equal(root.below('button').length, name === 'seed' ? 1 : 0, name);
    assert.equal(root.querySelector('label').textContent.startsWith(settingOf(name).label.en), true, name);
  }
});

test('the slider of a number has about a hundred steps of a round size, that of a whole number steps of 1', () => {
  for (const [name, min, max, step] of /** @type {const} */ ([
    ['momentum', '0', '0.999', '0.01'],
    ['periodGrowth', '1', '4', '0.01'],
    ['l2', '0', '10', '0.1'],
    ['clipNorm', '0', '100', '1'],
    ['samples', '1', '1000', '1'],
    ['warmup', '0', '1000', '1'],
  ])) {
    const { slider } = fieldFor(name);
    assert.deepEqual([slider.min, slider.max, slider.step], [min, max, step], name);
  }
  const { slider } = fieldFor({ kind: 'integer', min: 0, max: 100_000 });
  assert.equal(slider.step, '1');
});

test('a number may have a decimal comma, a whole number has none', () => {
  for (const [name, text] of [
    ['momentum', '0.5'],
    ['warmup', '0,5'],
  ]) {
    const { number, told } = fieldFor(name ?? '');
    choose(number, '0,5');
    assert.deepEqual(told, [[text, true]], name);
  }
});

test('a slider on a logarithmic scale reports whole numbers where there are no others', () => {
  const whole = fieldFor('decaySteps');
  choose(whole.slider, '1');
  assert.deepEqual(whole.told, [['1', true]], '1.2 is no number of steps');
  const rate = fieldFor('learningRate');
  rate.field.show('1');
  choose(rate.slider, String(Number(rate.slider.value) + 1));
  assert.deepEqual(rate.told, [['1.05', true]]);
});

test('the largest batch is all samples, by its name', () => {
  const { field, number, slider, told } = fieldFor('batchSize', 40);
  assert.deepEqual([slider.min, slider.max], ['1', '40']);
  field.show('full');
  assert.equal(number.value, en.full);
  choose(slider, '40');
  choose(slider, '39');
  assert.deepEqual(told, [
    ['full', true],
    ['39', true],
  ]);
});

test('the button beside a seed draws another one', () => {
  const { root, told } = fieldFor('seed');
  const button = root.querySelector('button');
  assert.equal(button.textContent, en.newSeed);
  button.dispatchEvent(new Event('click'));
  assert.deepEqual(told, [['77', true]]);
});

test('what a setting is called comes from the catalog, in the language of the page', () => {
  for (const [language, words] of /** @type {const} */ ([
    ['en', en],
    ['zh', zh],
  ])) {
    for (const setting of catalog.settings) {
      const label = setting.label[language];
      assert.deepEqual(infoOf(setting, { words, language }), {
        id: setting.attribute,
        label,
        symbol: setting.symbol,
        hint: setting.note[language],
        sliderLabel: words.sliderOf(label),
      });
    }
    const bare = /** @type {any} */ ({ ...settingOf('momentum'), note: undefined });
    assert.equal(infoOf(bare, { words, language }).hint, '', 'a setting without a note has no hint');
    assert.deepEqual(
      optionsOf(catalog.schedules, language),
      catalog.schedules.map(({ name, label }) => ({ value: name, label: label[language] })),
    );
  }
});

test('a convention is called by the library that has it', () => {
  const bare = /** @type {any} */ ({ optimizers: [] });
  for (const [name, label, withoutLibraries] of /** @type {const} */ ([
    ['keras', 'Keras', 'Keras'],
    ['torch', 'PyTorch', 'PyTorch'],
    ['sutskever', 'Sutskever 2013', 'Sutskever 2013'],
    ['optax', 'Optax', 'optax'],
    ['optax-outside', 'Optax, outside', 'optax-outside'],
    ['lion-pytorch-alone', 'lion-pytorch, alone', 'lion-pytorch-alone'],
    ['tf1', 'TensorFlow 1', 'tf1'],
    ['nobody', 'nobody', 'nobody'],
  ])) {
    assert.equal(conventionLabel(name, catalog), label);
    assert.equal(conventionLabel(name, bare), withoutLibraries);
  }
});

test('the conventions to choose from are those of the present optimizer', () => {
  const session = { config: chosen(), catalog };
  const info = infoOf(settingOf('convention'), { words: en, language: 'en' });
  const field = conventionField(info, session, () => {});
  const select = /** @type {any} */ (field.root).querySelector('select');
  assert.deepEqual(select.children, []);
  const shown = () =>
    select.children.map((/** @type {any} */ option) => [option.tag, option.value, option.textContent]);
  field.show('torch');
  const both = [
    ['option', 'keras', 'Keras'],
    ['option', 'torch', 'PyTorch'],
  ];
  assert.deepEqual(shown(), both);
  assert.equal(select.value, 'torch');
  const [first] = select.children;
  session.config = chosen({ optimizer: 'adam' });
  field.show('keras');
  assert.equal(select.children[0], first, 'those of another optimizer that has the same stay');
  assert.equal(select.value, 'keras');
  session.config = chosen({ optimizer: 'nesterov' });
  field.show('sutskever');
  assert.deepEqual(shown(), [...both, ['option', 'sutskever', 'Sutskever 2013']]);
  session.config = chosen({ optimizer: 'nobody' });
  field.show('keras');
  assert.deepEqual(shown(), []);
});

test('a setting concerns the runs whose optimizer and schedule have it', () => {
  const alone = { name: 'alone', conventions: ['optax'], differs: ['optax'], knobs: [] };
  const some = /** @type {any} */ ({ ...catalog, optimizers: [...catalog.optimizers, alone] });
  for (const [name, changes, does] of /** @type {const} */ ([
    ['learningRate', {}, true],
    ['learningRate', { optimizer: 'nobody', schedule: 'never' }, true],
    ['momentum', { optimizer: 'momentum' }, true],
    ['momentum', { optimizer: 'rmsprop' }, true],
    ['momentum', { optimizer: 'adam' }, false],
    ['momentum', { optimizer: 'nobody' }, false],
    ['beta1', { optimizer: 'adam' }, true],
    ['beta1', { optimizer: 'sgd' }, false],
    ['decaySteps', { schedule: 'step' }, true],
    ['decaySteps', { schedule: 'constant' }, false],
    ['decaySteps', { schedule: 'never' }, false],
    ['finalRate', { schedule: 'cosine' }, true],
    ['finalRate', { schedule: 'exponential' }, false],
    ['convention', { optimizer: 'momentum' }, true],
    ['convention', { optimizer: 'adam', convention: 'torch' }, true],
    // Both libraries compute the same.
    ['convention', { optimizer: 'sgd' }, false],
    ['convention', { optimizer: 'lion' }, false],
    // One is no choice.
    ['convention', { optimizer: 'rprop' }, false],
    ['convention', { optimizer: 'alone' }, false],
    ['convention', { optimizer: 'nobody' }, false],
  ])) {
    assert.equal(concerns(name, chosen(changes), some), does, `${name}, ${JSON.stringify(changes)}`);
  }
});

test('an optimizer shows the equation of its own rule, and none for the rule of another library', () => {
  for (const { name, equation, conventions } of catalog.optimizers) {
    const shown = conventions.map((convention) => equationOf(chosen({ optimizer: name, convention }), catalog));
    assert.deepEqual(shown, [equation, ...conventions.slice(1).map(() => '')], name);
  }
  assert.equal(equationOf(chosen({ optimizer: 'nobody' }), catalog), '');
});

test('another optimizer keeps the convention that it has too, and lets go of any other', () => {
  for (const [convention, name, kept] of /** @type {const} */ ([
    ['torch', 'adam', true],
    ['keras', 'adam', true],
    ['sutskever', 'adam', false],
    ['sutskever', 'nesterov', true],
    ['keras', 'rprop', false],
    ['torch', 'rprop', true],
    ['keras', 'nobody', false],
  ])) {
    assert.deepEqual(
      chooseOptimizer({ config: chosen({ convention }), catalog }, name),
      kept ? { optimizer: name } : { optimizer: name, convention: null },
      `${convention}, ${name}`,
    );
  }
});

test('with the libraries each optimizer has the rule of each of them once, its own first', () => {
  const whole = withLibraries(catalog);
  assert.deepEqual({ ...whole, optimizers: catalog.optimizers }, catalog);
  whole.optimizers.forEach((optimizer, index) => {
    const own = catalog.optimizers[index];
    assert.ok(own);
    const { name, conventions, differs } = optimizer;
    assert.deepEqual({ ...optimizer, conventions: own.conventions, differs: own.differs }, own, 'nothing else changes');
    assert.deepEqual(conventions.slice(0, own.conventions.length), own.conventions, name);
    const theirs = catalog.libraries
      .flatMap(({ classes }) => classes)
      .flatMap(({ forms }) => forms)
      .filter((form) => form.optimizer === name)
      .map(({ convention }) => convention);
    assert.deepEqual([...conventions].sort(), [...new Set([...own.conventions, ...theirs])].sort(), name);
    assert.deepEqual(differs, [...own.differs, ...conventions.slice(own.conventions.length)], name);
  });
  const adam = whole.optimizers.find(({ name }) => name === 'adam');
  assert.ok(adam?.conventions.includes('optax') && adam.differs.includes('optax'));
});
