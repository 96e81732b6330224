import type * as z from 'zod/mini';

/** The schema refuses the value. */
const REFUSED = Symbol('refused');
/** The value is not as plain data are: the schema is to say what comes of it. */
const ODD = Symbol('odd');

/** Gives what a schema makes of a value, or {@link REFUSED} or {@link ODD}. */
type Reader = (value: unknown) => unknown;

type Payload = z.core.ParsePayload;

/**
 * A parser of plain data, worked out once from what a schema says of itself, and several times as fast as it: no object a field is made on the way. What it gives is what the schema
 * gives, order of keys included; `undefined`: ask the schema, which also says what is wrong.
 */
export function quickParser<T>(schema: z.ZodMiniType<T>): (value: unknown) => T | undefined {
  let read: Reader | undefined;
  return (value) => {
    read ??= readerOf(schema);
    const found = read(value);
    return found === REFUSED || found === ODD ? undefined : (found as T);
  };
}

const readers = new WeakMap<z.core.$ZodType, Reader>();

function readerOf(schema: z.core.$ZodType): Reader {
  const known = readers.get(schema);
  if (known !== undefined) return known;
  const reader = checked(schema, typeReader(schema)) ?? bySchema(schema);
  readers.set(schema, reader);
  return reader;
}

/** What a schema of the kinds that come often does before its checks; `undefined`: it is asked itself. */
function typeReader(schema: z.core.$ZodType): Reader | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if ('coerce' in def && def.coerce) return undefined;
  switch (def.type) {
    case 'string':
      return (value) => (typeof value === 'string' ? value : REFUSED);
    case 'number':
      return (value) => (Number.isFinite(value) ? value : REFUSED);
    case 'enum':
      return (value) => (schema._zod.values!.has(value as z.core.util.Primitive) ? value : REFUSED);
    case 'optional':
    case 'default': {
      const read = readerOf(def.innerType);
      return (value) => {
        const found = value === undefined ? ODD : read(value);
        return found === undefined && def.type === 'default' ? ODD : found;
      };
    }
    case 'pipe': {
      const [first, then] = [readerOf(def.in), readerOf(def.out)];
      return (value) => {
        const found = first(value);
        return found === REFUSED || found === ODD ? found : then(found);
      };
    }
    case 'union': {
      const options = def.options.map(readerOf);
      return (value) => {
        for (const read of options) {
          const found = read(value);
          if (found !== REFUSED) return found;
        }
        return REFUSED;
      };
    }
    case 'array':
      return listReader(readerOf(def.element));
    case 'object':
      return objectReader(def);
    default:
      return undefined;
  }
}

function listReader(read: Reader): Reader {
  return (value) => {
    if (!Array.isArray(value)) return REFUSED;
    const list = new Array<unknown>(value.length);
    for (let i = 0; i < list.length; i++) {
      const found = read(value[i]);
      if (found === REFUSED || found === ODD) return found;
      list[i] = found;
    }
    return list;
  };
}

function objectReader({ shape, catchall }: z.core.$ZodObjectDef): Reader | undefined {
  const others = catchall?._zod.def.type ?? 'dropped';
  if (!['dropped', 'unknown', 'never'].includes(others)) return undefined;
  const known = new Set(Object.keys(shape));
  const fields = Object.entries(shape).map(([key, field]) => ({
    key,
    read: readerOf(field),
    absent: absentReader(field),
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return REFUSED;
    if (Object.getPrototypeOf(value) !== Object.prototype) return ODD;
    const given = value as Record<string, unknown>;
    const made: Record<string, unknown> = {};
    for (const { key, read, absent } of fields) {
      const one = given[key];
      if (one === undefined && absent === undefined) continue;
      const found = one === undefined ? absent!(one) : read(one);
      if (found === REFUSED || found === ODD) return found;
      made[key] = found;
    }
    for (const key in given) {
      if (known.has(key) ? given[key] === undefined : key === '__proto__') return ODD;
      if (others === 'dropped' || known.has(key)) continue;
      if (others === 'never') return REFUSED;
      made[key] = given[key];
    }
    return made;
  };
}

/** What comes of a field that is not there; `undefined`: nothing. */
function absentReader(field: z.core.$ZodType): Reader | undefined {
  const { optin, optout, def } = (field as z.core.$ZodTypes)._zod;
  if (optin === 'optional' && optout === 'optional') return undefined;
  if (def.type === 'default' && !def.checks?.length) return () => def.defaultValue;
  return () => (optin === undefined ? REFUSED : ODD);
}

/** A reader, and then the checks of its schema. */
function checked(schema: z.core.$ZodType, read: Reader | undefined): Reader | undefined {
  const { def, traits } = schema._zod;
  const own = traits.has('$ZodCheck') ? [schema as unknown as z.core.$ZodCheck] : [];
  const checks = [...own, ...(def.checks ?? [])].map(({ _zod }) => _zod);
  if (checks.length === 0 || read === undefined) return read;
  return (value) => {
    const found = read(value);
    if (found === REFUSED || found === ODD) return found;
    const payload: Payload = { value: found, issues: [] };
    for (const { def: check, check: run } of checks) {
      if (check.when && !check.when(payload)) continue;
      if (run(payload as z.core.ParsePayload<never>) instanceof Promise) return ODD;
      if (payload.issues.length > 0) return REFUSED;
    }
    return payload.value;
  };
}

/** Asks the schema itself. */
function bySchema(schema: z.core.$ZodType): Reader {
  return (value) => {
    const result = schema._zod.run({ value, issues: [] }, {});
    if (result instanceof Promise) return ODD;
    return result.issues.length > 0 ? REFUSED : result.value;
  };
}
