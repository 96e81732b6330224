import type { Level, Problem, Solution } from '../problem/problem.js';
import type { Limits } from '../solve/control.js';

/** What a thread is asked: one problem at a time. */
export interface Task {
  readonly problem: Problem;
  readonly levels: readonly Level[];
  /** What is left of the call's limits. */
  readonly limits: Limits;
}

/** What a thread says: once that it is there; then, of each task, how far it is (units of work) and how it ended. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly work: number }
  | { readonly kind: 'solved'; readonly work: number; readonly solution: Solution }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The buffers of columns, each once: what may be given away instead of copied. */
export function buffersOf(...records: readonly object[]): ArrayBuffer[] {
  const views = records.flatMap((record) => Object.values(record).filter((value) => ArrayBuffer.isView(value)));
  return [...new Set(views.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer))];
}

export type Size = ReturnType<typeof sizeOf>;

/** What an answer is measured by; a problem that is given away has no columns any more. */
export function sizeOf({ head, capacity }: Problem) {
  return { arcs: head.length, caps: capacity.length };
}

/** Whether a message can be the answer to a problem of that size; whether it is right is the proof's to say. */
export function fits(solution: unknown, { arcs, caps }: Size): solution is Solution {
  const { flow, prices, proved } = Object(solution) as Partial<Solution>;
  const { marks, position, keep, cost } = Object(prices) as Partial<Solution['prices']>;
  return (
    isColumn(flow, arcs) &&
    [position, keep, cost].every((column) => isColumn(column, caps)) &&
    Array.isArray(marks) &&
    Array.isArray(proved)
  );
}

function isColumn(value: unknown, length: number): boolean {
  return ArrayBuffer.isView(value) && Reflect.get(value, 'length') === length;
}
