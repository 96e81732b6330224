import ts from 'typescript';

/** Types whose fields explain themselves, with all that stands in them. */
export const TELLING = [
  'Input',
  'Need',
  'Community',
  'SocialWorker',
  'Organisation',
  'Volunteer',
  'Resource',
  'Station',
  'Slot',
  'Entry',
  'MatchOptions',
  'PolicyOptions',
  'PolicyData',
  'Plan',
  'Explanation',
  'Measures',
  'FundInput',
  'FundResult',
  'FundEntry',
  'FundLedger',
  'OutcomeEvent',
  'Week',
  'Replayed',
  'ReplayOptions',
  'NextWeek',
  'OutcomeOptions',
  'OutcomeFigures',
  'TimeBankRules',
  'TimeBank',
];

/** A sentence in English and, after a dash, in Chinese. */
const SENTENCE = /^[^—]*[a-z][^—]*\. — [^—]*[\u4e00-\u9fff][^—]*。$/s;

/**
 * What a reader of these types is shown at their fields, and at those of all that stands in them, as `Type.field: sentence`, without what packages
 * declare; a field is named by the type on which it is found first.
 */
export function fieldsOf(entry: string, names: readonly string[] = TELLING): Map<string, string> {
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: [],
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const face = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!);
  const found = new Map<string, string>();
  const seen = new Set<ts.Type>();
  const isOurs = (symbol: ts.Symbol) =>
    symbol.declarations?.some((node) => !node.getSourceFile().fileName.includes('/node_modules/')) ?? false;

  const visit = (type: ts.Type, at: string): void => {
    if (seen.has(type)) return;
    seen.add(type);
    const isList = checker.isArrayType(type) || checker.isTupleType(type);
    const parts = isList ? checker.getTypeArguments(type as ts.TypeReference) : type.isUnion() ? type.types : undefined;
    for (const part of parts ?? []) visit(part, at);
    const isRecord = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
    if (parts || !isRecord || type.getCallSignatures().length > 0) return;
    for (const field of checker.getPropertiesOfType(type)) {
      if (!isOurs(field)) continue;
      const key = `${at}.${field.name}`;
      found.set(key, ts.displayPartsToString(field.getDocumentationComment(checker)).replace(/\s+/g, ' '));
      visit(checker.getTypeOfSymbol(field), key);
    }
  };
  for (const name of names) {
    const symbol = face.find((one) => one.name === name);
    if (!symbol) throw new Error(`no type ${name}`);
    const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    visit(checker.getDeclaredTypeOfSymbol(meant), name);
  }
  return found;
}

/** Those of them that say nothing, or not in both languages. */
export function silentIn(fields: ReadonlyMap<string, string>): string[] {
  return [...fields].filter(([, words]) => !SENTENCE.test(words)).map(([field]) => field);
}
