/*
 * Whether a program that was written for one description of the API works with another one. Additions pass; what a
 * program reads may not go away, and what it sends must still be taken.
 */

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objects = (value: unknown): [string, Json][] =>
  isObject(value) ? Object.entries(value).filter((entry): entry is [string, Json] => isObject(entry[1])) : [];
const words = (value: unknown): string[] => (Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : []);

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
/** Keywords by which a request may be narrowed: the value that takes less. */
const LIMITS: Record<string, (before: number, now: number) => boolean> = {
  maxLength: (before, now) => now < before,
  maximum: (before, now) => now < before,
  maxItems: (before, now) => now < before,
  maxProperties: (before, now) => now < before,
  minLength: (before, now) => now > before,
  minimum: (before, now) => now > before,
  minItems: (before, now) => now > before,
  minProperties: (before, now) => now > before,
};

/** Who reads a schema: a program reads answers and writes requests. */
type Way = 'answer' | 'request';

/** What breaks a program, one line for each. */
export function breaksBetween(before: Json, now: Json): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  const at = (description: Json, ref: string): Json =>
    ref
      .slice(2)
      .split('/')
      .reduce<unknown>((part, name) => (part as Json | undefined)?.[name.replaceAll('~1', '/')], description) as Json;
  const resolved = (description: Json, part: unknown): Json => {
    const found = isObject(part) ? part : {};
    return typeof found.$ref === 'string' ? resolved(description, at(description, found.$ref)) : found;
  };

  const typesOf = ({ type, const: only, enum: values }: Json): string[] => {
    if (type !== undefined) return ([] as unknown[]).concat(type).map(String);
    const one = only ?? (Array.isArray(values) ? values[0] : undefined);
    return one === undefined ? [] : [typeof one];
  };

  function compareAlternatives(place: string, way: Way, was: Json[], is: Json[]): void {
    // Each shape must find one that it agrees with: of answers those that come now, of requests those that came then.
    const [each, among] = way === 'answer' ? [is, was] : [was, is];
    each.forEach((one, index) => {
      const tries = among.map((other) => {
        const length = found.length;
        const [old, present] = way === 'answer' ? [other, one] : [one, other];
        compare(`${place}/${index}`, way, old, present, new Set(seen));
        return found.splice(length);
      });
      if (tries.length > 0 && tries.every((faults) => faults.length > 0))
        found.push(tries.sort((a, b) => a.length - b.length)[0]![0]!);
    });
  }

  const shapesOf = (schema: Json): Json[] | undefined => (schema.anyOf ?? schema.oneOf) as Json[] | undefined;

  function compare(place: string, way: Way, one: unknown, other: unknown, under = seen): void {
    const refs = [one, other].map((part) => (isObject(part) && typeof part.$ref === 'string' ? part.$ref : ''));
    if (refs[0]) {
      const key = `${way} ${refs.join(' ')}`;
      if (under.has(key)) return;
      under.add(key);
    }
    const [was, is] = [resolved(before, one), resolved(now, other)];
    const [wasShapes, isShapes] = [shapesOf(was), shapesOf(is)];
    if (wasShapes || isShapes) {
      compareAlternatives(place, way, wasShapes ?? [was], isShapes ?? [is]);
      if (wasShapes && isShapes) compareParts(place, way, was, is);
      return;
    }
    const [wasTypes, isTypes] = [typesOf(was), typesOf(is)];
    const [wider, narrower] = way === 'answer' ? [wasTypes, isTypes] : [isTypes, wasTypes];
    const fits = (type: string) => wider.includes(type) || (type === 'integer' && wider.includes('number'));
    if (wider.length > 0 && !(narrower.length > 0 && narrower.every(fits)))
      found.push(`${place}: was ${wasTypes.join('|') || 'anything'}, is ${isTypes.join('|') || 'anything'}`);
    compareParts(place, way, was, is);
  }

  function compareParts(place: string, way: Way, was: Json, is: Json): void {
    const valuesOf = ({ enum: values, const: only }: Json) => (only === undefined ? words(values) : words([only]));
    const [wasValues, isValues] = [valuesOf(was), valuesOf(is)];
    // Of a closed list, an answer may not have others, and a request must take all that it took. And what a program
    // looks for in an answer may not go away.
    if (way === 'answer' && wasValues.length > 0) {
      if (isValues.length === 0) found.push(`${place}: any value comes where a closed list came`);
      for (const value of isValues)
        if (!wasValues.includes(value)) found.push(`${place}: ${value} is new in a closed list`);
      for (const value of wasValues)
        if (isValues.length > 0 && !isValues.includes(value)) found.push(`${place}: ${value} comes no more`);
    }
    const [open, openNow] = [words(was['x-extensible-enum']), words(is['x-extensible-enum'])];
    for (const value of open) if (!openNow.includes(value)) found.push(`${place}: ${value} comes no more`);
    if (way === 'request' && isValues.length > 0) {
      if (wasValues.length === 0) found.push(`${place}: only some values are taken where any was`);
      for (const value of wasValues) if (!isValues.includes(value)) found.push(`${place}: ${value} is no longer taken`);
    }
    const [wasRequired, isRequired] = [words(was.required), words(is.required)];
    if (way === 'answer')
      for (const name of wasRequired) if (!isRequired.includes(name)) found.push(`${place}: ${name} may be absent`);
    if (way === 'request')
      for (const name of isRequired) if (!wasRequired.includes(name)) found.push(`${place}: ${name} is now required`);
    const [wasProperties, isProperties] = [
      Object.fromEntries(objects(was.properties)),
      Object.fromEntries(objects(is.properties)),
    ];
    for (const [name, schema] of Object.entries(wasProperties)) {
      if (isProperties[name]) compare(`${place}/${name}`, way, schema, isProperties[name]);
      else if (way === 'answer' || is.additionalProperties === false) found.push(`${place}/${name}: is gone`);
    }
    if (was.items && is.items) compare(`${place}[]`, way, was.items, is.items);
    if (isObject(was.additionalProperties) && isObject(is.additionalProperties))
      compare(`${place}{}`, way, was.additionalProperties, is.additionalProperties);
    for (const [index, part] of ((was.allOf ?? []) as Json[]).entries())
      if ((is.allOf as Json[] | undefined)?.[index]) compare(place, way, part, (is.allOf as Json[])[index]);
    if (way === 'answer') {
      if (typeof was.format === 'string' && was.format !== is.format)
        found.push(`${place}: was ${was.format}, is ${is.format ?? 'text'}`);
      return;
    }
    if (was.default !== undefined && JSON.stringify(was.default) !== JSON.stringify(is.default))
      found.push(
        `${place}: means ${JSON.stringify(is.default)} when it is left out, meant ${JSON.stringify(was.default)}`,
      );
    if (typeof is.format === 'string' && was.format !== is.format) found.push(`${place}: must be ${is.format} now`);
    if (typeof is.pattern === 'string' && was.pattern !== is.pattern)
      found.push(`${place}: another pattern is asked for`);
    for (const [limit, isNarrower] of Object.entries(LIMITS)) {
      const [old, present] = [was[limit], is[limit]];
      if (typeof present === 'number' && (typeof old !== 'number' ? isNew(limit, present) : isNarrower(old, present)))
        found.push(`${place}: ${limit} is ${present}, was ${old ?? 'not said'}`);
    }
  }
  const isNew = (limit: string, value: number): boolean => limit.startsWith('max') || value > 0;

  /** The codes of a refusal, as its description lists them. */
  const codesOf = (description: Json, part: unknown): string[] =>
    [...String(resolved(description, part).description ?? '').matchAll(/^`([a-z-]+)`: /gm)].map(([, code]) => code!);
  const contentOf = (description: Json, part: unknown) => resolved(description, part).content;
  function compareContent(place: string, way: Way, was: unknown, is: unknown): void {
    const there = Object.fromEntries(objects(is));
    for (const [type, media] of objects(was))
      if (there[type]) compare(`${place} ${type}`, way, media.schema, there[type].schema);
      else found.push(`${place}: ${type} is gone`);
  }

  function compareOperation(place: string, was: Json, is: Json): void {
    if (was.operationId !== is.operationId) found.push(`${place}: was called ${was.operationId}, is ${is.operationId}`);
    const parametersOf = (description: Json, { parameters = [] }: Json) =>
      new Map(
        (parameters as unknown[]).map((one) => {
          const parameter = resolved(description, one);
          return [`${parameter.in} ${parameter.name}`, parameter] as const;
        }),
      );
    const [wasTaken, isTaken] = [parametersOf(before, was), parametersOf(now, is)];
    for (const [name, parameter] of wasTaken) {
      const present = isTaken.get(name);
      if (!present) found.push(`${place}: ${name} is gone`);
      else compare(`${place} ${name}`, 'request', parameter.schema, present.schema);
      for (const how of ['style', 'explode'])
        if (present && parameter[how] !== present[how]) found.push(`${place} ${name}: is written another way`);
      if (present?.required === true && parameter.required !== true) found.push(`${place}: ${name} is now required`);
    }
    for (const [name, { required }] of isTaken)
      if (required === true && !wasTaken.has(name)) found.push(`${place}: ${name} is new and required`);
    const [wasBody, isBody] = [resolved(before, was.requestBody), resolved(now, is.requestBody)];
    if (isBody.required === true && wasBody.required !== true) found.push(`${place}: a body is now required`);
    compareContent(`${place} body`, 'request', wasBody.content, isBody.content);
    const answers = Object.fromEntries(Object.entries((is.responses ?? {}) as Json));
    for (const [status, answer] of Object.entries((was.responses ?? {}) as Json)) {
      const present = answers[status];
      // A refusal that comes no more breaks nobody.
      if (!present && /^[23]/.test(status)) found.push(`${place}: ${status} is no longer answered`);
      if (!present) continue;
      compareContent(`${place} ${status}`, 'answer', contentOf(before, answer), contentOf(now, present));
      const codesNow = codesOf(now, present);
      for (const code of codesOf(before, answer))
        if (!codesNow.includes(code)) found.push(`${place} ${status}: ${code} comes no more`);
      const headers = Object.fromEntries(objects(resolved(now, present).headers));
      for (const [name] of objects(resolved(before, answer).headers))
        if (!headers[name]) found.push(`${place} ${status}: the header ${name} is gone`);
    }
    if (JSON.stringify(was.security ?? []) !== JSON.stringify(is.security ?? []) && !words(is.security).includes('{}'))
      found.push(`${place}: other credentials are asked for`);
  }

  const addressesOf = ({ servers = [] }: Json) => (servers as Json[]).map(({ url }) => url);
  for (const url of addressesOf(before)) if (!addressesOf(now).includes(url)) found.push(`${url}: is not served`);

  const paths = Object.fromEntries(objects(now.paths));
  for (const [path, methods] of objects(before.paths))
    for (const [method, operation] of objects(methods).filter(([name]) => METHODS.includes(name))) {
      const place = `${method.toUpperCase()} ${path}`;
      const present = paths[path]?.[method];
      if (isObject(present)) compareOperation(place, operation, present);
      else found.push(`${place}: is gone`);
    }
  const events = Object.fromEntries(objects(now.webhooks));
  for (const [event, { post }] of objects(before.webhooks)) {
    const present = events[event]?.post as Json | undefined;
    // Receivers read what is sent to them.
    if (present)
      compareContent(
        event,
        'answer',
        contentOf(before, (post as Json).requestBody),
        contentOf(now, present.requestBody),
      );
    else found.push(`${event}: is sent no more`);
  }
  return [...new Set(found)];
}
