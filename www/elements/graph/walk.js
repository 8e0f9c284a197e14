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

/**
 * @typedef {object} Factor a derivative that stands in a product of the chain rule
 * @property {WalkStation} of
 * @property {WalkStation} by a station, or one use of it
 * @property {number} value NaN where they are arrays
 * @property {boolean} same whether it is that of a use by what is used
 */

/** Uses of a value have these names, and with an index where there are more. */
const LETTERS = 'abcdpqrs';

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
    /** By station, and by argument: the name of that use, where it needs one of its own. @type {(string | undefined)[][]} */
    this.uses = this.#nameUses();
  }

  get length() {
    return this.moves.length;
  }

  /** @param {number} place */
  station(place) {
    return /** @type {WalkStation} */ (this.walk.stations[place]);
  }

  /** An argument of a station, by the name of this use of it. @param {number} place @param {number} argument @returns {WalkStation} */
  argument(place, argument) {
    const station = this.station(this.station(place).arguments[argument] ?? 0);
    const name = this.uses[place]?.[argument];
    return name === undefined ? station : { ...station, name };
  }

  /** What a station's derivative by one of its arguments is called and is worth. @param {Arrival} arrival @returns {Factor} */
  local({ from, argument, pass }) {
    const value = pass.local?.length === 1 ? (pass.local[0] ?? Number.NaN) : Number.NaN;
    return { of: this.station(from), by: this.argument(from, argument), value, same: false };
  }

  /** The derivatives whose product a way is; that of a use by what is used is 1. @param {Arrival[]} way @returns {Factor[]} */
  factors(way) {
    return way.flatMap((arrival) => {
      const { from, argument } = arrival;
      const known = this.station(this.station(from).arguments[argument] ?? 0);
      const local = this.local(arrival);
      return this.uses[from]?.[argument] === undefined
        ? [local]
        : [local, { of: local.by, by: known, value: 1, same: true }];
    });
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

  /**
   * Where a value reaches a station in more than one way, the derivative by that value is not the one along an edge: what
   * comes along the edge has a name of its own.
   */
  #nameUses() {
    const { stations } = this.walk;
    const reach = stations.map((_, place) => this.#reach(place));
    const taken = new Set(stations.map(({ name }) => name));
    let next = 0;
    const another = () => {
      for (;;) {
        const [letter, round] = [LETTERS[next % LETTERS.length], Math.floor(next / LETTERS.length)];
        next += 1;
        const name = `${letter}${round || ''}`;
        if (!taken.has(name)) return name;
      }
    };
    return stations.map(({ arguments: used, passes }, place) =>
      used.map((from, argument) => (passes[argument] && reach[from]?.[place] === 2 ? another() : undefined)),
    );
  }

  /** In how many ways a value reaches each station, counted up to two. @param {number} from @returns {number[]} */
  #reach(from) {
    /** @type {number[]} */
    const ways = [];
    for (const [place, { arguments: used, passes }] of this.walk.stations.entries()) {
      const all = used.reduce((sum, other, argument) => sum + (passes[argument] ? (ways[other] ?? 0) : 0), 0);
      ways.push(place === from ? 1 : Math.min(all, 2));
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
