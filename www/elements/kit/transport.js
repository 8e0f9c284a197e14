// What makes a run go: buttons with icons, play and pause in one, and how fast.

import { SPEEDS } from './attributes.js';
import { h, icon, setAttributes, setText } from './dom.js';
import { setValue } from './fields.js';
import { nearestRung, rung } from './ladder.js';

export const ICONS = {
  reset: 'M12 5a7 7 0 1 1-6.3 4M5 4v5h5',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  step: 'M6 5l9 7-9 7zM18 5v14',
};

/** @param {string} path of its icon @param {string} label @param {() => void} onClick */
export function iconButton(path, label, onClick) {
  const button = h('button', { type: 'button' }, icon(path), h('span', {}, label));
  button.addEventListener('click', onClick);
  return button;
}

/** Plays, and pauses while it plays. */
export class PlayButton {
  root;
  #words;

  /** @param {{ play: string, pause: string }} words @param {() => void} toggle */
  constructor(words, toggle) {
    this.#words = words;
    this.root = iconButton(ICONS.play, words.play, toggle);
  }

  /** @param {boolean} playing */
  show(playing) {
    const which = playing ? 'pause' : 'play';
    setText(/** @type {HTMLElement} */ (this.root.lastElementChild), this.#words[which]);
    setAttributes(/** @type {Element} */ (this.root.querySelector('path')), { d: ICONS[which] });
  }
}

/** A factor on the usual speed, in round numbers. */
export class SpeedSlider {
  root;
  #words;
  #slider;
  #value = h('span', { className: 'speed-value' });

  /**
   * @param {{ speed: string, speedValue: (speed: string) => string }} words
   * @param {(speed: number, committed: boolean) => void} setSpeed
   */
  constructor(words, setSpeed) {
    this.#words = words;
    this.#slider = h('input', {
      type: 'range',
      min: String(nearestRung(SPEEDS.low)),
      max: String(nearestRung(SPEEDS.high)),
      step: '1',
    });
    this.#slider.addEventListener('input', () => setSpeed(rung(Number(this.#slider.value)), false));
    this.#slider.addEventListener('change', () => setSpeed(rung(Number(this.#slider.value)), true));
    this.root = h('label', { className: 'speed' }, h('span', {}, words.speed), this.#slider, this.#value);
  }

  /** @param {number} speed */
  show(speed) {
    const text = this.#words.speedValue(String(speed));
    setValue(this.#slider, String(nearestRung(speed)), text);
    setText(this.#value, text);
  }
}
