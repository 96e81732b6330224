/** How level `even` tells the load of people apart: in quarters of what each can give, cases one by one, so that a small difference does not outweigh a way, or exactly. */
export const LOAD_STEPS = ['quarters', 'exact'] as const;
export type LoadSteps = (typeof LOAD_STEPS)[number];
