import ts from 'typescript';

/** One source file as the checker sees it; `path` is relative to `src/`, with `/`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The house: a file imports its own folder or a lower floor. Files of floor 8 may know each other. */
export const FLOORS: Readonly<Record<string, number>> = {
  kernel: 0,
  'errors.ts': 0,
  'codes.ts': 0,
  model: 1,
  policy: 2,
  compile: 3,
  proof: 4,
  solve: 5,
  plan: 6,
  io: 7,
  report: 7,
  'pipe.ts': 8,
  'match.ts': 8,
  'pairs.ts': 8,
  'teams.ts': 8,
  'columns.ts': 8,
  'escalate.ts': 8,
  'live.ts': 8,
  live: 8,
  advice: 8,
  worker: 8,
  'index.ts': 9,
  desk: 9,
};

const PIPE_FLOOR = 8;
const FACE = 'index.ts';
/** Only here may the library touch the machine it runs on; everything else also runs in a browser page. */
const MAY_USE_NODE = new Set(['io', 'worker', 'desk']);
export const MAX_LINES = 400;

/** Every breach of the house in these files, as sentences; empty when it stands. */
export function checkHouse(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map((file) => file.path));
  return files.flatMap((file) => [...checkLength(file), ...checkImports(file, known), ...checkFace(file)]);
}

function checkLength({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > MAX_LINES ? [`${path} has ${lines} lines, more than ${MAX_LINES}`] : [];
}

function checkImports(file: SourceFile, known: ReadonlySet<string>): string[] {
  const from = part(file.path);
  const floor = FLOORS[from];
  if (floor === undefined) return [`${file.path} stands on no floor`];
  return importsOf(file).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      if (floor === 0) return [`${file.path} is on the ground floor and imports ${specifier}`];
      if (specifier.startsWith('node:') && !MAY_USE_NODE.has(from)) return [`${file.path} imports ${specifier}`];
      return [];
    }
    const target = resolve(file.path, specifier);
    if (target === undefined) return [`${file.path} imports ${specifier}, which is outside src`];
    if (!known.has(target)) return [`${file.path} imports ${specifier}, which is not there (imports end in .js)`];
    const to = part(target);
    if (to === from) return [];
    const below = FLOORS[to];
    if (below === undefined) return [`${file.path} imports ${target}, which stands on no floor`];
    if (floor === PIPE_FLOOR && below === PIPE_FLOOR) return [];
    if (floor === 0) return [`${file.path} is on the ground floor and imports ${target}`];
    if (below >= floor) return [`${file.path} (floor ${floor}) imports ${target} (floor ${below})`];
    if (to === 'solve' && floor < PIPE_FLOOR) return [`${file.path} imports ${target}: only the pipe knows the solver`];
    return [];
  });
}

/** The public face holds no logic: nothing but `export … from`. */
function checkFace(file: SourceFile): string[] {
  if (file.path !== FACE) return [];
  return parse(file)
    .statements.filter((statement) => !(ts.isExportDeclaration(statement) && statement.moduleSpecifier))
    .map((statement) => `${FACE} does more than re-export: ${statement.getText().split('\n')[0] ?? ''}`);
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

function parse(file: SourceFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
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
