// Which attributes of a figure say what is computed, and which how it is shown.

/** How a figure is shown stays as it is, unless a link names it. */
const SHOWN =
  /^(id|class|style|slot|part|role|tabindex|inert|hidden|autoplay|speed|axis|aria-.*|data-.*|beside|controls|view|camera|maps|height)$/;

/** Whether an attribute of that name stays. @param {string} name */
export const stays = (name) => SHOWN.test(name);

/** How far a graph has been walked is no setting. */
const WALKED = ['step', 'at-step'];

/** The attributes that say what is computed. @param {Record<string, string>} attributes */
export function settingsIn(attributes) {
  // A search finds the best rate, and sets it.
  const found = attributes.fairness === 'best-rate' ? ['learning-rate'] : [];
  const others = [...WALKED, ...found];
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !stays(name) && !others.includes(name)));
}

/** Whether two say the same. @param {Record<string, string>} a @param {Record<string, string>} b */
export function sameSettings(a, b) {
  const [own, other] = [settingsIn(a), settingsIn(b)];
  const names = Object.keys(own);
  return names.length === Object.keys(other).length && names.every((name) => own[name] === other[name]);
}

/** With one of these a hash says all; without, what is other than in the figure's own markup. */
const WHOLE = ['objective', 'formula', 'dataset', 'data', 'example'];

/** Says all of what a hash says in part. @param {Record<string, string>} own markup @param {Record<string, string>} said */
export const completed = (own, said) => (WHOLE.some((name) => name in said) ? said : { ...settingsIn(own), ...said });
