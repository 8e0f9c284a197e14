// Buttons that make a figure of the page go, and its clock.

import { h } from '../../elements/kit/dom.js';
import { Player } from '../../elements/kit/player.js';
import { ICONS, iconButton, PlayButton } from '../../elements/kit/transport.js';

export class Transport {
  #player;
  #play;
  root;

  /**
   * @param {{ play: string, pause: string, reset: string }} words
   * @param {object} actions
   * @param {(steps: number) => void} actions.advance
   * @param {() => void} actions.reset
   * @param {number} speed 1 is 20 steps a second
   * @param {...Node} more buttons
   */
  constructor(words, actions, speed, ...more) {
    this.#player = new Player(actions.advance);
    this.#player.speed = speed;
    this.#player.connect();
    this.#play = new PlayButton(words, () => (this.playing ? this.pause() : this.play()));
    this.#play.root.classList.add('primary');
    const reset = iconButton(ICONS.reset, words.reset, () => {
      this.pause();
      actions.reset();
    });
    this.root = h('div', { className: 'transport' }, reset, this.#play.root, ...more);
    this.#show();
  }

  get playing() {
    return this.#player.playing;
  }

  play() {
    this.#player.play();
    this.#show();
  }

  pause() {
    this.#player.pause();
    this.#show();
  }

  /** @param {boolean} seen */
  onScreen(seen) {
    this.#player.onScreen = seen;
  }

  #show() {
    this.#play.show(this.playing);
  }
}

/** With the icon that the elements have for it. @param {string} label @param {() => void} action */
export const stepButton = (label, action) => iconButton(ICONS.step, label, action);

/** @param {string} label @param {() => void} action @param {string} [className] */
export function button(label, action, className = '') {
  const element = h('button', { type: 'button', className }, label || null);
  element.addEventListener('click', action);
  return element;
}

/**
 * A table with what it is about, its columns, and a body to be filled.
 * @param {string} caption
 * @param {string[]} columns
 */
export function table(caption, columns) {
  const body = h('tbody', {});
  const head = h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, name)));
  const root = h(
    'div',
    { className: 'table', tabIndex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', { className: 'unseen' }, caption), h('thead', {}, head), body),
  );
  return { root, body };
}

/** @param {(string | Node)[]} cells the first is what the row is about */
export function row(...cells) {
  const [first = '', ...others] = cells;
  return h('tr', {}, h('th', { scope: 'row' }, first), ...others.map((cell) => h('td', {}, cell)));
}
