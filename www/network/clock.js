// The clock of a network that learns in a Worker. It asks for steps while it plays, is on the screen and in a visible tab,
// and asks again only when the last answer is there: one frame under way at most, and none when nothing moves.

/** At speed 1. */
export const STEPS_PER_SECOND = 20;

/** A frame that came late owes no more than this, so that a slow machine goes slower and doesn't choke. */
const LONGEST_FRAME = 100;

export class Clock {
  #playing = false;
  #onScreen = true;
  #waiting = false;
  /** @type {number | undefined} */
  #request;
  #last = 0;
  /** Steps owed and not yet taken. */
  #owed = 0;
  #advance;

  speed = 1;

  /** @param {(steps: number) => Promise<void>} advance */
  constructor(advance) {
    this.#advance = advance;
  }

  get playing() {
    return this.#playing;
  }

  play() {
    if (!this.#playing) this.#owed = 1; // the first step answers the press of the button
    this.#playing = true;
    this.#follow();
  }

  pause() {
    this.#playing = false;
    this.#follow();
  }

  /** Whether any of the element can be seen. */
  set onScreen(/** @type {boolean} */ value) {
    this.#onScreen = value;
    this.#follow();
  }

  connect() {
    document.addEventListener('visibilitychange', this.#follow);
  }

  disconnect() {
    document.removeEventListener('visibilitychange', this.#follow);
    this.pause();
  }

  #follow = () => {
    const runs = this.#playing && this.#onScreen && !document.hidden;
    if (runs && this.#request === undefined && !this.#waiting) {
      this.#last = performance.now();
      this.#request = requestAnimationFrame(this.#frame);
    } else if (!runs && this.#request !== undefined) {
      cancelAnimationFrame(this.#request);
      this.#request = undefined;
    }
  };

  /** @param {number} now */
  #frame = async (now) => {
    this.#request = undefined;
    this.#owed += (Math.min(Math.max(now - this.#last, 0), LONGEST_FRAME) / 1000) * STEPS_PER_SECOND * this.speed;
    const steps = Math.floor(this.#owed);
    this.#owed -= steps;
    if (steps > 0) {
      this.#waiting = true;
      await this.#advance(steps);
      this.#waiting = false;
    }
    if (!this.#playing) return;
    this.#follow();
    this.#last = now;
  };
}
