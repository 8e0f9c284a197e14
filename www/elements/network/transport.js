// What makes a network learn: reset, play, step, what a step is, and how fast.

import { h, hide, rest, setText } from '../kit/dom.js';
import { ICONS, iconButton, PlayButton, SpeedSlider } from '../kit/transport.js';
import { UNITS } from './state.js';

/** @typedef {import('./state.js').Unit} Unit */

/**
 * @typedef {object} TransportActions
 * @property {() => void} reset
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {(unit: Unit) => void} setUnit
 * @property {(speed: number, committed: boolean) => void} setSpeed
 */

export class Transport {
  #play;
  #step;
  #unit;
  #speed;
  #hint = h('p', { className: 'quiet', role: 'status' });

  /**
   * @param {import('../kit/words/en.js').Strings} common
   * @param {import('./words.en.js').NetworkWords} words
   * @param {TransportActions} actions
   * @param {boolean} full with the choice of a step, and speed
   */
  constructor(common, words, actions, full) {
    this.#play = new PlayButton(common, actions.toggle);
    this.#play.root.classList.add('primary');
    this.#step = iconButton(ICONS.step, common.step, actions.step);
    this.#unit = h('select', {}, ...UNITS.map((unit) => h('option', { value: unit }, words.units[unit])));
    this.#unit.addEventListener('change', () => actions.setUnit(/** @type {Unit} */ (this.#unit.value)));
    const unit = h('label', { className: 'unit' }, h('span', {}, words.stepOf), this.#unit);
    this.#speed = new SpeedSlider(common, actions.setSpeed);
    const reset = iconButton(ICONS.reset, common.reset, actions.reset);
    this.root = h('div', { className: 'transport' }, reset, this.#play.root, this.#step, this.#hint);
    /** What a step is, and how fast. */
    this.choices = full ? [unit, this.#speed.root] : [];
    this.#hint.before(...this.choices);
  }

  /**
   * @param {boolean} playing
   * @param {boolean} over
   * @param {Unit} unit
   * @param {number} speed
   * @param {string | null} lacking what has to come before anything can be learnt
   */
  update(playing, over, unit, speed, lacking) {
    this.#play.show(playing);
    rest(this.#play.root, lacking !== null);
    rest(this.#step, over || lacking !== null);
    hide(this.#hint, !lacking);
    setText(this.#hint, lacking ?? '');
    if (this.#unit.value !== unit) this.#unit.value = unit;
    this.#speed.show(speed);
  }
}
