// Which attributes of a figure say what is computed, and which how it is shown.

/** How a figure is shown stays as it is, unless a link names it. */
const SHOWN =
  /^(id|class|style|slot|part|role|tabindex|inert|hidden|autoplay|speed|axis|aria-.*|data-.*|beside|controls|view|camera|maps|height)$/;

/** Whether an attribute of that name stays. @param {string} name */
export const stays = (name) => SHOWN.test(name);

/** The attributes that say what is computed. @param {Record<string, string>} attributes */
export const settingsIn = (attributes) =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !stays(name)));
