// Three browsers behind one small interface. Chromium and Firefox are driven by puppeteer-core (the second over WebDriver
// BiDi), WebKitGTK's MiniBrowser by its own driver over WebDriver. `npm test` asks what is here before
// npm has installed what drives it: that is imported where it is used.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { browserArgs, findBrowser } from '../../tools/browser.mjs';
import { findProgram } from '../../tools/shell.mjs';

/**
 * A page in one of them.
 *
 * @typedef {object} Page
 * @property {(url: string) => Promise<unknown>} go
 * @property {(width: number, height: number) => Promise<unknown>} resize
 * @property {(expression: string) => Promise<any>} run the value of an expression, awaited, as far as JSON can say it
 * @property {(points: [number, number][]) => Promise<unknown>} drag with the mouse, from the first point of the window to the last
 * @property {(text: string) => Promise<unknown>} type into what has the focus; the end of a line is Enter
 * @property {() => Promise<Uint8Array>} picture of the window, as PNG
 *
 * @typedef {object} Browser
 * @property {string} name
 * @property {() => Promise<{ name: string, packages: string[] } | undefined>} lacks what is missing here, with its packages in Debian
 * @property {() => Promise<{ version: string, page: Page, close: () => Promise<unknown> }>} open
 */

const firefox = () =>
  findProgram([process.env.FIREFOX, 'firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']);
const webkitDriver = () => findProgram([process.env.WEBKIT_DRIVER, 'WebKitWebDriver']);
/** Its place has the version of WebKitGTK's interface and the machine's kind in it. */
function miniBrowser() {
  for (const folder of ['/usr/lib', ...['x86_64', 'aarch64'].map((kind) => `/usr/lib/${kind}-linux-gnu`)]) {
    const versions = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('webkit2gtk-')) : [];
    const found = versions.map((name) => `${folder}/${name}/MiniBrowser`).find((path) => existsSync(path));
    if (found) return found;
  }
  return undefined;
}

/** @type {Browser[]} */
export const BROWSERS = [
  {
    name: 'Chromium',
    lacks: async () => ((await findBrowser()) ? undefined : { name: 'Chromium', packages: ['chromium'] }),
    open: async () => driven({ browser: 'chrome', executablePath: (await findBrowser()) ?? '', args: browserArgs }),
  },
  {
    name: 'Firefox',
    lacks: async () => (firefox() ? undefined : { name: 'Firefox', packages: ['firefox-esr'] }),
    open: () => driven({ browser: 'firefox', executablePath: firefox() ?? '' }),
  },
  {
    name: 'WebKit',
    lacks: async () =>
      webkitDriver() && miniBrowser() && findProgram(['Xvfb'])
        ? undefined
        : { name: 'WebKitGTK', packages: ['webkit2gtk-driver', 'xvfb'] },
    open: openWebKit,
  },
];

/** @param {{ browser: 'chrome' | 'firefox', executablePath: string, args?: string[] }} options */
async function driven(options) {
  const { default: puppeteer } = await import('puppeteer-core');
  const args = [...(options.args ?? [])];
  // Chromium has no sandbox for root.
  if (options.browser === 'chrome' && process.getuid?.() === 0) args.push('--no-sandbox');
  const browser = await puppeteer.launch({ ...options, args, headless: true });
  const [tab = await browser.newPage()] = await browser.pages();
  tab.setDefaultTimeout(60_000);
  /** @type {Page} */
  const page = {
    go: (url) => tab.goto(url),
    resize: (width, height) => tab.setViewport({ width, height }),
    run: (expression) => tab.evaluate(expression),
    drag: async ([first = [0, 0], ...others]) => {
      await tab.mouse.move(...first);
      await tab.mouse.down();
      for (const point of others) await tab.mouse.move(...point);
      await tab.mouse.up();
    },
    type: (text) => tab.keyboard.type(text),
    picture: () => tab.screenshot(),
  };
  return { version: await browser.version(), page, close: () => browser.close() };
}

async function openWebKit() {
  const { Key } = await import('selenium-webdriver');
  /** @type {ReturnType<typeof begin>[]} */
  const programs = [];
  const stop = () => {
    for (const program of programs) program.stop();
  };
  const tab = await startWebKit(programs).catch((error) => {
    stop();
    throw error;
  });
  await tab.manage().setTimeouts({ script: 120_000, pageLoad: 60_000 });
  /** @type {Page} */
  const page = {
    go: (url) => tab.get(url),
    resize: async (width, height) => {
      // The window's own bars are part of what can be set.
      for (const bars of [0, 1]) {
        const { w, h } = bars ? await page.run('({ w: innerWidth, h: innerHeight })') : { w: width, h: height };
        const now = await tab.manage().window().getRect();
        await tab
          .manage()
          .window()
          .setRect({
            width: bars ? now.width + width - w : width,
            height: bars ? now.height + height - h : height,
          });
        await wait(200);
      }
    },
    run: async (expression) => {
      const script = `const done = arguments[0];
        (async () => ({ value: await ${expression} }))().catch((error) => ({ error: String(error) })).then(done);`;
      const { value, error } = /** @type {any} */ (await tab.executeAsyncScript(script));
      if (error) throw new Error(error);
      return value;
    },
    drag: async ([[x, y] = [0, 0], ...others]) => {
      let actions = tab.actions({ async: true }).move({ x, y, duration: 0 }).press();
      for (const [x, y] of others) actions = actions.move({ x, y, duration: 20 });
      await actions.release().perform();
    },
    type: (text) => tab.actions({ async: true }).sendKeys(text.replaceAll('\n', Key.ENTER)).perform(),
    picture: async () => Buffer.from(await tab.takeScreenshot(), 'base64'),
  };
  const version = `WebKitGTK ${(await tab.getCapabilities()).get('browserVersion')}`;
  const close = async () => {
    await tab.quit();
    stop();
  };
  return { version, page, close };
}

/** A screen, a driver on it and a session of it. @param {ReturnType<typeof begin>[]} programs that are started */
async function startWebKit(programs) {
  const { Builder, Capabilities } = await import('selenium-webdriver');
  // The screen names itself once it can be drawn on. (xvfb-run guesses a free one.)
  const screen = begin('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], process.env);
  programs.push(screen);
  const environment = { ...process.env, DISPLAY: `:${await screen.says()}` };
  const port = await freePort();
  const driver = begin(/** @type {string} */ (webkitDriver()), [`--port=${port}`], environment);
  programs.push(driver);
  const server = `http://127.0.0.1:${port}`;
  await answers(`${server}/status`, driver);
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
  });
  return await new Builder().usingServer(server).withCapabilities(capabilities).build();
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

/**
 * A program that runs until it is stopped.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function begin(program, args, env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let written = '';
  child.stderr?.on('data', (text) => {
    written = `${written}${text}`.slice(-2000);
  });
  /** @type {Error | undefined} */
  let fault;
  child.once('error', (error) => {
    fault = error;
  });
  child.once('exit', (code, signal) => {
    fault ??= new Error(`${program} has ended (${signal ?? code}): ${written}`);
  });
  return {
    /** Why it does not run, if it has ended. */
    fault: () => fault,
    /** What it writes into file 3 first. */
    async says() {
      const [text] = await Promise.race([
        once(/** @type {import('node:stream').Readable} */ (child.stdio[3]), 'data'),
        once(child, 'exit'),
      ]);
      if (fault) throw fault;
      return String(text).trim();
    },
    stop: () => child.kill(),
  };
}

/** Waits for a program's server for as long as it runs. @param {string} url @param {ReturnType<typeof begin>} program */
async function answers(url, program) {
  while (!program.fault()) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await wait(100);
  }
  throw program.fault();
}
