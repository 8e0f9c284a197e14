// What makes a run go: reset, play, step, the next of the five moves, and how fast.

import { h, rest } from '../kit/dom.js';
import { ICONS, iconButton, PlayButton, SpeedSlider } from '../kit/transport.js';

const MOVE = 'M5 12h12M13 7l5 5-5 5';

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
  #play;
  #step;
  #move;
  #speed;

  /**
   * @param {import('./words/en.js').Strings} words
   * @param {TransportActions} actions
   */
  constructor(words, actions) {
    this.#words = words;
    this.#play = new PlayButton(words, actions.toggle);
    this.#play.root.classList.add('primary');
    this.#step = iconButton(ICONS.step, words.step, actions.step);
    this.#move = iconButton(MOVE, words.nextMove, actions.move);
    this.#speed = new SpeedSlider(words, actions.setSpeed);
    const reset = iconButton(ICONS.reset, words.reset, actions.reset);
    this.root = h('div', { className: 'transport' }, reset, this.#play.root, this.#step);
  }

  /** @param {boolean} full with moves and speed */
  extend(full) {
    for (const part of [this.#move, this.#speed.root]) {
      if (!full) part.remove();
      else if (!part.isConnected) this.root.append(part);
    }
  }

  /** @param {boolean} playing @param {boolean} over @param {boolean} finished @param {string} nextMove the coming move, in words */
  update(playing, over, finished, nextMove) {
    this.#play.show(playing);
    rest(this.#step, over);
    rest(this.#move, finished);
    this.#move.title = this.#words.nextMoveHint(nextMove);
  }

  /** @param {number} speed */
  showSpeed(speed) {
    this.#speed.show(speed);
  }
}
