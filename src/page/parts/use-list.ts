import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WrittenTable } from '../../io/tables.js';
import { listCalled, planned } from '../page-state.js';

/** A list of the plan by its name; nothing until it is there. */
export function useList(sheet: string): WrittenTable | undefined {
  const table = useSignal<WrittenTable | undefined>(undefined);
  const { value: plan } = planned;
  useEffect(() => {
    let isAsked = plan !== undefined;
    if (isAsked)
      void listCalled(sheet).then((one) => {
        if (isAsked) table.value = one;
      });
    return () => {
      isAsked = false;
    };
  }, [sheet, plan, table]);
  return table.value?.sheet === sheet ? table.value : undefined;
}
