import type { Database } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import { hasClosed } from '../../documents/closing.ts';
import { type Host, HostDraft } from '../../documents/host.ts';
import { undatedSince } from '../../documents/provenance.ts';
import { putMembership } from '../../federations/members/store.ts';
import { domainOf } from '../../ground/addresses.ts';
import { daysBetween, lastDayOf } from '../../ground/clock.ts';
import { rewriteHost } from '../../hosts/entries/commands.ts';
import { listOthers } from '../../hosts/ownership/store.ts';
import { sitePass } from '../../hosts/site.ts';
import { freeSlug, hostColumns, insertHost } from '../../hosts/store.ts';
import { noteAction } from '../../record/audit-trail.ts';
import type { Context } from '../../record/context.ts';
import { lockFederation } from '../../record/federations.ts';
import {
  type FederationBefore,
  finishFederationWrite,
  finishHostWriteAs,
  type HostBefore,
  loadFederation,
  loadHost,
} from '../../record/finish-write.ts';
import { lockHost, updateHost } from '../../record/hosts.ts';
import { completed } from '../../record/proposals.ts';
import { FIELDS, provenanceMarkOf, withMarks } from '../../record/provenance.ts';
import { isVisible } from '../../record/read-rows.ts';
import type { FederationRow, HostRow } from '../../record/rows.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import { inputPart } from '../../requests/shape.ts';
import type { SourceOrigin } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { DAYS_BEFORE_REDATING, decide, type FileVoice } from './decide.ts';
import { type EntryMatch, entriesAt, findEntry, membershipEdit } from './find.ts';
import { type ImportProblem, problemOfImport } from './problems.ts';
import { type ImportedHost, type ReadHost, readHost } from './read.ts';
import { applyServices, type NewProposal, replaceProposals } from './services.ts';
import { countOpenProposals, type ProposalScope, putEntrySource } from './store.ts';

export interface FileToApply {
  /** The federation to whose source the file belongs. */
  federation?: { id: string };
  /** The host to which the file belongs. */
  host?: { id: string };
  by: SourceOrigin;
  /** The day of the run. */
  on: string;
  imported: ImportedHost;
}

export interface Applied {
  /** null: nothing was written. */
  host: { id: string; slug: string } | null;
  outcome: 'created' | 'changed' | 'unchanged';
  /** Number of differences in this file that wait for a decision. */
  proposals: number;
  problems: ImportProblem[];
}

/** The author of imported changes: not a person. */
const READER: TokenHolder = { role: 'catalogue', label: 'import', tokenId: null, operation: 'applyImported' };
const AUTHOR = { by: 'import', byLabel: null, byTokenId: null, action: 'applyImported' } as const;

const voiceOf = ({ by, on }: FileToApply, { source, asOf }: { source: string; asOf: string | null }): FileVoice => ({
  by,
  source,
  // A future date is an error, so the day of the run is used.
  asOf: asOf !== null && asOf <= on ? asOf : on,
  isDated: asOf !== null && asOf <= on,
});

const originOf = ({ by, source, asOf }: FileVoice) => ({ by, source, asOf });

/** The slug of another public entry with this website or name. */
async function entryOfAnother(
  db: Database,
  hostId: string,
  field: 'website' | 'name',
  said: string,
): Promise<string | undefined> {
  if (field === 'name') return (await listOthers(db, hostId)).find(({ name }) => fold(name) === fold(said))?.slug;
  return (await entriesAt(db, said)).find(({ id, state }) => id !== hostId && state !== 'withdrawn')?.slug;
}

/** Decides for each fact of the entry whether it is written, only marked, or proposed. */
async function applyFacts(db: Database, context: Context, before: HostBefore, voice: FileVoice, read: ReadHost) {
  const { host } = before.rows;
  const { document } = before;
  const wanted: NewProposal[] = [];
  const written: Record<string, unknown> = {};
  const marked: string[] = [];
  for (const field of FIELDS) {
    if (read.facts[field] === undefined) continue;
    const value = document[field];
    const said = completed(field, read.facts[field], value);
    const standing = {
      value,
      origin: provenanceMarkOf(host.provenance, field),
      isConfirmed: host.confirmedOn !== null,
    };
    let decision = decide(voice, said, standing);
    if (decision === 'write' && (field === 'website' || field === 'name') && isVisible(host)) {
      const other = await entryOfAnother(db, host.id, field, said as string);
      if (other !== undefined) {
        read.problems.push(problemOfImport('identity-of-another', { field, host: other }));
        continue;
      }
      // The website identifies an entry for its readers, so only a person may change it to another domain.
      const isMoved = value !== undefined && domainOf(value as string) !== domainOf(said as string);
      if (field === 'website' && (isMoved || (await sitePass(db, context, host, said as string)) === 'of-host'))
        decision = 'propose';
    }
    if (decision === 'write') written[field] = said;
    if (decision === 'write' || decision === 'mark') marked.push(field);
    if (decision === 'propose')
      wanted.push({ kind: 'field', pointer: `/${field}`, proposed: { [field]: read.facts[field] }, voice });
  }
  return { wanted, written, marked };
}

/** The observation after the import: it changes when the state is new, or when its day is much later. */
function observedAfter(
  { confirmedOn, observed }: HostRow,
  said: ReadHost['observed'],
  voice: FileVoice,
): HostRow['observed'] {
  if (!said || confirmedOn !== null || observed?.state === 'closed') return observed;
  const asOf = said.asOf ?? (voice.isDated ? voice.asOf : undefined);
  if (!observed) return { state: said.state, ...(asOf !== undefined && { asOf }) };
  if (asOf === undefined || said.state === 'unknown') return observed;
  const days = observed.asOf === undefined ? Infinity : daysBetween(lastDayOf(observed.asOf), lastDayOf(asOf));
  if (days < 0 || (said.state === observed.state && days < DAYS_BEFORE_REDATING)) return observed;
  return { state: said.state, asOf };
}

/** Creates a draft for an organisation without an entry, from its file; it has no owner. */
async function createDraft(db: Database, context: Context, voice: FileVoice, { facts, observed }: ReadHost) {
  const id = context.newId();
  const at = context.clock();
  const slug = await freeSlug(db, facts.name as string, domainOf(facts.website as string | undefined));
  const columns = hostColumns({ ...facts, slug } as HostDraft);
  const written = FIELDS.filter((field) => columns[field] !== null);
  await insertHost(db, {
    id,
    ...columns,
    observed: observed ?? null,
    sources: [voice.source],
    provenance: withMarks(null, written, originOf(voice)),
    createdAt: at,
    updatedAt: at,
  });
  await noteAction(db, context, 'applyImported', { hostId: id });
  return id;
}

/** Writes what a file says to one entry. The federation row and the host row must be locked. */
async function applyTo(
  db: Database,
  context: Context & { caller: TokenHolder },
  asked: FileToApply,
  { before, federation, link }: { before: HostBefore; federation: FederationRow | undefined; link: EntryMatch['link'] },
  read: ReadHost,
): Promise<boolean> {
  const { host } = before.rows;
  const voice = voiceOf(asked, asked.imported);
  const { wanted, written, marked } = await applyFacts(db, context, before, voice, read);
  const services = await applyServices(db, context, before, read.services, (file) => voiceOf(asked, file));
  read.problems.push(...services.problems);
  let provenance = withMarks(services.provenance, marked, originOf(voice));
  let ofFederation: FederationBefore | undefined;
  if (federation) {
    const edit = await membershipEdit(db, context, federation, host.id, asked.imported.membership, link);
    if (edit.problem) read.problems.push(edit.problem);
    if (edit.row) {
      // The document of a federation only names public hosts.
      if (isVisible(host)) ofFederation = await loadFederation(db, federation.id);
      await putMembership(db, edit.row);
      provenance = withMarks(provenance, [`memberships/${federation.slug}`], originOf(voice));
    }
    const named = { federationId: federation.id, source: asked.imported.source, hostId: host.id };
    if (!link || link.goneOn !== null || JSON.stringify(link.membership) !== JSON.stringify(edit.said))
      await putEntrySource(db, { ...named, goneOn: null, membership: edit.said });
  }
  const draft = { ...inputPart(HostDraft, before.document), ...written } as HostDraft;
  if (Object.keys(written).length > 0) await rewriteHost(db, context, host, draft, provenance);
  else await updateHost(db, host.id, { provenance });
  const observed = observedAfter(host, read.observed, voice);
  // A new observation must not make undated older facts look newer.
  if (observed !== host.observed) await updateHost(db, host.id, { observed, factsAsOf: undatedSince(host) ?? null });
  const scope: ProposalScope = { hostId: host.id, federationId: federation?.id ?? null, by: asked.by };
  const after = await loadHost(db, context, host.id);
  await replaceProposals(db, context, scope, {
    wanted: [...wanted, ...services.wanted],
    servicesRead: new Set(read.services.map(({ slug }) => slug)),
    host: after.document,
  });
  const settled = await finishHostWriteAs(db, context, before, after, 'changed', AUTHOR);
  if (ofFederation) await finishFederationWrite(db, context, AUTHOR, ofFederation, { touched: settled !== undefined });
  return settled !== undefined;
}

/** Why an entry may not be changed; undefined when it may. */
function refusalOf({ slug, state }: HostRow, document: Host): ImportProblem | undefined {
  if (state === 'withdrawn') return problemOfImport('entry-withdrawn', { host: slug });
  return document.state === 'closed' || hasClosed(document)
    ? problemOfImport('entry-closed', { host: slug })
    : undefined;
}

/**
 * Why the file of a host is that of another organisation: it gives another name, and neither its website nor its own
 * address is on the site of the entry.
 */
function strangerIn({ name, website }: HostRow, { imported }: FileToApply): ImportProblem | undefined {
  const own = domainOf(website ?? undefined);
  const isOnSite = own !== undefined && domainOf(imported.website ?? imported.source) === own;
  if (fold(imported.name) === fold(name) || isOnSite) return undefined;
  return problemOfImport('file-of-another', {
    ...{ name: imported.name, own: name, site: domainOf(imported.website) ?? '' },
  });
}

/**
 * Applies what an external file says about one organisation to its entry. A fact is written when no stronger source
 * stated another value; all other differences become proposals. It does not confirm the entry. Idempotent: the same
 * file again changes nothing.
 */
export async function applyImported(given: Omit<Context, 'caller'>, asked: FileToApply): Promise<Applied> {
  const context = { ...given, caller: READER };
  const { imported } = asked;
  const read = readHost(context, imported);
  const nothing = (...problems: ImportProblem[]): Applied => ({
    host: null,
    outcome: 'unchanged',
    proposals: 0,
    problems: [...read.problems, ...problems],
  });
  if (typeof read.facts.name !== 'string') return nothing();
  const before = [...read.problems];
  return await inTransaction(context.db, async (db) => {
    // Reset, because a transaction may be retried.
    read.problems = [...before];
    const federation = asked.federation && (await lockFederation(db, asked.federation.id));
    if (asked.federation && !federation) return nothing(problemOfImport('federation-gone'));
    const organisation = { source: imported.source, name: imported.name, website: imported.website };
    const found: EntryMatch = asked.host
      ? { hostId: asked.host.id }
      : federation
        ? await findEntry(db, federation.id, organisation)
        : {};
    if (found.problem) return nothing(found.problem);
    const isNew = found.hostId === undefined;
    const hostId = found.hostId ?? (await createDraft(db, context, voiceOf(asked, imported), read));
    const host = await lockHost(db, hostId);
    if (!host) return nothing(problemOfImport('entry-gone'));
    const loaded = await loadHost(db, context, hostId);
    const refused = refusalOf(host, loaded.document) ?? (asked.host && strangerIn(host, asked));
    if (refused) return nothing(refused);
    const changed = await applyTo(db, context, asked, { before: loaded, federation, link: found.link }, read);
    const scope = { hostId, federationId: federation?.id ?? null, by: asked.by };
    return {
      host: { id: hostId, slug: host.slug },
      outcome: isNew ? 'created' : changed ? 'changed' : 'unchanged',
      proposals: await countOpenProposals(db, scope),
      problems: read.problems,
    };
  });
}
