import type { DeskStage } from '../week/stages.js';
import type { Calls, FromWorker, ToWorker } from './calls.js';

/** What a call says of how far it is. */
export type OnStage = (stage: DeskStage, work?: number) => void;

/** What the worker said cannot be done, in words. */
export class CallFailed extends Error {}

interface Waiting {
  readonly done: (value: never) => void;
  readonly failed: (error: unknown) => void;
  readonly onStage: OnStage | undefined;
}

/** The page's side of {@link Calls}: every call is answered in the worker, so that nothing here is ever held up. */
export function askWorker(start: () => Worker) {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();
  const fail = (error: unknown) => {
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
    worker?.terminate();
    worker = undefined;
  };
  const started = (): Worker => {
    if (worker) return worker;
    worker = start();
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      const call = waiting.get(data.id);
      if (!call) return;
      if ('stage' in data) return call.onStage?.(data.stage, data.work);
      waiting.delete(data.id);
      if ('fault' in data) call.failed(new CallFailed(data.fault));
      else call.done(data.value as never);
    };
    worker.onerror = ({ message }) => fail(new CallFailed(message));
    return worker;
  };
  const send = (asked: ToWorker) => started().postMessage(asked);
  return <K extends keyof Calls>(
    name: K,
    given: Parameters<Calls[K]>,
    { onStage, signal }: { readonly onStage?: OnStage; readonly signal?: AbortSignal } = {},
  ): Promise<ReturnType<Calls[K]>> => {
    const id = ++last;
    signal?.addEventListener('abort', () => send({ id, stop: true }), { once: true });
    return new Promise((done, failed) => {
      waiting.set(id, { done, failed, onStage });
      send({ id, name, given });
    });
  };
}
