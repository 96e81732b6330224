/**
 * Fields of your own, by kind of record. They survive whether they stand here or not; here they get types, in the input, the network, rules and terms
 * alike:
 *
 * ```ts
 * declare module 'five-society-linkage' {
 *   interface OwnFields {
 *     need: { stairs?: number };
 *     volunteer: { car?: boolean };
 *   }
 * }
 * ```
 *
 * Kinds: `station`, `community`, `socialWorker`, `organisation`, `volunteer`, `resource`, `offer`, `need`, `requirement`, `slot`, `entry`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is for others to fill
export interface OwnFields {}

/** What {@link OwnFields} says of a kind. */
export type Own<K extends string> = K extends keyof OwnFields ? OwnFields[K] : unknown;
