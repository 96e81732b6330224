var __defProp = Object.defineProperty;
var __export = (target, all2) => {
  for (var name2 in all2)
    __defProp(target, name2, { get: all2[name2], enumerable: true });
};

// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === "number");
  const values = Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
  return values;
}
function jsonStringifyReplacer(_, value) {
  if (typeof value === "bigint")
    return value.toString();
  return value;
}
var Cached = class {
  constructor(getter) {
    this._getter = getter;
    this._value = void 0;
  }
  get value() {
    const getter = this._getter;
    if (getter !== void 0) {
      this._value = getter();
      this._getter = void 0;
    }
    return this._value;
  }
};
function cached(getter) {
  return new Cached(getter);
}
function nullish(input) {
  return input === null || input === void 0;
}
function cleanRegex(source) {
  const start = source.startsWith("^") ? 1 : 0;
  const end = source.endsWith("$") ? source.length - 1 : source.length;
  return source.slice(start, end);
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true
  });
}
var captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {
};
function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
function isPlainObject(o) {
  if (isObject(o) === false)
    return false;
  const ctor = o.constructor;
  if (ctor === void 0)
    return true;
  if (typeof ctor !== "function")
    return true;
  const prot = ctor.prototype;
  if (isObject(prot) === false)
    return false;
  if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) {
    return false;
  }
  return true;
}
function shallowClone(o) {
  if (isPlainObject(o))
    return { ...o };
  if (Array.isArray(o))
    return [...o];
  if (o instanceof Map)
    return new Map(o);
  if (o instanceof Set)
    return new Set(o);
  return o;
}
var propertyKeyTypes = /* @__PURE__ */ new Set(["string", "number", "symbol"]);
function escapeRegex(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent)
    cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params)
    return {};
  if (typeof params === "string")
    return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0)
      throw new Error("Cannot specify both `message` and `error` params");
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === "string")
    return { ...params, error: () => params.error };
  return params;
}
function optionalKeys(shape2) {
  return Object.keys(shape2).filter((k) => {
    return shape2[k]._zod.optin !== void 0 && shape2[k]._zod.optout === "optional";
  });
}
var NUMBER_FORMAT_RANGES = /* @__PURE__ */ (() => ({
  safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  float32: [-34028234663852886e22, 34028234663852886e22],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
function aborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function explicitlyAborted(x, startIndex = 0) {
  if (x.aborted === true)
    return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue === false) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path, issues) {
  return issues.map((iss) => {
    var _a2;
    (_a2 = iss).path ?? (_a2.path = []);
    iss.path.unshift(path);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === "string" ? message : message?.message;
}
function sizeCaps(defChecks) {
  const caps = [];
  for (const ch of defChecks ?? []) {
    const d = ch._zod.def;
    if (!/_(length|size)$|_equals$/.test(d.check))
      break;
    const max = d.maximum ?? d.length ?? d.size;
    if (max >= 0)
      caps.push([max, ch]);
  }
  return caps;
}
function attachSchema(issues, start, inst) {
  var _a2;
  for (let i = start; i < issues.length; i++) {
    (_a2 = issues[i]).schema ?? (_a2.schema = inst);
  }
}
function finalizeIssue(iss, ctx, config2) {
  var _a2;
  const traits = iss.inst?._zod?.traits;
  if (traits?.has("$ZodType")) {
    if (traits.has("$ZodCheck"))
      (_a2 = iss).schema ?? (_a2.schema = iss.inst);
    else
      iss.schema = iss.inst;
  }
  const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
  const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config2.customError?.(iss)) ?? unwrapMessage(config2.localeError?.(iss)) ?? "Invalid input";
  const full = {};
  for (const k of Object.keys(iss)) {
    if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__")
      continue;
    full[k] = iss[k];
  }
  full.path ?? (full.path = []);
  full.message = message;
  if (ctx?.reportInput) {
    full.input = iss.input;
  }
  return full;
}
var highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
  const units = str.length;
  if (!highSurrogate.test(str))
    return units;
  let count = units;
  for (let i = 0; i < units - 1; i++) {
    if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
      count--;
      i++;
    }
  }
  return count;
}
function getLengthableOrigin(input) {
  if (Array.isArray(input))
    return "array";
  if (typeof input === "string")
    return "string";
  return "unknown";
}
function members(proto, table) {
  for (const key in table) {
    const desc = Object.getOwnPropertyDescriptor(table, key);
    if (desc.get)
      Object.defineProperty(proto, key, { ...desc, enumerable: false });
    else
      defineBound(proto, key, desc.value);
  }
}
function own(inst, key, value, enumerable = true) {
  Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
  return value;
}
function hide(inst, key, value) {
  return own(inst, key, value, false);
}
function defineBound(proto, key, fn) {
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      return this == null ? fn : own(this, key, fn.bind(this));
    },
    set(value) {
      own(this, key, value);
    }
  });
}
function claim(inst, sentinel) {
  const proto = Object.getPrototypeOf(inst);
  return sentinel in proto ? void 0 : proto;
}
var installing;
var broke = false;
var breaker = {
  configurable: true,
  get() {
    broke = true;
    return void 0;
  }
};
function defineLazyInternal(inst, key, compute) {
  const proto = Object.getPrototypeOf(inst._zod);
  if (key in proto && installing !== inst._zod) {
    installing = void 0;
    return;
  }
  installing = inst._zod;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      Object.defineProperty(this, key, breaker);
      const outer = broke;
      broke = false;
      try {
        const value = compute(this);
        if (broke)
          delete this[key];
        else
          Object.defineProperty(this, key, { configurable: true, writable: true, value });
        broke = broke || outer;
        return value;
      } catch (err) {
        delete this[key];
        broke = broke || outer;
        throw err;
      }
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, value });
    }
  });
}
function installLazyProp(inst, key, make, enumerable) {
  const proto = claim(inst, key);
  if (!proto)
    return;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key, desc);
      desc.value = make(this);
      Object.defineProperty(this, key, desc);
      return desc.value;
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
    }
  });
}

// node_modules/zod/v4/core/core.js
var _a;
var _zodDesc = { value: void 0, enumerable: false };
var _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
  const E = _E;
  if (E) {
    const saved = E.stackTraceLimit;
    if (typeof saved === "number") {
      try {
        E.stackTraceLimit = 0;
      } catch {
        _E = null;
        return new Definition();
      }
      try {
        return new Definition();
      } finally {
        E.stackTraceLimit = saved;
      }
    }
  }
  return new Definition();
}
// @__NO_SIDE_EFFECTS__
function $constructor(name2, initializer2, proto, params) {
  const zodProto = {};
  function Internals(def) {
    this.def = def;
    this.constr = _;
    this.traits = /* @__PURE__ */ new Set();
  }
  Internals.prototype = zodProto;
  const protoMembers = proto;
  const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
  function init(inst, def) {
    if (!inst._zod) {
      _zodDesc.value = new Internals(def);
      try {
        Object.defineProperty(inst, "_zod", _zodDesc);
      } finally {
        _zodDesc.value = void 0;
      }
    } else if (inst._zod.traits.has(name2)) {
      return;
    }
    inst._zod.traits.add(name2);
    initializer2(inst, def);
    if (initialized) {
      const own2 = Object.getPrototypeOf(inst);
      const ctorProto = inst._zod.constr.prototype;
      let up = own2;
      while (up && up !== ctorProto)
        up = Object.getPrototypeOf(up);
      const target = up ?? own2;
      if (!initialized.has(target)) {
        initialized.add(target);
        members(target, protoMembers);
      }
    }
    const proto2 = _.prototype;
    for (const k in proto2) {
      if (!Object.prototype.hasOwnProperty.call(proto2, k))
        continue;
      if (!(k in inst)) {
        inst[k] = proto2[k].bind(inst);
      }
    }
  }
  const Parent = params?.Parent ?? Object;
  class Definition extends Parent {
  }
  Object.defineProperty(Definition, "name", { value: name2 });
  function _(def) {
    const inst = params?.Parent ? newError(Definition) : this;
    init(inst, def);
    const deferred = inst._zod.deferred;
    if (deferred) {
      for (const fn of deferred) {
        fn();
      }
      inst._zod.deferred = void 0;
    }
    const pp = globalThis.__zod_globalConfig?.postProcessor;
    if (pp)
      pp(inst);
    return inst;
  }
  Object.defineProperty(_, "init", { value: init });
  Object.defineProperty(_, Symbol.hasInstance, {
    value: (inst) => {
      if (params?.Parent && inst instanceof params.Parent)
        return true;
      return inst?._zod?.traits?.has(name2);
    }
  });
  Object.defineProperty(_, "name", { value: name2 });
  return _;
}
var $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
var $ZodEncodeError = class extends Error {
  constructor(name2) {
    super(`Encountered unidirectional transform during encode: ${name2}`);
    this.name = "ZodEncodeError";
  }
};
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
var globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
  if (newConfig)
    Object.assign(globalConfig, newConfig);
  return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
  const internals = this._zod;
  internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
  return internals.message;
}
function _setMessage(value) {
  this._zod.message = value;
}
var _messageDesc = {
  get: _getMessage,
  set: _setMessage,
  enumerable: true,
  configurable: true
};
var _issuesDesc = { value: void 0, enumerable: false };
var _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
var initializer = (inst, def) => {
  inst.name = "$ZodError";
  _issuesDesc.value = def;
  Object.defineProperty(inst, "issues", _issuesDesc);
  _issuesDesc.value = void 0;
  Object.defineProperty(inst, "message", _messageDesc);
  const proto = Object.getPrototypeOf(inst);
  if (!_installedToString.has(proto)) {
    _installedToString.add(proto);
    Object.defineProperty(proto, "toString", {
      configurable: true,
      enumerable: false,
      get() {
        const value = () => this.message;
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(this, "toString", { value, configurable: true, writable: true });
      }
    });
  }
};
var $ZodError = $constructor("$ZodError", initializer);
var $ZodRealError = $constructor("$ZodError", initializer, void 0, {
  Parent: Error
});

// node_modules/zod/v4/core/parse.js
var _parse = (_Err) => {
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
      throw new $ZodAsyncError();
    }
    if (result.issues.length) {
      const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, _params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var parse = /* @__PURE__ */ _parse($ZodRealError);
var _parseAsync = (_Err) => {
  const fn = async (schema, value, _ctx, params) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise)
      result = await result;
    if (result.issues.length) {
      const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var parseAsync = /* @__PURE__ */ _parseAsync($ZodRealError);
var _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var safeParse = /* @__PURE__ */ _safeParse($ZodRealError);
function failure(Err, issues, ctx) {
  let error;
  return {
    success: false,
    get error() {
      if (!error) {
        error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
        issues = void 0;
        ctx = void 0;
      }
      return error;
    },
    set error(e) {
      error = e;
      issues = void 0;
      ctx = void 0;
    }
  };
}
var _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise)
    result = await result;
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var safeParseAsync = /* @__PURE__ */ _safeParseAsync($ZodRealError);

// node_modules/zod/v4/core/regexes.js
var duration = /^P(?:(\d+W)|(?!.*W)(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?)$/;
var dateSource = `(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))`;
function anchor(source) {
  return new RegExp(`^${source}$`);
}
var date = /* @__PURE__ */ anchor(dateSource);
function timeSource(args) {
  const hhmm = `(?:[01]\\d|2[0-3]):[0-5]\\d`;
  const regex = typeof args.precision === "number" ? args.precision === -1 ? `${hhmm}` : args.precision === 0 ? `${hhmm}:[0-5]\\d` : `${hhmm}:[0-5]\\d\\.\\d{${args.precision}}` : args.seconds ? `${hhmm}:[0-5]\\d(?:\\.\\d+)?` : `${hhmm}(?::[0-5]\\d(?:\\.\\d+)?)?`;
  return regex;
}
function time(args) {
  return new RegExp(`^${timeSource(args)}$`);
}
function datetime(args) {
  const opts = ["Z"];
  if (args.offset)
    opts.push(`([+-](?:[01]\\d|2[0-3]):[0-5]\\d)`);
  const qualified = `${timeSource({ precision: args.precision, seconds: true })}(?:${opts.join("|")})`;
  const timeRegex = args.local ? `${qualified}|${timeSource({ precision: args.precision })}` : qualified;
  return new RegExp(`^${dateSource}T(?:${timeRegex})$`);
}
var anyString = /^[\s\S]{0,}$/;
var number = /^-?\d+(?:\.\d+)?$/;
var boolean = /^(?:true|false)$/i;

// node_modules/zod/v4/core/checks.js
var $ZodCheck = /* @__PURE__ */ $constructor("$ZodCheck", (inst, def) => {
  var _a2;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a2 = inst._zod).onattach ?? (_a2.onattach = []);
});
var _whenHasLength = (payload) => {
  const val = payload.value;
  return !nullish(val) && val.length !== void 0;
};
var numericOriginMap = {
  number: "number",
  bigint: "bigint",
  object: "date"
};
var $ZodCheckLessThan = /* @__PURE__ */ $constructor("$ZodCheckLessThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value <= def.value : payload.value < def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_big",
      maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckGreaterThan = /* @__PURE__ */ $constructor("$ZodCheckGreaterThan", (inst, def) => {
  $ZodCheck.init(inst, def);
  const origin = numericOriginMap[typeof def.value];
  inst._zod.check = (payload) => {
    if (def.inclusive ? payload.value >= def.value : payload.value > def.value) {
      return;
    }
    payload.issues.push({
      origin: numericOriginMap[typeof payload.value] ?? origin,
      code: "too_small",
      minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
      input: payload.value,
      inclusive: def.inclusive,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckNumberFormat = /* @__PURE__ */ $constructor("$ZodCheckNumberFormat", (inst, def) => {
  $ZodCheck.init(inst, def);
  def.format = def.format || "float64";
  const isInt = def.format?.includes("int");
  const origin = isInt ? "int" : "number";
  const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
  inst._zod.check = (payload) => {
    const input = payload.value;
    if (isInt) {
      if (!Number.isInteger(input)) {
        payload.issues.push({
          expected: origin,
          format: def.format,
          code: "invalid_type",
          continue: false,
          input,
          inst
        });
        return;
      }
      if (!Number.isSafeInteger(input)) {
        if (input > 0) {
          payload.issues.push({
            input,
            code: "too_big",
            maximum: Number.MAX_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        } else {
          payload.issues.push({
            input,
            code: "too_small",
            minimum: Number.MIN_SAFE_INTEGER,
            note: "Integers must be within the safe integer range.",
            inst,
            origin,
            inclusive: true,
            continue: !def.abort
          });
        }
        return;
      }
    }
    if (input < minimum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_small",
        minimum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
    if (input > maximum) {
      payload.issues.push({
        origin: "number",
        input,
        code: "too_big",
        maximum,
        inclusive: true,
        inst,
        continue: !def.abort
      });
    }
  };
});
var $ZodCheckMaxLength = /* @__PURE__ */ $constructor("$ZodCheckMaxLength", (inst, def) => {
  var _a2;
  $ZodCheck.init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units > def.maximum ? codePointLength(input) : units;
    if (length <= def.maximum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_big",
      maximum: def.maximum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckMinLength = /* @__PURE__ */ $constructor("$ZodCheckMinLength", (inst, def) => {
  var _a2;
  $ZodCheck.init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length = typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units;
    if (length >= def.minimum)
      return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: "too_small",
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckStringFormat = /* @__PURE__ */ $constructor("$ZodCheckStringFormat", (inst, def) => {
  var _a2, _b;
  $ZodCheck.init(inst, def);
  if (def.pattern)
    (_a2 = inst._zod).check ?? (_a2.check = (payload) => {
      def.pattern.lastIndex = 0;
      if (def.pattern.test(payload.value))
        return;
      payload.issues.push({
        origin: "string",
        code: "invalid_format",
        format: def.format,
        input: payload.value,
        ...def.pattern ? { pattern: def.pattern.toString() } : {},
        inst,
        continue: !def.abort
      });
    });
  else
    (_b = inst._zod).check ?? (_b.check = () => {
    });
});
var $ZodCheckRegex = /* @__PURE__ */ $constructor("$ZodCheckRegex", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  inst._zod.check = (payload) => {
    def.pattern.lastIndex = 0;
    if (def.pattern.test(payload.value))
      return;
    payload.issues.push({
      origin: "string",
      code: "invalid_format",
      format: "regex",
      input: payload.value,
      pattern: def.pattern.toString(),
      inst,
      continue: !def.abort
    });
  };
});
var $ZodCheckOverwrite = /* @__PURE__ */ $constructor("$ZodCheckOverwrite", (inst, def) => {
  $ZodCheck.init(inst, def);
  inst._zod.check = (payload) => {
    payload.value = def.tx(payload.value);
  };
});

// node_modules/zod/v4/core/versions.js
var version = {
  major: 4,
  minor: 6,
  patch: 7
};

// node_modules/zod/v4/core/schemas.js
var $ZodType = /* @__PURE__ */ $constructor("$ZodType", (inst, def) => {
  var _a2;
  inst ?? (inst = {});
  inst._zod.def = def;
  inst._zod.bag = inst._zod.bag || {};
  inst._zod.version = version;
  const defChecks = inst._zod.def.checks;
  const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
  for (const ch of checks) {
    for (const fn of ch._zod.onattach) {
      fn(inst);
    }
  }
  if (checks.length === 0) {
    (_a2 = inst._zod).deferred ?? (_a2.deferred = []);
    inst._zod.deferred?.push(() => {
      inst._zod.run = inst._zod.parse;
    });
  } else {
    const runChecks = (payload, checks2, ctx) => {
      if (payload.memo)
        return payload;
      let isAborted = aborted(payload);
      let asyncResult;
      for (const ch of checks2) {
        if (ch._zod.def.when) {
          if (explicitlyAborted(payload))
            continue;
          const shouldRun = ch._zod.def.when(payload);
          if (!shouldRun)
            continue;
        } else if (isAborted) {
          continue;
        }
        const currLen = payload.issues.length;
        const _ = ch._zod.check(payload);
        if (_ instanceof Promise && ctx?.async === false) {
          throw new $ZodAsyncError();
        }
        if (asyncResult || _ instanceof Promise) {
          asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
            await _;
            const nextLen = payload.issues.length;
            if (nextLen === currLen)
              return;
            attachSchema(payload.issues, currLen, inst);
            if (!isAborted)
              isAborted = aborted(payload, currLen);
          });
        } else {
          const nextLen = payload.issues.length;
          if (nextLen === currLen)
            continue;
          attachSchema(payload.issues, currLen, inst);
          if (!isAborted)
            isAborted = aborted(payload, currLen);
        }
      }
      if (asyncResult) {
        return asyncResult.then(() => {
          return payload;
        });
      }
      return payload;
    };
    const handleCanaryResult = (canary, payload, ctx) => {
      if (aborted(canary)) {
        canary.aborted = true;
        return canary;
      }
      const checkResult = runChecks(payload, checks, ctx);
      if (checkResult instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
      }
      return inst._zod.parse(checkResult, ctx);
    };
    inst._zod.run = (payload, ctx) => {
      if (ctx.skipChecks) {
        return inst._zod.parse(payload, ctx);
      }
      if (ctx.direction === "backward") {
        const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
        if (canary instanceof Promise) {
          return canary.then((canary2) => {
            return handleCanaryResult(canary2, payload, ctx);
          });
        }
        return handleCanaryResult(canary, payload, ctx);
      }
      const result = inst._zod.parse(payload, ctx);
      if (result instanceof Promise) {
        if (ctx.async === false)
          throw new $ZodAsyncError();
        return result.then((result2) => runChecks(result2, checks, ctx));
      }
      return runChecks(result, checks, ctx);
    };
  }
}, {
  // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
  get "~standard"() {
    return hide(this, "~standard", standardProps(this));
  },
  set "~standard"(value) {
    own(this, "~standard", value);
  }
});
var toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
  const ctx = { async: true };
  return toStandardResult(await inst._zod.run({ value, issues: [] }, ctx), ctx);
}
function standardProps(inst) {
  return {
    validate: (value) => {
      const ctx = { async: false };
      try {
        const r = inst._zod.run({ value, issues: [] }, ctx);
        if (!(r instanceof Promise))
          return toStandardResult(r, ctx);
      } catch (_) {
      }
      return validateAsync(inst, value);
    },
    vendor: "zod",
    version: 1
  };
}
var $ZodString = /* @__PURE__ */ $constructor("$ZodString", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = def.pattern ?? anyString;
  inst._zod.parse = (payload, _) => {
    if (def.coerce)
      try {
        payload.value = String(payload.value);
      } catch (_2) {
      }
    if (typeof payload.value === "string")
      return payload;
    payload.issues.push({
      expected: "string",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
var $ZodStringFormat = /* @__PURE__ */ $constructor("$ZodStringFormat", (inst, def) => {
  $ZodCheckStringFormat.init(inst, def);
  $ZodString.init(inst, def);
});
var $ZodISODateTime = /* @__PURE__ */ $constructor("$ZodISODateTime", (inst, def) => {
  def.pattern ?? (def.pattern = datetime(def));
  $ZodStringFormat.init(inst, def);
});
var $ZodISODate = /* @__PURE__ */ $constructor("$ZodISODate", (inst, def) => {
  def.pattern ?? (def.pattern = date);
  $ZodStringFormat.init(inst, def);
});
var $ZodISOTime = /* @__PURE__ */ $constructor("$ZodISOTime", (inst, def) => {
  def.pattern ?? (def.pattern = time(def));
  $ZodStringFormat.init(inst, def);
});
var $ZodISODuration = /* @__PURE__ */ $constructor("$ZodISODuration", (inst, def) => {
  def.pattern ?? (def.pattern = duration);
  $ZodStringFormat.init(inst, def);
});
var $ZodNumber = /* @__PURE__ */ $constructor("$ZodNumber", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = number;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Number(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) {
      return payload;
    }
    const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
    payload.issues.push({
      expected: "number",
      code: "invalid_type",
      input,
      inst,
      ...received ? { received } : {}
    });
    return payload;
  };
});
var $ZodNumberFormat = /* @__PURE__ */ $constructor("$ZodNumberFormat", (inst, def) => {
  $ZodCheckNumberFormat.init(inst, def);
  $ZodNumber.init(inst, def);
});
var $ZodBoolean = /* @__PURE__ */ $constructor("$ZodBoolean", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = boolean;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Boolean(payload.value);
      } catch (_) {
      }
    const input = payload.value;
    if (typeof input === "boolean")
      return payload;
    payload.issues.push({
      expected: "boolean",
      code: "invalid_type",
      input,
      inst
    });
    return payload;
  };
});
var $ZodUnknown = /* @__PURE__ */ $constructor("$ZodUnknown", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload) => payload;
});
var $ZodNever = /* @__PURE__ */ $constructor("$ZodNever", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    payload.issues.push({
      expected: "never",
      code: "invalid_type",
      input: payload.value,
      inst
    });
    return payload;
  };
});
function capSize(inst, size) {
  const caps = sizeCaps(inst._zod.def.checks);
  if (!caps.length)
    return;
  const cap2 = Math.min(...caps.map((c2) => c2[0]));
  const parse2 = inst._zod.parse;
  inst._zod.parse = (payload, ctx) => {
    const n2 = size(payload.value);
    if (n2 > cap2 && !ctx?.skipChecks && ctx?.direction !== "backward") {
      for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
        if (n2 > max && ch._zod.def.when(payload)) {
          const start = payload.issues.length;
          ch._zod.check(payload);
          payload.issues[start].continue = false;
          attachSchema(payload.issues, start, inst);
          return payload;
        }
      }
    }
    return parse2(payload, ctx);
  };
}
var arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index, result.issues));
  }
  final.value[index] = result.value;
}
var $ZodArray = /* @__PURE__ */ $constructor("$ZodArray", (inst, def) => {
  $ZodType.init(inst, def);
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        expected: "array",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
    const proms = [];
    const abortEarly = ctx?.abortEarly;
    for (let i = 0; i < input.length; i++) {
      const item = input[i];
      const result = def.element._zod.run({
        value: item,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleArrayResult(result2, payload, i)));
      } else {
        handleArrayResult(result, payload, i);
        if (abortEarly && result.issues.length !== 0 && aborted(result))
          break;
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
  capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
  const isPresent = key in input;
  const isOptionalOut = optout === "optional";
  if (!isPresent && isOptionalOut && optin === "optional") {
    return;
  }
  if (result.issues.length) {
    if (optin !== void 0 && isOptionalOut && !isPresent) {
      return;
    }
    final.issues.push(...prefixIssues(key, result.issues));
  }
  if (!isPresent && optin === void 0) {
    if (!result.issues.length) {
      final.issues.push({
        code: "invalid_type",
        expected: "nonoptional",
        input: void 0,
        path: [key]
      });
    }
    return;
  }
  if (result.value === void 0) {
    if (isPresent || optin === "defaulted" && !isOptionalOut) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
}
var NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  const ownSymbols = Object.getOwnPropertySymbols(def.shape);
  const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
  const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
  for (const k of allKeys) {
    if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) {
      throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    allKeys,
    symbolKeys,
    // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys)
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t2 = _catchall.def.type;
  const optin = _catchall.optin;
  const optout = _catchall.optout;
  let seen = 0;
  for (const key in input) {
    if (abortEarly && payload.issues.length !== seen) {
      if (aborted(payload, seen))
        break;
      seen = payload.issues.length;
    }
    if (keySet.has(key))
      continue;
    if (key === "__proto__") {
      if (t2 === "never")
        unrecognized.push(key);
      continue;
    }
    if (t2 === "never") {
      unrecognized.push(key);
      continue;
    }
    const r = _catchall.run({ value: input[key], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
    } else {
      handlePropertyResult(r, payload, key, input, optin, optout);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: "unrecognized_keys",
      keys: unrecognized,
      input,
      inst,
      // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
      continue: true
    });
  }
  if (!proms.length)
    return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
var $ZodObject = /* @__PURE__ */ $constructor("$ZodObject", (inst, def) => {
  $ZodType.init(inst, def);
  const desc = Object.getOwnPropertyDescriptor(def, "shape");
  const sh = desc?.get ? desc.get.raw : def.shape ?? {};
  if (sh) {
    const get = () => {
      const newSh = { ...sh };
      Object.defineProperty(def, "shape", { value: newSh });
      get.raw = newSh;
      return newSh;
    };
    get.raw = sh;
    Object.defineProperty(def, "shape", { get });
  }
  const _normalized = cached(() => normalizeDef(def));
  defineLazyInternal(inst, "propValues", (zod) => {
    const shape2 = zod.def.shape;
    const propValues = {};
    for (const key in shape2) {
      const field = shape2[key]._zod;
      if (field.values) {
        if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
          assignProp(propValues, key, /* @__PURE__ */ new Set());
        }
        for (const v of field.values)
          propValues[key].add(v);
        if (field.optin !== void 0)
          propValues[key].add(void 0);
      }
    }
    return propValues;
  });
  const isObject2 = isObject;
  const catchall = def.catchall;
  let value;
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: "object",
        code: "invalid_type",
        input,
        inst
      });
      return payload;
    }
    payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
    const proms = [];
    const shape2 = value.shape;
    const abortEarly = ctx?.abortEarly;
    let seen = payload.issues.length;
    for (const key of value.allKeys) {
      if (abortEarly && payload.issues.length !== seen) {
        if (aborted(payload, seen))
          break;
        seen = payload.issues.length;
      }
      if (key === "__proto__")
        continue;
      const el = shape2[key];
      const optin = el._zod.optin;
      const optout = el._zod.optout;
      const r = el._zod.run({ value: input[key], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
      } else {
        handlePropertyResult(r, payload, key, input, optin, optout);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
  };
});
function handleUnionResults(results, final, inst, ctx) {
  for (const result of results) {
    if (result.issues.length === 0) {
      final.value = result.value;
      return final;
    }
  }
  const nonaborted = results.filter((r) => !aborted(r));
  if (nonaborted.length === 1) {
    final.value = nonaborted[0].value;
    return nonaborted[0];
  }
  final.issues.push({
    code: "invalid_union",
    input: final.value,
    inst,
    errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
  });
  return final;
}
var $ZodUnion = /* @__PURE__ */ $constructor("$ZodUnion", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
  defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
  defineLazyInternal(inst, "values", (zod) => {
    if (zod.def.options.every((o) => o._zod.values)) {
      return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
    }
    return void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    if (zod.def.options.every((o) => o._zod.pattern)) {
      const patterns = zod.def.options.map((o) => o._zod.pattern);
      return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
    }
    return void 0;
  });
  const first = def.options.length === 1 ? def.options[0]._zod.run : null;
  inst._zod.parse = (payload, ctx) => {
    if (first) {
      return first(payload, ctx);
    }
    let async = false;
    const results = [];
    for (const option of def.options) {
      const result = option._zod.run({
        value: payload.value,
        issues: []
      }, ctx);
      if (result instanceof Promise) {
        results.push(result);
        async = true;
      } else {
        if (result.issues.length === 0)
          return result;
        results.push(result);
      }
    }
    if (!async)
      return handleUnionResults(results, payload, inst, ctx);
    return Promise.all(results).then((results2) => {
      return handleUnionResults(results2, payload, inst, ctx);
    });
  };
});
var $ZodEnum = /* @__PURE__ */ $constructor("$ZodEnum", (inst, def) => {
  $ZodType.init(inst, def);
  const values = getEnumValues(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  defineLazyInternal(inst, "pattern", (zod) => {
    const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
    return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (valuesSet.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodLiteral = /* @__PURE__ */ $constructor("$ZodLiteral", (inst, def) => {
  $ZodType.init(inst, def);
  const values = new Set(def.values);
  inst._zod.values = values;
  defineLazyInternal(inst, "pattern", (zod) => {
    const vals = zod.def.values;
    return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (values.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: "invalid_value",
      values: def.values,
      input,
      inst
    });
    return payload;
  };
});
var $ZodTransform = /* @__PURE__ */ $constructor("$ZodTransform", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "optional";
  globalConfig.memoizer?.guard(inst);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      throw new $ZodEncodeError(inst.constructor.name);
    }
    const _out = def.transform(payload.value, payload);
    if (ctx.async) {
      const output = _out instanceof Promise ? _out : Promise.resolve(_out);
      return output.then((output2) => {
        payload.value = output2;
        return payload;
      });
    }
    if (_out instanceof Promise) {
      throw new $ZodAsyncError();
    }
    payload.value = _out;
    return payload;
  };
});
function handleOptionalResult(payload, result) {
  payload.value = result.issues.length ? void 0 : result.value;
  return payload;
}
var $ZodOptional = /* @__PURE__ */ $constructor("$ZodOptional", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
  inst._zod.optout = "optional";
  defineLazyInternal(inst, "values", (zod) => {
    const values = zod.def.innerType._zod.values;
    return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
  });
  defineLazyInternal(inst, "pattern", (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === void 0) {
      if (def.innerType._zod.optin !== "defaulted")
        return payload;
      const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
      if (result instanceof Promise)
        return result.then((result2) => handleOptionalResult(payload, result2));
      return handleOptionalResult(payload, result);
    }
    return def.innerType._zod.run(payload, ctx);
  };
});
var $ZodDefault = /* @__PURE__ */ $constructor("$ZodDefault", (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.optin = "defaulted";
  defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      return def.innerType._zod.run(payload, ctx);
    }
    if (payload.value === void 0) {
      payload.value = def.defaultValue;
      return payload;
    }
    const result = def.innerType._zod.run(payload, ctx);
    if (result instanceof Promise) {
      return result.then((result2) => handleDefaultResult(result2, def));
    }
    return handleDefaultResult(result, def);
  };
});
function handleDefaultResult(payload, def) {
  if (payload.value === void 0) {
    payload.value = def.defaultValue;
  }
  return payload;
}
var $ZodPipe = /* @__PURE__ */ $constructor("$ZodPipe", (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
  defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
  defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
  defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
  inst._zod.parse = (payload, ctx) => {
    if (ctx.direction === "backward") {
      const right = def.out._zod.run(payload, ctx);
      if (right instanceof Promise) {
        return right.then((right2) => handlePipeResult(right2, def.in, ctx));
      }
      return handlePipeResult(right, def.in, ctx);
    }
    const left = def.in._zod.run(payload, ctx);
    if (left instanceof Promise) {
      return left.then((left2) => handlePipeResult(left2, def.out, ctx));
    }
    return handlePipeResult(left, def.out, ctx);
  };
});
function handlePipeResult(left, next, ctx) {
  if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
    left.aborted = true;
    return left;
  }
  return next._zod.run({ value: left.value, issues: left.issues }, ctx);
}

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
  if (def.checks)
    def.checks = [...def.checks];
  return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
  return new Class(snapshotChecks({ type: "string", ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _isoDateTime(Class, params) {
  return new Class({
    type: "string",
    format: "datetime",
    check: "string_format",
    offset: false,
    local: false,
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDate(Class, params) {
  return new Class({
    type: "string",
    format: "date",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoTime(Class, params) {
  return new Class({
    type: "string",
    format: "time",
    check: "string_format",
    precision: null,
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _isoDuration(Class, params) {
  return new Class({
    type: "string",
    format: "duration",
    check: "string_format",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
  return new Class(snapshotChecks({ type: "number", checks: [], ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
  return new Class({
    type: "number",
    check: "number_format",
    abort: false,
    format: "safeint",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
  return new Class({
    type: "boolean",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
  return new Class({
    type: "unknown"
  });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
  return new Class({
    type: "never",
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
  return new $ZodCheckLessThan({
    check: "less_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
  return new $ZodCheckGreaterThan({
    check: "greater_than",
    ...normalizeParams(params),
    value,
    inclusive: true
  });
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
  const ch = new $ZodCheckMaxLength({
    check: "max_length",
    ...normalizeParams(params),
    maximum
  });
  return ch;
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
  return new $ZodCheckMinLength({
    check: "min_length",
    ...normalizeParams(params),
    minimum
  });
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
  return new $ZodCheckRegex({
    check: "string_format",
    format: "regex",
    ...normalizeParams(params),
    pattern
  });
}
// @__NO_SIDE_EFFECTS__
function _overwrite(tx) {
  return new $ZodCheckOverwrite({
    check: "overwrite",
    tx
  });
}

// node_modules/zod/v4/mini/schemas.js
var ZodMiniType = /* @__PURE__ */ $constructor("ZodMiniType", (inst, def) => {
  if (!inst._zod)
    throw new Error("Uninitialized schema in ZodMiniType.");
  $ZodType.init(inst, def);
  inst.def = def;
  inst.type = def.type;
}, {
  // `with` is an alias for `check`: the same function object, not a wrapper.
  get with() {
    return this.check;
  },
  set with(value) {
    own(this, "with", value);
  },
  parse(data, params) {
    return parse(this, data, params, { callee: this.parse });
  },
  parseAsync(data, params) {
    return parseAsync(this, data, params, { callee: this.parseAsync });
  },
  safeParse(data, params) {
    return safeParse(this, data, params);
  },
  safeParseAsync(data, params) {
    return safeParseAsync(this, data, params);
  },
  check(...checks) {
    const def = this.def;
    return this.clone({
      ...def,
      checks: [
        ...def.checks ?? [],
        ...checks.map((ch) => typeof ch === "function" ? { _zod: { check: ch, def: { check: "custom" }, onattach: [] } } : ch)
      ]
    }, { parent: true });
  },
  clone(_def, params) {
    return clone(this, _def, params);
  },
  brand() {
    return this;
  },
  register(reg, meta2) {
    reg.add(this, meta2);
    return this;
  },
  apply(fn, ...args) {
    return args.length === 0 ? fn(this) : fn(this, ...args);
  }
});
var ZodMiniString = /* @__PURE__ */ $constructor("ZodMiniString", (inst, def) => {
  $ZodString.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function string2(params) {
  return _string(ZodMiniString, params);
}
var ZodMiniStringFormat = /* @__PURE__ */ $constructor("ZodMiniStringFormat", (inst, def) => {
  $ZodStringFormat.init(inst, def);
  ZodMiniString.init(inst, def);
});
var ZodMiniNumber = /* @__PURE__ */ $constructor("ZodMiniNumber", (inst, def) => {
  $ZodNumber.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function number2(params) {
  return _number(ZodMiniNumber, params);
}
var ZodMiniNumberFormat = /* @__PURE__ */ $constructor("ZodMiniNumberFormat", (inst, def) => {
  $ZodNumberFormat.init(inst, def);
  ZodMiniNumber.init(inst, def);
});
function int(params) {
  return _int(ZodMiniNumberFormat, params);
}
var ZodMiniBoolean = /* @__PURE__ */ $constructor("ZodMiniBoolean", (inst, def) => {
  $ZodBoolean.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function boolean2(params) {
  return _boolean(ZodMiniBoolean, params);
}
var ZodMiniUnknown = /* @__PURE__ */ $constructor("ZodMiniUnknown", (inst, def) => {
  $ZodUnknown.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
  return _unknown(ZodMiniUnknown);
}
var ZodMiniNever = /* @__PURE__ */ $constructor("ZodMiniNever", (inst, def) => {
  $ZodNever.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function never(params) {
  return _never(ZodMiniNever, params);
}
var ZodMiniArray = /* @__PURE__ */ $constructor("ZodMiniArray", (inst, def) => {
  $ZodArray.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
  return new ZodMiniArray({
    type: "array",
    element,
    ...normalizeParams(params)
  });
}
var ZodMiniObject = /* @__PURE__ */ $constructor("ZodMiniObject", (inst, def) => {
  $ZodObject.init(inst, def);
  ZodMiniType.init(inst, def);
  installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function strictObject(shape2, params) {
  return new ZodMiniObject({
    type: "object",
    shape: shape2,
    catchall: /* @__PURE__ */ never(),
    ...normalizeParams(params)
  });
}
// @__NO_SIDE_EFFECTS__
function looseObject(shape2, params) {
  return new ZodMiniObject({
    type: "object",
    shape: shape2,
    catchall: /* @__PURE__ */ unknown(),
    ...normalizeParams(params)
  });
}
var ZodMiniUnion = /* @__PURE__ */ $constructor("ZodMiniUnion", (inst, def) => {
  $ZodUnion.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
  return new ZodMiniUnion({
    type: "union",
    options,
    ...normalizeParams(params)
  });
}
var ZodMiniEnum = /* @__PURE__ */ $constructor("ZodMiniEnum", (inst, def) => {
  $ZodEnum.init(inst, def);
  ZodMiniType.init(inst, def);
  inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new ZodMiniEnum({
    type: "enum",
    entries,
    ...normalizeParams(params)
  });
}
var ZodMiniLiteral = /* @__PURE__ */ $constructor("ZodMiniLiteral", (inst, def) => {
  $ZodLiteral.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
  return new ZodMiniLiteral({
    type: "literal",
    values: Array.isArray(value) ? value : [value],
    ...normalizeParams(params)
  });
}
var ZodMiniTransform = /* @__PURE__ */ $constructor("ZodMiniTransform", (inst, def) => {
  $ZodTransform.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
  return new ZodMiniTransform({
    type: "transform",
    transform: fn
  });
}
var ZodMiniOptional = /* @__PURE__ */ $constructor("ZodMiniOptional", (inst, def) => {
  $ZodOptional.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
  return new ZodMiniOptional({
    type: "optional",
    innerType
  });
}
var ZodMiniDefault = /* @__PURE__ */ $constructor("ZodMiniDefault", (inst, def) => {
  $ZodDefault.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _default(innerType, defaultValue) {
  return new ZodMiniDefault({
    type: "default",
    innerType,
    get defaultValue() {
      return typeof defaultValue === "function" ? defaultValue() : shallowClone(defaultValue);
    }
  });
}
var ZodMiniPipe = /* @__PURE__ */ $constructor("ZodMiniPipe", (inst, def) => {
  $ZodPipe.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
  return new ZodMiniPipe({
    type: "pipe",
    in: in_,
    out
  });
}

// node_modules/zod/v4/mini/iso.js
var iso_exports = {};
__export(iso_exports, {
  ZodMiniISODate: () => ZodMiniISODate,
  ZodMiniISODateTime: () => ZodMiniISODateTime,
  ZodMiniISODuration: () => ZodMiniISODuration,
  ZodMiniISOTime: () => ZodMiniISOTime,
  date: () => date2,
  datetime: () => datetime2,
  duration: () => duration2,
  time: () => time2
});
var ZodMiniISODateTime = /* @__PURE__ */ $constructor("ZodMiniISODateTime", (inst, def) => {
  $ZodISODateTime.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function datetime2(params) {
  return _isoDateTime(ZodMiniISODateTime, params);
}
var ZodMiniISODate = /* @__PURE__ */ $constructor("ZodMiniISODate", (inst, def) => {
  $ZodISODate.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function date2(params) {
  return _isoDate(ZodMiniISODate, params);
}
var ZodMiniISOTime = /* @__PURE__ */ $constructor("ZodMiniISOTime", (inst, def) => {
  $ZodISOTime.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function time2(params) {
  return _isoTime(ZodMiniISOTime, params);
}
var ZodMiniISODuration = /* @__PURE__ */ $constructor("ZodMiniISODuration", (inst, def) => {
  $ZodISODuration.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function duration2(params) {
  return _isoDuration(ZodMiniISODuration, params);
}

// src/errors/linkage-error.ts
var MAX_FAULTS = 100;
var LinkageError = class extends Error {
  name = "LinkageError";
  /** Stable, for programs: `INVALID_INPUT`, `INVALID_OPTIONS`, `SUM_TOO_LARGE`, `SELF_CHECK_FAILED` … */
  code;
  /** All faults found, the first {@link MAX_FAULTS} of them. */
  details;
  /** How many faults were found beyond those in `details`. */
  omitted;
  constructor(code, message, details = []) {
    const first = details[0];
    const where = first ? ` First: ${formatPath(first.path)}: ${first.message}` : "";
    const count = details.length > 1 ? ` (${details.length} faults)` : "";
    super(`${message}${count}${where}`);
    this.code = code;
    this.details = details.slice(0, MAX_FAULTS);
    this.omitted = Math.max(0, details.length - MAX_FAULTS);
  }
};
function formatPath(path) {
  let text2 = "";
  for (const step of path) text2 += typeof step === "number" ? `[${step}]` : text2 === "" ? step : `.${step}`;
  return text2 === "" ? "input" : text2;
}
function printable(value) {
  switch (typeof value) {
    case "string":
      return value.length > 200 ? `${value.slice(0, 200)}\u2026` : value;
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "boolean":
    case "undefined":
      return value;
    case "object":
      return value === null ? null : isArray(value) ? "[array]" : "[object]";
    default:
      return `[${typeof value}]`;
  }
}
function isArray(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

// src/errors/fault-list.ts
function reporter(faults) {
  const places = /* @__PURE__ */ new Set();
  return (code, path, value, message) => {
    const place2 = JSON.stringify(path);
    if (places.has(place2)) return;
    places.add(place2);
    faults.push({ code, path: [...path], value: printable(value), message });
  };
}
function found(value) {
  const shown = printable(value);
  if (typeof value === "string")
    return `the string ${JSON.stringify(value.slice(0, 60))}${value.length > 60 ? "\u2026" : ""}`;
  if (value === null) return "null";
  if (shown === "[array]") return "a list";
  if (shown === "[object]") return "an object";
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}

// src/errors/nearest.ts
function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
var UNSEEN = /(?:\p{Cf}|[\ufe00-\ufe0f])+/gu;
function fold(word2) {
  return word2.normalize("NFKC").toLowerCase().replace(UNSEEN, "").replace(/\s+/g, "");
}
function isSwapped(a, b) {
  if (a.length !== b.length) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i + 1 < a.length && a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
var ENOUGH = 3e5;
var editsAllowed = (length) => Math.min(2, Math.floor((length - 1) / 2));
function nearestIn(known, allowed = editsAllowed) {
  let byLength;
  const found2 = /* @__PURE__ */ new Map();
  let seen = 0;
  function read() {
    const lengths = /* @__PURE__ */ new Map();
    let at = 0;
    for (const word2 of known) {
      const folded = fold(word2);
      if (!lengths.has(folded.length)) lengths.set(folded.length, []);
      lengths.get(folded.length).push({ word: word2, folded, at: at++ });
    }
    return lengths;
  }
  function look(word2) {
    byLength ??= read();
    const folded = fold(word2);
    let best;
    for (let length = folded.length - 2; length <= folded.length + 2; length++) {
      const candidates = byLength.get(length) ?? [];
      seen += candidates.length;
      for (const { word: word3, folded: other, at } of candidates) {
        const edits = editsBetween(folded, other);
        if (edits > allowed(length) || best && (edits - best.edits || at - best.at) > 0) continue;
        best = { word: word3, at, edits };
      }
    }
    return best?.word;
  }
  return (word2) => {
    if (!found2.has(word2) && seen < ENOUGH) found2.set(word2, look(word2));
    return found2.get(word2);
  };
}
function editsBetween(a, b) {
  return a === b ? 0 : isSwapped(a, b) ? 1 : editDistance(a, b);
}
function nearestWord(word2, known) {
  return nearestIn(known)(word2);
}

// src/errors/findings.ts
function finding(code, what, value, hint2 = "") {
  if (value === void 0) return ["REQUIRED", `expected ${what}, found nothing.`];
  return [code, `expected ${what}, found ${found(value)}.${hint2 && ` ${hint2}`}`];
}
function leftOut(message) {
  return `${message} Maybe leave it out.`;
}
function faultOf([code, message], path, value) {
  return { code, path, value: printable(value), message };
}
function notTheNumber(value, law) {
  const { least, most, oneOf } = law;
  const range = oneOf ? oneOf.join(" or ") : least === void 0 ? `at most ${most}` : `at least ${least}`;
  return notExact(value, law) ?? finding("OUT_OF_RANGE", range, value);
}
function notExact(value, { whole: whole2, least, or = "" }) {
  const number4 = whole2 ? "whole number" : "number";
  const other = or && ` or ${or}`;
  if (typeof value !== "number") return finding("NOT_A_NUMBER", `a ${number4}${other}`, value, numeral(value));
  if (!Number.isFinite(value)) return finding("NOT_FINITE", `a finite ${number4}${other}`, value);
  if (whole2 && !Number.isInteger(value)) return finding("NOT_AN_INTEGER", `a ${number4}`, value);
  if (value < 0 && least === 0) return finding("NEGATIVE", `a ${number4} not below 0`, value);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return finding("TOO_LARGE", "at most 2^53 \u2212 1", value);
  return void 0;
}
function notOnTheList(value, known, { forms, or = "" } = {}) {
  const list2 = known.map((word2) => `'${word2}'`).join(", ");
  const other = typeof value === "string" ? forms?.get(value) : void 0;
  const near = other !== void 0 && known.includes(other) ? other : nearestOf(value, known);
  const what = `${known.length > 1 ? "one of " : ""}${list2}${or && ` or ${or}`}`;
  return finding("UNKNOWN_WORD", what, value, near && `Maybe '${near}'.`);
}
function nearestOf(value, known) {
  if (typeof value !== "string") return void 0;
  return nearestWord(value, known) ?? known.find((word2) => /^[-_ ]/.test(value.slice(word2.length)) && value.toLowerCase().startsWith(word2.toLowerCase()));
}
function notAKey(key, known) {
  const near = nearestWord(key, known);
  const list2 = known.map((word2) => `\`${word2}\``).join(", ");
  const hint2 = near === void 0 ? "" : ` Maybe \`${near}\`.`;
  return ["UNKNOWN_KEY", `expected ${known.length > 1 ? "one of " : ""}${list2}, found \`${key.slice(0, 60)}\`.${hint2}`];
}
var TYPES = {
  array: ["NOT_AN_ARRAY", "a list"],
  object: ["NOT_AN_OBJECT", "an object"],
  string: ["NOT_A_STRING", "a string"],
  boolean: ["NOT_A_BOOLEAN", "true or false"]
};
var isTypeName = (name2) => name2 in TYPES;
function notOfType(value, ...types) {
  const what = types.map((type) => TYPES[type][1]).join(" or ");
  return finding(TYPES[types[0]][0], what, value, quotes(types[0], value));
}
function numeral(value) {
  if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
    return `Maybe ${Number(value)} without quotes.`;
  return typeof value === "bigint" ? "Maybe Number(\u2026) of it." : "";
}
function quotes(wanted, value) {
  if (wanted === "array" && typeof value === "string") return `Maybe [${found(value).slice("the string ".length)}].`;
  return wanted === "string" && typeof value === "number" ? `Maybe "${value}" in quotes.` : "";
}

// src/errors/snapshot.ts
function whatThrew(error) {
  try {
    return error instanceof Error ? `"${String(error.message).slice(0, 100)}"` : "something that is not an error";
  } catch {
    return "an error that cannot be read";
  }
}

// src/errors/zod-issues.ts
var APART = "\0";
var PARSING = {
  error: ({ code, inst }) => code === "unrecognized_keys" ? keysOf(inst).join() : void 0
};
function keysOf({ _zod: { def } }) {
  return "shape" in def ? Object.keys(def.shape) : [...def.keyType._zod.values ?? []].map(String);
}
function parseBy(schema, value, at, report) {
  try {
    const parsed = schema.safeParse(value, PARSING);
    if (parsed.success) return parsed.data;
    reportIssues(parsed.error.issues, value, at, report, schema);
  } catch (error) {
    if (error instanceof LinkageError) throw error;
    report("UNREADABLE", at, void 0, `reading this threw ${whatThrew(error)}.`);
  }
  return void 0;
}
function reportIssues(issues, root, base2, report, schema, forms) {
  for (const { path, issue: issue2 } of issues.flatMap((each) => told(each))) {
    const at = [...base2, ...path];
    const tell = (place2, found2, [code, message]) => report(code, place2, found2, message);
    if (issue2.code === "unrecognized_keys") {
      for (const key of issue2.keys) tell([...at, key], key, notAKey(key, issue2.message.split(",")));
    } else {
      const value = valueAt(root, path);
      const [code, said] = judge(issue2, value, forms);
      tell(at, value, [code, value === null && mayLack(schema, root, path) ? leftOut(said) : said]);
    }
  }
}
function told(issue2, base2 = []) {
  const path = [...base2, ...issue2.path];
  const branch = issue2.code === "invalid_union" ? fittingBranch(issue2.errors) : void 0;
  return branch ? branch.flatMap((each) => told(each, path)) : [{ path, issue: issue2 }];
}
function fittingBranch(branches) {
  return branches.find((issues) => issues.some((issue2) => issue2.path.length > 0 || !isTypeIssue(issue2)));
}
var isTypeIssue = (issue2) => issue2.code === "invalid_type" || issue2.code === "invalid_value";
function valueAt(root, path) {
  return path.reduce((value, step) => value[step], root);
}
function mayLack(schema, root, path) {
  if (typeof path.at(-1) !== "string") return false;
  const { error } = safeParse(schema, without(root, path));
  return !error?.issues.flatMap((each) => told(each)).some(({ path: other, issue: issue2 }) => {
    const isWithin = other.every((step, i) => step === path[i]);
    return isWithin && (other.length === path.length || issue2.code === "invalid_union");
  });
}
function without(value, [step, ...rest]) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  if (rest.length === 0) Reflect.deleteProperty(copy, step);
  else Reflect.set(copy, step, without(Reflect.get(copy, step), rest));
  return copy;
}
var BY_CODE = {
  BAD_ID: "an id of 1 to 64 characters without control characters or lone surrogates",
  BAD_TEXT: "text without lone surrogates",
  BAD_ADMIN_CODE: "an administrative code of 2, 4, 6, 9 or 12 digits",
  BAD_INSTANT: "a real instant with its offset",
  EMPTY: "at least one element: leave the field out if anything will do"
};
function judge(issue2, value, forms) {
  const [code, sentence = BY_CODE[issue2.message], ownHint] = issue2.message.split(APART);
  if (sentence !== void 0) return finding(code, sentence, value, ownHint ?? hint(code, value));
  const wanted = expected(issue2);
  if (wanted.includes("number")) return judgeNumber(issue2, wanted, value);
  if (wanted.includes("word")) return notOnTheList(value, words(issue2), { forms });
  if (issue2.code === "invalid_key") return notAKey(String(issue2.path.at(-1)), issue2.issues.flatMap(words));
  if ((issue2.code === "too_small" || issue2.code === "too_big") && Array.isArray(value))
    return wrongLength(issue2, value);
  const types = wanted.filter(isTypeName);
  if (types.length > 0) return notOfType(value, ...types);
  return finding("INVALID_OPTION", "something else", value);
}
function wrongLength(issue2, { length }) {
  const bound = issue2.code === "too_small" ? `at least ${issue2.minimum}` : `at most ${issue2.maximum}`;
  return [length === 0 ? "EMPTY" : "OUT_OF_RANGE", `expected a list of ${bound}, found one of ${length}.`];
}
var OUR_TYPES = /* @__PURE__ */ new Map([
  ["int", "number"],
  ["record", "object"],
  ["tuple", "array"]
]);
function expected(issue2) {
  switch (issue2.code) {
    case "invalid_type":
      return [OUR_TYPES.get(issue2.expected) ?? issue2.expected];
    case "too_small":
    case "too_big":
      return [issue2.origin === "int" ? "number" : issue2.origin];
    case "invalid_value":
      return [typeof issue2.values[0] === "number" ? "number" : "word"];
    case "invalid_union":
      if (issue2.discriminator !== void 0) return ["word"];
      return [...new Set(issue2.errors.flatMap((branch) => branch.flatMap(expected)))];
    default:
      return [];
  }
}
function words(issue2) {
  if (issue2.code === "invalid_value") return issue2.values.map(String);
  if (issue2.code !== "invalid_union") return [];
  return [
    ...("options" in issue2 ? issue2.options ?? [] : []).map(String),
    ...issue2.errors.flatMap((branch) => branch.flatMap(words))
  ];
}
function judgeNumber(issue2, wanted, value) {
  const known = words(issue2);
  const word2 = wanted.includes("word") ? known.find((each) => Number.isNaN(Number(each))) : void 0;
  const [code, message] = notTheNumber(value, {
    whole: issue2.code === "invalid_type" && issue2.expected === "int",
    least: issue2.code === "too_small" ? Number(issue2.minimum) : void 0,
    most: issue2.code === "too_big" ? Number(issue2.maximum) : void 0,
    ...known.length > 0 && { oneOf: known },
    ...word2 !== void 0 && { or: `'${word2}'` }
  });
  const isSwapped2 = code === "OUT_OF_RANGE" && issue2.path.at(-1) === "lat" && Math.abs(Number(value)) <= 180;
  return [code, isSwapped2 ? `${message} Maybe latitude and longitude are swapped.` : message];
}
function hint(code, value) {
  if (typeof value !== "string") return "";
  const [, day, time3] = code === "BAD_INSTANT" && /^(\d{4}-\d\d-\d\d)(?:[T ]([\d:.]+))?$/.exec(value) || [];
  if (day !== void 0) return `Maybe "${day}T${time3 ?? "00:00:00"}+08:00".`;
  return code === "BAD_ID" && value === "" ? "Maybe the cell was empty." : "";
}

// src/errors/read-options.ts
var limits = {
  timeLimit: optional(number2().check(_gte(0))),
  workLimit: optional(int().check(_gte(0)))
};
function readOptions(shape2, options, at = []) {
  const schema = strictObject(shape2);
  const faults = [];
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const [code, said] = notOfType(options, "object");
    const message = options === null && schema.safeParse({}).success ? leftOut(said) : said;
    faults.push(faultOf([code, message], at.length > 0 ? at : ["options"], options));
  }
  const read = faults.length > 0 ? void 0 : parseBy(schema, options, at, reporter(faults));
  if (read === void 0) throw new LinkageError("INVALID_OPTIONS", "These options cannot be used.", faults);
  return read;
}

// src/kernel/maps.ts
function getOrSet(map, key, make) {
  let value = map.get(key);
  if (value === void 0) map.set(key, value = make());
  return value;
}

// src/doubles/candidates.ts
function eachCandidate(keys, window, visit) {
  const count = keys[0]?.length ?? 0;
  let scale = 1;
  while (scale < count) scale *= 2;
  const kept = 2 ** 53 / scale;
  const places = [];
  for (const [rule, key] of keys.entries()) {
    const order = Float64Array.from(key, (one, i) => one % kept * scale + i).sort();
    const place2 = new Int32Array(count);
    for (let at = 0; at < count; at++) place2[order[at] % scale] = at;
    places.push(place2);
    for (let at = 0; at < count; at++) {
      const i = order[at] % scale;
      if (key[i] === 0) continue;
      for (let other = at + 1; other < count && other <= at + window; other++) {
        const j = order[other] % scale;
        if (key[j] !== key[i]) break;
        if (!isMet(keys, places, rule, window, i, j)) visit(i, j);
      }
    }
  }
}
function isMet(keys, places, rules, window, i, j) {
  for (let rule = 0; rule < rules; rule++) {
    const key = keys[rule];
    if (key[i] !== 0 && key[i] === key[j] && Math.abs(places[rule][i] - places[rule][j]) <= window) return true;
  }
  return false;
}

// src/model/vocabulary.ts
var SOCIETIES = ["community", "socialWorker", "organisation", "volunteer", "resource"];
var URGENCIES = ["urgent", "difficult", "worrying", "hoped"];
var URGENCIES_ZH = ["\u6025", "\u96BE", "\u6101", "\u76FC"];
var ROLES = ["platform", "lead", "carrier", "helper", "supplement"];
var TIERS = ["street", "district", "city"];
var NODE_KINDS = ["station", ...SOCIETIES, "need", "capability"];
var RESOURCE_KINDS = ["fund", "goods", "venue", "equipment"];
var ASSET_DIMENSIONS = ["people", "culture", "place", "industry", "scenery"];
var DATUMS = ["WGS84", "GCJ02", "BD09"];
var SOCIETY_NAMES = {
  community: { zh: "\u793E\u533A", en: "community" },
  socialWorker: { zh: "\u793E\u4F1A\u5DE5\u4F5C\u8005", en: "social worker" },
  organisation: { zh: "\u793E\u533A\u793E\u4F1A\u7EC4\u7EC7", en: "community organisation" },
  volunteer: { zh: "\u793E\u533A\u5FD7\u613F\u8005", en: "volunteer" },
  resource: { zh: "\u793E\u533A\u516C\u76CA\u6148\u5584\u8D44\u6E90", en: "charitable resource" }
};
var RESOURCE_KIND_NAMES = {
  fund: { zh: "\u8D44\u91D1", en: "fund" },
  goods: { zh: "\u7269\u8D44", en: "goods" },
  venue: { zh: "\u573A\u5730", en: "venue" },
  equipment: { zh: "\u8BBE\u5907", en: "equipment" }
};
var URGENCY_WORDS = {
  urgent: ["\u7279\u6025", "\u7279\u63D0", "\u7279\u522B\u7D27\u6025", "\u975E\u5E38\u7D27\u6025", "\u7D27\u6025", "\u52A0\u6025", "\u5341\u4E07\u706B\u6025", "\u9AD8", "\u2605\u2605\u2605", "\u2605\u2605\u2605\u2605", "\u2605\u2605\u2605\u2605\u2605"],
  difficult: ["\u8F83\u6025", "\u8F83\u7D27\u6025", "\u6BD4\u8F83\u7D27\u6025", "\u6025\u4EF6", "\u91CD\u8981", "\u4E2D", "\u2605\u2605"],
  worrying: ["\u4E00\u822C", "\u666E\u901A", "\u5E38\u89C4", "\u5E73\u4EF6", "\u6B63\u5E38", "\u2605"],
  hoped: ["\u4E0D\u6025", "\u4E0D\u7D27\u6025", "\u4F4E", "\u7F13"]
};
var OTHER_FORMS = new Map([
  ["\u96E3", "\u96BE"],
  ...URGENCIES.flatMap((urgency2) => URGENCY_WORDS[urgency2].map((word2) => [word2, urgency2])),
  ...Object.entries(SOCIETY_NAMES).map(([word2, { zh }]) => [zh, word2]),
  ...Object.entries(RESOURCE_KIND_NAMES).map(([word2, { zh }]) => [zh, word2])
]);

// src/model/fields.ts
function record(shape2) {
  return looseObject(shape2);
}
var id = printableUpTo(64);
var nodeKey = printableUpTo(80);
var incubator = nodeKey.check(
  _overwrite((key) => /^(?:station|organisation):/.test(key) ? key : `station:${key}`)
);
function printableUpTo(most) {
  return string2().check(_maxLength(most, "BAD_ID"), _regex(/^[^\p{Cc}\p{Cs}]+$/u, "BAD_ID"));
}
var text = string2().check(_regex(/^[^\p{Cs}]*$/u, "BAD_TEXT"));
var noNegativeZero = _overwrite((value) => value + 0);
function whole(least = 0, most = Number.MAX_SAFE_INTEGER) {
  return number2().check(int(), _gte(least), _lte(most), noNegativeZero);
}
var amount = number2().check(_gte(0), noNegativeZero);
var degrees = (most) => number2().check(_gte(-most), _lte(most), noNegativeZero);
var PADDING = /^(\d\d)(?:0{10}|0{7}|0{4}|00)$|^(\d{4})(?:0{8}|0{5}|00)$|^(\d{6})(?:0{6}|000)$|^(\d{9})000$/;
var adminCode = string2().check(
  _regex(/^(?!00)(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/, "BAD_ADMIN_CODE"),
  _overwrite((code) => {
    const padded = PADDING.exec(code);
    return padded?.[1] ?? padded?.[2] ?? padded?.[3] ?? padded?.[4] ?? code;
  })
);
var instant = iso_exports.datetime({ offset: true, error: "BAD_INSTANT" });
var ifTrue = pipe(
  boolean2(),
  transform((value) => value || void 0)
);
var tier = _enum(TIERS);
var ENGLISH = new Map(URGENCIES_ZH.map((zh, index) => [zh, URGENCIES[index]]));
var urgency = pipe(
  _enum([...URGENCIES, ...URGENCIES_ZH]),
  transform((word2) => ENGLISH.get(word2) ?? word2)
);
var oneToFive = union([literal(1), literal(2), literal(3), literal(4), literal(5)]);
var NONE = Object.freeze([]);
var some = (element) => array(element).check(_minLength(1, "EMPTY"));

// src/model/records.ts
var HAN = /[\u2e80-\u9fff\uf900-\ufaff\ud840-\ud8ff]/;
var names = record({
  /** The name in Chinese. — 中文名称。 */
  zh: optional(text),
  /** The name in English. — 英文名称。 */
  en: optional(text)
});
var name = pipe(
  union([text, names]),
  transform((value) => typeof value !== "string" ? value : HAN.test(value) ? { zh: value } : { en: value })
);
var location = record({
  /** Latitude in degrees, −90 to 90. — 纬度，单位为度，−90 至 90。 */
  lat: degrees(90),
  /** Longitude in degrees, −180 to 180. — 经度，单位为度，−180 至 180。 */
  lng: degrees(180),
  /** The datum of the two; `WGS84` if absent; locations of two datums are never compared. — 坐标系；不填为 WGS84；不同坐标系的位置不互相比较。 */
  crs: _default(_enum(DATUMS), "WGS84")
});
var place = {
  /** Administrative code of 2, 4, 6, 9 or 12 digits; that of the community or station if absent. — 行政区划代码，2、4、6、9 或 12 位；不填则按所属社区或社工站。 */
  adminCode: optional(adminCode),
  /** Where it is on the map; that of the community if absent. — 地图上的位置；不填则按所属社区。 */
  location: optional(location)
};
var leveled = record({
  /** Code of the capability, as in the catalogue or of your own. — 能力代码，用目录中的或自定。 */
  code: id,
  /** How well it is mastered or must be, 1 to 5, 5 the best; 1 if absent. — 掌握或要求的等级，1 至 5，5 最高；不填为 1。 */
  level: _default(oneToFive, 1)
});
var skill = pipe(
  union([id, leveled]),
  transform((value) => typeof value === "string" ? { code: value, level: 1 } : value)
);
var reach = record({
  /** Administrative codes of the areas served, each with all below it. — 服务的行政区划代码，含其下级。 */
  within: optional(some(adminCode)),
  /** Farthest distance served, in metres, as the crow flies. — 服务半径，单位为米，直线距离。 */
  radius: optional(whole()),
  /** `true`: also served from afar, where the need's line allows it. — 是否也可远程服务，须需求项允许远程；不填为否。 */
  remote: optional(ifTrue)
});
var eligibility = record({
  /** Youngest age served, in years. — 服务对象的最低年龄，岁。 */
  minAge: optional(whole()),
  /** Oldest age served, in years. — 服务对象的最高年龄，岁。 */
  maxAge: optional(whole()),
  /** Only needs of one of these groups are served; all if absent. — 只服务这些人群之一；不填不限。 */
  groups: optional(some(id)),
  /** Needs of any of these groups are not served. — 不服务的人群。 */
  excludeGroups: optional(array(id)),
  /** Documents that the need must hold, all of them. — 对方须具备的材料，缺一不可。 */
  documents: optional(array(id))
});
var restriction = record({
  /** Administrative codes where it may be used, each with all below it. — 捐赠方限定的地区，行政区划代码，含其下级。 */
  regions: optional(some(adminCode)),
  /** Ids of the communities where it may be used. — 捐赠方限定的社区编号。 */
  communities: optional(some(id)),
  /** Groups of people whom it may serve; one of them is enough. — 捐赠方限定的人群，符合其一即可。 */
  groups: optional(some(id)),
  /** Categories of needs that it may serve. — 捐赠方限定的需求类别。 */
  categories: optional(some(id))
});
var approval = record({
  /** Most that one requirement gets without approval, in the offer's unit; 0: nothing. — 未经审批时每个需求项最多得多少，按本供给的单位；0 表示须先审批。 */
  limit: amount,
  /** Ids of the needs that are approved, for which there is no limit. — 已审批的需求编号，不受此限额约束。 */
  approved: optional(array(id))
});
var offered = union([amount, literal("unlimited")]);
var offerFields = {
  /** What is offered: capabilities, each a code or `{ code, level }`; any of them may be used. — 能提供的能力，各写代码，可带等级；择一使用。 */
  capabilities: some(skill),
  /** How much there is in all, in `unit`; a cap of the provider may allow less. — 总共有多少，按单位计；可填“不限”（unlimited）；另受供给方总量上限约束。 */
  quantity: offered,
  /** What quantities are counted in, such as `hour`, `session`, `yuan`; that of the capability if absent. — 数量的单位，如小时、次、元；不填则按能力的常用单位。 */
  unit: optional(id),
  /** Ids of the slots in which it can be had; in all if absent. — 可服务的时段编号；不填则各时段皆可。 */
  windows: optional(some(id)),
  /** Most in one slot, in `unit`; no bound if absent. — 每个时段最多多少，按单位计；不填不限。 */
  perSlot: optional(amount),
  /** Most for one requirement, in `unit`; no bound if absent. — 每个需求项最多多少，按单位计；不填不限。 */
  perRequirement: optional(amount),
  /** Most for one need, in `unit`; no bound if absent. — 每个需求最多多少，按单位计；不填不限。 */
  perNeed: optional(amount),
  /** Where it can serve; what is usual of its society if absent. — 服务范围；不填则按五社各自的惯例。 */
  reach: optional(reach),
  /** Whom it can serve; anybody if absent. — 服务对象的条件；不填不限。 */
  eligibility: optional(eligibility),
  /** Categories or capabilities that it is bound to; none if absent. — 限定用途，写需求类别或能力代码；不填不限。 */
  purposes: optional(some(id)),
  /** What the donor allows; every list given must be met. — 捐赠方的限定；所填各项须同时符合。 */
  restriction: optional(restriction),
  /** Which needs must be approved before they get more than a limit; none if absent. — 超过限额须先审批；不填则无须审批。 */
  approval: optional(approval),
  /** Instant from which it can no longer be had, ISO 8601 with offset; never if absent. — 失效时刻；不填则长期有效。 */
  expiresAt: optional(instant)
};
var offerSchema = record({
  /** Id of the line, one of its own within the provider; given in order if absent. — 供给编号，在同一供给方内不重复；不填则按顺序编。 */
  id: optional(id),
  ...offerFields
});
var checkHeld = record({
  /** Code of the check that was passed, such as `childSafety`. — 已通过的核验的代码，如 childSafety。 */
  code: id,
  /** Instant from which it no longer holds, ISO 8601 with offset; never if absent. — 核验失效时刻；不填则长期有效。 */
  expiresAt: optional(instant)
});
var cap = record({
  /** Most that the provider gives over all its offers of this unit. — 同一单位的各项供给合计最多多少。 */
  quantity: amount,
  /** The unit that the cap counts; offers of other units are not under it. — 总量上限的单位；其他单位的供给不受限。 */
  unit: id,
  /** Most in one slot over all its offers of this unit; no bound if absent. — 同一单位的各项供给在每个时段合计最多多少；不填不限。 */
  perSlot: optional(amount)
});
var providerFields = {
  /** Id, one of its own among records of its kind, 1 to 64 characters. — 编号，在同类记录中不重复，1 至 64 个字符。 */
  id,
  /** Name for people to read; a bare string is Chinese if it has a Chinese character, else English. — 名称；只写一段文字时，含汉字即为中文名，否则为英文名。 */
  name: optional(name),
  /** Id of the station it belongs to; that of its community if absent. — 所属社工站编号；不填则按所在社区的社工站。 */
  station: optional(id),
  /** Id of the community it is in; a community's own is itself. — 所在社区编号；社区本身不填。 */
  community: optional(id),
  /** `inactive`: offers nothing for now; `active` if absent. — 状态；停用（inactive）则暂不供给；不填为有效（active）。 */
  status: _default(_enum(["active", "inactive"]), "active"),
  /** Instant at which the record was last confirmed, ISO 8601 with offset. — 资料最近一次确认的时刻。 */
  updatedAt: optional(instant),
  /** Checks that were passed, with the day they run out; none if absent. — 已通过的核验及其有效期；不填为无。 */
  checks: _default(array(checkHeld), () => NONE),
  /** Most that it gives over all its offers; no bound if absent. — 各项供给合计的上限；不填不限。 */
  cap: optional(cap),
  /** Categories, capability codes and ids of communities that it does not serve. — 不接的需求类别、能力代码或社区编号。 */
  declines: optional(array(id)),
  /** Categories, capability codes and ids of communities that it would rather serve. — 优先服务的需求类别、能力代码或社区编号。 */
  prefers: optional(array(id)),
  /** How often it was asked in the last seven days, for rule `throttled`; unknown if absent. — 近 7 天被联系的次数，用以避免过度打扰；不填为不明。 */
  askedLast7Days: optional(whole()),
  /** How often it served in the last thirty days; who did less comes first among equals. — 近 30 天服务的次数；条件相同时少者优先。 */
  servedLast30Days: optional(whole()),
  /** How often it came when it was due, for reliability. — 按约到岗的次数，用以估计可靠性。 */
  shows: optional(whole()),
  /** How often it did not come when it was due, for reliability. — 失约缺席的次数，用以估计可靠性。 */
  noShows: optional(whole()),
  ...place,
  /** What it offers, line by line; a single line may stand on the record itself. — 各项供给；只有一项时可直接写在本记录上。 */
  offers: optional(array(offerSchema)),
  ...offerFields,
  /** What a single line offers: capabilities, each a code or `{ code, level }`; any of them may be used. — 能提供的能力，各写代码，可带等级；择一使用。 */
  capabilities: optional(some(skill)),
  /** How much a single line has in all, in `unit`, or `unlimited`. — 总共有多少，按单位计；可填“不限”（unlimited）。 */
  quantity: optional(offered)
};
var asset = record({
  /** Which of the five dimensions of community assets it is of. — 资产维度，人文产地景之一。 */
  dimension: _enum(ASSET_DIMENSIONS),
  /** What it is, for people to read. — 资产名称。 */
  name: text
});
var communitySchema = record({
  ...providerFields,
  /** How many people live there. — 常住人口数。 */
  population: optional(whole()),
  /** Weight of the community where the policy shares by it, 1 or more: of weight 2 it counts as served half as well; 1 if absent. — 公平权重，1 以上的整数：填 2 则视作覆盖率减半；不填为 1。 */
  equityWeight: _default(whole(1), 1),
  /** What the community has, by dimension. — 社区资产清单，按人文产地景分列。 */
  assets: optional(array(asset))
});
var caseload = record({
  /** Cases already open. — 在办个案数。 */
  open: whole(),
  /** Most cases at a time. — 个案上限。 */
  max: whole()
});
var socialWorkerSchema = record({
  ...providerFields,
  /** Code of the professional grade, such as `auxiliary` or `assistant`. — 职级代码，如 auxiliary（社工员）、assistant（助理社工师）。 */
  grade: optional(id),
  /** Months of service as a social worker. — 从业月数。 */
  months: optional(whole()),
  /** Id of the social worker who supervises. — 督导的社会工作者编号。 */
  supervisor: optional(id),
  /** Cases open and most there may be; what is left bounds the cases it takes. — 在办个案与个案上限；两者之差为还能接的个案。 */
  caseload: optional(caseload)
});
var organisationSchema = record({
  ...providerFields,
  /** Code of its legal form. — 法律形式代码。 */
  legal: optional(id),
  /** Who incubates it: `organisation:7` or `station:s1`; a bare id means a station. — 孵化方，写 organisation:编号 或 station:编号；只写编号则为社工站。 */
  incubatedBy: optional(incubator)
});
var volunteerSchema = record({
  ...providerFields,
  /** Hours to give, short for `quantity` in unit `hour`; figures beside it are hours too. — 可服务的小时数，等于数量加单位“小时”；旁边的数字也按小时计。 */
  hours: optional(amount),
  /** How many people come together under this record; 1 if absent. — 本记录代表的人数（团队）；不填为 1。 */
  groupSize: optional(whole(1)),
  /** Whether the volunteer is under age, and serves only with a guardian; `false` if absent. — 是否未成年；未成年人须有监护人；不填为否。 */
  minor: optional(boolean2()),
  /** Id of the volunteer who is a minor's guardian. — 监护人的志愿者编号。 */
  guardian: optional(id),
  /** Ids of the organisations the volunteer belongs to. — 所属社会组织的编号。 */
  memberOf: optional(array(id))
});
var resourceSchema = record({
  ...providerFields,
  /** What it is: fund, goods, venue or equipment. — 资源类型：资金、物资、场地或设备。 */
  kind: _enum(RESOURCE_KINDS),
  /** Who gave it, for people to read. — 捐赠方名称。 */
  donor: optional(text),
  /** Id of the organisation that holds and accounts for it. — 管理该资源的社会组织编号。 */
  host: optional(id)
});
var requirementFields = {
  /** What is needed: a capability, a code or `{ code, level }` for a least level. — 需要的能力，写代码，可带最低等级。 */
  capability: skill,
  /** Societies whose offers may serve; all five if absent. — 可由五社中的哪些来承担；不填则五社皆可。 */
  societies: optional(some(_enum(SOCIETIES))),
  /** How much is needed, in `unit`, or `unknown`; 1 if absent. — 需要多少，按单位计；数量不明填“未知”（unknown）；不填为 1。 */
  quantity: optional(union([amount, literal("unknown")])),
  /** What the quantity is counted in; that of the capability, or of what is offered, if absent. — 数量的单位；不填则按能力的常用单位或供给的单位。 */
  unit: optional(id),
  /** Ids of the slots in which it can be met; in all if absent. — 可接受服务的时段编号；不填则各时段皆可。 */
  windows: optional(some(id)),
  /** Whether it can be met from afar; `false` if absent. — 是否可远程满足；不填为否。 */
  remote: optional(boolean2()),
  /** Codes of the checks that whoever serves must have; none if absent. — 服务者须通过的核验代码；不填则不要求。 */
  checks: optional(array(id)),
  /** Least quantity that is of use, in `unit`: that much or nothing; in a need met whole, 0 makes the line dispensable. — 最低数量，按单位计：达不到则不给；整体满足的需求填 0 表示该项可有可无。 */
  minimum: optional(amount),
  /** `true`: one provider must serve all of it. — 是否须由同一供给方全部承担；不填为否。 */
  single: optional(ifTrue),
  /** What whoever serves is to the linkage; the usual role of the society if absent. — 承担者在联动中的角色；不填则按五社各自的角色。 */
  role: optional(_enum(ROLES))
};
var requirementSchema = record({
  /** Id of the line, one of its own within the need; given in order if absent. — 需求项编号，在同一需求内不重复；不填则按顺序编。 */
  id: optional(id),
  ...requirementFields
});
var patternLineSchema = record({
  /** Id of the line, one of its own within the pattern; given in order if absent. — 需求项编号，在同一服务模式内不重复；不填则按顺序编。 */
  id: optional(id),
  ...requirementFields,
  /** What is needed; if absent the line stands for the need's own lines, which it narrows. — 需要的能力；不填则代表需求自己的各项，并加以限定。 */
  capability: optional(skill)
});
var ownPattern = record({
  /** Id of the pattern, one of its own within the need. — 服务模式编号，在同一需求内不重复。 */
  id,
  /** The lines that are enough together. — 该服务模式的各需求项，合起来即为足够。 */
  requirements: some(patternLineSchema)
});
var patternSchema = union([id, ownPattern]);
var needSchema = record({
  /** Id, one of its own among needs, 1 to 64 characters. — 需求编号，不重复，1 至 64 个字符。 */
  id,
  /** Id of the community that asks. — 提出需求的社区编号。 */
  community: id,
  /** How urgent it is: urgent, difficult, worrying or hoped, or 急, 难, 愁, 盼. — 紧急程度：急、难、愁、盼。 */
  urgency,
  /** Code of what it is about; without lines of its own the need asks for the category's usual ones. — 需求类别代码；未列需求项时按该类别的常用需求项。 */
  category: optional(id),
  /** How grave it is, 1 to 5, 5 the gravest; 3 if absent. — 严重度，1 至 5，5 最严重；不填为 3。 */
  severity: _default(whole(1, 5), 3),
  /** How many people it is for, 1 or more; 1 if absent. — 受益人数，1 以上的整数；不填为 1。 */
  beneficiaries: _default(whole(1), 1),
  /** Codes of the groups of people it is for, such as `dibao`; none if absent. — 服务对象所属人群，如低保；不填为无。 */
  groups: _default(array(id), () => NONE),
  /** Age of the person it is for, in years; unknown if absent. — 服务对象的年龄，岁；不填为不明。 */
  age: optional(whole()),
  /** Instant at which it was reported, ISO 8601 with offset. — 登记时刻。 */
  reportedAt: optional(instant),
  /** Instant by which it should be met, ISO 8601 with offset; after it the need rises one urgency. — 应满足的截止时刻；逾期则提升一级紧急程度。 */
  dueAt: optional(instant),
  /** Highest tier of station with which the person agreed to share it; `city` if absent. — 居民同意共享到的最高层级；不填为市级（city）。 */
  consentTier: _default(tier, "city"),
  /** Node keys of who served it before, such as `volunteer:7`, preferred for continuity. — 曾服务方，如 volunteer:7；为服务连续优先考虑。 */
  previousProviders: _default(array(nodeKey), () => NONE),
  /** Node keys of providers in conflict with it, who are never taken. — 冲突方，如 volunteer:7；绝不安排。 */
  conflicts: optional(array(nodeKey)),
  /** Node keys of providers whom the person does not want. — 居民不要的供给方，如 volunteer:7。 */
  declines: optional(array(nodeKey)),
  /** Node keys of providers whom the person would rather have. — 居民优先选择的供给方，如 volunteer:7。 */
  prefers: optional(array(nodeKey)),
  /** Codes of the documents that the person holds. — 居民已有材料的代码。 */
  documents: optional(array(id)),
  /** Dimension of community assets that it could build on. — 可借助的社区资产维度，人文产地景之一。 */
  assetDimension: optional(_enum(ASSET_DIMENSIONS)),
  /** `false`: met whole or not at all; `true` if absent. — 是否可部分满足；否则整体满足，要么全部满足要么不安排；不填为是。 */
  partial: optional(boolean2()),
  /** Sets of lines that are each enough, the first choice first, each the code of a catalogue entry or `{ id, requirements }`; met whole. — 服务模式，任一即可，首选在前，写目录中的代码或自列各项；整体满足。 */
  patterns: optional(some(patternSchema)),
  ...place,
  /** What it asks for, line by line; a single line may stand on the record itself. — 各需求项；只有一项时可直接写在本记录上。 */
  requirements: optional(array(requirementSchema)),
  ...requirementFields,
  /** What a single line asks for: a capability, a code or `{ code, level }` for a least level. — 需要的能力，写代码，可带最低等级。 */
  capability: optional(skill)
});
var stationSchema = record({
  /** Id, one of its own among stations, 1 to 64 characters. — 社工站编号，不重复，1 至 64 个字符。 */
  id,
  /** Name for people to read; a bare string is Chinese if it has a Chinese character, else English. — 名称；只写一段文字时，含汉字即为中文名，否则为英文名。 */
  name: optional(name),
  /** Tier of the station: street, district or city. — 层级：街道、区或市。 */
  tier,
  /** Id of the station above it, of a higher tier. — 上级社工站编号，其层级须更高。 */
  parent: optional(id),
  /** Administrative code of the area it serves, 2, 4, 6, 9 or 12 digits. — 所辖地区的行政区划代码，2、4、6、9 或 12 位。 */
  adminCode: optional(adminCode)
});
var slotSchema = record({
  /** Id, one of its own among slots, that windows name. — 时段编号，不重复，供各处的时段引用。 */
  id,
  /** Instant at which it begins, ISO 8601 with offset. — 开始时刻。 */
  start: optional(instant),
  /** Instant at which it is over, ISO 8601 with offset, after `start`. — 结束时刻，晚于开始。 */
  end: optional(instant)
});
var entrySchema = record({
  /** Code of a category, a capability or a pattern, one of its own in the catalogue. — 需求类别、能力或服务模式的代码，在目录中不重复。 */
  code: id,
  /** Name for people to read; a bare string is Chinese if it has a Chinese character, else English. — 名称；只写一段文字时，含汉字即为中文名，否则为英文名。 */
  name: optional(name),
  /** Unit of a capability where records give none. — 记录未写单位时，该能力的常用单位。 */
  unit: optional(id),
  /** How many units make the lot for which costs are quoted. — 计价份量：多少单位算一份。 */
  lot: optional(amount),
  /** Usual lines of a category for needs without their own; or the lines of a pattern. — 该类别的常用需求项，供未列需求项的需求使用；或该服务模式的各需求项。 */
  requirements: optional(array(patternLineSchema)),
  /** Patterns of a category for needs without lines of their own, the first choice first. — 该类别的服务模式，供未列需求项的需求使用，首选在前。 */
  patterns: optional(some(patternSchema))
});
var COLLECTIONS = {
  slots: slotSchema,
  catalogue: entrySchema,
  stations: stationSchema,
  communities: communitySchema,
  socialWorkers: socialWorkerSchema,
  organisations: organisationSchema,
  volunteers: volunteerSchema,
  resources: resourceSchema,
  needs: needSchema
};

// src/model/catalogue/synonyms.ts
var synonyms = {
  // groups
  dibao: ["\u4F4E\u4FDD", "\u4F4E\u4FDD\u6237", "\u4F4E\u4FDD\u5BB6\u5EAD", "\u4F4E\u4FDD\u4EBA\u5458", "\u6700\u4F4E\u751F\u6D3B\u4FDD\u969C\u5BF9\u8C61"],
  destitute: ["\u7279\u56F0", "\u7279\u56F0\u4F9B\u517B\u4EBA\u5458", "\u7279\u56F0\u6237", "\u4E94\u4FDD", "\u4E94\u4FDD\u6237", "\u4E94\u4FDD\u5BF9\u8C61", "\u4E94\u4FDD\u8001\u4EBA"],
  "dibao-marginal": ["\u4F4E\u4FDD\u8FB9\u7F18", "\u4F4E\u4FDD\u8FB9\u7F18\u6237", "\u4F4E\u8FB9", "\u4F4E\u8FB9\u6237"],
  "expenditure-hardship": ["\u652F\u51FA\u578B\u56F0\u96BE", "\u652F\u51FA\u578B\u8D2B\u56F0\u5BB6\u5EAD"],
  disabled: ["\u6B8B\u75BE", "\u6B8B\u75BE\u4EBA\u58EB", "\u6B8B\u969C\u4EBA\u58EB", "\u6B8B\u969C", "\u91CD\u6B8B", "\u91CD\u6B8B\u4EBA\u5458", "\u91CD\u5EA6\u6B8B\u75BE", "\u91CD\u5EA6\u6B8B\u75BE\u4EBA"],
  vagrant: ["\u6D41\u6D6A\u4EBA\u5458", "\u6D41\u6D6A\u4E5E\u8BA8"],
  "distressed-child": ["\u56F0\u5883\u672A\u6210\u5E74\u4EBA", "\u4E8B\u5B9E\u65E0\u4EBA\u629A\u517B\u513F\u7AE5", "\u5B64\u513F"],
  "lonely-elderly": ["\u5B64\u5BE1", "\u5B64\u8001", "\u5B64\u5BE1\u8001\u5E74\u4EBA"],
  "empty-nest": ["\u7A7A\u5DE2", "\u7A7A\u5DE2\u5BB6\u5EAD"],
  "living-alone": ["\u72EC\u5C45", "\u72EC\u5C45\u8001\u5E74\u4EBA"],
  "disabled-elderly": ["\u5931\u80FD", "\u534A\u5931\u80FD\u8001\u4EBA", "\u5931\u80FD\u534A\u5931\u80FD\u8001\u4EBA", "\u5931\u80FD\u8001\u5E74\u4EBA"],
  "severely-disabled-elderly": ["\u91CD\u6B8B\u8001\u4EBA"],
  "special-family-elderly": ["\u5931\u72EC", "\u5931\u72EC\u8001\u4EBA", "\u5931\u72EC\u5BB6\u5EAD", "\u8BA1\u751F\u7279\u6B8A\u5BB6\u5EAD"],
  general: ["\u666E\u901A\u5C45\u6C11", "\u666E\u901A\u7FA4\u4F17", "\u4E00\u822C\u7FA4\u4F17"],
  // capabilities
  casework: ["\u4E2A\u6848", "\u4E2A\u6848\u670D\u52A1", "\u4E2A\u6848\u5DE5\u4F5C", "\u4E2A\u6848\u8DDF\u8FDB"],
  groupWork: ["\u5C0F\u7EC4\u6D3B\u52A8", "\u5C0F\u7EC4\u670D\u52A1"],
  policyAdvice: ["\u653F\u7B56\u5BA3\u4F20", "\u653F\u7B56\u89E3\u8BFB", "\u653F\u7B56\u5BA3\u8BB2"],
  counselling: ["\u5FC3\u7406\u54A8\u8BE2", "\u5FC3\u7406\u758F\u5BFC", "\u5FC3\u7406\u6170\u85C9", "\u5FC3\u7406\u670D\u52A1", "\u60C5\u7EEA\u758F\u5BFC"],
  crisisIntervention: ["\u5371\u673A\u4ECB\u5165"],
  legalAid: ["\u6CD5\u5F8B\u63F4\u52A9", "\u6CD5\u5F8B\u670D\u52A1", "\u666E\u6CD5\u54A8\u8BE2"],
  companionship: ["\u966A\u4F34", "\u63A2\u8BBF", "\u966A\u804A", "\u7CBE\u795E\u6170\u85C9", "\u5173\u7231\u63A2\u8BBF", "\u63A2\u8BBF\u5173\u7231"],
  visit: ["\u8D70\u8BBF", "\u5BB6\u8BBF", "\u4E0A\u95E8\u8D70\u8BBF", "\u5165\u6237\u63A2\u8BBF"],
  phoneCheck: ["\u7535\u8BDD\u95EE\u5019", "\u7535\u8BDD\u63A2\u8BBF", "\u7535\u8BDD\u5173\u6000"],
  meal: ["\u52A9\u9910", "\u9001\u9910", "\u9001\u9910\u4E0A\u95E8", "\u9001\u9910\u670D\u52A1", "\u52A9\u9910\u670D\u52A1", "\u914D\u9910", "\u8001\u5E74\u52A9\u9910"],
  bathing: ["\u52A9\u6D74\u670D\u52A1", "\u4E0A\u95E8\u52A9\u6D74"],
  haircut: ["\u7406\u53D1", "\u526A\u53D1", "\u4E49\u526A", "\u4E49\u52A1\u7406\u53D1", "\u52A9\u6D01\u7406\u53D1"],
  cleaning: ["\u4FDD\u6D01", "\u5BB6\u653F", "\u5BB6\u653F\u670D\u52A1", "\u6253\u626B\u536B\u751F", "\u5C45\u5BB6\u6E05\u6D01", "\u4E0A\u95E8\u4FDD\u6D01"],
  homeRepair: ["\u7EF4\u4FEE", "\u5BB6\u7535\u7EF4\u4FEE", "\u6C34\u7535\u7EF4\u4FEE", "\u4E0A\u95E8\u7EF4\u4FEE", "\u5C0F\u4FEE\u5C0F\u8865"],
  adaptation: ["\u5C45\u5BB6\u9002\u8001\u5316\u6539\u9020", "\u9002\u8001\u6539\u9020"],
  respite: ["\u5598\u606F\u670D\u52A1"],
  homeNursing: ["\u4E0A\u95E8\u62A4\u7406", "\u5C45\u5BB6\u7167\u62A4"],
  escort: ["\u966A\u8BCA", "\u966A\u533B", "\u5C31\u533B\u966A\u540C", "\u966A\u540C\u770B\u75C5", "\u52A9\u533B", "\u966A\u62A4\u5C31\u533B", "\u966A\u8001\u4EBA\u770B\u75C5"],
  transport: ["\u63A5\u9001", "\u51FA\u884C\u63A5\u9001", "\u63A5\u9001\u670D\u52A1"],
  delivery: ["\u4EE3\u8D2D", "\u8DD1\u817F", "\u4EE3\u4E70", "\u4EE3\u529E\u4EE3\u8D2D", "\u4EE3\u8D2D\u4EE3\u529E"],
  healthCheck: ["\u5065\u5EB7\u76D1\u6D4B", "\u91CF\u8840\u538B", "\u6D4B\u8840\u538B", "\u8840\u538B\u6D4B\u91CF", "\u5065\u5EB7\u68C0\u67E5"],
  rehab: ["\u5EB7\u590D", "\u5EB7\u590D\u670D\u52A1", "\u5EB7\u590D\u6307\u5BFC"],
  signLanguage: ["\u624B\u8BED"],
  digitalHelp: ["\u667A\u80FD\u624B\u673A\u6559\u5B66", "\u624B\u673A\u6559\u5B66", "\u667A\u80FD\u624B\u673A\u57F9\u8BAD"],
  tutoring: ["\u4F5C\u4E1A\u8F85\u5BFC", "\u8BFE\u540E\u8F85\u5BFC", "\u5B66\u4E1A\u8F85\u5BFC", "\u529F\u8BFE\u8F85\u5BFC"],
  childCare: ["\u6258\u7BA1", "\u8BFE\u540E\u6258\u7BA1", "\u56DB\u70B9\u534A\u8BFE\u5802"],
  jobReferral: ["\u5C31\u4E1A\u63A8\u8350", "\u804C\u4E1A\u4ECB\u7ECD", "\u5C31\u4E1A\u5E2E\u6276"],
  jobTraining: ["\u804C\u4E1A\u57F9\u8BAD", "\u6280\u80FD\u57F9\u8BAD"],
  foodPack: ["\u7C73\u9762\u6CB9", "\u751F\u6D3B\u7269\u8D44", "\u6170\u95EE\u54C1", "\u7231\u5FC3\u7269\u8D44\u5305"],
  bedding: ["\u8863\u7269", "\u88AB\u8925", "\u68C9\u88AB"],
  medicine: ["\u836F\u7269", "\u836F"],
  schoolKit: ["\u6587\u5177", "\u5B66\u4E60\u6587\u5177"],
  wheelchair: ["\u8F6E\u6905"],
  venue: ["\u573A\u5730", "\u573A\u6240"],
  // categories
  elderly: ["\u4E3A\u8001\u670D\u52A1", "\u52A9\u8001"],
  child: ["\u513F\u7AE5", "\u513F\u7AE5\u670D\u52A1"],
  disability: ["\u6B8B\u75BE\u4EBA\u670D\u52A1"],
  relief: ["\u6551\u52A9\u91D1", "\u56F0\u96BE\u6551\u52A9", "\u4E34\u65F6\u6551\u52A9", "\u52A9\u56F0", "\u5E2E\u56F0"],
  mediation: ["\u77DB\u76FE\u8C03\u89E3", "\u7EA0\u7EB7\u8C03\u89E3"]
};

// src/model/resolver.ts
var FIELDS = {
  /** Capabilities of offers. */
  offered: ["asked", "category"],
  category: ["offered", "bound", "wished", "restricted"],
  /** Capabilities of requirements; a category that stands for one is told as a category. */
  asked: ["offered"],
  /** Purposes of offers. */
  bound: ["asked", "category"],
  /** What providers decline and prefer: ids of communities too. */
  wished: ["asked", "category"],
  /** Categories of a restriction. */
  restricted: ["category"],
  /** Groups of needs. */
  group: ["served"],
  /** Groups that offers are for, or not for. */
  served: ["group"],
  /** Checks of providers. */
  held: ["required"],
  /** Checks of requirements. */
  required: ["held"],
  /** Documents of needs. */
  shown: ["due"],
  /** Documents that offers ask for. */
  due: ["shown"]
};
var NAMES = Object.keys(FIELDS);
var SYNONYMS = new Map(Object.entries(synonyms).flatMap(([code, words2]) => words2.map((word2) => [fold(word2), code])));
var synonymOf = (word2) => SYNONYMS.get(fold(word2));

// src/doubles/drawn-pairs.ts
var DRAWN = 4e4;
function strataOf(place2, about, both2) {
  const count = place2.length;
  const groups = [place2, about, both2].map(groupsIn);
  const [places, abouts, boths] = groups.map(({ pairs }) => pairs);
  const stratumOf = (i, j) => (place2[i] === place2[j] ? 1 : 0) + (about[i] === about[j] ? 2 : 0);
  return {
    stratumOf,
    pairs: Float64Array.of(count * (count - 1) / 2 - places - abouts + boths, places - boths, abouts - boths, boths),
    eachDrawn(visit) {
      const next = dice();
      for (const { order, from, to } of [groupsIn(new Uint32Array(count)), ...groups]) {
        for (let n2 = Math.min(DRAWN, 20 * count); n2 > 0; n2--) {
          const at = next(count);
          const size = to[at] - from[at];
          if (size < 2) continue;
          const [i, j] = [order[at], order[from[at] + next(size)]];
          if (i !== j) visit(i, j);
        }
      }
    }
  };
}
function groupsIn(key) {
  const order = Uint32Array.from(key, (_, i) => i).sort((a, b) => key[a] - key[b] || a - b);
  const from = new Uint32Array(key.length);
  const to = new Uint32Array(key.length);
  let pairs = 0;
  for (let start = 0, end = 0; start < key.length; start = end) {
    while (end < key.length && key[order[end]] === key[order[start]]) end++;
    from.fill(start, start, end);
    to.fill(end, start, end);
    pairs += (end - start) * (end - start - 1) / 2;
  }
  return { order, from, to, pairs };
}
function dice() {
  let state = 1831565813;
  return (limit) => {
    state = state + 1831565813 >>> 0;
    let word2 = state;
    word2 = Math.imul(word2 ^ word2 >>> 15, word2 | 1);
    word2 ^= word2 + Math.imul(word2 ^ word2 >>> 7, word2 | 61);
    return ((word2 ^ word2 >>> 14) >>> 0) % limit;
  };
}

// src/doubles/field-columns.ts
function hashOf(text2) {
  let hash = 2166136261;
  for (let i = 0; i < text2.length; i++) hash = Math.imul(hash ^ text2.charCodeAt(i), 16777619);
  return hash >>> 0 || 1;
}
function wordColumn(name2, values) {
  const key = Uint32Array.from(values, (value) => value === void 0 ? 0 : hashOf(value));
  return {
    name: name2,
    levels: ["same", "other"],
    key,
    compare: (i, j) => key[i] === 0 || key[j] === 0 ? 0 : key[i] === key[j] ? 1 : 2
  };
}
function wordsColumn(name2, values) {
  const numbers2 = /* @__PURE__ */ new Map();
  const rows = values.map(
    (words2) => Int32Array.from(new Set(words2), (word2) => getOrSet(numbers2, word2, () => numbers2.size + 1)).sort()
  );
  const key = Uint32Array.from(rows, (row) => row.length === 0 ? 0 : hashOf(row.join()));
  return {
    name: name2,
    levels: ["same", "alike", "other"],
    key,
    compare(i, j) {
      if (key[i] === 0 || key[j] === 0) return 0;
      return key[i] === key[j] ? 1 : shared(rows[i], rows[j]) > 0 ? 2 : 3;
    }
  };
}
var HOUR = 36e5;
var APART2 = [24, 84, 336];
function timeColumn(name2, values) {
  return {
    name: name2,
    levels: ["same", "near", "alike", "other"],
    key: Uint32Array.from(values, (value) => Number.isNaN(value) ? 0 : Math.floor(value / (24 * HOUR)) + 1),
    compare(i, j) {
      const hours = Math.abs(values[i] - values[j]) / HOUR;
      if (Number.isNaN(hours)) return 0;
      const level = APART2.findIndex((most) => hours < most);
      return level < 0 ? APART2.length + 1 : level + 1;
    }
  };
}
function figureColumn(name2, values) {
  return {
    name: name2,
    levels: ["same", "near", "other"],
    key: new Uint32Array(values.length),
    compare(i, j) {
      const [one, other] = [values[i], values[j]];
      if (Number.isNaN(one) || Number.isNaN(other)) return 0;
      return one === other ? 1 : Math.abs(one - other) * 4 <= Math.max(Math.abs(one), Math.abs(other)) ? 2 : 3;
    }
  };
}
var DICE = [0.8, 0.6, 0.4];
var WITHIN = 0.85;
var LONGEST = 200;
function textColumn(name2, values) {
  const start = new Int32Array(values.length + 1);
  const key = new Uint32Array(values.length);
  let pairs = new Int32Array(values.length * 8);
  let size = 0;
  for (const [i, value] of values.entries()) {
    const text2 = fold(value.slice(0, LONGEST)).replace(/[^\p{L}\p{N}]/gu, "");
    if (text2 !== "") key[i] = hashOf(text2);
    if (size + text2.length > pairs.length) {
      const larger = new Int32Array(2 * (size + text2.length));
      larger.set(pairs.subarray(0, size));
      pairs = larger;
    }
    for (let at = 0; at < text2.length - 1; at++)
      pairs[size + at] = text2.charCodeAt(at) * 65536 + text2.charCodeAt(at + 1);
    const own2 = pairs.subarray(size, size + Math.max(text2.length - 1, 0)).sort();
    let kept = 0;
    for (let at = 0; at < own2.length; at++) if (kept === 0 || own2[at] !== own2[kept - 1]) own2[kept++] = own2[at];
    start[i + 1] = size += kept;
  }
  const { weights, sums } = weighted(pairs.subarray(0, size), start);
  return {
    name: name2,
    levels: ["same", "near", "alike", "faint", "other"],
    key,
    pairs,
    start,
    compare(i, j) {
      if (key[i] === 0 || key[j] === 0) return 0;
      if (key[i] === key[j]) return 1;
      const common = sharedIn2(pairs, weights, start[i], start[i + 1], start[j], start[j + 1]);
      const [a, b] = [sums[i], sums[j]];
      const isShort = Math.min(start[i + 1] - start[i], start[j + 1] - start[j]) < 3;
      const dice2 = Math.max(2 * common / (a + b || 1), isShort ? 0 : WITHIN * common / Math.min(a, b));
      const level = DICE.findIndex((from) => dice2 >= from);
      return level < 0 ? DICE.length + 2 : level + 2;
    }
  };
}
function weighted(pairs, start) {
  const count = start.length - 1;
  const times = /* @__PURE__ */ new Map();
  for (const pair of pairs) times.set(pair, (times.get(pair) ?? 0) + 1);
  for (const [pair, often] of times) {
    let weight = 1;
    for (let left = count; left >= 2 * often; left /= 2) weight++;
    times.set(pair, weight);
  }
  const weights = Uint8Array.from(pairs, (pair) => times.get(pair));
  const sums = new Int32Array(count);
  for (let i = 0; i < count; i++) for (let at = start[i]; at < start[i + 1]; at++) sums[i] += weights[at];
  return { weights, sums };
}
function sharedIn2(all2, weights, i, iEnd, j, jEnd) {
  let sum = 0;
  while (i < iEnd && j < jEnd) {
    const difference = all2[i] - all2[j];
    if (difference === 0) sum += weights[i];
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return sum;
}
function shared(one, other) {
  let count = 0;
  for (const value of one) if (other.includes(value)) count++;
  return count;
}

// src/doubles/features.ts
var MOST_TEXTS = 6;
var ROWS = 3;
var word = (value) => typeof value === "string" && value !== "" ? value : void 0;
var list = (value) => Array.isArray(value) ? value : value === void 0 ? [] : [value];
var number3 = (value) => typeof value === "number" ? value : Number.NaN;
var codeOf = (skill2) => {
  const code = typeof skill2 === "string" ? skill2 : String(skill2?.["code"]);
  return synonymOf(code) ?? code;
};
var linesOf = (record2) => [...list(record2["requirements"]), ...list(record2["offers"])];
var figureIn = (record2, field) => record2[field] ?? linesOf(record2)[0]?.[field];
var ownCodes = (line) => [...list(line["capability"]), ...list(line["capabilities"])].map(codeOf);
function capabilitiesOf(record2) {
  const codes = [record2, ...linesOf(record2)].flatMap(
    (line) => typeof line === "object" && line ? ownCodes(line) : []
  );
  return codes.length > 0 ? codes : list(record2["category"]).map(codeOf);
}
var textOf = (value) => typeof value === "string" ? value : typeof value === "object" && value !== null && !Array.isArray(value) ? Object.values(value).filter(word).join(" ") : "";
function textsOf(collection, records2) {
  const known = COLLECTIONS[collection].shape;
  const counts = /* @__PURE__ */ new Map([["name", 1]]);
  for (const record2 of records2)
    for (const key in record2)
      if (!(key in known) && word(record2[key])) counts.set(key, getOrSet(counts, key, () => 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_TEXTS).map(([key]) => key);
}
function featuresOf(collection, records2) {
  const floats = (read) => Float64Array.from(records2, read);
  const words2 = (field) => wordColumn(
    field,
    records2.map((record2) => word(record2[field]))
  );
  const place2 = wordColumn(
    "community",
    records2.map((record2) => word(record2["community"]) ?? word(record2["station"]) ?? word(record2["host"]))
  );
  const about = wordsColumn("capability", records2.map(capabilitiesOf));
  const groups = wordsColumn(
    "groups",
    records2.map((record2) => list(record2["groups"]).map(String))
  );
  const time3 = timeColumn(
    "reportedAt",
    floats((record2) => Date.parse(String(record2["reportedAt"])))
  );
  const figures = ["quantity", "beneficiaries", "age"].map(
    (field) => figureColumn(
      field,
      floats((record2) => number3(figureIn(record2, field)))
    )
  );
  const texts = textsOf(collection, records2).map(
    (field) => textColumn(
      field,
      records2.map((record2) => textOf(record2[field]))
    )
  );
  const columns = [...["kind", "unit", "adminCode"].map(words2), groups, time3, ...figures, ...texts];
  const together = both(place2.key, about.key);
  return {
    columns,
    strata: strataOf(
      place2.key,
      about.key,
      place2.key.map((key, i) => mixed(key ^ Math.imul(about.key[i], SPREAD)))
    ),
    keys: [
      together,
      both(place2.key, both(groups.key, time3.key)),
      ...leastHashes(texts, records2.length),
      ...texts.map(({ key }) => key)
    ].filter((key) => key.some((one) => one !== 0))
  };
}
function both(one, other) {
  return one.map((key, i) => key === 0 || other[i] === 0 ? 0 : mixed(key ^ Math.imul(other[i], SPREAD)) || 1);
}
function leastHashes(texts, count) {
  return Array.from({ length: ROWS }, (_, row) => {
    const seed = Math.imul(row + 1, SPREAD);
    const key = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      let least = 4294967295;
      for (const { pairs, start } of texts)
        for (let at = start[i]; at < start[i + 1]; at++) least = Math.min(least, mixed(pairs[at] ^ seed));
      key[i] = least === 4294967295 ? 0 : least || 1;
    }
    return key;
  });
}
var SPREAD = 2654435761;
function mixed(value) {
  let hash = Math.imul(value ^ value >>> 16, 2246822507);
  hash = Math.imul(hash ^ hash >>> 13, 3266489909);
  return (hash ^ hash >>> 16) >>> 0;
}

// src/doubles/mixture.ts
var SEEN = 60;
var ONE = {
  2: [0.95, 0.05],
  3: [0.8, 0.12, 0.08],
  4: [0.6, 0.25, 0.1, 0.05],
  5: [0.45, 0.35, 0.14, 0.04, 0.02]
};
var TWO = {
  2: [0.1, 0.9],
  3: [0.1, 0.15, 0.75],
  4: [0.1, 0.15, 0.25, 0.5],
  5: [0.02, 0.03, 0.05, 0.1, 0.8]
};
var STRATA = 4;
var STRATUM = [5e-3, 0.05, 0.03, 0.915];
var RARITY = 20;
var ROUNDS = 30;
function learnt(seen, expected2) {
  let sum = SEEN;
  for (let level = 1; level < seen.length; level++) sum += seen[level];
  return seen.map((count, level) => level === 0 ? 1 : (count + SEEN * expected2[level]) / sum);
}
function mixtureOf(columns, alike, drawn, pairs, all2) {
  const total = all2 * (all2 - 1) / 2;
  const prior = columns.map(({ levels }) => [1, ...ONE[levels.length]]);
  const chance = columns.map(({ levels }) => [1, ...TWO[levels.length]]);
  const counts = () => columns.map(({ levels }) => new Float64Array(levels.length + 1));
  const add = (to, levels, count) => {
    for (let field = 0; field < levels.length; field++) to[field][levels[field]] += count;
  };
  let mixture = {
    share: 1 / (RARITY * (all2 + 1)),
    strata: { one: Float64Array.from(STRATUM), two: pairs.map((count) => (count + 1) / (total + STRATA)) },
    one: prior.map((levels) => Float64Array.from(levels)),
    two: []
  };
  const times = new Float64Array(STRATA);
  for (const { stratum, count } of drawn) times[stratum] += count;
  const once = pairs.map((count, stratum) => Math.min(1, count / (times[stratum] || 1)));
  for (let round = 0; round <= ROUNDS; round++) {
    const two = Array.from({ length: STRATA }, counts);
    for (const { stratum, levels, count } of drawn) {
      const seen = count * once[stratum];
      if (round > 0) add(two[stratum], levels, seen * (1 - probabilityOf(mixture, stratum, levels)));
      else if (stratum === 0) for (const each of two) add(each, levels, seen);
    }
    const everywhere = columns.map((_, field) => learnt(two[0][field], chance[field]));
    mixture = { ...mixture, two: two.map((fields) => fields.map((seen, field) => learnt(seen, everywhere[field]))) };
    const one = counts();
    const strata = new Float64Array(STRATA);
    let ones = 0;
    for (const { stratum, levels, count } of alike) {
      const part = probabilityOf(mixture, stratum, levels) * count;
      ones += part;
      strata[stratum] += part;
      add(one, levels, part);
    }
    mixture = {
      ...mixture,
      share: Math.min(0.5, (ones + all2 / RARITY / 10) / (total + all2)),
      strata: {
        ...mixture.strata,
        one: strata.map((part, stratum) => (part + SEEN * STRATUM[stratum]) / (ones + SEEN))
      },
      one: one.map((seen, field) => learnt(seen, prior[field]))
    };
  }
  return mixture;
}
var stratumFactor = ({ strata }, stratum) => strata.one[stratum] / strata.two[stratum];
var levelFactor = ({ one, two }, stratum, field, level) => one[field][level] / two[stratum][field][level];
function probabilityOf(mixture, stratum, levels) {
  let odds = mixture.share / (1 - mixture.share) * stratumFactor(mixture, stratum);
  for (let field = 0; field < levels.length; field++) odds *= levelFactor(mixture, stratum, field, levels[field]);
  return odds / (1 + odds);
}

// src/doubles/find-duplicates.ts
var LISTED = ["needs", "resources", "organisations", "volunteers", "socialWorkers"];
var shape = { least: optional(number2().check(_gte(0), _lte(1))) };
var windowFor = (records2) => records2 < 2e5 ? 10 : 4;
function findDuplicates(records2, options = {}) {
  const { least = 0.9 } = readOptions(shape, options);
  return LISTED.flatMap((collection) => duplicatesIn(collection, records2[collection] ?? [], least)).sort(
    (a, b) => b.probability - a.probability
  );
}
function duplicatesIn(collection, records2, least) {
  if (!Array.isArray(records2) || records2.length < 2) return [];
  const rows = records2.map((record2, row) => ({
    record: record2,
    row,
    time: Date.parse(String(record2?.reportedAt)) || 0,
    id: String(record2?.id)
  }));
  const sorted = rows.filter(({ record: record2 }) => typeof record2 === "object" && record2 !== null).sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.row - b.row));
  const { columns, strata, keys } = featuresOf(
    collection,
    sorted.map(({ record: record2 }) => record2)
  );
  const alike = patternsOf(columns, strata);
  const pairs = numbers();
  eachCandidate(keys, windowFor(sorted.length), (i, j) => pairs.push(i, j, alike.add(i, j)));
  const drawn = patternsOf(columns, strata);
  strata.eachDrawn(drawn.add);
  const patterns = alike.all();
  const mixture = mixtureOf(columns, patterns, drawn.all(), strata.pairs, sorted.length);
  const found2 = patterns.map((pattern) => {
    const probability = probabilityOf(mixture, pattern.stratum, pattern.levels);
    return probability < least ? void 0 : { probability, reasons: reasonsOf(mixture, columns, pattern) };
  });
  const all2 = [];
  pairs.each((i, j, at) => {
    const pair = found2[at];
    if (!pair) return;
    const two = [sorted[i], sorted[j]].sort((a, b) => a.row - b.row);
    all2.push({ collection, ids: [two[0].id, two[1].id], rows: [two[0].row, two[1].row], ...pair });
  });
  return all2;
}
function patternsOf(columns, { stratumOf }) {
  const seen = /* @__PURE__ */ new Map();
  const levels = columns.map(() => 0);
  return {
    add(i, j) {
      const stratum = stratumOf(i, j);
      let code = stratum;
      for (let field = 0; field < columns.length; field++) {
        levels[field] = columns[field].compare(i, j);
        code = code * 6 + levels[field];
      }
      const pattern = getOrSet(seen, code, () => ({ at: seen.size, stratum, levels: [...levels], count: 0 }));
      pattern.count++;
      return pattern.at;
    },
    all: () => [...seen.values()]
  };
}
function reasonsOf(mixture, columns, { stratum, levels }) {
  const alike = ["other", "community", "capability", "community, capability"][stratum];
  const about = {
    field: alike,
    agreement: stratum === 0 ? "other" : "same",
    factor: stratumFactor(mixture, stratum)
  };
  const rest = levels.flatMap((level, field) => {
    const { name: name2, levels: called } = columns[field];
    if (level === 0) return [];
    return [{ field: name2, agreement: called[level - 1], factor: levelFactor(mixture, stratum, field, level) }];
  });
  return [about, ...rest].sort((a, b) => b.factor - a.factor);
}
function numbers() {
  let all2 = new Int32Array(3 << 12);
  let size = 0;
  return {
    push(i, j, pattern) {
      if (size === all2.length) {
        const larger = new Int32Array(2 * size);
        larger.set(all2);
        all2 = larger;
      }
      all2[size] = i;
      all2[size + 1] = j;
      all2[size + 2] = pattern;
      size += 3;
    },
    each(visit) {
      for (let at = 0; at < size; at += 3) visit(all2[at], all2[at + 1], all2[at + 2]);
    }
  };
}

// test/support/twice-entered.ts
var SAYINGS = [
  "\u5BB6\u91CC\u8001\u4EBA\u817F\u811A\u4E0D\u4FBF\uFF0C\u9700\u8981\u6709\u4EBA\u5E2E\u5FD9",
  "\u70ED\u7EBF\u53CD\u6620\uFF1A\u5C45\u6C11\u884C\u52A8\u56F0\u96BE\uFF0C\u8BF7\u6C42\u4E0A\u95E8\u670D\u52A1",
  "\u8D70\u8BBF\u65F6\u4E86\u89E3\u5230\u5BB6\u5EAD\u751F\u6D3B\u6709\u56F0\u96BE\uFF0C\u5E0C\u671B\u5F97\u5230\u5E2E\u52A9",
  "\u5B50\u5973\u5728\u5916\u5730\uFF0C\u5E73\u65F6\u65E0\u4EBA\u7167\u770B\uFF0C\u60F3\u8BF7\u4EBA\u6765",
  "\u90BB\u5C45\u4EE3\u4E3A\u53CD\u6620\uFF0C\u4F4F\u6237\u8FD1\u6765\u8EAB\u4F53\u4E0D\u597D",
  "\u5C45\u6C11\u6765\u7535\u54A8\u8BE2\uFF0C\u5E0C\u671B\u5C3D\u5FEB\u5B89\u6392"
];
var ROADS = [
  "\u4EBA\u6C11\u5927\u9053",
  "\u89E3\u653E\u897F\u8DEF",
  "\u6D77\u5E9C\u8DEF",
  "\u9F99\u6606\u5357\u8DEF",
  "\u535A\u7231\u5317\u8DEF",
  "\u5357\u6C99\u8DEF",
  "\u767D\u9F99\u5357\u8DEF",
  "\u91D1\u76D8\u8DEF",
  "\u6EE8\u6FC2\u5317\u8DEF",
  "\u4E49\u9F99\u4E1C\u8DEF"
];
var pick2 = (list2, roll2) => list2[roll2(list2.length)];
function slipped(text2, roll2) {
  if (text2.length < 3) return text2;
  const at = roll2(text2.length - 1);
  const [before, sign, next, after] = [text2.slice(0, at), text2[at], text2[at + 1], text2.slice(at + 2)];
  return [before + next + sign + after, before + next + after, `${before}\u8BEF${next}${after}`][roll2(3)];
}
var surname = (roll2) => pick2([..."\u738B\u674E\u5F20\u5218\u9648\u6768\u9EC4\u8D75\u5434\u5468\u5F90\u5B59\u9A6C\u6731\u80E1\u6797\u90ED\u4F55\u9AD8\u7F57"], roll2);
function needsTwice(needs, percent, roll2) {
  const records2 = [];
  const same2 = /* @__PURE__ */ new Set();
  for (const need of needs) {
    const house = [roll2(200) + 1, roll2(9) + 1, `${roll2(9) + 1}0${roll2(9) + 1}`];
    const road = pick2(ROADS, roll2);
    const who = surname(roll2) + pick2(["\u963F\u5A46", "\u5927\u7237", "\u5973\u58EB", "\u5148\u751F"], roll2);
    const told2 = {
      address: `${road}${house[0]}\u53F7${house[1]}\u680B${house[2]}\u5BA4`,
      content: `${who}\uFF0C${pick2(SAYINGS, roll2)}`
    };
    records2.push({ ...need, ...told2 });
    if (roll2(100) >= percent) continue;
    const id2 = `\u70ED\u7EBF${need.id}`;
    const { beneficiaries, severity, age, ...kept } = need;
    const address = pick2(
      [
        told2.address,
        `${road}${house[0]}\u53F7${house[1]}\u5E62${house[2]}`,
        `${house[0]}\u53F7${house[1]}\u680B${house[2]}\u5BA4`,
        slipped(told2.address, roll2)
      ],
      roll2
    );
    const content = pick2([told2.content, slipped(told2.content, roll2), `${who}\uFF0C${pick2(SAYINGS, roll2)}`], roll2);
    const again = {
      ...kept,
      ...roll2(2) && { age },
      id: id2,
      address,
      content,
      reportedAt: new Date(Date.parse(String(need.reportedAt)) + roll2(4) * 864e5).toISOString()
    };
    records2.push(again);
    same2.add([need.id, id2].sort().join(" "));
  }
  return { records: records2, same: same2 };
}
function f1(found2, same2) {
  const all2 = new Set(found2);
  const right = [...all2].filter((pair) => same2.has(pair)).length;
  return 2 * right / (all2.size + same2.size);
}

// ../words/m.ts
var n = Number(process.env.N ?? 1e6);
var st = 1;
var roll = (k) => {
  st = Math.imul(st, 1664525) + 1013904223 >>> 0;
  return st % k | 0;
};
var CAPS = Array.from({ length: 50 }, (_, i) => "cap" + i);
var G = ["dibao", "disabled", "living-alone", "empty-nest", "general"];
var base = Array.from({ length: n }, (_, i) => ({ id: "N" + i, community: "c" + roll(600), urgency: "\u6025", capability: CAPS[roll(50)], quantity: roll(5) + 1, groups: [G[roll(5)]], age: roll(90), beneficiaries: roll(4) + 1, reportedAt: new Date(177e10 - roll(365) * 864e5).toISOString() }));
var { records, same } = needsTwice(base, 5, ((k) => roll(k)));
var rss0 = process.memoryUsage().rss / 1e6 | 0;
var c = process.cpuUsage();
var t = performance.now();
var all = findDuplicates({ needs: records });
var ms = performance.now() - t;
var u = process.cpuUsage(c);
console.log(records.length, "wall", ms.toFixed(0) + "ms", "cpu", ((u.user + u.system) / 1e3 | 0) + "ms", "rss before", rss0, "max", process.resourceUsage().maxRSS / 1024 | 0, "MB", "found", all.length, "of", same.size, f1(all.map((d) => [...d.ids].sort().join(" ")), same).toFixed(4));
