// What a reader can take along: the run as a script for a library, its record, and the picture.

import { remote } from '../../../engine/remote.js';
import { traceCsv, traceJson } from '../../../engine/trace-text.js';
import { h, setText } from '../../kit/dom.js';
import { isEngineError } from '../../kit/refusal.js';
import { pictureBlob } from './picture.js';
import { pictureSvg } from './svg.js';

/** @typedef {import('./extras.js').Context} Context */
/** @typedef {import('./words.en.js').ExtraWords} ExtraWords */

const LIBRARIES = /** @type {const} */ ([
  ['keras', 'Keras'],
  ['torch', 'PyTorch'],
  ['jax', 'JAX'],
]);

/** A script takes as many steps as the run has taken; at the start, this many. */
const STEPS = 100;
const MOST_STEPS = 10_000;

export class Take {
  #context;
  #words;
  #notice = h('p', { className: 'refusal', role: 'status' });
  #steps = Infinity;
  #hint = h('span', { className: 'meaning' });

  /** @param {Context} context @param {ExtraWords} words */
  constructor(context, words) {
    this.#context = context;
    this.#words = words;
    const row = (/** @type {string} */ title, /** @type {HTMLElement[]} */ ...buttons) =>
      h('div', { className: 'row' }, h('span', { className: 'name' }, title), ...buttons);
    const scripts = LIBRARIES.map(([library, label]) => this.#button(label, () => this.#script(library)));
    this.root = h('details', { className: 'take' }, h('summary', {}, words.take));
    this.root.append(
      row(words.script, ...scripts, this.#hint),
      row(
        words.trace,
        this.#button('CSV', async () => save(traceCsv(this.#runs()), 'text/csv', 'csv')),
        this.#button('JSON', async () => save(traceJson(this.#runs()), 'application/json', 'json')),
      ),
      row(
        words.picture,
        this.#button('PNG', () => this.#picture('png')),
        this.#button('SVG', () => this.#picture('svg')),
      ),
      this.#notice,
    );
    this.root.addEventListener('toggle', () => this.#tell());
  }

  /** @param {import('../state.js').Presentation} presentation */
  follow({ steps }) {
    this.#steps = steps;
    this.#tell();
  }

  update() {
    if (this.root.open) this.#tell();
  }

  get #length() {
    const { step } = this.#context.session.status;
    return Math.min(Number.isFinite(this.#steps) ? this.#steps : step || STEPS, MOST_STEPS);
  }

  #tell() {
    setText(this.#hint, this.#words.scriptHint(String(this.#length)));
  }

  #runs() {
    const { session } = this.#context;
    // A fork that waits for its step is not there yet.
    const others = session.others
      .map((other) => /** @type {import('./companion.js').Companion} */ (other))
      .filter(({ history }) => history.length > 0);
    const own = session.catalog.optimizers[session.optimizerIndex]?.label[this.#context.language];
    return [
      { name: own ?? session.config.optimizer, run: session.run },
      ...others.map(({ name, run }) => ({ name, run })),
    ];
  }

  /** @param {'keras' | 'torch' | 'jax'} library */
  async #script(library) {
    const { session } = this.#context;
    const { label: _, kind: __, dim: ___, variables: ____, ownData, samples, ...config } = session.config;
    // A surface of the catalog is asked for by its name, and made samples by their number.
    if (config.objective !== 'formula') Reflect.deleteProperty(config, 'formula');
    const data = ownData ? { data: session.taken.data } : samples > 0 ? { samples } : {};
    const given = Object.fromEntries(Object.entries({ ...config, ...data }).filter(([, value]) => value != null));
    const script = await remote.export({ ...given, steps: this.#length }, library);
    save(script, 'text/x-python', 'py', `-${library}`);
  }

  /** @param {'png' | 'svg'} kind */
  async #picture(kind) {
    const plot = this.#context.plot();
    if (!plot) return;
    const lines = [plot.shown?.lines ?? []].flat();
    const palette = this.#context.palette();
    const names = this.#runs().map(({ name }) => name);
    if (kind === 'png') save(await pictureBlob(plot, lines, palette, names), 'image/png', 'png');
    else if (!plot.frame) setText(this.#notice, this.#words.onlyPixels);
    else save(pictureSvg(plot, lines, palette, names), 'image/svg+xml', 'svg');
  }

  /** @param {string} label @param {() => Promise<void>} action */
  #button(label, action) {
    const button = h('button', { type: 'button', className: 'small' }, label);
    button.addEventListener('click', async () => {
      setText(this.#notice, '');
      try {
        await action();
      } catch (error) {
        const why = isEngineError(error) ? error.messages[this.#context.language] : String(error);
        setText(this.#notice, this.#words.failed(why));
      }
    });
    return button;
  }
}

/** Offers a file to keep. @param {string | Blob} content @param {string} type @param {string} ending @param {string} [which] */
function save(content, type, ending, which = '') {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  const link = h('a', { href: address, download: `sgd-playground${which}.${ending}` });
  link.click();
  // A browser that is slow to begin still finds it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
