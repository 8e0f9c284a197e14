// Waiting for a message without falling asleep: a core that was asleep for less than a millisecond computes more slowly for as
// long, and only then begins to wake. So the Worker sends messages to itself meanwhile, between which others come in.

/** Who waits longer than so many milliseconds falls asleep. */
const MOST = 0.7;

const { port1, port2 } = new MessageChannel();
let until = 0;
let turning = false;

port1.onmessage = () => {
  turning = performance.now() < until;
  if (turning) port2.postMessage(null);
};

/** Stays awake for a while. */
export function stayAwake() {
  until = performance.now() + MOST;
  if (turning) return;
  turning = true;
  port2.postMessage(null);
}

/** What was waited for is there. */
export function stopWaiting() {
  until = 0;
}
