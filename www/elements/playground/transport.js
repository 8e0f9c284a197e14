// What makes a run go: reset, play, step, the next of the five moves, and how fast.

import { SPEEDS } from '../kit/attributes.js';
import { h, icon, setText } from '../kit/dom.js';
import { nearestRung, rung } from '../kit/ladder.js';

const ICONS = {
  reset: 'M12 5a7 7 0 1 1-6.3 4M5 4v5h5',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  step: 'M6 5l9 7-9 7zM18 5v14',
  move: 'M5 12h12M13 7l5 5-5 5',
};

/**
 * @typedef {object} TransportActions
 * @property {() => void} reset
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {() => void} move
 * @property {(speed: number, committed: boolean) => void} setSpeed
 */

export class Transport {
  #words;
  #playIcon = icon(ICONS.play);
  #playLabel = h('span', {});
  #play;
  #step;
  #move;
  #slider;
  #speed = h('output', { className: 'speed-value' });

  /**
   * @param {import('../kit/words/en.js').Strings} words
   * @param {TransportActions} actions
   * @param {boolean} full with moves and speed
   */
  constructor(words, actions, full) {
    this.#words = words;
    const reset = button(icon(ICONS.reset), h('span', {}, words.reset), actions.reset);
    this.#play = button(this.#playIcon, this.#playLabel, actions.toggle);
    this.#play.classList.add('primary');
    this.#step = button(icon(ICONS.step), h('span', {}, words.step), actions.step);
    this.#move = button(icon(ICONS.move), h('span', {}, words.nextMove), actions.move);
    this.#slider = h('input', {
      type: 'range',
      min: String(nearestRung(SPEEDS.low)),
      max: String(nearestRung(SPEEDS.high)),
      step: '1',
    });
    this.#slider.addEventListener('input', () => actions.setSpeed(rung(Number(this.#slider.value)), false));
    this.#slider.addEventListener('change', () => actions.setSpeed(rung(Number(this.#slider.value)), true));
    const speed = h('label', { className: 'speed' }, h('span', {}, words.speed), this.#slider, this.#speed);
    this.root = h('div', { className: 'transport' }, reset, this.#play, this.#step);
    if (full) this.root.append(this.#move, speed);
  }

  /** @param {boolean} playing @param {boolean} over @param {boolean} finished @param {string} nextMove the coming move, in words */
  update(playing, over, finished, nextMove) {
    const { pause, play, nextMoveHint } = this.#words;
    setText(this.#playLabel, playing ? pause : play);
    this.#playIcon.firstElementChild?.setAttribute('d', playing ? ICONS.pause : ICONS.play);
    this.#step.disabled = over;
    this.#move.disabled = finished;
    this.#move.title = nextMoveHint(nextMove);
  }

  /** @param {number} speed */
  showSpeed(speed) {
    const text = this.#words.speedValue(String(speed));
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
