import ts from 'typescript';

/** One source file as the checker sees it; `path` is relative to `src/`, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What each folder (or root file) of the house may import, itself left out. */
export type House = ReadonlyMap<string, ReadonlySet<string>>;

/** Faces are called `index.ts`; every other file name stands once. */
const FACE = 'index.ts';
/** These import no package; the others of the ground floor no machine. */
const BARE = new Set(['kernel']);
/** Only here may the library touch the machine it runs on; everything else also runs in a browser page. */
const MAY_USE_NODE = new Set(['io', 'worker', 'cluster', 'library', 'desk']);
export const MAX_FILES = 25;
export const MAX_FUNCTION = 80;

/** Reads the table of floors: `| folder | stands on | is |`. What a folder stands on, stands on others in turn. */
export function readHouse(map: string): House {
  const rows = [...map.matchAll(/^\| `([\w.]+)\/?` \|([^|]*)\|[^|]*\|$/gm)];
  const direct = new Map(
    rows.map(([, folder, below]) => [folder!, below!.split(',').flatMap((name) => name.trim() || [])]),
  );
  const house = new Map<string, Set<string>>();
  for (const folder of direct.keys()) {
    const below = new Set(direct.get(folder));
    for (const one of below) for (const next of direct.get(one) ?? []) below.add(next);
    house.set(folder, below);
  }
  return house;
}

/** Every breach of the house in these files, as sentences; empty when it stands. */
export function checkHouse(files: readonly SourceFile[], house: House): string[] {
  return [
    ...[...house].flatMap(([folder, below]) => (below.has(folder) ? [`${folder} stands on itself`] : [])),
    ...files.flatMap((file) => [
      ...checkImports(file, new Set(files.map(({ path }) => path)), house),
      ...checkFunctions(file),
      ...(file.path === FACE ? checkFace(file) : []),
    ]),
    ...checkFolders(files),
    ...checkNames(files),
    ...checkCircles(files),
  ];
}

function checkImports(file: SourceFile, known: ReadonlySet<string>, house: House): string[] {
  const from = part(file.path);
  const below = house.get(from);
  if (below === undefined) return [`${file.path} stands on no floor`];
  return importsOf(file).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      if (BARE.has(from)) return [`${file.path} imports ${specifier}: ${from} imports no package`];
      if (specifier.startsWith('node:') && !MAY_USE_NODE.has(from)) return [`${file.path} imports ${specifier}`];
      return [];
    }
    const named = resolve(file.path, specifier);
    const target = named !== undefined && known.has(`${named}x`) ? `${named}x` : named;
    if (target === undefined) return [`${file.path} imports ${specifier}, which is outside src`];
    if (!known.has(target)) return [`${file.path} imports ${specifier}, which is not there (imports end in .js)`];
    const to = part(target);
    return to === from || below.has(to) ? [] : [`${file.path} imports ${target}: ${from} does not stand on ${to}`];
  });
}

function checkFolders(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].flatMap(([folder, count]) => (count > MAX_FILES ? [`${folder} has ${count} files`] : []));
}

/** File names stand once, but for faces; exported names stand once, but where they are passed on; both once in each language. */
function checkNames(files: readonly SourceFile[]): string[] {
  const at = new Map<string, string[]>();
  const note = (name: string, path: string) => {
    const [, language = ''] = /\/((?:zh|en)\/)[^/]*$/.exec(path) ?? [];
    at.set(language + name, [...(at.get(language + name) ?? []), path]);
  };
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    if (name !== FACE) note(name, file.path);
    for (const exported of new Set(exportsOf(file))) note(exported, file.path);
  }
  return [...at].flatMap(([name, paths]) => (paths.length > 1 ? [`${name} stands in ${paths.join(' and ')}`] : []));
}

/** Circles of imports, of types too. */
function checkCircles(files: readonly SourceFile[]): string[] {
  const next = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap((name) => (name.startsWith('.') ? (resolve(file.path, name) ?? []) : [])),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push(`a circle: ${[...way.slice(way.indexOf(path)), path].join(' → ')}`);
    if (done.has(path) || way.includes(path)) return;
    for (const one of next.get(path) ?? []) visit(one, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

/** Functions longer than {@link MAX_FUNCTION} lines, unless `// long:` with a reason stands on the line above. */
function checkFunctions(file: SourceFile): string[] {
  const source = parse(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const to = source.getLineAndCharacterOfPosition(node.end).line;
      const before = source.text.slice(node.pos, node.getStart());
      if (to - from + 1 > MAX_FUNCTION && !/\/\/ long: \w/.test(before)) {
        found.push(`${file.path}:${from + 1} has a function of ${to - from + 1} lines, more than ${MAX_FUNCTION}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A face holds no logic: nothing but `export … from`. */
function checkFace(file: SourceFile): string[] {
  return parse(file)
    .statements.filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
    .map((statement) => `${file.path} does more than re-export: ${statement.getText().split('\n')[0] ?? ''}`);
}

/** Names that a file declares and exports. */
function exportsOf(file: SourceFile): string[] {
  return parse(file).statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    return 'name' in statement ? [(statement.name as ts.Identifier).text] : [];
  });
}

/** Every module named in the file: static, type-only, dynamic, `import('…').T` and `require`. */
export function importsOf(file: SourceFile): string[] {
  const found: string[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) found.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isCallExpression(node)) {
      const called = node.expression;
      const loads =
        called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require');
      if (loads) add(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

const parsed = new WeakMap<SourceFile, ts.SourceFile>();

function parse(file: SourceFile): ts.SourceFile {
  let source = parsed.get(file);
  if (source === undefined)
    parsed.set(file, (source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)));
  return source;
}

/** The first step below `src/`: a folder or a root file. */
function part(path: string): string {
  return path.split('/')[0] ?? path;
}

function resolve(from: string, specifier: string): string | undefined {
  const steps = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/').replace(/\.js$/, '.ts');
}
