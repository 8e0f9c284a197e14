// “Use this in your page”: the figure of a page as an author wants it, at the width of a phone or of a column, and as text to copy.

import { h, setText } from '../../elements/kit/dom.js';
import { formatHash } from '../../elements/kit/hash.js';
import { CHOICES, chosen } from './choices.js';
import { FORMATS } from './snippets.js';

/** @typedef {HTMLElement & { state: Record<string, string> }} Figure */

const CHINESE = document.documentElement.lang.startsWith('zh');

/** Of a frame whose content nobody has measured. */
const HEIGHT = 640;

export class Builder {
  #figure;
  #form;
  #text;
  #hint;
  #preview;
  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  #height = HEIGHT;

  /** @param {HTMLElement} section @param {Figure} figure that has begun */
  constructor(section, figure) {
    this.#figure = figure;
    const one = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (section.querySelector(selector));
    this.#form = /** @type {HTMLFormElement} */ (one('form'));
    this.#text = one('code');
    this.#hint = one('.hint');
    this.#preview = /** @type {HTMLDetailsElement} */ (one('details'));
    this.#offer();
    this.#form.addEventListener('input', () => this.#show());
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#preview.addEventListener('toggle', () => this.#show());
    for (const event of ['sgd-change', 'sgd-state']) figure.addEventListener(event, () => this.#show());
    window.addEventListener('popstate', () => this.#show());
    this.#show();
  }

  /** Puts into the form what this element alone has. */
  #offer() {
    const { controls, beside } = CHOICES[this.#figure.localName] ?? { controls: [], beside: [] };
    const form = /** @type {HTMLSelectElement} */ (this.#form.elements.namedItem('beside'));
    const names = JSON.parse(form.dataset.names ?? '{}');
    form.append(...beside.map((value) => h('option', { value }, names[value])));
    const some = this.#form.querySelector('.some');
    for (const value of controls) {
      const box = h('input', { type: 'checkbox', name: 'control', value });
      some?.append(h('label', {}, box, h('code', {}, value)));
    }
    // The two that every figure of that kind is about.
    for (const box of this.#form.querySelectorAll('input[name=control]')) {
      const input = /** @type {HTMLInputElement} */ (box);
      input.checked = ['learning-rate', 'momentum', 'start'].includes(input.value);
    }
  }

  #show() {
    const form = new FormData(this.#form);
    const some = /** @type {HTMLElement} */ (this.#form.querySelector('.some'));
    some.hidden = form.get('controls') !== 'some';
    // In a page it begins at its start.
    const { 'at-step': _, ...state } = this.#figure.state;
    const attributes = chosen(state, form);
    // A frame is a page of its own, and it speaks English if nothing else is asked for.
    const framed = { ...(CHINESE && { lang: 'zh' }), ...attributes };
    const format = /** @type {import('./snippets.js').Format} */ (form.get('format'));
    const { localName: element } = this.#figure;
    const site = new URL('.', import.meta.url).href;
    const page = location.href.replace(/[?#].*/, '');
    const says = this.#text.dataset[element.slice('sgd-'.length)] ?? '';
    setText(
      this.#text,
      FORMATS[format]({
        element,
        attributes: format === 'iframe' ? framed : attributes,
        says,
        site,
        page,
        height: this.#height,
      }),
    );
    const radio = /** @type {HTMLElement} */ (this.#form.querySelector('input[name=format]:checked'));
    setText(this.#hint, radio.dataset.hint ?? '');
    this.#view(element, framed, form.get('width') === 'phone');
  }

  /** @param {string} element @param {Record<string, string>} attributes @param {boolean} phone */
  #view(element, attributes, phone) {
    if (!this.#preview.open) {
      this.#frame?.remove();
      this.#frame = undefined;
      this.#height = HEIGHT;
      return;
    }
    const source = new URL(`embed.html#${formatHash({ element, ...attributes })}`, import.meta.url).href;
    if (!this.#frame) {
      const title = this.#preview.querySelector('summary')?.textContent ?? '';
      this.#frame = h('iframe', { title, src: source });
      this.#frame.addEventListener('load', () => this.#follow(/** @type {HTMLIFrameElement} */ (this.#frame)));
      this.#preview.append(this.#frame);
      // A figure begins when it is seen.
      this.#frame.scrollIntoView({ block: 'nearest' });
    } else if (this.#frame.src !== source) this.#frame.src = source;
    this.#frame.classList.toggle('phone', phone);
  }

  /** Gives the frame the height of what is in it. @param {HTMLIFrameElement} frame */
  #follow(frame) {
    const main = frame.contentDocument?.querySelector('main');
    const figure = main?.querySelector(this.#figure.localName);
    if (!main || !figure) return;
    const measure = () => {
      const height = Math.ceil(main.getBoundingClientRect().height);
      const waits = figure.shadowRoot?.querySelector('.waiting');
      if (waits || height === 0 || height === this.#height) return;
      this.#height = height;
      frame.height = String(height);
      this.#show();
    };
    new ResizeObserver(measure).observe(main);
    figure.addEventListener('sgd-state', measure, { once: true });
  }
}
