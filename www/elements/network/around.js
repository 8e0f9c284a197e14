// The place below a network for the loss around it, which is loaded when a reader opens it.

import { h, setText } from '../kit/dom.js';
import { MAPS } from './state.js';

/** @typedef {import('./landscape/landscape.js').Landscape} Landscape */

export class Around {
  /** @type {Landscape | undefined} */
  #landscape;
  #loading = false;
  #gone = false;
  /** @type {{ status: NetworkStatus, playing: boolean } | undefined} */
  #last;
  #placeSlice;
  #directions;
  #problem = h('p', { className: 'quiet', role: 'status' });

  /**
   * @param {ShadowRoot} shadow
   * @param {import('./session.js').Session} session
   * @param {import('./texts.js').Texts} texts
   * @param {import('./state.js').Look} look
   * @param {{ colours: () => import('./colours.js').Colours, edit: (edits: Record<string, string | null>) => void,
   *   pause: () => void, placeSlice: (slice: import('./landscape/slice.js').Slice) => void }} actions
   */
  constructor(
    shadow,
    session,
    { language, words },
    { beside, controls, maps: named, directions },
    { placeSlice, ...actions },
  ) {
    const follows = beside === 'slice';
    const maps = named ?? (follows ? [/** @type {const} */ ('slice')] : null);
    this.#placeSlice = placeSlice;
    this.#directions = directions;
    this.root = h('details', { className: 'around' }, h('summary', {}, words.around), this.#problem);
    this.root.hidden = controls !== null && maps === null;
    if (this.root.hidden) return;
    const load = async () => {
      if (!this.root.open || this.#loading || this.#landscape) return;
      this.#loading = true;
      setText(this.#problem, '');
      try {
        const { Landscape } = await import('./landscape/landscape.js');
        const { logarithmic } = words;
        const free = controls === null;
        const context = { session, language, logarithmic, free, follows, directions: this.#directions, ...actions };
        const made = await Landscape.make(context, maps ?? [...MAPS], shadow);
        if (this.#gone) made.disconnect();
        else this.#show(made);
      } catch {
        setText(this.#problem, words.aroundFailed);
      } finally {
        this.#loading = false;
      }
    };
    this.root.addEventListener('toggle', load);
    this.root.open = maps !== null;
  }

  /** After a frame. @param {NetworkStatus} status @param {boolean} playing */
  update(status, playing) {
    this.#last = { status, playing };
    this.#landscape?.update(status, playing);
  }

  /** Which directions a slice has. @param {import('./state.js').Directions | null} directions */
  choose(directions) {
    this.#directions = directions;
    this.#landscape?.slice?.choose(directions);
  }

  /** A weight was given another value. */
  touched() {
    this.#landscape?.touched();
  }

  /** Another run is on its way, for which nothing should wait. */
  abandon() {
    this.#landscape?.abandon();
  }

  recolour() {
    this.#landscape?.recolour();
  }

  disconnect() {
    this.#gone = true;
    this.#landscape?.disconnect();
  }

  /** @param {Landscape} landscape */
  #show(landscape) {
    this.#landscape = landscape;
    this.root.append(landscape.root);
    if (landscape.slice) this.#placeSlice(landscape.slice);
    if (this.#last) landscape.update(this.#last.status, this.#last.playing);
  }
}
