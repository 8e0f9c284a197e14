// What the scripts of this folder that run in a page answer.

/**
 * @param {import('./bench.mjs').Bench} bench
 * @param {string} script
 * @param {string} name of a function, which gets the sites first
 * @param {unknown[]} args
 */
export async function ask({ browser, sites, benches }, script, name, ...args) {
  const tab = await browser.newPage();
  try {
    await tab.goto(benches);
    return await tab.evaluate(async ({ url, name, sites, args }) => (await import(url))[name](sites, ...args), {
      url: `${benches}${script}`,
      name,
      sites,
      args,
    });
  } finally {
    await tab.close();
  }
}
