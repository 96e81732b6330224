import { expect, it } from 'vitest';
import { placesOf } from '../../../src/compile/supply/places.js';
import { providersOf } from '../../../src/model/network.js';
import { around, create } from './inputs.js';

it('a location of 0, 0 is none: it is what empty cells are read as', () => {
  const at = (lat: number, lng: number) => ({ location: { lat, lng } });
  const communities = [{ id: 'c', ...at(20, 110) }];
  const volunteers = [at(0, 0), at(0, 110), at(20, 0)].map((place, i) => ({
    id: `${i}`,
    community: 'c',
    capabilities: ['escort'],
    quantity: 1,
    ...place,
  }));
  const network = create(around({ communities, volunteers }));
  const places = placesOf(network);
  const found = providersOf(network).map((one) => places.ofProvider(one).location);
  expect(found.map((location) => [location?.lat, location?.lng])).toEqual([
    [20, 110],
    [20, 110],
    [0, 110],
    [20, 0],
  ]);
});
