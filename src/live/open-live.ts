import omit from 'lodash-es/omit.js';
import { reporter } from '../errors/fault-list.js';
import type { Fault, LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { match } from '../match/match.js';
import { buildGraph, type Network } from '../model/graph.js';
import { registerOf } from '../model/register.js';
import { type Made, madeWith } from '../plan/made.js';
import { checkNetwork } from '../plan/options.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import { diffOf, type Given, type PlanDiff, planDiff } from '../plan/plan-diff.js';
import { type Change, readChanges, refusedChanges } from './changes.js';
import { type Engine, type LiveOptions, wholeEngine } from './engine.js';
import { withFinished } from './happened.js';
import { readState, writeState } from './state.js';
import { warmEngine } from './warm.js';

/** A network and its best plan, kept in step with what happens. */
export interface Live {
  /** The records as they are now. Made when asked for; treat it as read-only. O(records) */
  readonly network: Network;
  /** What the plan is made by now: `match(live.network, live.options)` is as good on every level. */
  readonly options: LiveOptions;
  /** The best plan now, with its proof. Made when asked for. O(candidates) */
  readonly plan: Plan;
  /**
   * Makes changes, all or none, and gives what they change of the plan.
   *
   * Records are read as by {@link createNetwork}; what they leave out is filled in from what is there now and not looked at again. What names
   * a record must go before it, or with it. Of what was done the difference has `finished`; the rest of it tells what is lost or changed besides.
   *
   * @throws LinkageError `INVALID_INPUT` with every fault, and what {@link match} throws; then nothing is changed
   */
  apply(changes: readonly Change[]): PlanDiff;
  /** All of it as JSON for {@link openLive}, but for functions of the policy. O(records) */
  save(): string;
}

/**
 * Opens a session on a network, or again on what {@link Live.save} gave: then the options are the saved ones, and only `policy` may be given,
 * the same as before; it must be where it has functions. What the caller passes is not written to.
 *
 * @throws LinkageError as {@link match}; `INVALID_STATE` for a text that is not just what was saved, `INVALID_OPTIONS` for another policy
 */
export function openLive(source: Network | string, options: LiveOptions = {}): Live {
  if (typeof source === 'string') {
    const { policy } = readOptions({ policy: madeWith.policy }, options);
    const { network, options: saved, given } = readState(source, policy);
    return open(network, saved, given);
  }
  checkNetwork(source);
  return open(source, readOptions(omit(madeWith, ['method', 'timeLimit', 'workLimit']), options));
}

function open(source: Network, given: LiveOptions, gives?: Iterable<Given>): Live {
  let options = given;
  let network: Network | undefined = source;
  let engine = openEngine(source, options, gives);
  const register = registerOf(source);
  const standing = { register, plan: () => engine.plan(), given: () => engine.standing().given.values() };
  const networkNow = () => (network ??= buildGraph(register.facts()));
  return {
    get network() {
      return networkNow();
    },
    get options() {
      return options;
    },
    get plan() {
      return engine.plan();
    },
    apply(changes) {
      const { edits, settings, finished } = readChanges(changes, options, standing);
      const faults: Fault[] = [];
      const amended = register.amend(edits, reporter(faults));
      if (amended === undefined) throw refusedChanges(faults);
      const before = network;
      if (edits.length > 0) network = undefined;
      try {
        let diff = engine.apply({ amended, options: settings, register, network: networkNow });
        if (diff === undefined) {
          const next = openEngine(networkNow(), settings);
          diff = diffOf(engine.standing(), next.standing());
          engine = next;
        }
        options = settings;
        return withFinished(diff, finished);
      } catch (error) {
        register.undo(amended);
        network = before;
        // The engine may have moved already.
        if ((error as Partial<LinkageError>).code === 'SELF_CHECK_FAILED') engine = openEngine(networkNow(), options);
        throw error;
      }
    },
    save() {
      return writeState({ facts: register.facts(), options, given: [...engine.standing().given.values()] });
    },
  };
}

/** @param given what the plan gives, where it is known */
function openEngine(network: Network, options: LiveOptions, given?: Iterable<Given>): Engine {
  return warmEngine(network, options, given) ?? wholeEngine(network, options);
}

/**
 * The best plan given one that was published, and what it changes of it: {@link match} with `previous`, for those who keep nothing.
 *
 * @throws LinkageError as {@link match}
 */
export function rematch(
  network: Network,
  plan: Plan,
  options: Omit<Made, 'previous'> = {},
): { readonly plan: Plan; readonly diff: PlanDiff } {
  const previous = parsePlan(plan);
  const next = match(network, { ...options, previous });
  return { plan: next, diff: planDiff(previous, next) };
}

/**
 * What would come of changes: the plan, and what it changes of the best plan without them. Nothing is touched.
 *
 * @throws LinkageError as {@link openLive} and {@link Live.apply}
 */
export function whatIf(
  network: Network,
  changes: readonly Change[],
  options: LiveOptions = {},
): { readonly plan: Plan; readonly diff: PlanDiff } {
  const live = openLive(network, options);
  const diff = live.apply(changes);
  return { plan: live.plan, diff };
}
