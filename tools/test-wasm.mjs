// The crate's browser tests, in the Chromium of this machine. Where it has no driver, wasm-pack fetches one, and compiles all tests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { browserArgs, findBrowser, findDriver } from './browser.mjs';
import { browser, TARGET, wasmPack } from './setup.mjs';
import { root, run, say, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  await browser();
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  say('building the test runner of the locked wasm-bindgen');
  run('cargo', ['build', '--locked', '--package=bindgen', '--features=test-runner', '--bins', '--profile=tool'], {
    CARGO_FUTURE_INCOMPAT_REPORT_FREQUENCY: 'never',
  });

  const capabilities = join(target, 'webdriver.json');
  const options = { binary: await findBrowser(), args: browserArgs };
  mkdirSync(target, { recursive: true });
  writeFileSync(capabilities, JSON.stringify({ 'goog:chromeOptions': options }));

  const tool = join(target, 'tool');
  const env = {
    // What a browser says of a panic comes from the names of functions, which stay.
    CARGO_PROFILE_DEV_DEBUG: '0',
    WASM_BINDGEN_TEST_TIMEOUT: '300',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities,
  };
  const driver = findDriver();
  if (driver) {
    run('cargo', ['test', '--locked', `--target=${TARGET}`, '--test=browser'], {
      ...env,
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: join(tool, 'wasm-bindgen-test-runner'),
      CHROMEDRIVER: driver,
      WASM_BINDGEN_TEST_ONLY_WEB: '1',
    });
  } else {
    wasmPack();
    run('wasm-pack', ['test', '--headless', '--chrome', '.', '--locked'], {
      ...env,
      PATH: tool + delimiter + process.env.PATH,
    });
  }
});
