import { readFileSync } from 'node:fs';
import { requireConsistent } from './consistent.ts';
import { type PublicModel, readModels } from './models.ts';
import { type Language, type MeasureUnit, type RequirementLevel, SUPPORT_KINDS, type SupportKind } from './terms.ts';
import { readTerritories, type Territories } from './territories.ts';
import { type ToolLeaving, type ToolLeavingFile, toolLeavings } from './tool-exports.ts';

/* Vocabularies, read once and checked. Criteria of federations are added in `catalogue/model.ts`. */

/** A label or definition of a vocabulary, always in both languages. */
export interface Label {
  fr: string;
  en: string;
}

/** A unit of capacity. Both labels are used inside a sentence, after a number. */
interface Unit {
  key: string;
  label: Label;
  singular: Label;
  /** Whether the unit counts people of the organisation that asks. */
  countsUs?: boolean;
}

/** Another usage that also meets this one, and what people then get, for use inside a sentence. */
interface NearUsage {
  usage: string;
  as: Label;
}

export interface Usage {
  key: string;
  family: string;
  label: Label;
  /** One to three words, for use next to a picture. */
  short: Label;
  /** The label for use inside a sentence, when `label` contains a colon. */
  inSentence?: Label;
  definition: Label;
  capacityUnits: string[];
  primaryCapacityUnit: string;
  typicalLibreTools: string[];
  typicalProprietaryTools: string[];
  dataSensitivity: string;
  exportFormats: string[];
  guestsNeedAccount: string;
  toleratedParallelTools: number;
  aliases: string[];
  /** Absent: no other usage meets this one. */
  alsoMetBy?: NearUsage[];
  /** Usages that must be at the same host as this one: a document is edited where it is stored. */
  sameHostAs?: string[];
  startHere?: number;
}

export interface Tool extends ToolLeaving {
  key: string;
  name: string;
  vendor: string | null;
  aliases: string[];
  usages: string[];
  licence: string;
  platformGroup: string;
  bigPlatform: boolean;
  jurisdictionZone: string;
  libreAlternatives: string[];
}

interface CharterLink {
  charter: string;
  version: string;
  level: RequirementLevel;
  standing: 'read' | 'recalled';
  source?: string;
}

export interface Criterion {
  key: string;
  family: string;
  label: Label;
  /** The question about a host, in a form or on a page. */
  question: Label;
  /** The question as asked to the host itself. */
  askHost: Label;
  definition: Label;
  howToProve: Label;
  /** Utility of each answer, in thousandths. */
  utilities: Record<'yes' | 'partial' | 'no', number>;
  charters: CharterLink[];
  firstAsked?: number;
  /** Only for criteria that a federation defined. */
  federationFacts?: FederationCriterionFacts;
}

/** Additional facts of a criterion that a federation defined. */
interface FederationCriterionFacts {
  federation: { slug: string; name: string };
  version: number;
  level: RequirementLevel;
  /**
   * The day on which, and the version in which, it took its present meaning: answers to earlier versions do not count.
   */
  definedOn: string;
  definedIn: number;
  /** The label in each version, from version 1. */
  labels: readonly Label[];
  /** No longer asked; earlier answers still count. */
  retired: boolean;
}

interface Charter {
  key: string;
  name: string;
  website?: string;
  label: Label;
  versions: { version: string; from?: string; until?: string; label: Label; source?: string; standing: string }[];
}

export interface CommitmentKind {
  key: string;
  scope: 'host' | 'service';
  valueType: 'number' | 'boolean' | 'url' | 'date' | 'list' | 'host';
  unit?: MeasureUnit;
  better: 'higher' | 'lower' | 'yes' | 'recent';
  bounds?: { min: number; max: number };
  label: Label;
  /** The question as asked to the host itself. */
  question: Label;
  howVerified: string;
  /** Months after which evidence counts one level less; null: when the certificate expires. */
  shelfLifeMonths: number | null;
  /** Points of a piecewise linear function (value, thousandths), or the utility of each answer. */
  utility: [number, number][] | Record<string, number>;
  utilityOf?: 'age-in-months' | 'age-in-years';
  /** Answers that are not numbers, such as `none`. */
  specialValues?: { value: string; utility: number; label: Label }[];
  firstAsked?: number;
}

/**
 * Whether only the catalogue may state it. A measured address is different: the host states it, and the catalogue
 * checks it.
 */
export const isMeasuredAlone = ({ howVerified, valueType }: CommitmentKind): boolean =>
  howVerified === 'measured' && valueType !== 'url';

export interface Helper {
  id: string;
  name: string;
  kind: string;
  offers: string[];
  serves: { level: string; code: string }[];
  /** Who it serves; absent: everyone. */
  audiences?: string[];
  /** Whether it advises on personal data. */
  personalData?: boolean;
  url: string | null;
  phone?: string;
  /** A role address, as published on a page. */
  email?: string;
  contactUrl?: string;
  summary: Label;
  free: boolean | null;
  observedOn: string | null;
  sources: string[];
}

/** Public mail providers, and words that mark an address as that of a role, not of a person. */
interface Mailboxes {
  publicProviders: ReadonlySet<string>;
  roleWords: ReadonlySet<string>;
}

export interface Reference {
  usages: ReadonlyMap<string, Usage>;
  families: ReadonlyMap<string, Label>;
  units: ReadonlyMap<string, Unit>;
  tools: ReadonlyMap<string, Tool>;
  criteria: ReadonlyMap<string, Criterion>;
  charters: ReadonlyMap<string, Charter>;
  commitmentKinds: ReadonlyMap<string, CommitmentKind>;
  supportKinds: ReadonlyMap<SupportKind, Label>;
  /** Groups of words with the same meaning for a search, as people write them. */
  synonyms: readonly (readonly string[])[];
  helpers: readonly Helper[];
  mailboxes: Mailboxes;
  models: readonly PublicModel[];
  territories: Territories;
}

const SEED = new URL('../../seed/', import.meta.url);

/** Whether a tool is a public mail provider: an address there does not belong to the organisation's domain. */
export const isPublicMailbox = ({ aliases }: Tool, { mailboxes }: Reference): boolean =>
  aliases.some((alias) => alias.startsWith('@') && mailboxes.publicProviders.has(alias.slice(1)));

/** Reads a JSON file of `seed/`. @param name path below `seed/` */
export function readSeed<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, SEED), 'utf8')) as T;
}

/**
 * The terms of use that whoever registers a host accepts (the page /terms). Another wording of what is agreed is another
 * version.
 */
export const TERMS_VERSION = readSeed<{ version: string }>('terms.json').version;

/**
 * Entries by key, in the order of the file.
 * @throws Error for a duplicate key
 */
function byKey<T extends { key: string }>(entries: readonly T[], file: string): Map<string, T> {
  const map = new Map(entries.map((entry) => [entry.key, entry]));
  if (map.size !== entries.length) throw new Error(`seed/vocabulary/${file}: a key comes twice`);
  return map;
}

const labels = (entries: readonly { key: string; label: Label }[]) =>
  new Map(entries.map((entry) => [entry.key, entry.label]));

/**
 * Kinds of support with their labels. Code and file must list the same kinds: requests accept those in the code, pages
 * show those in the file.
 * @throws Error with the kinds that only one of them has
 */
export function supportKindsOf(entries: readonly { key: string; label: Label }[]): Map<SupportKind, Label> {
  const kinds = byKey(entries, 'support-kinds.json');
  const kindsInCode: ReadonlySet<string> = new Set(SUPPORT_KINDS);
  const apart = [
    ...SUPPORT_KINDS.filter((kind) => !kinds.has(kind)),
    ...[...kinds.keys()].filter((key) => !kindsInCode.has(key)),
  ];
  if (apart.length > 0) throw new Error(`support-kinds.json and SUPPORT_KINDS differ: ${apart.join(', ')}`);
  return new Map(SUPPORT_KINDS.map((kind) => [kind, kinds.get(kind)!.label]));
}

/** Tools, with what is known about moving data out of them. */
function leavable(tools: Map<string, Tool>, vocabulary: <T>(file: string) => T): Map<string, Tool> {
  const leavings = toolLeavings(vocabulary<ToolLeavingFile>('tool-exports.json'), tools);
  return new Map([...tools].map(([key, tool]) => [key, { ...tool, ...leavings.get(key) }]));
}

/**
 * All vocabularies, from `seed/vocabulary`.
 * @throws Error with the name of the file when it refers to a key that another file lacks
 */
export function readReference(): Reference {
  const vocabulary = <T>(file: string) => readSeed<T>(`vocabulary/${file}`);
  const usageFile = vocabulary<{
    usages: Usage[];
    families: { key: string; label: Label }[];
    units: Unit[];
  }>('usages.json');
  const criteriaFile = vocabulary<{ criteria: Criterion[]; charters: Charter[] }>('criteria.json');
  const supportFile = vocabulary<{ supportKinds: { key: string; label: Label }[] }>('support-kinds.json');
  const mailboxFile = vocabulary<Record<keyof Mailboxes, string[]>>('mailboxes.json');
  const reference: Reference = {
    usages: byKey(usageFile.usages, 'usages.json'),
    families: labels(usageFile.families),
    units: byKey(usageFile.units, 'usages.json'),
    tools: leavable(byKey(vocabulary<{ tools: Tool[] }>('tools.json').tools, 'tools.json'), vocabulary),
    criteria: byKey(criteriaFile.criteria, 'criteria.json'),
    charters: byKey(criteriaFile.charters, 'criteria.json'),
    commitmentKinds: byKey(
      vocabulary<{ kinds: CommitmentKind[] }>('commitment-kinds.json').kinds,
      'commitment-kinds.json',
    ),
    supportKinds: supportKindsOf(supportFile.supportKinds),
    synonyms: vocabulary<{ groups: string[][] }>('synonyms.json').groups,
    helpers: vocabulary<{ helpers: Helper[] }>('helpers.json').helpers,
    mailboxes: {
      publicProviders: new Set(mailboxFile.publicProviders),
      roleWords: new Set(mailboxFile.roleWords),
    },
    models: readModels(vocabulary('models.json')),
    territories: readTerritories(readSeed('vocabulary/territories.json')),
  };
  requireConsistent(reference);
  return reference;
}

/** The text in a language, otherwise in the other language; empty when there is none. */
export function textIn(text: { fr?: string; en?: string }, language: Language): string {
  return text[language] ?? text.fr ?? text.en ?? '';
}
