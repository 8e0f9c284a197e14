// A line of a library, pasted: what it becomes here, and what of it cannot be said.

import { h } from '../../elements/kit/dom.js';
import { formatHash } from '../../elements/kit/hash.js';
import { isEngineError, sentenceOf } from '../../elements/kit/refusal.js';
import { filled, find, language, wholeEngine } from './page.js';

/** After the last key, in milliseconds. */
const WAIT = 250;

export class PasteForm {
  #form = /** @type {HTMLFormElement} */ (find('#paste form'));
  #line = /** @type {HTMLTextAreaElement} */ (find('#line'));
  #refusal = find('#line-refusal');
  #result = find('#became');
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#line.addEventListener('focus', () => wholeEngine().catch(() => undefined), { once: true });
    this.#line.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), WAIT);
    });
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (this.#form.querySelectorAll('button[data-line]'))) {
      button.addEventListener('click', () => {
        this.#line.value = button.dataset.line ?? '';
        this.#read();
      });
    }
    // A browser may have kept what was typed before the page was loaded anew.
    if (this.#line.value.trim() !== '') this.#read();
  }

  async #read() {
    const text = this.#line.value;
    try {
      const engine = await wholeEngine();
      if (text !== this.#line.value) return;
      this.#refuse('');
      this.#result.replaceChildren(...(text.trim() === '' ? [] : this.#told(engine, engine.fromLibrary(text))));
    } catch (error) {
      if (text !== this.#line.value) return;
      this.#refuse(sentence(error, this.#refusal.dataset.at));
      this.#result.replaceChildren();
    }
  }

  /** @param {string} why */
  #refuse(why) {
    this.#refusal.textContent = why;
    this.#line.setAttribute('aria-invalid', String(why !== ''));
  }

  /** @param {Engine} engine @param {FromLibrary} from */
  #told(engine, { library, rule, optimizer, config, unsaid }) {
    const { optimizers, libraries } = engine.catalog();
    const { becomes, left = '', open = '', row = '', play } = this.#result.dataset;
    const words = {
      library: libraries.find(({ name }) => name === library)?.label ?? library,
      rule,
      optimizer: optimizers.find(({ name }) => name === optimizer)?.label[language()] ?? optimizer,
    };
    const said = settingsOf(engine, config);
    const list = said
      .filter(({ text }) => text !== '0')
      .map(({ label, text }) => h('div', {}, h('dt', {}, label[language()]), h('dd', {}, text)));
    const notes = unsaid.map(({ argument, value, note }) =>
      h('li', {}, h('code', {}, `${argument}=${value}`), ' ', note[language()]),
    );
    const settings = said.filter(({ differs }) => differs).map(({ attribute, text }) => [attribute, text]);
    const state = { optimizer, convention: `${config.convention}`, ...Object.fromEntries(settings) };
    return [
      h('p', {}, filled(becomes, words)),
      h('dl', {}, ...list),
      ...(notes.length > 0 ? [h('p', {}, left), h('ul', {}, ...notes)] : []),
      h(
        'p',
        { className: 'ways' },
        h('a', { href: `${play}#${formatHash(state)}` }, open),
        ' ',
        h('a', { href: `#${optimizer}&library=${library}` }, row),
      ),
    ];
  }
}

/** The settings of a configuration, and whether a link must say them: a rate, and what its rule does not begin with. @param {Engine} engine @param {Config} config */
function settingsOf(engine, { optimizer, convention, ...config }) {
  const usual = /** @type {Config} */ (engine.resolve({ optimizer, convention }));
  const said = engine.catalog().settings.filter(({ name }) => config[name] !== undefined);
  return said.map(({ name, ...setting }) => ({
    ...setting,
    text: String(config[name]),
    differs: name === 'learningRate' || config[name] !== usual[name],
  }));
}

/** Why a line was refused, and where in it, unless the sentence says so itself. @param {unknown} error @param {string | undefined} at */
function sentence(error, at) {
  const said = sentenceOf(error, language());
  const place = isEngineError(error) && error.position !== undefined ? error.position + 1 : 0;
  return place === 0 || said.includes(String(place)) ? said : `${said} ${filled(at, { place })}`;
}
