// The command `sgd-playground poster`: a picture, the markup that shows it, and a sentence for what it cannot do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decode } from 'fast-png';
import { load } from './built.js';
import { elements } from './markup.js';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sgd-poster-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {...string} parameters */
const run = (...parameters) => spawnSync(process.execPath, [command, ...parameters], { cwd: folder, encoding: 'utf8' });

test('it is the picture that the engine paints of the run, and the markup is a figure of it', async () => {
  const { stdout, status } = run('poster', 'himmelblau', 'a.png', 'optimizer=adam', 'steps=40', 'size=320x240');
  assert.equal(status, 0);
  const { width, height, channels, data } = decode(readFileSync(join(folder, 'a.png')));
  assert.deepEqual([width, height, channels], [320, 240, 4]);

  const engine = await (await load('poster')).createEngine();
  const experiment = engine.experiment({ objective: 'himmelblau', optimizer: 'adam' });
  experiment.train(40);
  const { optimizers, objectives } = engine.catalog();
  const at = optimizers.findIndex(({ name }) => name === 'adam');
  const { optimizerStyle } = await import('../../www/elements/views/palette.js');
  const minima = objectives.find(({ name }) => name === 'himmelblau')?.minima ?? [];
  const runs = [{ params: experiment.trace().params, ...optimizerStyle(at) }];
  const still = engine.still({ objective: 'himmelblau', side: 400, minima }, { width, height, density: 0.5, runs });
  assert.deepEqual(Uint8Array.from(data), Uint8Array.from(still.pixels));

  const [figure] = elements(stdout, 'sgd-playground');
  assert.deepEqual(figure?.attributes, { objective: 'himmelblau', optimizer: 'adam', view: 'surface' });
  assert.match(
    figure?.inner ?? '',
    /<img src="a\.png" width="320" height="240" style="[^"]+" alt="Himmelblau: Adam is at /,
  );
});

test('a comparison, paper and a formula', () => {
  const { stdout } = run('poster', 'x^2 + 3*y^2', 'b.png', 'compare=sgd@0.1,adam@0.3', 'paper=black', 'size=64x48');
  const { data } = decode(readFileSync(join(folder, 'b.png')));
  assert.deepEqual(Array.from(data.slice(0, 4)), [0, 0, 0, 255]);
  const [figure] = elements(stdout, 'sgd-playground');
  assert.equal(figure?.attributes.formula, 'x^2 + 3*y^2');
  assert.match(stdout, /SGD is at a loss of .* after \d+ steps; Adam is at a loss of /);
});

test('one step is one step', () => {
  assert.match(run('poster', 'beale', 'one.png', 'steps=1', 'size=64x48').stdout, / after 1 step\."/);
});

/** @type {[string[], RegExp][]} */
const REFUSED = [
  [['paint'], /There is no command paint/],
  [['poster', 'beale'], /Of which surface, and where to\?/],
  [['poster', 'beale', 'c.png', 'fast'], /“fast” says nothing; NAME=VALUE fits/],
  [['poster', 'beale', 'c.png', 'lerning-rate=1'], /There is no lerning-rate; did you mean learning-rate\?/],
  [['poster', 'beale', 'c.png', 'size=9x99999'], /size is 9x99999; pixels across and down fit/],
  [['poster', 'beale', 'c.png', 'paper=toString'], /paper is toString; there are none, white, black/],
  [['poster', 'beale', 'c.png', 'colormap=jet'], /colormap is jet; there are viridis/],
  [['poster', 'beale', 'c.png', 'steps=-1'], /steps is -1; a whole number up to 1000000 fits/],
  [['poster', 'beale', 'c.png', 'learning-rate=fast'], /learning/i],
  [['poster', 'x^2 +', 'c.png'], /end of the formula/],
  [['poster', 'parabola', 'c.png'], /two parameters/],
  [['poster', 'bowl', 'no/such/folder/c.png', 'steps=1', 'size=8x8'], /cannot be written/],
];

for (const [parameters, sentence] of REFUSED) {
  test(`${parameters.join(' ')} is refused in a sentence, and nothing is written`, () => {
    const { status, stdout, stderr } = run(...parameters);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, sentence);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.ok(!readdirSync(folder).includes('c.png'));
  });
}
