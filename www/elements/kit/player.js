// The clock of a figure. It asks for steps while the figure plays, is on the screen and in a visible tab; otherwise no
// frame is requested at all.

/** At speed 1. */
export const STEPS_PER_SECOND = 20;

/** A frame that came late owes no more than this, so that a tab left alone doesn't jump. */
const LONGEST_FRAME = 100;

export class Player {
  #playing = false;
  #onScreen = true;
  /** Whether steps that take time are under way: no frame is asked for until they are done. */
  #waiting = false;
  /** @type {number | undefined} */
  #request;
  #last = 0;
  /** Steps owed and not yet taken; a fraction carries over to the next frame. */
  #owed = 0;
  #advance;

  /** 1 is 20 steps a second. */
  speed = 1;

  /** @param {(steps: number) => Promise<unknown> | unknown} advance takes that many steps, and pauses the player where the run ends */
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

  /** Whether any of the figure can be seen. */
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
  #frame = (now) => {
    this.#request = undefined;
    this.#owed += (Math.min(Math.max(now - this.#last, 0), LONGEST_FRAME) / 1000) * STEPS_PER_SECOND * this.speed;
    this.#last = now;
    const steps = Math.floor(this.#owed);
    this.#owed -= steps;
    const done = steps > 0 && this.#advance(steps);
    if (done instanceof Promise) {
      this.#waiting = true;
      done.finally(() => {
        this.#waiting = false;
        this.#follow();
      });
    } else if (this.#playing && this.#request === undefined) this.#request = requestAnimationFrame(this.#frame);
  };
}
