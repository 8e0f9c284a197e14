// The crate's browser tests, by wasm-pack, in the Chromium of this machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { browserArgs, findBrowser, findDriver } from './browser.mjs';
import { browser, wasmPack } from './setup.mjs';
import { root, run, say, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  wasmPack();
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

  const driver = findDriver();
  const tools = driver ? ['--mode=no-install', '--chromedriver', driver] : [];
  run('wasm-pack', ['test', '--headless', '--chrome', ...tools, '.', '--locked'], {
    // What a browser says of a panic comes from the names of functions, which stay.
    CARGO_PROFILE_DEV_DEBUG: '0',
    PATH: join(target, 'tool') + delimiter + process.env.PATH,
    WASM_BINDGEN_TEST_TIMEOUT: '300',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities,
  });
});
