// What every field of the input is, in both languages, from the comments of the schemas. Written into a module of its own, so that the sources run as
// they are, built or not: `npm run notes` after a change; a test says when it is due.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const MODEL = join(import.meta.dirname, '../src/model');
export const GENERATED = join(MODEL, 'notes/field-notes.generated.ts');

/** The text of the module: a constant for every schema whose fields are told. */
export function notesModule(text = readFileSync(join(MODEL, 'records.ts'), 'utf8')): string {
  const source = ts.createSourceFile('records.ts', text, ts.ScriptTarget.Latest, true);
  /** The constant that tells the fields of a schema. */
  const told = new Map<string, string>();
  const lines: string[] = [];

  /** The first schema named in an expression whose fields are told. */
  const inner = (node: ts.Node): string | undefined =>
    ts.isIdentifier(node) ? told.get(node.text) : ts.forEachChild(node, inner);
  const ownFields = (node: ts.Node): ts.ObjectLiteralExpression | undefined =>
    ts.isArrowFunction(node) ? undefined : ts.isObjectLiteralExpression(node) ? node : ts.forEachChild(node, ownFields);
  const note = (node: ts.Node, name: string, fields: string | undefined): string => {
    const said = ts.getJSDocCommentsAndTags(node).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
    const [en, zh, ...rest] = said.join(' ').replace(/\s+/g, ' ').split(' — ');
    if (!en || !zh || rest.length > 0) throw new Error(`"English — 中文" should stand before ${node.getText()}`);
    return `${name}: { zh: ${JSON.stringify(zh)}, en: ${JSON.stringify(en)}${fields ? `, fields: ${fields}` : ''} }`;
  };
  const fieldNote = (node: ts.ObjectLiteralElementLike): string =>
    ts.isSpreadAssignment(node)
      ? `...${inner(node)}`
      : note(node, node.name.getText(), ts.isPropertyAssignment(node) ? inner(node.initializer) : undefined);
  const tell = (name: string, notes: readonly string[]) => {
    told.set(name, name);
    lines.push(`const ${name} = { ${notes.join(', ')} };\n`);
  };

  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === 'Input') {
      const notes = statement.members.map((member) => {
        const name = member.name!.getText();
        return note(member, name, told.get(`COLLECTIONS.${name}`));
      });
      tell('input', notes);
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const fields = initializer && ownFields(initializer)?.properties;
      const other = initializer && inner(initializer);
      if (name.getText() === 'COLLECTIONS') {
        for (const row of fields!)
          told.set(`COLLECTIONS.${row.name!.getText()}`, inner((row as ts.PropertyAssignment).initializer)!);
      } else if (fields) tell(name.getText(), fields.map(fieldNote));
      else if (other) told.set(name.getText(), other);
    }
  }
  return `// Made by \`npm run notes\` from the comments in records.ts.
import type { Bilingual } from '../vocabulary.js';

/** What a field is, and the fields in it. */
export interface FieldNote extends Bilingual {
  readonly fields?: FieldNotes;
}
export type FieldNotes = Readonly<Record<string, FieldNote>>;

${lines.join('')}
export const inputNotes: FieldNotes = input;
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) writeFileSync(GENERATED, notesModule());
