import type { Bilingual } from '../model/vocabulary.js';
import { reading as en } from './en/reading.js';
import { reading as zh } from './zh/reading.js';

/** What is said of sheets as they are read, in both languages: who reads it is not known yet. */
export const inBoth = (say: (words: typeof zh) => string): Bilingual => ({ zh: say(zh), en: say(en) });
