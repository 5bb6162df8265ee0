import type { Closing } from '../../documents/closing.ts';
import type { Host, HostFact } from '../../documents/host.ts';
import type { Claim, Commitment, Statement } from '../../documents/statement.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { LEGAL_FORMS, SUPPORT_KINDS, SUPPORT_MODES } from '../../vocabulary/terms.ts';
import { knownOnly, type Node, type Surroundings } from './addresses.ts';
import { term } from './term.ts';

/* Facts of a host as linked data, and our terms for facts that schema.org lacks. */

/** Names of our own terms for facts, kinds and parts. */
export const FACT_TERMS = {
  legalForm: term(
    ['Forme juridique', 'Ce qu’est l’hébergeur en droit.'],
    ['Legal form', 'What the host is in law.'],
    'word',
    LEGAL_FORMS,
  ),
  visits: term(
    ['Se déplace', 'Où l’hébergeur vient sur place.'],
    ['Visits', 'Where the host comes in person.'],
    'thing',
  ),
  Support: term(['Aide', 'Une aide proposée en plus de l’hébergement.'], ['Support', 'Help offered beside hosting.']),
  support: term(['Aides', 'Les aides proposées.'], ['Support', 'The help offered.'], 'thing'),
  supportKind: term(
    ['Sorte d’aide', 'Ce que fait l’aide.'],
    ['Kind of support', 'What the help does.'],
    'word',
    SUPPORT_KINDS,
  ),
  supportMode: term(['Manière', 'Comment l’aide est donnée.'], ['Mode', 'How the help comes.'], 'word', SUPPORT_MODES),
} as const;

function placeNode(zone: Zone): Node {
  if (zone.level === 'world') return { '@type': 'Place', identifier: 'world' };
  if (zone.level === 'country') return { '@type': 'Country', identifier: zone.code };
  return { '@type': 'AdministrativeArea', identifier: `${zone.level}:${zone.code}` };
}

function seatNode({ country, territory }: NonNullable<Host['seat']>): Node {
  const within = placeNode({ level: 'country', code: country });
  return territory && territory.level !== 'country' ? { ...placeNode(territory), containedInPlace: within } : within;
}

const contactNode = (
  { url, email, phone, hours }: NonNullable<Host['contact']>,
  languages: Host['languages'],
): Node => ({
  '@type': 'ContactPoint',
  ...knownOnly({ url, email, telephone: phone, description: hours, availableLanguage: languages }),
});

/** The keys that the context defines for facts. Readers of linked data ignore every other key. */
type Word =
  | 'url'
  | 'description'
  | 'foundingDate'
  | 'location'
  | 'areaServed'
  | 'audience'
  | 'knowsLanguage'
  | 'contactPoint'
  | keyof typeof FACT_TERMS;

/** The facts of a host by the terms of the context. */
export const describedAs = (host: Host): Record<'website' | HostFact, Partial<Record<Word, unknown>>> => ({
  website: { url: host.website },
  summary: { description: host.summary },
  foundedOn: { foundingDate: host.foundedOn },
  legalForm: { legalForm: host.legalForm },
  seat: { location: host.seat && seatNode(host.seat) },
  serves: { areaServed: host.serves?.map(placeNode) },
  visits: { visits: host.visits?.map(placeNode) },
  audiences: { audience: host.audiences?.map((audienceType) => ({ '@type': 'Audience', audienceType })) },
  languages: { knowsLanguage: host.languages },
  support: {
    support: host.support?.map(({ kind, mode }) => ({
      '@type': 'Support',
      supportKind: kind,
      ...knownOnly({ supportMode: mode }),
    })),
  },
  contact: { contactPoint: host.contact && contactNode(host.contact, host.languages) },
});

/** A statement of one source; `as` is the key of its value. */
const statementNode = (statement: Statement, as: 'answer' | 'measure', { federation }: Surroundings): Node => ({
  '@type': 'Statement',
  [as]: statement.value,
  statedBy: statement.by,
  evidence: statement.evidence,
  ...knownOnly({
    federation: statement.federation && federation(statement.federation),
    statedOn: statement.asOf,
    evidencePage: statement.evidenceUrl,
    description: statement.note,
  }),
});

export const claimNode = (
  { criterion, value, evidence, contested, statements }: Claim,
  around: Surroundings,
): Node => ({
  '@type': 'Claim',
  criterion,
  answer: value,
  evidence,
  contested,
  statements: statements.map((statement) => statementNode(statement, 'answer', around)),
});

export const commitmentNode = (
  { kind, value, evidence, contested, statements }: Commitment,
  around: Surroundings,
): Node => ({
  '@type': 'Commitment',
  commitmentKind: kind,
  measure: value,
  evidence,
  contested,
  statements: statements.map((statement) => statementNode(statement, 'measure', around)),
});

/** The numeric measure of a commitment that has a term of its own; other measures only appear with the commitment. */
export function numberOf(commitments: readonly Commitment[], kind: string): number | undefined {
  const value = commitments.find((one) => one.kind === kind)?.value;
  return typeof value === 'number' ? value : undefined;
}

export const closingNode = (
  { announcedOn, stages, reason, successor, exportGuide, promises }: Closing,
  around: Surroundings,
): Node => ({
  '@type': 'Closing',
  ...knownOnly({
    announcedOn,
    restrictedOn: stages.restricted,
    readOnlyOn: stages.readOnly,
    closedOn: stages.closed,
    dataErasedOn: stages.dataErased,
    reason,
    successor: successor && around.host(successor.host),
    successorAgreed: successor?.agreed,
    guide: exportGuide,
    promises: promises.map(({ commitment, promised, actual, state }) => ({
      commitmentKind: commitment,
      promiseState: state,
      ...knownOnly({ promisedDays: promised, actualDays: actual }),
    })),
  }),
});
