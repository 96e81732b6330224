import type { issues as Issues } from '../zh/issues.js';

/** What to do, where the codes themselves tell only those who write JSON. */
export const issues: Partial<Record<keyof typeof Issues, string>> = {
  NOT_A_NUMBER: 'Write digits only; the unit has a column of its own.',
  NOT_A_BOOLEAN: 'Write yes or no.',
  NOT_A_STRING: 'Format the column as text and type it again.',
  NOT_AN_ARRAY: 'Separate several by commas.',
  NOT_AN_OBJECT: 'See the sheet "notes" of the templates.',
  BAD_INSTANT: 'Write it like 2026-03-07.',
};
