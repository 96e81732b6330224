import { describe, expect, it } from 'vitest';
import { needsOf, providersOf, stationsOf } from '../../../src/model/network.js';
import { around, create, faultsOf, importing, type Loose, need, smallest, told, volunteer } from './inputs.js';

const only = (input: unknown) => providersOf(create(input)).at(-1)!;

describe('structure: faults that records can meet', () => {
  it('fault 20: a duplicate id names both positions', () => {
    const [fault] = faultsOf(around({ volunteers: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }));
    expect(fault).toMatchObject({ code: 'DUPLICATE_ID', path: ['volunteers', 2, 'id'], value: 'a' });
    expect(fault!.message).toContain('volunteers[0]');
  });

  it('fault 20: ids are unique per kind only', () => {
    expect(() => create(smallest())).not.toThrow();
  });

  it('fault 23: a need named as a provider is refused', () => {
    const two = need({ id: 'a' }) as { needs: Loose[] };
    two.needs.push({ id: 'b', community: 'c', urgency: '急', capability: 'k', previousProviders: ['need:a'] });
    expect(told(two)).toEqual(['DANGLING_REFERENCE needs.1.previousProviders.0']);
  });

  it('fault 24: nothing at all is an empty network', () => {
    const network = create({ communities: [], needs: [] });
    expect([network.order, network.size]).toEqual([0, 0]);
  });

  it('fault 29: a cycle in the tree of stations is printed', () => {
    const stations = ['a', 'b', 'd'].map((id, row) => ({ id, tier: 'street', parent: ['b', 'd', 'a'][row] }));
    const faults = faultsOf(around({ stations: [...stations, { id: 'x', tier: 'street', parent: 'a' }] }));
    expect(faults.map(({ code, path }) => [code, path[1]])).toEqual([
      ['CYCLE', 0],
      ['CYCLE', 1],
      ['CYCLE', 2],
      ['TIER_ORDER', 3],
    ]);
    expect(faults[0]!.message).toContain('a → b → d → a');
  });

  it('fault 29: a cycle of 20,000 stations is printed in part', () => {
    const count = 20_000;
    const stations = Array.from({ length: count }, (_, row) => ({
      id: `s${row}`,
      tier: 'street',
      parent: `s${(row + 1) % count}`,
    }));
    const { issues, network } = importing(around({ stations }));
    expect(issues).toHaveLength(count);
    expect(issues[0]!.code).toBe('CYCLE');
    expect(issues[0]!.message).toContain('(20000 stations) → s0');
    expect(issues[0]!.message.length).toBeLessThan(200);
    expect(network.order).toBe(1);
  });

  it('fault 30: a station that is its own parent', () => {
    expect(told(around({ stations: [{ id: 's', tier: 'city', parent: 's' }] }))).toEqual(['CYCLE stations.0.parent']);
  });

  it('fault 31: a chain 100,000 deep does not overflow the stack, whichever end breaks it', () => {
    const stations = Array.from({ length: 100_000 }, (_, row) => ({
      id: `s${row}`,
      tier: 'street',
      parent: `s${row + 1}`,
    }));
    const { issues, network } = importing(around({ stations }));
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(['DANGLING_REFERENCE', 'TIER_ORDER']));
    expect(network.order).toBe(1);
  });

  it('fault 31: a cascade 20,000 deep ends', () => {
    const socialWorkers = Array.from({ length: 20_000 }, (_, row) => ({ id: `w${row}`, supervisor: `w${row + 1}` }));
    const { issues, network } = importing(around({ socialWorkers }));
    expect(issues).toHaveLength(20_000);
    expect(network.order).toBe(1);
  });

  it('fault 32: unknown tiers are refused, gaps between tiers are not', () => {
    expect(told(around({ stations: [{ id: 's', tier: 'village' }] }))).toEqual(['UNKNOWN_WORD stations.0.tier']);
    expect(told(around({ stations: [{ id: 's', tier: '10' }] }))).toEqual(['UNKNOWN_WORD stations.0.tier']);
    const gap = [
      { id: 's', tier: 'street', parent: 'c' },
      { id: 'c', tier: 'city' },
    ];
    expect(stationsOf(create(around({ stations: gap })))).toHaveLength(2);
    expect(
      told(
        around({
          stations: [
            { id: 'c', tier: 'city', parent: 's' },
            { id: 's', tier: 'street' },
          ],
        }),
      ),
    ).toEqual(['TIER_ORDER stations.0.parent']);
  });

  it('fault 33: a misspelt field is told with the nearest name, at any depth', () => {
    expect(told(volunteer({ windws: ['a'], quantty: 3 }))).toEqual([
      'UNKNOWN_KEY volunteers.0.windws',
      'UNKNOWN_KEY volunteers.0.quantty',
    ]);
    expect(told(volunteer({ eligibility: { minage: 3 } }))).toEqual(['UNKNOWN_KEY volunteers.0.eligibility.minage']);
    expect(told(volunteer({ capabilities: ['b', { code: 'a', levl: 3 }] }))).toEqual([
      'UNKNOWN_KEY volunteers.0.capabilities.1.levl',
    ]);
    expect(told(need({ capability: undefined, requirements: [{ capability: 'a', quanity: 1 }] }))).toEqual([
      'UNKNOWN_KEY needs.0.requirements.0.quanity',
    ]);
    expect(only(volunteer({ remark: 1, phone: 2, 备注: 3 }))).toMatchObject({ remark: 1, phone: 2, 备注: 3 });
  });

  it('fault 34: a list where an object is due, and the reverse', () => {
    expect(told(volunteer({ reach: [] }))).toEqual(['NOT_AN_OBJECT volunteers.0.reach']);
    expect(told(volunteer({ capabilities: { 0: 'a', length: 1 } }))).toEqual([
      'NOT_AN_ARRAY volunteers.0.capabilities',
    ]);
    expect(told(volunteer({ capabilities: 'escort' }))).toEqual(['NOT_AN_ARRAY volunteers.0.capabilities']);
    expect(told(around({ needs: { length: 0 } }))).toEqual(['NOT_AN_ARRAY needs']);
  });

  it('fault 35: holes are refused, the other rows kept', () => {
    const volunteers: Loose[] = [{ id: 'a' }];
    volunteers[2] = { id: 'b' };
    expect(told(around({ volunteers }))).toEqual(['HOLE volunteers.1']);
    expect(providersOf(importing(around({ volunteers })).network).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    const windows = ['a'];
    windows[2] = 'b';
    expect(told(volunteer({ windows }))).toEqual(['HOLE volunteers.0.windows.1']);
  });

  it('fault 35: a length that is only claimed is not looped over', () => {
    const volunteers: Loose[] = [{ id: 'a' }];
    volunteers.length = 2 ** 32 - 1;
    expect(told(around({ volunteers }))).toEqual(['HOLE volunteers.1']);
    const windows = ['a'];
    windows.length = 2 ** 32 - 1;
    expect(told(volunteer({ windows }))).toEqual(['HOLE volunteers.0.windows.1']);
  });

  it('fault 35: extra keys of a list hold no rows', () => {
    const volunteers = Object.assign([{ id: 'a' }], { columns: ['id'] });
    expect(only(around({ volunteers })).id).toBe('a');
  });

  it('fault 36: a getter that throws is a fault of its row', () => {
    const broken = {
      id: 'v',
      get quantity(): number {
        throw new Error('no connection');
      },
    };
    const { issues, network } = importing(around({ volunteers: [broken, { id: 'w' }] }));
    expect(issues).toMatchObject([
      { code: 'UNREADABLE', path: ['volunteers', 0, 'quantity'], record: 'volunteers', row: 0 },
    ]);
    expect(issues[0]!.message).toContain('no connection');
    expect(network.hasNode('volunteer:w')).toBe(true);
  });

  it('fault 36: what is thrown may itself be hostile', () => {
    const thrown = Object.defineProperty(new Error(), 'message', {
      get() {
        throw 1;
      },
    });
    for (const each of [thrown, 'text', undefined]) {
      const notes = () => {
        throw each;
      };
      const row = Object.defineProperty({ id: 'v' }, 'notes', { enumerable: true, get: notes });
      expect(told(around({ volunteers: [row] }))).toEqual(['UNREADABLE volunteers.0.notes']);
    }
  });

  it('fault 36: a getter is read once', () => {
    let reads = 0;
    const row = {
      id: 'v',
      capabilities: ['a'],
      get quantity() {
        return ++reads === 1 ? 5 : -1;
      },
    };
    expect(only(around({ volunteers: [row] })).offers[0]!.quantity).toBe(5);
    expect(reads).toBe(1);
  });

  it('fault 36: rows and collections are read once too', () => {
    const reads = new Map<string, number>();
    const counting = <T extends object>(target: T, name: string): T =>
      new Proxy(target, {
        get(object, key, receiver) {
          if (key !== 'length') reads.set(`${name}.${String(key)}`, (reads.get(`${name}.${String(key)}`) ?? 0) + 1);
          return Reflect.get(object, key, receiver);
        },
      });
    const input = counting({ communities: counting([counting({ id: 'c' }, 'row')], 'list'), needs: [] }, 'input');
    create(input);
    expect(Math.max(...reads.values())).toBe(1);
    expect(reads.get('row.id')).toBe(1);
  });

  it('fault 37: proxies work, and a revoked one is a fault', () => {
    const through = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? new Proxy(value, { get: (object, key, receiver) => through(Reflect.get(object, key, receiver)) })
        : value;
    expect(create(through(smallest())).export()).toEqual(create(smallest()).export());

    const revoked = () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    };
    expect(told(around({ volunteers: [revoked()] }))).toEqual(['UNREADABLE volunteers.0']);
    expect(told(around({ volunteers: revoked() }))).toEqual(['UNREADABLE volunteers']);
    expect(told(volunteer({ notes: revoked() }))).toEqual(['UNREADABLE volunteers.0.notes']);
    expect(told(revoked())).toEqual(['NOT_AN_OBJECT ']);
  });

  it('fault 37: proxies whose traps throw', () => {
    const trap = () => {
      throw new TypeError('trap');
    };
    const hostile = new Proxy(
      {},
      { ownKeys: trap, getPrototypeOf: trap, get: trap, has: trap, getOwnPropertyDescriptor: trap },
    );
    expect(told(around({ volunteers: [hostile] }))).toEqual(['UNREADABLE volunteers.0']);
    expect(told(volunteer({ reach: hostile }))).toEqual(['UNREADABLE volunteers.0.reach']);
    expect(told(around({ volunteers: new Proxy([], { ownKeys: trap }) }))).toEqual(['UNREADABLE volunteers']);
    expect(told(new Proxy(around({}), { ownKeys: trap }))).toEqual(['UNREADABLE ']);
    const { network } = importing(new Proxy(around({}), { ownKeys: trap }));
    expect(network.hasNode('community:c')).toBe(true);
  });

  it('fault 38: frozen input is accepted and never written', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) freeze(each);
      return Object.freeze(value);
    };
    const catalogue = [{ code: 'repair', unit: 'hour', lot: 1, requirements: [{ capability: 'repair', quantity: 1 }] }];
    const input = { ...smallest(), catalogue };
    const before = structuredClone(input);
    const network = create(freeze(input));
    expect(input).toEqual(before);
    expect(needsOf(network)[2]!.requirements[0]).toMatchObject({ quantity: 60, unit: 'minute' });
  });

  it('fault 38: objects without a prototype, and of a class, are read', () => {
    const bare = Object.assign(Object.create(null), { id: 'v', capabilities: ['a'], quantity: 1 });
    class Row {
      id = 'w';
      quantity = 2;
      capabilities = ['a'];
    }
    expect(providersOf(create(around({ volunteers: [bare, new Row()] })))).toHaveLength(3);
  });

  it('fault 38: nothing of the input is kept', () => {
    const capabilities = ['a'];
    const notes = { list: [1] };
    const network = create(volunteer({ capabilities, notes }));
    const before = structuredClone(network.export());
    capabilities.push('b');
    notes.list.push(2);
    expect(network.export()).toEqual(before);
  });

  it('fault 39: cyclic values are refused where they begin, shared ones are not', () => {
    const cyclic: Loose = {};
    cyclic['self'] = { again: cyclic };
    expect(told(volunteer({ notes: cyclic }))).toEqual(['CYCLE volunteers.0.notes.self.again']);
    const list: unknown[] = [];
    list.push(list);
    expect(told(volunteer({ windows: list }))).toEqual(['CYCLE volunteers.0.windows.0']);
    const shared = ['a'];
    expect(() => create(volunteer({ windows: shared, purposes: shared }))).not.toThrow();
  });

  it('fault 39: a value that doubles 60 times over is copied once each', () => {
    let doubled: unknown = 'x';
    for (let depth = 0; depth < 60; depth++) doubled = [doubled, doubled];
    expect(() => create(volunteer({ notes: doubled }))).not.toThrow();
    expect(told(volunteer({ capabilities: doubled }))).toEqual([
      'NOT_A_STRING volunteers.0.capabilities.0',
      'NOT_A_STRING volunteers.0.capabilities.1',
    ]);
  });

  it('fault 39: one line used twice is two lines', () => {
    const offer = { capabilities: ['a'], quantity: 1, unit: 'hour' };
    const { offers } = only(around({ volunteers: [{ id: 'v', offers: [offer, offer] }] }));
    expect(offers.map(({ id, quantity }) => [id, quantity])).toEqual([
      ['1', 60],
      ['2', 60],
    ]);
  });

  it('fault 39: depth beyond any record is refused', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth++) deep = { deep };
    expect(faultsOf(volunteer({ notes: deep }))[0]!.code).toBe('TOO_DEEP');
  });

  it('fault 41: minimum above quantity, minAge above maxAge', () => {
    expect(told(need({ minimum: 2 }))).toEqual(['CONTRADICTION needs.0.minimum']);
    expect(() => create(need({ minimum: 2, quantity: 'unknown' }))).not.toThrow();
    expect(() => create(volunteer({ eligibility: { minAge: 5, maxAge: 5 } }))).not.toThrow();
  });

  it('fault 42: an empty bundle asks for its category, or is refused', () => {
    expect(told(need({ capability: undefined, requirements: [] }))).toEqual(['REQUIREMENT_MISSING needs.0']);
  });
});

describe('units, place and identity: faults that records can meet', () => {
  it('fault 47: offers of another unit on one capability are no fault', () => {
    expect(() =>
      create({
        ...volunteer({ unit: 'item' }),
        needs: [{ id: 'n', community: 'c', urgency: '急', capability: 'escort', unit: 'fen' }],
      }),
    ).not.toThrow();
  });

  it('faults 60 and 61: ids that only look alike are different, and told so', () => {
    const ids = ['\u00e9', 'e\u0301', 'a', 'a\u200b', 'A', '1', '01'];
    expect(
      providersOf(create(around({ communities: ids.map((id) => ({ id })) })))
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    const [fault] = faultsOf({
      communities: [{ id: '\u00e9' }],
      needs: [{ id: 'n', community: 'e\u0301', urgency: '急', capability: 'k' }],
    });
    expect(fault!.message).toContain('Maybe "\u00e9"');
  });

  it('fault 62: empty and 1 MB ids', () => {
    expect(told(volunteer({ id: '' }))).toEqual(['BAD_ID volunteers.0.id']);
    const [fault] = faultsOf(volunteer({ id: 'x'.repeat(1 << 20) }));
    expect(fault!.code).toBe('BAD_ID');
    expect(JSON.stringify(fault).length).toBeLessThan(1000);
    expect(() => create(volunteer({ id: 'x'.repeat(64) }))).not.toThrow();
  });

  it('fault 63: lone surrogates are refused, pairs are not', () => {
    expect(told(volunteer({ id: '\udc00' }))).toEqual(['BAD_ID volunteers.0.id']);
    expect(told(need({ capability: '\ud800' }))).toEqual(['BAD_ID needs.0.capability']);
    expect(() => create(volunteer({ id: '𠮷👩‍👧', name: '𠮷' }))).not.toThrow();
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'fault 64: %s as an id and a code',
    (id) => {
      const network = create({
        slots: [{ id }],
        catalogue: [{ code: id, unit: 'item' }],
        stations: [{ id, tier: 'street' }],
        communities: [{ id, station: id }],
        volunteers: [{ id, community: id, capabilities: [id], quantity: 1, windows: [id] }],
        needs: [{ id, community: id, urgency: '急', category: id, previousProviders: [`volunteer:${id}`] }],
      });
      expect(network.nodes()).toEqual(
        ['station', 'community', 'volunteer', 'need', 'capability'].map((kind) => `${kind}:${id}`),
      );
      expect(needsOf(network)[0]!.requirements[0]).toMatchObject({ capability: { code: id }, unit: 'item' });
      expect(network.size).toBe(6);
    },
  );

  it('fault 64: a dangling `constructor` does not exist', () => {
    expect(told(need({ community: 'constructor' }))).toEqual(['DANGLING_REFERENCE needs.0.community']);
    expect(needsOf(create(need({ capability: undefined, category: 'toString' })))[0]!.requirements[0]!.unit).toBe(
      'session',
    );
  });

  it('fault 64: an own key __proto__ pollutes nothing', () => {
    const text = '{"id":"v","__proto__":{"polluted":1,"quantity":5},"notes":{"__proto__":{"polluted":1}}}';
    const record = only(around({ volunteers: [JSON.parse(text)] }));
    expect((record as Loose)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    expect((record as Loose)['notes']).toEqual({});
    expect(record.offers).toEqual([]);
    expect(({} as Loose)['polluted']).toBeUndefined();
  });

  it('fault 65: ids with colons cannot collide in node keys', () => {
    const network = create(
      around({ volunteers: [{ id: 'a:b' }], organisations: [{ id: 'b' }], communities: [{ id: 'volunteer:a' }] }),
    );
    expect(network.order).toBe(3);
  });
});
