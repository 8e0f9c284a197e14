// The crate's browser tests, by wasm-pack, in the Chromium of this machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { browserArgs, findBrowser, findDriver } from './browser.mjs';
import { browser, testRunner, wasmPack } from './setup.mjs';
import { run, whenStarted } from './shell.mjs';

whenStarted(import.meta.url, async () => {
  wasmPack();
  await browser();
  const folder = dirname(testRunner());
  const target = dirname(folder);
  const capabilities = join(target, 'webdriver.json');
  const options = { binary: await findBrowser(), args: browserArgs };
  mkdirSync(target, { recursive: true });
  writeFileSync(capabilities, JSON.stringify({ 'goog:chromeOptions': options }));

  const driver = findDriver();
  const tools = driver ? ['--mode=no-install', '--chromedriver', driver] : [];
  run('wasm-pack', ['test', '--headless', '--chrome', ...tools, '.', '--locked'], {
    // What a browser says of a panic comes from the names of functions, which stay.
    CARGO_PROFILE_DEV_DEBUG: '0',
    PATH: folder + delimiter + process.env.PATH,
    // On a busy machine the driver takes longer to start than the five seconds that it has by itself, and half a minute of tests ten.
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '120',
    WASM_BINDGEN_TEST_TIMEOUT: '1800',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities,
  });
});
