import { type Change, createNetwork, type Input, openLive } from '../src/index.js';
import { randomIntegers } from '../src/kernel/random.js';
import { processorTime } from './laps.js';
import { median } from './race.js';

const NEEDS = 1000;
const VOLUNTEERS = 500;
const URGENCIES = ['urgent', 'difficult', 'worrying', 'hoped'] as const;

/** Every need can be served by every volunteer. */
function allToAll(): Input {
  const random = randomIntegers(3);
  return {
    communities: Array.from({ length: 20 }, (_, c) => ({ id: `c${c}`, location: { lat: 20 + c / 100, lng: 110 } })),
    volunteers: Array.from({ length: VOLUNTEERS }, (_, v) => ({
      id: `v${v}`,
      community: `c${random(20)}`,
      capabilities: ['visit'],
      quantity: 1 + random(10),
    })),
    needs: Array.from({ length: NEEDS }, (_, n) => ({
      id: `n${n}`,
      community: `c${random(20)}`,
      urgency: URGENCIES[random(4)]!,
      capability: 'visit',
      quantity: 1 + random(6),
    })),
  };
}

/** Seconds of processor time until one change of a session is answered, median: needs of another quantity, volunteers who leave and come back. */
export function liveRecordTimes(events: number): number {
  const input = allToAll();
  const live = openLive(createNetwork(input));
  const random = randomIntegers(4);
  const seconds: number[] = [];
  for (let i = -3; i < events; i++) {
    const volunteer = input.volunteers![random(VOLUNTEERS)]!;
    const need = input.needs![random(NEEDS)]!;
    const change: Change =
      random(2) === 0
        ? { type: 'change', kind: 'need', record: { ...need, quantity: 1 + random(6) } }
        : { type: 'change', kind: 'volunteer', record: { ...volunteer, quantity: random(10) } };
    const start = processorTime();
    live.apply([change]);
    if (i >= 0) seconds.push(processorTime() - start);
  }
  return median(seconds);
}
