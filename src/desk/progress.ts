import { figure, textBar } from './terminal.js';

/** What is under way, in the order in which it comes. */
export const STAGES = ['read', 'compile', 'solve', 'check', 'decode', 'verify', 'lists', 'report'] as const;
export type DeskStage = (typeof STAGES)[number];

const NAMES: Readonly<Record<'zh' | 'en', Readonly<Record<DeskStage, string>>>> = {
  zh: {
    read: '读表',
    compile: '找候选',
    solve: '匹配',
    check: '自检',
    decode: '写方案',
    verify: '复核',
    lists: '写清单',
    report: '写报告',
  },
  en: {
    read: 'reading',
    compile: 'candidates',
    solve: 'matching',
    check: 'checking',
    decode: 'writing the plan',
    verify: 'verifying',
    lists: 'writing lists',
    report: 'writing the report',
  },
};

/** A line on standard error that says how far the work has come; nothing where that is no terminal. */
export function progressBar(locale: 'zh' | 'en', stream: NodeJS.WriteStream = process.stderr) {
  const show = (text: string): void => {
    if (stream.isTTY) stream.write(`\r\u001b[K${text}`);
  };
  return {
    at(stage: DeskStage, work?: number): void {
      const done = STAGES.indexOf(stage);
      const count = work === undefined ? '' : ` ${figure(work)}`;
      show(`${textBar(done, STAGES.length, 3 * STAGES.length)} ${NAMES[locale][stage]}${count}`);
    },
    end: (): void => show(''),
  };
}
