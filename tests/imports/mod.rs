//! Which file of a crate imports which, read from its source: `use` declarations, paths in code, and paths in macros.
//!
//! A path leads to the file that defines what it names: re-exports are followed. A file that declares `mod child;`, or
//! re-exports what a child has with `pub use`, does not import that child. Tests inside of files are not part of what is
//! built, so they may look at anything. A method that is called without a path is not seen.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// The imports of every file, by file.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

type Path = Vec<String>;

#[derive(Default)]
struct Module {
    /// Its files: more than one where a feature chooses.
    files: Vec<String>,
    /// What `use` names in it, and what each name stands for.
    names: BTreeMap<String, Path>,
}

/// A path in code.
struct Use {
    file: String,
    module: Path,
    path: Path,
    /// Whether it only re-exports.
    public: bool,
}

struct Crate<'a> {
    read: &'a dyn Fn(&str) -> Option<String>,
    modules: BTreeMap<Path, Module>,
    uses: Vec<Use>,
}

/// The imports of all files that `lib.rs` leads to. `read` gives the text of a file, by its path below the folder of `lib.rs`.
pub fn imports(read: &dyn Fn(&str) -> Option<String>) -> Imports {
    let mut all = Crate { read, modules: BTreeMap::new(), uses: Vec::new() };
    all.add_file("lib.rs", Vec::new(), "");
    let mut imports: Imports =
        all.modules.values().flat_map(|module| &module.files).map(|file| (file.clone(), BTreeSet::new())).collect();
    for Use { file, module, path, public } in &all.uses {
        let Some(found) = all.resolve(module, path, 0) else { continue };
        let is_child = found.len() == module.len() + 1 && found.starts_with(module);
        if *public && is_child {
            continue;
        }
        let files = all.modules.get(&found).map_or(&[][..], |module| &module.files);
        // Files that take each other's place do not import each other.
        if !files.contains(file) {
            imports.entry(file.clone()).or_default().extend(files.iter().cloned());
        }
    }
    imports
}

impl Crate<'_> {
    /// Reads a file, and those of its modules. `folder` is where the files of its modules are.
    fn add_file(&mut self, file: &str, module: Path, folder: &str) {
        let text = (self.read)(file).unwrap_or_else(|| panic!("there is no {file}"));
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.modules.entry(module.clone()).or_default().files.push(file.to_owned());
        Reader { file, module, folder: folder.to_owned(), all: self }.visit_file(&parsed);
    }

    /// The module that defines what `path` names, as seen in `module`; nothing for what is not of this crate.
    fn resolve(&self, module: &[String], path: &[String], depth: usize) -> Option<Path> {
        assert!(depth < 32, "{} leads in a circle", path.join("::"));
        let (mut at, mut rest) = (module.to_vec(), path);
        let mut relative = true;
        while let [first, others @ ..] = rest {
            match first.as_str() {
                "crate" => at.clear(),
                "super" => drop(at.pop()),
                "self" => {}
                _ => break,
            }
            (rest, relative) = (others, false);
        }
        while let [first, others @ ..] = rest {
            let child: Path = at.iter().cloned().chain([first.clone()]).collect();
            if self.modules.contains_key(&child) {
                at = child;
            } else if let Some(target) = self.modules[&at].names.get(first) {
                // `use rand;` names what is outside by itself.
                if target == std::slice::from_ref(first) {
                    return None;
                }
                let whole: Path = target.iter().chain(others).cloned().collect();
                return self.resolve(&at, &whole, depth + 1);
            } else {
                return (!relative).then_some(at);
            }
            (rest, relative) = (others, false);
        }
        Some(at)
    }
}

struct Reader<'a, 'b> {
    file: &'a str,
    module: Path,
    folder: String,
    all: &'a mut Crate<'b>,
}

impl Reader<'_, '_> {
    fn add_path(&mut self, path: Path, public: bool) {
        self.all.uses.push(Use { file: self.file.to_owned(), module: self.module.clone(), path, public });
    }

    fn add_use(&mut self, tree: &syn::UseTree, before: &[String], public: bool) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Path>();
        let (path, name) = match tree {
            syn::UseTree::Path(part) => return self.add_use(&part.tree, &with(&part.ident), public),
            syn::UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.add_use(tree, before, public));
            }
            syn::UseTree::Glob(_) => return self.add_path(before.to_vec(), public),
            syn::UseTree::Name(leaf) if leaf.ident == "self" => (before.to_vec(), before[before.len() - 1].clone()),
            syn::UseTree::Name(leaf) => (with(&leaf.ident), leaf.ident.to_string()),
            syn::UseTree::Rename(leaf) if leaf.ident == "self" => (before.to_vec(), leaf.rename.to_string()),
            syn::UseTree::Rename(leaf) => (with(&leaf.ident), leaf.rename.to_string()),
        };
        let module = self.all.modules.entry(self.module.clone()).or_default();
        module.names.insert(name, path.clone());
        self.add_path(path, public);
    }

    /// Paths of at least two parts among the tokens of a macro.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut found) = (Path::new(), Vec::new());
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if colons == 2 && !path.is_empty() => path.push(name.to_string()),
                TokenTree::Ident(name) => found.push(std::mem::replace(&mut path, vec![name.to_string()])),
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                other => {
                    found.push(std::mem::take(&mut path));
                    if let TokenTree::Group(group) = other {
                        self.add_tokens(group.stream());
                    }
                }
            }
            colons = 0;
        }
        found.push(path);
        found.into_iter().filter(|path| path.len() > 1).for_each(|path| self.add_path(path, false));
    }

    fn add_module(&mut self, item: &syn::ItemMod) {
        let name = item.ident.to_string();
        let module: Path = self.module.iter().cloned().chain([name.clone()]).collect();
        let inner = format!("{}{name}/", self.folder);
        if let Some((_, items)) = &item.content {
            self.all.modules.entry(module.clone()).or_default().files.push(self.file.to_owned());
            let mut reader = Reader { file: self.file, module, folder: inner, all: self.all };
            return items.iter().for_each(|item| reader.visit_item(item));
        }
        // A file that an attribute names has its modules beside it.
        let beside = folder_of(self.file);
        let named = item.attrs.iter().flat_map(files_named).map(|file| format!("{beside}{file}"));
        let mut files: Vec<(String, String)> = named.map(|file| (file.clone(), folder_of(&file))).collect();
        if !item.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            let usual = [format!("{}{name}.rs", self.folder), format!("{inner}mod.rs")];
            files.extend(
                usual.into_iter().filter(|file| (self.all.read)(file).is_some()).map(|file| (file, inner.clone())),
            );
        }
        assert!(!files.is_empty(), "{}: there is no file of mod {name}", self.file);
        files.iter().for_each(|(file, folder)| self.all.add_file(file, module.clone(), folder));
    }
}

impl<'ast> Visit<'ast> for Reader<'_, '_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Mod(item) if item.attrs.iter().any(is_test) => {}
            syn::Item::Mod(item) => self.add_module(item),
            syn::Item::Use(item) => self.add_use(&item.tree, &[], !matches!(item.vis, syn::Visibility::Inherited)),
            _ => visit::visit_item(self, item),
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 && path.leading_colon.is_none() {
            self.add_path(path.segments.iter().map(|part| part.ident.to_string()).collect(), false);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.add_tokens(item.tokens.clone());
    }

    /// `pub(in super::super)` says who may look, and imports nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

/// The folder of a file, with the slash at its end.
fn folder_of(file: &str) -> String {
    file.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

fn is_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

/// The files that `#[path = "…"]` or `#[cfg_attr(…, path = "…")]` names.
fn files_named(attribute: &syn::Attribute) -> Vec<String> {
    let tokens: Vec<TokenTree> = match &attribute.meta {
        syn::Meta::NameValue(pair) if pair.path.is_ident("path") => match &pair.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(file), .. }) => return vec![file.value()],
            _ => return Vec::new(),
        },
        syn::Meta::List(list) if list.path.is_ident("cfg_attr") => list.tokens.clone().into_iter().collect(),
        _ => return Vec::new(),
    };
    let file = |three: &[TokenTree]| match three {
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(file)] if name == "path" => {
            Some(file.to_string().trim_matches('"').to_owned())
        }
        _ => None,
    };
    tokens.windows(3).filter_map(file).collect()
}

/// A shortest loop through each file that is part of one and not of a loop found before.
pub fn loops(imports: &Imports) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for start in imports.keys() {
        if !found.iter().flatten().any(|file| file == start) {
            found.extend(shortest_way_back(imports, start));
        }
    }
    found
}

fn shortest_way_back(imports: &Imports, start: &String) -> Option<Vec<String>> {
    let mut from: BTreeMap<&String, &String> = BTreeMap::new();
    let mut ahead = vec![start];
    while !ahead.is_empty() {
        let mut next = Vec::new();
        for file in ahead {
            for target in &imports[file] {
                if target == start {
                    let mut way = vec![start.clone()];
                    let mut at = Some(file);
                    while let Some(before) = at {
                        way.push(before.clone());
                        at = from.get(before).copied();
                    }
                    way.reverse();
                    return Some(way);
                }
                if !from.contains_key(target) {
                    from.insert(target, file);
                    next.push(target);
                }
            }
        }
        ahead = next;
    }
    None
}

/// The imports that lead upwards: from a module to one that `floors`, from the ground up, names later; and files of modules
/// that it does not name.
pub fn upward(imports: &Imports, floors: &[String]) -> Vec<String> {
    let name = |file: &str| file.split(['/', '.']).next().unwrap_or_default().to_owned();
    let floor = |file: &str| floors.iter().position(|module| *module == name(file));
    let mut found = Vec::new();
    for (file, targets) in imports.iter().filter(|(file, _)| *file != "lib.rs") {
        let Some(from) = floor(file) else {
            found.push(format!("{file}: the floors do not name {}", name(file)));
            continue;
        };
        for target in targets {
            if floor(target).is_none_or(|to| to > from) {
                found.push(format!("{file} -> {target}: {} stands below {}", name(file), name(target)));
            }
        }
    }
    found
}
