// What stands for a Worker where none may start: the same work is done on the page itself, in pieces between which the page goes on.

/** @typedef {Pick<MessagePort, 'postMessage' | 'addEventListener'>} Port */

// The script of a Worker is named by its address alone (tools/floors.json).
/** @type {Record<string, () => Promise<{ serve: (port: Port) => () => void }>>} */
const SCRIPTS = {
  'worker.js': () => import('./serve-engine.js'),
  'network-worker.js': () => import('./serve-network.js'),
};

/** @param {string} file the script of the Worker @returns {Worker} what can be done with one */
export function startHere(file) {
  const { port1, port2 } = new MessageChannel();
  let ended = false;
  let end = () => {};
  SCRIPTS[file]?.().then(
    ({ serve }) => {
      if (ended) return;
      end = serve(port2);
      port2.start();
    },
    ({ message }) => port1.dispatchEvent(new ErrorEvent('error', { message })),
  );
  port1.start();
  const terminate = () => {
    ended = true;
    end();
    port1.close();
  };
  return /** @type {any} */ (Object.assign(port1, { terminate }));
}
