/** A library in plain arrays, from the definition. Knows no SQL and nothing of src/library but the shape of edits. */

import type { LibraryEdit } from '../../src/library/edits.js';
import { byCodeUnit } from '../../src/model/order.js';

export interface OracleStation {
  readonly id: string;
  readonly area: string;
}
type Share = 'street' | 'district' | 'city';
export interface OracleVersion {
  readonly key: string;
  readonly version: number;
  readonly action: LibraryEdit['type'];
  readonly area: string;
  readonly share: Share;
  readonly record: object | undefined;
  readonly station: string;
}

const DIGITS = { street: 9, district: 6, city: 4 } as const;

export const covers = (station: OracleStation, area: string): boolean => area.startsWith(station.area);

/** Its own area, and what others share with all of its street, district or city. */
export const sees = (
  station: OracleStation,
  { area, share }: { readonly area: string; readonly share: Share },
): boolean => covers(station, area) || area.slice(0, DIGITS[share]) === station.area.slice(0, DIGITS[share]);

export function libraryOracle() {
  const versions: OracleVersion[] = [];
  const last = (key: string) => versions.filter((one) => one.key === key).at(-1);

  function judge(by: OracleStation, edit: LibraryEdit) {
    const id = 'record' in edit ? (edit.record as { id: string }).id : edit.id;
    const key = `${edit.collection} ${id}`;
    const now = last(key);
    const seen = now && sees(by, now) ? now : undefined;
    const { adminCode } = ('record' in edit ? edit.record : {}) as { adminCode?: string };
    const area = ('area' in edit ? edit.area : undefined) ?? adminCode ?? now?.area ?? by.area;
    const next: OracleVersion = {
      ...{ key, version: (now?.version ?? 0) + 1, action: edit.type, area, station: by.id },
      share: ('share' in edit ? edit.share : undefined) ?? now?.share ?? 'city',
      record: 'record' in edit ? edit.record : edit.type === 'confirm' ? now?.record : undefined,
    };
    if (edit.type === 'add') {
      if (seen?.record) return 'CONFLICT';
      if (now && !seen) return 'FORBIDDEN';
    } else {
      if (!seen) return 'FORBIDDEN';
      if (!seen.record || seen.version !== edit.version) return 'CONFLICT';
    }
    return covers(by, now?.area ?? area) && covers(by, area) ? next : 'FORBIDDEN';
  }

  return {
    /** The code of what is refused; all or nothing. */
    edit(by: OracleStation, edits: readonly LibraryEdit[]): string {
      const all = edits.map((edit) => judge(by, edit));
      for (const code of ['CONFLICT', 'FORBIDDEN']) if (all.includes(code as never)) return code;
      versions.push(...(all as OracleVersion[]));
      return 'ok';
    },
    versions: () => [...versions],
    last,
    /** What a station sees of what there was when `isThen` versions had been written. */
    seen(by: OracleStation, isThen: (one: OracleVersion) => boolean = () => true): OracleVersion[] {
      const newest = new Map(versions.filter(isThen).map((one) => [one.key, one]));
      return [...newest.values()]
        .filter((one) => one.record !== undefined && sees(by, one))
        .sort((a, b) => byCodeUnit(a.key, b.key));
    },
    history: (by: OracleStation, key: string) => versions.filter((one) => one.key === key && sees(by, one)),
  };
}
