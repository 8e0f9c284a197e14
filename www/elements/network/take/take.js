// What a reader can take along of a network, and weights that a reader brings. What cannot be read changes nothing.

import { describe } from '../../../engine/weights/files.js';
import { h, setText } from '../../kit/dom.js';
import { FileField } from '../../kit/file-field.js';
import { formatInteger } from '../../kit/format.js';
import { isEngineError } from '../../kit/refusal.js';
import { recordCsv, recordJson, scriptZip } from './files.js';
import { picturesOf, pngOf, svgOf } from './pictures.js';
import { TAKE_WORDS } from './words.js';

/**
 * @typedef {object} TakeActions
 * @property {(bytes: Uint8Array) => Promise<LoadedWeights>} loadWeights
 * @property {(edits: Record<string, string | null>, committed: boolean) => void} edit
 */

const FORMATS = /** @type {const} */ ([
  ['safetensors', 'safetensors'],
  ['npz', 'npz'],
  ['onnx', 'ONNX'],
]);

const LIBRARIES = /** @type {const} */ ([
  ['keras', 'Keras'],
  ['torch', 'PyTorch'],
  ['jax', 'JAX'],
]);

/** A text, a number, a truth or a list. @param {unknown} value */
const isSaid = (value) => value !== undefined && (typeof value !== 'object' || Array.isArray(value));

export class Take {
  #session;
  #language;
  #words;
  #actions;
  #said = h('p', { className: 'quiet', role: 'status' });
  #told = h('p', { className: 'refusal', role: 'alert' });
  #offer = h('div', { className: 'row' });
  #pictures = h('div', {});
  #figure;
  #file;

  /**
   * @param {import('../session.js').Session} session @param {'en' | 'zh'} language @param {TakeActions} actions
   * @param {() => HTMLElement} figure
   */
  constructor(session, language, actions, figure) {
    this.#session = session;
    this.#language = language;
    this.#actions = actions;
    this.#figure = figure;
    const words = TAKE_WORDS[language];
    this.#words = words;
    const { training } = session;
    this.#file = new FileField(`${words.load}: ${words.choose}`, words.choose, (file) => this.readFile(file));
    const formats = FORMATS.map(([format, label]) =>
      this.#button(label, async () =>
        save(Uint8Array.from(await training.save(format)), 'application/octet-stream', format),
      ),
    );
    const scripts = LIBRARIES.map(([library, label]) =>
      this.#button(label, async () =>
        save(Uint8Array.from(await scriptZip(training, library)), 'application/zip', 'zip', `-${library}`),
      ),
    );
    const data = /** @type {const} */ (['npz', 'csv']).map((format) =>
      this.#button(format === 'csv' ? 'CSV' : format, async () =>
        save(Uint8Array.from(await training.saveData(format)), 'application/octet-stream', format, '-data'),
      ),
    );
    const hint = (/** @type {string} */ text) => h('span', { className: 'meaning' }, text);
    this.root = h(
      'details',
      { className: 'take' },
      h('summary', {}, words.open),
      row(words.network, ...formats, hint(words.networkHint)),
      row(words.script, ...scripts, hint(words.scriptHint)),
      row(words.data, ...data, hint(words.dataHint)),
      row(
        words.record,
        this.#button('CSV', async () => save(recordCsv(await training.trace()), 'text/csv', 'csv', '-record')),
        this.#button('JSON', async () =>
          save(recordJson(await training.trace(), session.config), 'application/json', 'json', '-record'),
        ),
      ),
      this.#pictures,
      row(words.load, this.#file.root, hint(words.loadHint)),
      this.#said,
      this.#told,
      this.#offer,
    );
    this.root.addEventListener('toggle', () => this.root.open && this.#listPictures());
  }

  open() {
    this.root.open = true;
    this.root.querySelector('summary')?.focus();
  }

  /** Those that are to be seen now. */
  #listPictures() {
    const { picture: titled, pictures, pictureHint } = this.#words;
    const rows = picturesOf(this.#figure()).map((picture, k) => {
      const { kind, title } = picture;
      const which = `-${kind}${kind === 'chart' && k > 0 ? k + 1 : ''}`;
      return row(
        titled(title ?? pictures[kind]),
        this.#button('PNG', async () => {
          const png = await pngOf(picture);
          if (png) save(png, 'image/png', 'png', which);
        }),
        this.#button('SVG', async () => save(svgOf(picture), 'image/svg+xml', 'svg', which)),
      );
    });
    const hint = h('p', { className: 'quiet' }, pictureHint);
    this.#pictures.replaceChildren(...rows, ...(rows.length ? [hint] : []));
  }

  /** @param {File} file */
  async readFile(file) {
    this.#file.show(file.name);
    await this.#load(new Uint8Array(await file.arrayBuffer()), file.name);
  }

  /** @param {Uint8Array} bytes @param {string} name */
  async #load(bytes, name) {
    setText(this.#told, '');
    setText(this.#said, '');
    this.#offer.replaceChildren();
    try {
      const held = describe(bytes);
      try {
        const { step, optimizer } = await this.#actions.loadWeights(bytes);
        const what = this.#words.loaded(name, formOf(held), formatInteger(step));
        setText(this.#said, `${what} ${optimizer ? this.#words.withOptimizer : this.#words.weightsAlone}`);
      } catch (error) {
        this.#tell(error);
        if (isEngineError(error) && error.code === 'bad-shape') this.#offerIt(held, bytes, name);
      }
    } catch (error) {
      this.#tell(error);
    }
  }

  /** @param {unknown} error */
  #tell(error) {
    const why = isEngineError(error) ? error.messages[this.#language] : String(error);
    setText(this.#told, this.#words.failed(why));
  }

  /** Its layers in place of ours, where the data have as many inputs and outputs. @param {WeightsFile} held @param {Uint8Array} bytes @param {string} name */
  #offerIt(held, bytes, name) {
    const { config } = this.#session;
    const edits = held.config ? this.#settingsOf(held.config) : { layers: layersText(held.layers) };
    const fits = held.inputs === config.inputs && held.outputs === config.outputs;
    if (!fits && (!held.config || ['own', 'table'].includes(held.config.dataset))) return;
    const activation = [...new Set(held.activation ?? [])].join(', ');
    const label = held.config ? this.#words.takeOverAll : this.#words.takeOver;
    const button = h('button', { type: 'button', className: 'small' }, label);
    button.addEventListener('click', () => {
      this.#actions.edit(edits, true);
      this.#load(bytes, name);
    });
    this.#offer.replaceChildren(h('span', {}, this.#words.holds(formOf(held), activation)), button);
  }

  /** As attributes; of a file's settings only what can be one. @param {ResolvedNetwork} config @returns {Record<string, string | null>} */
  #settingsOf(config) {
    const isOwn = ['own', 'table'].includes(config.dataset);
    const { settings } = this.#session.catalog.network;
    const known = settings.filter(
      ({ name }) => isSaid(config[name]) && !['objective', 'dataset', 'data'].includes(name),
    );
    const edits = known.map(({ name, attribute }) => {
      const value = config[name];
      const text = name === 'layers' ? layersText(config.layers) : String(value);
      return [attribute, text === '' || (name === 'samples' && isOwn) ? null : text];
    });
    return { ...Object.fromEntries(edits), ...(!isOwn && { data: config.dataset, dataset: null }) };
  }

  /** @param {string} label @param {() => Promise<void>} action */
  #button(label, action) {
    const button = h('button', { type: 'button', className: 'small' }, label);
    button.addEventListener('click', async () => {
      setText(this.#told, '');
      try {
        await action();
      } catch (error) {
        this.#tell(error);
      }
    });
    return button;
  }
}

/** @param {string} title @param {(HTMLElement | string)[]} parts */
const row = (title, ...parts) => h('div', { className: 'row' }, h('span', { className: 'name' }, title), ...parts);

/** Whether these bytes hold weights, and not data. @param {Uint8Array} bytes */
export function holdsWeights(bytes) {
  try {
    const { tensors } = describe(bytes);
    return tensors.some(({ shape }) => shape.length === 1);
  } catch (error) {
    // A file of another library's, which comes with a command that converts it.
    return isEngineError(error) && error.message.includes('python -c');
  }
}

/** @param {number[]} layers */
const layersText = (layers) => layers.join(',') || 'none';

/** 2-4-3. @param {WeightsFile} held */
const formOf = ({ inputs, layers, outputs }) => [inputs, ...layers, outputs].join('-');

/** Offers a file to keep. @param {BlobPart | Blob} content @param {string} type @param {string} ending @param {string} [which] */
function save(content, type, ending, which = '') {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: `sgd-network${which}.${ending}` }).click();
  // A browser that is slow to begin still finds it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
