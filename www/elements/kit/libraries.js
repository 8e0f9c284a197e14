// The rules of all libraries among those of each optimizer.

/** A catalog whose optimizers list them: by themselves they list those that every engine has. @param {Catalog} catalog @returns {Catalog} */
export function withLibraries(catalog) {
  const forms = catalog.libraries.flatMap(({ classes }) => classes.flatMap((one) => one.forms));
  const optimizers = catalog.optimizers.map((info) => {
    const names = forms.filter(({ optimizer }) => optimizer === info.name).map(({ convention }) => convention);
    const others = [...new Set(names)].filter((name) => !info.conventions.includes(name));
    return { ...info, conventions: [...info.conventions, ...others], differs: [...info.differs, ...others] };
  });
  return { ...catalog, optimizers };
}
