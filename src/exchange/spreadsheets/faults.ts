import { setImmediate } from 'node:timers/promises';
import { type Fault, faultsUnder, inLanguage } from '../../ground/errors.ts';
import { documentFaults } from '../../host-documents/commands.ts';
import { DocumentHost, DocumentService, type HostDocument } from '../../host-documents/schema.ts';
import type { Context } from '../../record/context.ts';
import type { HostBefore } from '../../record/finish-write.ts';
import { today } from '../../requests/meaning.ts';
import { shapeFaults } from '../../requests/shape.ts';
import { removalProblem } from '../../services/commands.ts';
import { faultInSheet, MOST_TOLD, moreFaults } from '../../spreadsheets/sheet.ts';
import type { HostEdit, Plan, RowFault } from './edits.ts';
import type { AllFields } from './fields.ts';
import type { ReadFile, SheetLine } from './read.ts';
import { SHEET_NAMES } from './words.ts';

/* The faults of an edited document, at the cells that cause them. Parts that come from no row are not checked. */

const factOf = (pointer: string): string => pointer.split('/')[1] ?? '';

interface Placed {
  row: SheetLine | undefined;
  pointer: string;
}

/** The row from which a part of a document comes, and the pointer below that part. */
function placed(pointer: string, { document, origins }: HostEdit): Placed {
  const [, part, ...rest] = pointer.split('/');
  const below = (parts: readonly string[]) => (parts.length === 0 ? '' : `/${parts.join('/')}`);
  if (part === 'host') return { row: origins.get(document.host), pointer: below(rest) };
  if (part !== 'services') return { row: undefined, pointer };
  const [place, within, planPlace, ...planRest] = rest;
  // A fault of all services together is reported at the last row that adds a service.
  if (place === undefined) return { row: [...origins.values()].at(-1), pointer: '/service' };
  const service = document.services[Number(place)];
  if (!service) return { row: undefined, pointer };
  const plan = within === 'plans' && planPlace !== undefined ? service.plans?.[Number(planPlace)] : undefined;
  if (plan) return { row: origins.get(plan), pointer: below(planRest) };
  return { row: origins.get(service), pointer: within === 'slug' ? '/service' : below(rest.slice(1)) };
}

const shapeFaultsOf = ({ document, origins }: HostEdit): Fault[] => [
  ...(origins.has(document.host) ? faultsUnder('/host', shapeFaults(DocumentHost, document.host)) : []),
  ...document.services.flatMap((service, place) =>
    origins.has(service) || service.plans?.some((plan) => origins.has(plan))
      ? faultsUnder(`/services/${place}`, shapeFaults(DocumentService, service))
      : [],
  ),
];

const without = <T extends object>(thing: T, facts: ReadonlySet<string> | undefined): T =>
  facts ? (Object.fromEntries(Object.entries(thing).filter(([fact]) => !facts.has(fact))) as T) : thing;

/**
 * The document without the facts that already have faults, so that all others can be checked; an invalid name is
 * replaced by the host's present name.
 */
function usable(
  before: HostBefore,
  { document, origins }: HostEdit,
  wrong: ReadonlyMap<SheetLine, ReadonlySet<string>>,
): HostDocument {
  const cleaned = <T extends object>(thing: T): T => {
    const row = origins.get(thing);
    return without(thing, row && wrong.get(row));
  };
  const host = cleaned(document.host);
  return {
    ...document,
    host: { ...host, name: host.name ?? before.document.name },
    services: document.services.map((service) => {
      const { usages = [], plans, ...rest } = cleaned(service);
      return { ...rest, usages, ...(plans && { plans: plans.map((plan: Plan) => cleaned(plan)) }) };
    }),
  };
}

/** Faults for services that may not be removed, at the rows that remove them. */
const removalFaults = (
  context: Context,
  before: HostBefore,
  { rows }: HostEdit,
  lines: readonly SheetLine[],
): RowFault[] =>
  rows.flatMap(({ sheet, did, line, service }) => {
    if (sheet !== 'services' || did !== 'removed') return [];
    const message = removalProblem(before.document.services.find(({ slug }) => slug === service)!, today(context));
    const row = lines.find((one) => one.line === line);
    return message && row ? [{ row, fault: { pointer: '/remove', code: 'closing-settled', message } }] : [];
  });

/** All faults in the rows of one host; its document is checked as far as possible. */
export async function editFaults(
  context: Context,
  before: HostBefore,
  edit: HostEdit,
  serviceLines: readonly SheetLine[],
): Promise<{ faults: RowFault[]; judged: HostDocument }> {
  const found = [...edit.faults];
  const wrong = new Map<SheetLine, Set<string>>();
  const note = ({ row, fault }: RowFault): void => {
    wrong.set(row, (wrong.get(row) ?? new Set()).add(factOf(fault.pointer)));
  };
  for (const one of found) note(one);
  const add = (faults: readonly Fault[]): RowFault[] =>
    faults.flatMap((one) => {
      const { row, pointer } = placed(one.pointer, edit);
      if (!row || wrong.get(row)?.has(factOf(pointer))) return [];
      return [{ row, fault: { ...one, pointer } }];
    });
  // Lets other requests run during a long file.
  await setImmediate();
  const misshapen = add(shapeFaultsOf(edit));
  for (const one of misshapen) note(one);
  found.push(...misshapen);
  await setImmediate();
  const judged = usable(before, edit, wrong);
  found.push(...add(documentFaults(context, before, judged)));
  found.push(...removalFaults(context, before, edit, serviceLines));
  return { faults: found, judged };
}

/** Converts the first faults of rows to faults of the file: pointers and sentences name sheet, line and column. */
export function faultsInFile(found: readonly RowFault[], { sheets, faults }: ReadFile, fields: AllFields): Fault[] {
  const broken = new Set(faults.map(({ sheet, pointer }) => sheet + pointer));
  const first = [...found]
    .sort((a, b) => (a.row.sheet === b.row.sheet ? a.row.line - b.row.line : a.row.sheet < b.row.sheet ? -1 : 1))
    .slice(0, MOST_TOLD);
  const ofRows = first.map(({ row: { sheet, line }, fault }) => ({
    ...faultInSheet(fault, { line, fields: fields[sheet], places: sheets[sheet]!.places }),
    sheet,
  }));
  const named = [...faults, ...ofRows.filter(({ sheet, pointer }) => !broken.has(sheet + pointer))];
  const order = (pointer: string) => Number(pointer.split('/')[1]);
  const left = found.length - first.length + Math.max(0, named.length - MOST_TOLD);
  const shown = named
    .sort((a, b) => (a.sheet === b.sheet ? order(a.pointer) - order(b.pointer) : a.sheet < b.sheet ? -1 : 1))
    .slice(0, MOST_TOLD)
    .map(({ sheet, ...one }) => ({
      ...one,
      pointer: `/${sheet}${one.pointer}`,
      message: {
        fr: `${SHEET_NAMES[sheet].fr}. ${inLanguage(one.message, 'fr')}`,
        en: `${SHEET_NAMES[sheet].en}. ${inLanguage(one.message, 'en')}`,
      },
    }));
  return left > 0 ? [...shown, moreFaults(left)] : shown;
}
