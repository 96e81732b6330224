/** What is under way, in the order in which it comes. */
export const STAGES = ['read', 'compile', 'solve', 'check', 'decode', 'verify', 'lists', 'report'] as const;
export type DeskStage = (typeof STAGES)[number];
