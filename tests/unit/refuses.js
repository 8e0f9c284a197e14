// Calls that are refused as programs expect.
import assert from 'node:assert/strict';

/**
 * @param {typeof import('../../www/engine/error.js').EngineError} EngineError of the module whose calls they are
 */
export const refusing =
  (EngineError) =>
  /**
   * @param {() => unknown} call
   * @param {Record<string, unknown>} what the fields of the error that are to be as said
   * @param {RegExp} [words]
   */
  (call, what, words = /./) => {
    assert.throws(call, (error) => {
      assert.ok(error instanceof EngineError && error instanceof Error, `no EngineError: ${error}`);
      assert.equal(error.name, 'EngineError');
      assert.equal(error.message, error.messages.en);
      assert.match(error.message, words);
      assert.match(error.messages.zh, /\p{Script=Han}/u);
      assert.deepEqual(
        Object.fromEntries(Object.keys(what).map((key) => [key, /** @type {any} */ (error)[key]])),
        what,
        error.message,
      );
      return true;
    });
  };
