import { DESK_WORDS } from '../say/words.js';
import { type DeskStage, STAGES } from '../week/stages.js';
import { figure, textBar } from './terminal.js';

/** A line on standard error that says how far the work has come; nothing where that is no terminal. */
export function progressBar(locale: 'zh' | 'en', stream: NodeJS.WriteStream = process.stderr) {
  const show = (text: string): void => {
    if (stream.isTTY) stream.write(`\r\u001b[K${text}`);
  };
  return {
    at(stage: DeskStage, work?: number): void {
      const done = STAGES.indexOf(stage);
      const count = work === undefined ? '' : ` ${figure(work)}`;
      show(`${textBar(done, STAGES.length, 3 * STAGES.length)} ${DESK_WORDS[locale].stages[stage]}${count}`);
    },
    end: (): void => show(''),
  };
}
