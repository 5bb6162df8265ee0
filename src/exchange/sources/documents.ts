import { isUtf8 } from 'node:buffer';
import { isTransient } from '../../database/errors.ts';
import type { Database } from '../../database/open.ts';
import { siteOf, webAddress } from '../../ground/addresses.ts';
import { CatalogueError, type Fault, fault, type Sentence } from '../../ground/errors.ts';
import { jsonLines, lineAt } from '../../ground/json-lines.ts';
import { definedOnly } from '../../ground/texts.ts';
import { putDocument } from '../../host-documents/commands.ts';
import { HostDocumentDraft } from '../../host-documents/schema.ts';
import { listOthers } from '../../hosts/ownership/store.ts';
import { breakIn, tooLarge } from '../../http/asking/json-body.ts';
import type { Context } from '../../record/context.ts';
import type { HostRow } from '../../record/rows.ts';
import type { StoredProblem } from '../../record/tables.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { FileContent, FileRead } from './reading.ts';
import { MOST_PROBLEMS } from './run-work.ts';
import { problemOfFile } from './words.ts';

/*
 * The document of a host on its own site: validated like one that is sent with its token, and trusted only for this
 * site.
 */

export const DOCUMENT_PATH = '/.well-known/bercail.json';

const both = (sentence: Sentence): StoredProblem['message'] =>
  typeof sentence === 'string' ? { fr: sentence, en: sentence } : sentence;

export const toProblem = ({ pointer, code, message }: Fault): StoredProblem => ({
  pointer,
  code,
  message: both(message),
});

const unreadable = (problems: StoredProblem[]): FileRead => ({
  ...{ class: 'document', problems, isReadable: false, content: { subs: [] } },
});

const textIn = (body: Buffer): string => body.toString('utf8').replace(/^\ufeff/, '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A file that is no JSON, with the line on which it stops being so. */
function brokenDocument(text: string): StoredProblem {
  const { line, expected } = breakIn(text)!;
  const { code, message } = problemOfFile('not-json');
  return {
    ...{ line, code },
    message: {
      fr: `${message.fr} Ici, il faut ${expected.fr}.`,
      en: `${message.en} Here, this is expected: ${expected.en}.`,
    },
  };
}

/** A problem with the line of the file where it is. */
const withLine = (problem: StoredProblem, lines: ReadonlyMap<string, number>): StoredProblem =>
  problem.pointer === undefined ? problem : { ...definedOnly({ line: lineAt(lines, problem.pointer) }), ...problem };

const TWICE = (first: number): StoredProblem['message'] => ({
  fr: `Ce champ est déjà à la ligne ${first} : seul le dernier compte. Gardez-en un seul.`,
  en: `This field is on line ${first} already: only the last one counts. Keep one of them.`,
});

/** Parses a document, and validates its schema. */
export function readDocument(body: Buffer): FileRead {
  const text = textIn(body);
  const value = isUtf8(body) ? parsed(text) : undefined;
  if (value === undefined) return unreadable([isUtf8(body) ? brokenDocument(text) : problemOfFile('not-json')]);
  const tooMuch = tooLarge(value);
  if (tooMuch) return unreadable([toProblem(fault('', 'too-many', tooMuch))]);
  const twice: (StoredProblem & { pointer: string })[] = [];
  const lines = jsonLines(text, (pointer, first, line) => {
    // What is inside is there twice as well.
    const isInside = twice.some((one) => pointer.startsWith(`${one.pointer}/`));
    if (!isInside && twice.length < MOST_PROBLEMS)
      twice.push({ line, pointer, code: 'duplicate', message: TWICE(first) });
  });
  const faults = shapeFaults(HostDocumentDraft, value);
  if (faults.length > 0) return unreadable([...twice, ...faults.map((one) => withLine(toProblem(one), lines))]);
  return {
    ...{ class: 'document', problems: twice, isReadable: true },
    content: { subs: [], document: value, lines: Object.fromEntries(lines) },
  };
}

/** The address of the document of a host; undefined without a website. */
export function documentAddress({ website }: Pick<HostRow, 'website'>): string | undefined {
  const origin = webAddress(website)?.origin;
  return origin === undefined ? undefined : origin + DOCUMENT_PATH;
}

/** Why a document may not change an entry; undefined if it is on the site of this entry, and of no other entry. */
async function siteProblem(db: Database, host: HostRow, url: string): Promise<StoredProblem | undefined> {
  if (documentAddress(host) !== url) return problemOfFile('not-the-site');
  const site = siteOf(host.website);
  const others = await listOthers(db, host.id);
  return others.some(({ website }) => siteOf(website) === site) ? problemOfFile('shared-domain') : undefined;
}

/** The result of applying a document. */
interface DocumentWritten {
  outcome: 'changed' | 'unchanged' | 'refused';
  problems: StoredProblem[];
}

/**
 * Applies a document in the name of the host. It creates no token, takes over no entry, and confirms nothing. Its
 * faults are reported, not thrown.
 * @throws CatalogueError database-unavailable, overloaded
 */
export async function writeHostDocument(
  context: Omit<Context, 'caller'>,
  host: HostRow,
  url: string,
  { document: content, lines = {} }: Pick<FileContent, 'document' | 'lines'>,
): Promise<DocumentWritten> {
  const byPlace = new Map(Object.entries(lines));
  const refused = (...problems: StoredProblem[]): DocumentWritten => ({
    outcome: 'refused',
    problems: problems.map((one) => withLine(one, byPlace)),
  });
  const wrong = await siteProblem(context.db, host, url);
  if (wrong) return refused(wrong);
  const document = content as HostDocumentDraft;
  if (webAddress(document.host.website)?.host !== webAddress(url)?.host)
    return refused({ ...problemOfFile('website-moves'), pointer: '/host/website' });
  const caller = { role: 'host', hostId: host.id, label: DOCUMENT_PATH, tokenId: null } as const;
  try {
    const { version } = await putDocument({ ...context, caller }, host.id, document, '*');
    return { outcome: version === host.version ? 'unchanged' : 'changed', problems: [] };
  } catch (error) {
    if (!(error instanceof CatalogueError) || isTransient(error)) throw error;
    if (error.faults.length > 0) return refused(...error.faults.map(toProblem));
    return refused({ code: error.code, message: both(error.detail) });
  }
}
