/** The second after an instant, as records write it. */
export function justAfter(now: number): string {
  return new Date(now + 1000).toISOString();
}
