import type { Label } from './reference.ts';

/* Public documents that a host or an association can adopt: `models.json`. Their texts are not ours: only addresses are kept. */

const KINDS = [
  'processing-agreement',
  'backup-policy',
  'closing-notice',
  'terms',
  'governance',
  'minutes',
  'migration-checklist',
  'migration-message',
  'migration-workshop',
  'awareness',
  'host-training',
] as const;
export type ModelKind = (typeof KINDS)[number];

export interface PublicModel {
  key: string;
  for: 'host' | 'association';
  kind: ModelKind;
  title: Label;
  url: string;
  /** As SPDX names it; absent: none was found, which is not a right to copy. */
  licence?: string;
  note?: Label;
  source: string;
  readOn: string;
  /** Date of the page; null: unknown. */
  asOf: string | null;
}

const FILE = 'models.json';

/** The models of a file. @throws Error naming the file when one comes twice, is of no known kind or has no web address. */
export function readModels({ models }: { models: PublicModel[] }): readonly PublicModel[] {
  const keys = new Set<string>();
  for (const { key, kind, for: reader, title, url, source } of models) {
    if (keys.has(key)) throw new Error(`${FILE}: ${key} comes twice`);
    keys.add(key);
    if (!KINDS.includes(kind)) throw new Error(`${FILE}: ${key} is of the unknown kind ${kind}`);
    if (reader !== 'host' && reader !== 'association') throw new Error(`${FILE}: ${key} is for nobody`);
    if (!title.fr || !title.en) throw new Error(`${FILE}: ${key} lacks a title`);
    if (![url, source].every((address) => /^https?:\/\/\S+$/.test(address)))
      throw new Error(`${FILE}: ${key} has no web address`);
  }
  return models;
}
