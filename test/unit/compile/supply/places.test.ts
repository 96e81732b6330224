import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../../src/compile/supply/places.js';
import { createNetwork, needsOf, providersOf } from '../../../../src/model/network.js';
import type { CommunityInput, NeedInput, StationInput, VolunteerInput } from '../../../../src/model/records.js';

const STATIONS: StationInput[] = [
  { id: 'street', tier: 'street', parent: 'district', adminCode: '460105001' },
  { id: 'other', tier: 'street', parent: 'district' },
  { id: 'district', tier: 'district', parent: 'city', adminCode: '460105' },
  { id: 'city', tier: 'city', adminCode: '4601' },
];

/** Where a need and a volunteer of one community are. */
function placed(
  community: Partial<CommunityInput>,
  own: Partial<NeedInput & VolunteerInput> = {},
  stations = STATIONS,
) {
  const { station, ...place } = own;
  const network = createNetwork({
    stations,
    communities: [{ id: 'c', ...community }],
    volunteers: [{ id: 'v', community: 'c', ...own }],
    needs: [{ id: 'n', community: 'c', urgency: 'urgent', capability: 'meal', unit: 'session', ...place }],
  });
  const places = placesOf(network);
  return {
    need: places.ofNeed(needsOf(network)[0]!),
    volunteer: places.ofProvider(providersOf(network).find(({ society }) => society === 'volunteer')!),
  };
}

const ids = (place: { stations: readonly { id: string }[] }) => place.stations.map(({ id }) => id);

describe('places', () => {
  it('are those of the community, and one object, where the record says nothing', () => {
    const { need, volunteer } = placed({ adminCode: '460105001003', location: { lat: 20, lng: 110 } });
    expect(need).toBe(volunteer);
    expect(need).toMatchObject({
      community: 'c',
      adminCode: '460105001003',
      street: '460105001',
      streetStation: 'street',
    });
    expect(need.location).toMatchObject({ lat: 20, lng: 110 });
    expect(ids(need)).toEqual(['street', 'district', 'city']);
  });

  it('take what the record says before what its community says', () => {
    const { need, volunteer } = placed(
      { adminCode: '460105001003', location: { lat: 20, lng: 110 } },
      { adminCode: '460105002', location: { lat: 21, lng: 111 }, station: 'other' },
    );
    expect(need).toMatchObject({ adminCode: '460105002', street: '460105002', location: { lat: 21 } });
    // The station is the community's, whatever the code of the need's own place.
    expect(ids(need)).toEqual(['street', 'district', 'city']);
    expect(ids(volunteer)).toEqual(['other', 'district', 'city']);
    expect(volunteer.streetStation).toBe('other');
  });

  it('take the station that the community names before that of its code', () => {
    expect(ids(placed({ station: 'other', adminCode: '460105001003' }).need)).toEqual(['other', 'district', 'city']);
  });

  it('take the station with the longest code that begins the own code', () => {
    expect(ids(placed({}, { adminCode: '460105001' }).need)).toEqual(['street', 'district', 'city']);
    expect(ids(placed({}, { adminCode: '460105002' }).need)).toEqual(['district', 'city']);
    expect(ids(placed({}, { adminCode: '460106' }).need)).toEqual(['city']);
    expect(ids(placed({}, { adminCode: '11' }).need)).toEqual([]);
  });

  it('take the lowest of two stations with one code, then the first', () => {
    const twins: StationInput[] = [
      { id: 'a', tier: 'city', adminCode: '4601' },
      { id: 'c', tier: 'district', adminCode: '4601' },
      { id: 'b', tier: 'district', adminCode: '4601' },
    ];
    expect(ids(placed({}, { adminCode: '4601' }, twins).need)).toEqual(['b']);
    expect(ids(placed({ adminCode: '4601' }, {}, twins).need)).toEqual(['b']);
  });

  it('take the code of the station where there is no other', () => {
    expect(placed({ station: 'street' }).need).toMatchObject({ adminCode: '460105001', street: '460105001' });
    expect(placed({}, { station: 'district' }).volunteer).toMatchObject({ adminCode: '460105', street: undefined });
  });

  it('may be unknown', () => {
    expect(placed({}).need).toEqual({
      community: 'c',
      adminCode: undefined,
      street: undefined,
      location: undefined,
      stations: [],
      streetStation: undefined,
    });
  });
});
