import { isUtf8 } from 'node:buffer';
import { isTransient } from '../../database/errors.ts';
import type { Database } from '../../database/open.ts';
import { siteOf, webAddress } from '../../ground/addresses.ts';
import { CatalogueError, type Fault, fault, type Sentence } from '../../ground/errors.ts';
import { putDocument } from '../../host-documents/commands.ts';
import { HostDocument } from '../../host-documents/schema.ts';
import { listOthers } from '../../hosts/ownership/store.ts';
import { tooLarge } from '../../http/asking/json-body.ts';
import type { Context } from '../../record/context.ts';
import type { HostRow } from '../../record/rows.ts';
import type { StoredProblem } from '../../record/tables.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { FileRead } from './reading.ts';
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

function parsed(body: Buffer): unknown {
  try {
    return isUtf8(body) ? JSON.parse(body.toString('utf8').replace(/^\ufeff/, '')) : undefined;
  } catch {
    return undefined;
  }
}

/** Parses a document, and validates its schema. */
export function readDocument(body: Buffer): FileRead {
  const value = parsed(body);
  if (value === undefined) return unreadable([problemOfFile('not-json')]);
  const tooMuch = tooLarge(value);
  if (tooMuch) return unreadable([toProblem(fault('', 'too-many', tooMuch))]);
  const faults = shapeFaults(HostDocument, value);
  if (faults.length > 0) return unreadable(faults.map(toProblem));
  return { class: 'document', problems: [], isReadable: true, content: { subs: [], document: value } };
}

/** The address of the document of a host; undefined without a website. */
export function documentAddress({ website }: Pick<HostRow, 'website'>): string | undefined {
  const origin = webAddress(website)?.origin;
  return origin === undefined ? undefined : origin + DOCUMENT_PATH;
}

/** Why a document may not change an entry; undefined if it is on the site of this entry, and of no other entry. */
export async function siteProblem(db: Database, host: HostRow, url: string): Promise<StoredProblem | undefined> {
  if (documentAddress(host) !== url) return problemOfFile('not-the-site');
  const site = siteOf(host.website);
  const others = await listOthers(db, host.id);
  return others.some(({ website }) => siteOf(website) === site) ? problemOfFile('shared-domain') : undefined;
}

/** The result of applying a document. */
export interface DocumentWritten {
  outcome: 'changed' | 'unchanged' | 'refused';
  problems: StoredProblem[];
}

const refused = (...problems: StoredProblem[]): DocumentWritten => ({ outcome: 'refused', problems });

/**
 * Applies a document in the name of the host. It creates no token, takes over no entry, and confirms nothing. Its
 * faults are reported, not thrown.
 * @throws CatalogueError database-unavailable, overloaded
 */
export async function writeHostDocument(
  context: Omit<Context, 'caller'>,
  host: HostRow,
  url: string,
  content: unknown,
): Promise<DocumentWritten> {
  const wrong = await siteProblem(context.db, host, url);
  if (wrong) return refused(wrong);
  const document = content as HostDocument;
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
