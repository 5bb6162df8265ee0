import './types.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError, type Sentence } from '../../ground/errors.ts';

/* Reads JSON bodies, and finds where a text stops being JSON (RFC 8259). */

/** What was expected at a place, in words. */
const EXPECTED = {
  value: {
    fr: 'une valeur, comme un texte entre guillemets doubles, un nombre, true, false, null, { ou [',
    en: 'a value, such as text in double quotes, a number, true, false, null, { or [',
  },
  name: { fr: 'un nom de champ entre guillemets doubles', en: 'a field name in double quotes' },
  colon: { fr: 'deux-points après le nom du champ', en: 'a colon after the field name' },
  'comma-or-brace': { fr: 'une virgule, ou } pour finir l’objet', en: 'a comma, or } to end the object' },
  'comma-or-bracket': { fr: 'une virgule, ou ] pour finir la liste', en: 'a comma, or ] to end the list' },
  quote: {
    fr: 'un guillemet double pour finir le texte, sur la même ligne',
    en: 'a double quote to end the text, on the same line',
  },
  escape: {
    fr: 'après la barre oblique inverse, un de ces caractères : " \\ / b f n r t, ou u et quatre chiffres',
    en: 'after the backslash, one of " \\ / b f n r t, or u and four digits',
  },
  end: { fr: 'que tout soit fini, mais il y a autre chose', en: 'the end, but there is something else' },
} satisfies Record<string, Sentence>;
type Expected = keyof typeof EXPECTED;

// Sticky flag: match only at the given place.
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SIMPLE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** After a number or a word, these make it another one, which is none of JSON. */
const GOES_ON = /[\w.+-]/y;
const SPACE = /[ \t\n\r]*/y;

/** The first place where a text stops being JSON; null when all of it is JSON. Linear in the length of the text. */
export function jsonBreak(text: string): { offset: number; expected: Expected } | null {
  const open: ('{' | '[')[] = [];
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  /** Consumes the string that starts here; returns what was expected at its first error, or null. */
  const takeString = (): Expected | null => {
    at++;
    for (;;) {
      const character = text[at];
      if (character === undefined || character < ' ') return 'quote';
      if (character === '\\') {
        if (!take(ESCAPE)) return 'escape';
        continue;
      }
      at++;
      if (character === '"') return null;
    }
  };
  const takeSimple = (): boolean => {
    const from = at;
    const isTaken = take(SIMPLE) && !take(GOES_ON);
    if (!isTaken) at = from;
    return isTaken;
  };
  const next = (): string | undefined => {
    take(SPACE);
    return text[at];
  };
  const stop = (expected: Expected) => ({ offset: at, expected });
  let state: Expected = 'value';
  /** Whether an object or list has just been opened and may be empty. */
  let mayEnd = false;
  const after = (): Expected => {
    const last = open.at(-1);
    return last === undefined ? 'end' : last === '{' ? 'comma-or-brace' : 'comma-or-bracket';
  };
  for (;;) {
    const character = next();
    const closes = (open.at(-1) === '{' && character === '}') || (open.at(-1) === '[' && character === ']');
    if (closes && (mayEnd || state === after())) {
      open.pop();
      at++;
      state = after();
      mayEnd = false;
      continue;
    }
    mayEnd = false;
    switch (state) {
      case 'end':
        return character === undefined ? null : stop('end');
      case 'value':
        if (character === '{' || character === '[') {
          open.push(character);
          at++;
          state = character === '{' ? 'name' : 'value';
          mayEnd = true;
        } else if (character === '"') {
          const wrong = takeString();
          if (wrong) return stop(wrong);
          state = after();
        } else if (takeSimple()) state = after();
        else return stop('value');
        break;
      case 'name': {
        if (character !== '"') return stop('name');
        const wrong = takeString();
        if (wrong) return stop(wrong);
        state = 'colon';
        break;
      }
      case 'colon':
        if (character !== ':') return stop('colon');
        at++;
        state = 'value';
        break;
      default:
        if (character !== ',') return stop(state);
        at++;
        state = state === 'comma-or-brace' ? 'name' : 'value';
    }
  }
}

/** Where a text stops being JSON, counted from 1; null when all of it is JSON. */
export function breakIn(text: string) {
  const found = jsonBreak(text);
  if (!found) return null;
  const before = text.slice(0, found.offset).split('\n');
  const expected = EXPECTED[found.expected];
  return { line: before.length, column: [...before.at(-1)!].length + 1, expected, isOver: found.offset >= text.length };
}

/** Line, character and what was expected, for a text that is not JSON; null when it is. Never repeats the text. */
export function notJson(body: string): Sentence | null {
  const text = body.replace(/^\uFEFF/, '');
  const broken = breakIn(text);
  if (!broken) return null;
  const { line, column, expected, isOver } = broken;
  const [fr, en] = [`ligne ${line}, caractère ${column}`, `line ${line}, character ${column}`];
  return {
    fr: `Le corps n’est pas du JSON. ${isOver ? `Il s’arrête à la ${fr}, où` : `À la ${fr},`} il faut ${expected.fr}.`,
    en: `The body is not JSON. ${isOver ? `It stops at ${en}, where this was` : `At ${en}, this was`} expected: ${expected.en}.`,
  };
}

const TYPES = ['application/json', 'application/merge-patch+json'];

const FORBIDDEN = {
  fr: 'Un champ s’appelle __proto__ ou constructor : ces noms ne sont pas admis.',
  en: 'A field is called __proto__ or constructor: these names are not accepted.',
};

/** Far more than the largest document contains. Validation takes time for each value. */
const VALUES_MAX = 50_000;
const TOO_MANY = {
  fr: `Ce document contient plus de ${VALUES_MAX} valeurs. Envoyez-le en plusieurs fois.`,
  en: `This document holds more than ${VALUES_MAX} values. Send it in several parts.`,
};
/** Far deeper than the deepest document. Code that visits every value recurses once per level. */
const LEVELS_MAX = 100;
const TOO_DEEP = {
  fr: `Ce document emboîte des valeurs sur plus de ${LEVELS_MAX} niveaux. Envoyez-le plus à plat.`,
  en: `This document nests values in more than ${LEVELS_MAX} levels. Send a flatter one.`,
};

/** Why a body is too large to be validated; undefined when it is not. */
export function tooLarge(body: unknown): Sentence | undefined {
  let level = [body];
  for (let depth = 0, seen = 1; level.length > 0; depth++) {
    if (depth > LEVELS_MAX) return TOO_DEEP;
    const below: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      const values = Array.isArray(value) ? value : Object.values(value);
      seen += values.length;
      if (seen > VALUES_MAX) return TOO_MANY;
      below.push(...values);
    }
    level = below;
  }
  return undefined;
}

/** JSON is UTF-8 (RFC 8259, 8.1), whatever charset the type names: other bytes would be stored as wrong letters. */
const NOT_UTF8 = {
  fr: 'Le corps n’est pas en UTF-8. Enregistrez ou envoyez ce texte en UTF-8.',
  en: 'The body is not in UTF-8. Save or send this text as UTF-8.',
};

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(body: Buffer): string {
  try {
    return UTF8.decode(body);
  } catch (cause) {
    throw new CatalogueError('malformed-request', NOT_UTF8, { cause });
  }
}

/** Whether an empty body is allowed: the route reads no body, or every field of it is optional. */
export const mayBeEmpty = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.schema?.body === undefined || routeOptions.config.bodyMayLack === true;

/** Treats a missing body as an empty object, on routes with `bodyMayLack`. */
export const emptyUnlessSent = (request: FastifyRequest, _reply: FastifyReply, done: () => void): void => {
  if (request.body === undefined) request.body = {};
  done();
};

const LONG_BYTES = 100_000;

/** Parses bodies as JSON. For invalid JSON, the error gives the line, the character, and what was expected there. */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(TYPES[0]!);
  app.addContentTypeParser<Buffer>(TYPES, { parseAs: 'buffer' }, (request, bytes, done) => {
    if (bytes.length === 0 && mayBeEmpty(request)) return done(null, undefined);
    const body = textOf(bytes);
    void parse(request, body, (error, value) => {
      const judge = (): void => {
        const refusal = error ? undefined : tooLarge(value);
        if (refusal) done(new CatalogueError('body-too-large', refusal));
        else if (!error || body === '') done(error, value);
        else done(new CatalogueError('malformed-request', notJson(body) ?? FORBIDDEN, { cause: error }));
      };
      // Parsing a long body is enough work for one turn of the event loop.
      if (bytes.length > LONG_BYTES) setImmediate(judge);
      else judge();
    });
  });
}
