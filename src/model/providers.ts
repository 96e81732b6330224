import type { z } from 'zod/mini';
import type { Located, Path, Report } from '../errors/fault-list.js';
import {
  type Listed,
  lineIds,
  type Parted,
  readWindows,
  reportRepeats,
  reportReversed,
  separateLines,
} from './record-lines.js';
import { type COLLECTIONS, type Offer, type OfferLine, offerSchema, type Provider } from './records.js';
import { checkMoney, convertFigures, defaultUnit, storedUnit, unitMeant, usualUnits } from './units.js';
import type { COLLECTION_OF, Society } from './vocabulary.js';

/** A provider as its schema returns it: one line's fields on itself, or `offers`. */
export type ProviderRow = z.output<(typeof COLLECTIONS)[(typeof COLLECTION_OF)[Society]]>;

/** What is written on a provider itself, if it has one line. */
export const OFFER_FIELDS: ReadonlySet<string> = new Set(
  [...Object.keys(offerSchema.shape), 'hours'].filter((key) => key !== 'id'),
);
const FIGURES = ['quantity', 'perSlot', 'perRequirement', 'perNeed'];

/**
 * The provider that the network stores: lines gathered, figures in their stored units, defaults filled in.
 *
 * Reports LINE_AND_ARRAY, REQUIRED, CONTRADICTION, DUPLICATE, DUPLICATE_ID, CAP_UNIT and what units.ts reports.
 */
export function normaliseProvider(
  society: Society,
  row: Parted<ProviderRow, OfferLine>,
  known: Listed,
  report: Report,
): Provider | undefined {
  const lines = separateLines(row, 'offers', report);
  if (!lines) return undefined;
  const { path, value } = row;
  const provider = Object.assign(value, { society, offers: [] }) as unknown as Provider;
  if (provider.society === 'community') ownCommunity(provider, path, report);
  known.words.readCodes('held', provider.checks, path, 'checks');
  known.words.readAll('wished', provider.declines, path, 'declines');
  known.words.readAll('wished', provider.prefers, path, 'prefers');
  if (row.line) takeHours(row.line, path, report);
  const unit = defaultUnit(society, provider.society === 'resource' ? provider.kind : undefined);
  const ids = lineIds(lines, report);
  provider.offers = lines.map((line, index) => normaliseOffer(line, ids[index]!, unit, known, report));
  normaliseCap(provider, known, path, report);
  return provider;
}

function normaliseOffer(
  { value: line, path }: Located<OfferLine>,
  id: string,
  fallback: string,
  known: Listed,
  report: Report,
): Offer {
  const { catalogue, words, doubt } = known;
  const { eligibility, restriction } = line;
  const windows = readWindows(line, known, path, report);
  words.readCodes('offered', line.capabilities, path, 'capabilities');
  words.readAll('bound', line.purposes, path, 'purposes');
  if (eligibility) {
    const at = [...path, 'eligibility'];
    words.readAll('served', eligibility.groups, at, 'groups');
    words.readAll('served', eligibility.excludeGroups, at, 'excludeGroups');
    words.readAll('due', eligibility.documents, at, 'documents');
  }
  if (restriction) {
    const at = [...path, 'restriction'];
    words.readAll('served', restriction.groups, at, 'groups');
    words.readAll('restricted', restriction.categories, at, 'categories');
  }
  // Only a line written on the record itself can lack them: the schema holds those of an array.
  for (const field of ['capabilities', 'quantity'] as const) {
    if (line[field] === undefined) report('REQUIRED', [...path, field], undefined, `an offer needs \`${field}\`.`);
  }
  const unit =
    line.unit === undefined
      ? unitOfOffer(line, fallback, catalogue, path, doubt)
      : unitMeant(line.unit, catalogue, [...path, 'unit'], report);
  if (line.unit === undefined) checkMoney(line, FIGURES, unit, path, report);
  convertFigures(line, FIGURES, unit, path, report);
  if (line.approval) convertFigures(line.approval, ['limit'], unit, [...path, 'approval'], report);
  for (const [i, one] of (line.approval?.given ?? []).entries())
    convertFigures(one, ['quantity'], unit, [...path, 'approval', 'given', i], report);
  reportRepeats(line.capabilities, (skill) => skill.code, [...path, 'capabilities'], report);
  const { minAge, maxAge } = eligibility ?? {};
  reportReversed(minAge, maxAge, ['minAge', 'maxAge'], [...path, 'eligibility'], report);
  return Object.assign(line, { id, unit: storedUnit(unit), ...windows }) as Offer;
}

/** The unit of funds and goods; else the usual one of what it can do; that of the society where nothing is usual, or several units are, which is told. */
function unitOfOffer(
  { capabilities = [] }: OfferLine,
  fallback: string,
  catalogue: Listed['catalogue'],
  path: Path,
  doubt: Report,
): string {
  if (fallback === 'fen' || fallback === 'item') return fallback;
  const units = usualUnits(capabilities, (code) => catalogue.get(code)?.value.unit);
  if (units.length < 2) return units[0] ?? fallback;
  const message = `what it can do is usually counted in '${units.join("' and '")}': taken as \`${fallback}\`. Maybe write \`unit\`, or an offer each.`;
  doubt('UNIT_ASSUMED', [...path, 'unit'], fallback, message);
  return fallback;
}

/** `hours: 3` becomes `quantity: 3, unit: 'hour'`; so figures beside it are hours too. */
function takeHours(line: OfferLine & { hours?: number }, path: Path, report: Report): void {
  if (line.hours === undefined) return;
  for (const field of ['quantity', 'unit'] as const) {
    const value = line[field];
    if (value !== undefined)
      report('CONTRADICTION', [...path, field], value, `\`hours\` is given too. Maybe drop one of them.`);
  }
  // Converted once to be reported under its own name.
  const own = { hours: line.hours };
  convertFigures(own, ['hours'], 'hour', path, report);
  line.quantity = Number.isSafeInteger(own.hours) ? line.hours : 0;
  line.unit = 'hour';
  delete line.hours;
}

function ownCommunity(community: Provider & { id: string }, path: Path, report: Report): void {
  const given = community.community;
  if (given !== undefined && given !== community.id) {
    report('CONTRADICTION', [...path, 'community'], given, `a community belongs to itself, "${community.id}".`);
  }
  community.community = community.id;
}

function normaliseCap(provider: Provider, { catalogue }: Listed, path: Path, report: Report): void {
  const { cap, offers } = provider;
  if (!cap) return;
  const written = cap.unit;
  const unit = unitMeant(written, catalogue, [...path, 'cap', 'unit'], report);
  convertFigures(cap, ['quantity', 'perSlot', 'perDay', 'perWeek'], unit, [...path, 'cap'], report);
  cap.unit = storedUnit(unit);
  if (offers.length === 0 || offers.some((offer) => offer.unit === cap.unit)) return;
  const units = [...new Set(offers.map((offer) => offer.unit))].join(', ');
  const message = `the cap is in ${cap.unit}, the offers are in ${units}. Maybe ${units}.`;
  report('CAP_UNIT', [...path, 'cap', 'unit'], written, message);
}
