// What makes a network learn: reset, play, step, what a step is, and how fast.

import { SPEEDS } from '../kit/attributes.js';
import { h, icon, setText } from '../kit/dom.js';
import { nearestRung, rung } from '../kit/ladder.js';
import { UNITS } from './state.js';

/** @typedef {import('./state.js').Unit} Unit */

const ICONS = {
  reset: 'M12 5a7 7 0 1 1-6.3 4M5 4v5h5',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  step: 'M6 5l9 7-9 7zM18 5v14',
};

/**
 * @typedef {object} TransportActions
 * @property {() => void} reset
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {(unit: Unit) => void} setUnit
 * @property {(speed: number, committed: boolean) => void} setSpeed
 */

export class Transport {
  #words;
  #playIcon = icon(ICONS.play);
  #playLabel = h('span', {});
  #step;
  #play;
  #hint = h('p', { className: 'quiet', role: 'status' });
  #unit;
  #slider;
  #speed = h('output', { className: 'speed-value' });

  /**
   * @param {import('../kit/words/en.js').Strings} common
   * @param {import('./words.en.js').NetworkWords} words
   * @param {TransportActions} actions
   * @param {boolean} full with the choice of a step, and speed
   */
  constructor(common, words, actions, full) {
    this.#words = common;
    const reset = button(icon(ICONS.reset), h('span', {}, common.reset), actions.reset);
    const play = button(this.#playIcon, this.#playLabel, actions.toggle);
    play.classList.add('primary');
    this.#play = play;
    this.#step = button(icon(ICONS.step), h('span', {}, common.step), actions.step);
    this.#unit = h('select', {}, ...UNITS.map((unit) => h('option', { value: unit }, words.units[unit])));
    this.#unit.addEventListener('change', () => actions.setUnit(/** @type {Unit} */ (this.#unit.value)));
    const unit = h('label', { className: 'unit' }, h('span', {}, words.stepOf), this.#unit);
    this.#slider = h('input', {
      type: 'range',
      min: String(nearestRung(SPEEDS.low)),
      max: String(nearestRung(SPEEDS.high)),
      step: '1',
    });
    this.#slider.addEventListener('input', () => actions.setSpeed(rung(Number(this.#slider.value)), false));
    this.#slider.addEventListener('change', () => actions.setSpeed(rung(Number(this.#slider.value)), true));
    const speed = h('label', { className: 'speed' }, h('span', {}, common.speed), this.#slider, this.#speed);
    this.root = h('div', { className: 'transport' }, reset, play, this.#step);
    if (full) this.root.append(unit, speed);
    this.root.append(this.#hint);
  }

  /**
   * @param {boolean} playing
   * @param {boolean} over
   * @param {Unit} unit
   * @param {number} speed
   * @param {string | null} lacking what has to come before anything can be learnt
   */
  update(playing, over, unit, speed, lacking) {
    const { pause, play, speedValue } = this.#words;
    setText(this.#playLabel, playing ? pause : play);
    this.#playIcon.firstElementChild?.setAttribute('d', playing ? ICONS.pause : ICONS.play);
    this.#play.disabled = lacking !== null;
    this.#step.disabled = over || lacking !== null;
    this.#hint.hidden = !lacking;
    setText(this.#hint, lacking ?? '');
    this.#unit.value = unit;
    const text = speedValue(String(speed));
    this.#slider.value = String(nearestRung(speed));
    this.#slider.setAttribute('aria-valuetext', text);
    setText(this.#speed, text);
  }
}

/** @param {Node} symbol @param {Node} label @param {() => void} onClick */
function button(symbol, label, onClick) {
  const element = h('button', { type: 'button' }, symbol, label);
  element.addEventListener('click', onClick);
  return element;
}
