// The course of a walk: which node comes when, what is known after so many steps, and how the chain rule reads there.
// Nothing here knows a page.

/**
 * @typedef {object} Move one step of the walk
 * @property {'forward' | 'backward'} pass
 * @property {number} station
 */

/**
 * @typedef {object} Arrival a term that a station has been passed on
 * @property {number} from
 * @property {number} argument which of that station's arguments it came through
 * @property {WalkPass} pass
 */

/** Forward through the operations, then backward through all that depends on a parameter. @param {Walk} walk @returns {Move[]} */
export function movesOf({ stations }) {
  const places = stations.map((_, station) => station);
  const forward = places.filter((place) => stations[place]?.role === 'operation');
  const backward = places.filter((place) => stations[place]?.gradient).reverse();
  return [
    ...forward.map((station) => ({ pass: /** @type {const} */ ('forward'), station })),
    ...backward.map((station) => ({ pass: /** @type {const} */ ('backward'), station })),
  ];
}

export class Course {
  /** @param {Walk} walk */
  constructor(walk) {
    this.walk = walk;
    this.moves = movesOf(walk);
    /** How many of the moves go forward. */
    this.forward = this.moves.filter(({ pass }) => pass === 'forward').length;
    /** By station: when its value is known, and its gradient; after so many steps. */
    this.valued = walk.stations.map((_, station) => 1 + this.#find('forward', station));
    this.graded = walk.stations.map((_, station) => 1 + this.#find('backward', station));
    /** By station: the terms that arrive there, in the order in which they are added up. @type {Arrival[][]} */
    this.arrivals = walk.stations.map(() => []);
    for (const { pass, station } of this.moves) if (pass === 'backward') this.#passOn(station);
  }

  get length() {
    return this.moves.length;
  }

  /** @param {number} place */
  station(place) {
    return /** @type {WalkStation} */ (this.walk.stations[place]);
  }

  /** The last move of so many; none at the start. @param {number} step */
  move(step) {
    return this.moves[step - 1];
  }

  /** @param {number} station @param {number} step */
  knowsValue(station, step) {
    return step >= (this.valued[station] ?? 0);
  }

  /** @param {number} station @param {number} step */
  knowsGradient(station, step) {
    const when = this.graded[station] ?? 0;
    return when > 0 && step >= when;
  }

  /**
   * The ways from the output back to a station, each as the arrivals along it, the output's end first.
   *
   * @param {number} station
   * @param {number} most gives none where there are more
   * @returns {Arrival[][]}
   */
  ways(station, most) {
    const ways = this.#ways(station, most + 1);
    return ways.length > most ? [] : ways;
  }

  /** @param {number} station @param {number} most @returns {Arrival[][]} */
  #ways(station, most) {
    if (station === this.walk.output) return [[]];
    /** @type {Arrival[][]} */
    const ways = [];
    for (const arrival of this.arrivals[station] ?? []) {
      for (const way of this.#ways(arrival.from, most - ways.length)) ways.push([...way, arrival]);
      if (ways.length >= most) break;
    }
    return ways;
  }

  /** @param {Move['pass']} pass @param {number} station */
  #find(pass, station) {
    return this.moves.findIndex((move) => move.pass === pass && move.station === station);
  }

  /** @param {number} from */
  #passOn(from) {
    const { arguments: to, passes } = this.station(from);
    passes.forEach((pass, argument) => {
      if (pass) this.arrivals[to[argument] ?? 0]?.push({ from, argument, pass });
    });
  }
}

/**
 * A rule such as `{a} · {b}` in its parts: texts, and symbols by their letters. A symbol that stands where a negative number
 * would be misread is `tight`.
 *
 * @param {string} rule
 * @returns {(string | { letter: string, tight: boolean })[]}
 */
export function partsOf(rule) {
  const parts = rule.split(/(\{[a-z]\})/).filter((part) => part !== '');
  return parts.map((part, index) => {
    const letter = /^\{([a-z])\}$/.exec(part)?.[1];
    if (!letter) return part;
    const [before = '', after = ''] = [parts[index - 1], parts[index + 1]];
    return { letter, tight: /[·/−+√^]\s*$/.test(before) || /^\s*[\^²³¹⁰⁴-⁹⁻]/.test(after) };
  });
}
