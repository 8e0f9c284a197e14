// A run as a line that can be walked back and forth: from any step it goes on, with the settings as they are then chosen.

import { h, setAttributes, setText } from '../kit/dom.js';
import { formatInteger } from '../kit/format.js';

/** To go back, a network of more parameters than this takes its steps again from the start: once, where the slider is let go. */
const LARGE = 20_000;

export class Timeline {
  #words;
  #lacking;
  #slider;
  #at = h('span', { className: 'at' });
  #link = h('p', { className: 'quiet', role: 'status', hidden: true });
  /** The furthest step that the run has come to. */
  #last = 0;
  #step = 0;
  /** The run and the settings of which that is true. */
  #run = '';
  #parameters = 0;
  /** The step that is on its way. @type {number | null} */
  #wanted = null;

  /** @param {import('./words.en.js').NetworkWords} words @param {(step: number) => Promise<void>} goTo */
  constructor(words, goTo) {
    this.#words = words.timeline;
    this.#lacking = words.arrival.lacking;
    const { title, note } = this.#words;
    this.#slider = h('input', { type: 'range', min: '0', max: '0', step: '1', 'aria-label': title });
    const go = async () => {
      const step = Number(this.#slider.value);
      this.#wanted = step;
      this.#tell(step);
      await goTo(step);
      if (this.#wanted !== step) return;
      this.#wanted = null;
      this.#show();
    };
    const isLarge = () => this.#parameters > LARGE;
    this.#slider.addEventListener('input', () => (isLarge() ? this.#tell(Number(this.#slider.value)) : go()));
    this.#slider.addEventListener('change', () => isLarge() && go());
    this.root = h(
      'div',
      { className: 'timeline', role: 'group', 'aria-label': title },
      h('div', { className: 'timeline-row' }, h('span', { 'aria-hidden': 'true' }, title), this.#slider, this.#at),
      h('p', { className: 'quiet' }, note),
      this.#link,
    );
  }

  /** Why a link leads to the start, and not to where the run rests. @param {import('./arrival.js').Lacking | undefined} lacking */
  tellLink(lacking) {
    this.#link.hidden = !lacking;
    setText(this.#link, lacking ? this.#lacking[lacking] : '');
  }

  /** @param {number} step where the run is @param {import('./session.js').Session} session */
  update(step, { generation, rows, config }) {
    // With other settings the steps that were taken once would not be the same again.
    const run = JSON.stringify([generation, rows.generation, config]);
    if (run !== this.#run) [this.#run, this.#last] = [run, step];
    this.#last = Math.max(this.#last, step);
    this.#step = step;
    this.#parameters = config.parameters;
    if (this.#wanted === null) this.#show();
  }

  #show() {
    const [last, step] = [String(this.#last), String(this.#step)];
    if (this.#slider.max !== last) this.#slider.max = last;
    if (this.#slider.value !== step) this.#slider.value = step;
    this.#slider.disabled = this.#last === 0;
    this.#tell(this.#step);
  }

  /** @param {number} step */
  #tell(step) {
    const text = this.#words.at(formatInteger(step), formatInteger(this.#last));
    setText(this.#at, text);
    setAttributes(this.#slider, { 'aria-valuetext': text });
  }
}
