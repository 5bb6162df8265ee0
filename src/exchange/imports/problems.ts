import { inLanguage, type Sentence } from '../../ground/errors.ts';
import type { Language } from '../../vocabulary/terms.ts';

/* Why something in a file was not imported. */

const PROBLEMS = {
  'federation-gone': () => ({
    fr: 'Cette fédération n’est plus dans le catalogue.',
    en: 'This federation is no longer in the catalogue.',
  }),
  'entry-gone': () => ({
    fr: 'Cette fiche n’est plus dans le catalogue.',
    en: 'This entry is no longer in the catalogue.',
  }),
  'entry-withdrawn': ({ host }) => ({
    fr: `La fiche « ${host} » a été retirée du catalogue : rien n’y est écrit.`,
    en: `The entry "${host}" was withdrawn from the catalogue: nothing is written there.`,
  }),
  'entry-closed': ({ host }) => ({
    fr: `« ${host} » a fermé, d’après sa fiche : rien n’y est écrit.`,
    en: `"${host}" has closed, says its entry: nothing is written there.`,
  }),
  'ambiguous-domain': ({ domain, hosts }) => ({
    fr: `Plusieurs fiches ont le site ${domain} (${hosts}) : rien n’est écrit. Demandez à l’administration de les réunir.`,
    en: `Several entries have the site ${domain} (${hosts}): nothing is written. Ask an administrator to merge them.`,
  }),
  'ambiguous-name': ({ name, hosts }) => ({
    fr: `Plusieurs membres s’appellent « ${name} » (${hosts}) : rien n’est écrit. Donnez un site dans le fichier.`,
    en: `Several members are called "${name}" (${hosts}): nothing is written. Give a website in the file.`,
  }),
  'identity-of-another': ({ field, host }) => ({
    fr: `La fiche « ${host} » a déjà cela (${field}) : ce n’est pas repris.`,
    en: `The entry "${host}" has this already (${field}): it is not taken over.`,
  }),
  'file-of-another': ({ name, site, own }) => ({
    fr: `Ce fichier est celui de « ${name} »${site === '' ? '' : ` (${site})`}, et non de « ${own} » : rien n’en est repris. Corrigez l’adresse, ou le nom et le site dans le fichier.`,
    en: `This file is that of "${name}"${site === '' ? '' : ` (${site})`}, not of "${own}": nothing of it is taken over. Mend the address, or the name and the website in the file.`,
  }),
  'fact-refused': ({ field, reason }) => ({
    fr: `${field} : pas repris. ${inLanguage(reason as Sentence, 'fr')}`,
    en: `${field}: not taken over. ${inLanguage(reason as Sentence, 'en')}`,
  }),
  'says-closed': () => ({
    fr: 'Le fichier dit que cette organisation a fermé : à vérifier, la fiche ne change pas pour cela.',
    en: 'The file says that this organisation has closed: check it, the entry does not change by this.',
  }),
  'too-many-services': ({ most }) => ({
    fr: `Plus de ${most} services : les suivants ne sont pas lus.`,
    en: `More than ${most} services: the others are not read.`,
  }),
  'same-service-twice': ({ service }) => ({
    fr: `Deux fichiers décrivent le service « ${service} » : le second n’est pas lu.`,
    en: `Two files describe the service "${service}": the second is not read.`,
  }),
} satisfies Record<string, (params: ImportParams) => { fr: string; en: string }>;

type ImportParams = Readonly<Record<string, Sentence | number>>;

export type ImportProblemCode = keyof typeof PROBLEMS;

export interface ImportProblem {
  code: ImportProblemCode;
  params: ImportParams;
}

export const problemOfImport = (code: ImportProblemCode, params: ImportParams = {}): ImportProblem => ({
  code,
  params,
});

/** The problem as a sentence that also says what was done. */
export const sayProblem = ({ code, params }: ImportProblem, language: Language): string =>
  (PROBLEMS[code] as (params: ImportParams) => Record<Language, string>)(params)[language];
