import type { FastifyInstance, FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import type { Bercail } from '../../bercail.ts';
import { refuseAbsentPage } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { addressTyped } from '../../ground/addresses.ts';
import { CatalogueError, type Fault, inLanguage } from '../../ground/errors.ts';
import { reportHost } from '../../hosts/reports/commands.ts';
import { kindFaults, wordFaults } from '../../hosts/reports/meaning.ts';
import { ReportDraft } from '../../hosts/reports/schema.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { shapeFaults } from '../../requests/shape.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { EMPTY, type Filled } from '../frame/fields.tsx';
import { refusedIn, takeForms } from '../frame/forms.ts';
import type { Page } from '../frame/page.ts';
import { pageOf, publicPage, sendPage } from '../frame/pages.ts';
import { MEND } from '../words/mend.ts';
import { RemovalPage, ReportPage, Taken } from './form.tsx';

/* What people type in the forms of an entry, and the report that it makes. Pure. */

const REPORT_FIELDS = ['kind', 'about', 'text', 'url'] as const;
const REMOVAL_FIELDS = ['asker', 'replyTo', 'text'] as const;
type Field = (typeof REPORT_FIELDS | typeof REMOVAL_FIELDS)[number];

/** Fields as they were typed, so that they are shown again. */
type Typed = Readonly<Partial<Record<Field, string>>>;

/** What is wrong with each field, in the words of a page. */
type FieldFaults = Readonly<Partial<Record<Field, string>>>;

function readTyped(sent: URLSearchParams, fields: readonly Field[]): Typed {
  return Object.fromEntries(fields.flatMap((field) => (sent.has(field) ? [[field, sent.get(field)!]] : [])));
}

/** The report that fields make; what was left empty is left out. */
function toDraft(typed: Typed, fixed: { kind?: 'removal' }, language: Language): Partial<ReportDraft> {
  const filled = Object.entries({ ...typed, ...fixed }).flatMap(([field, value]) => {
    const trimmed = value.trim();
    if (trimmed === '') return [];
    if (field === 'text') return [[field, { [language]: trimmed }]];
    return [[field, field === 'url' ? (addressTyped(trimmed) ?? trimmed) : trimmed]];
  });
  return Object.fromEntries(filled) as Partial<ReportDraft>;
}

/** A draft of which nothing is known to be wrong; else all of what is. */
function checkedDraft(draft: Partial<ReportDraft>): { draft: ReportDraft } | { faults: Fault[] } {
  const faults = [...shapeFaults(ReportDraft, draft), ...kindFaults(draft), ...wordFaults(draft)];
  return faults.length > 0 ? { faults } : { draft: draft as ReportDraft };
}

/** Faults of a report next to the fields that made it, in their order. */
function beside(faults: readonly Fault[], fields: readonly Field[], language: Language): FieldFaults {
  const missing: FieldFaults = MEND[language].missing;
  const told = fields.flatMap((field) => {
    const found = faults.find(({ pointer }) => pointer.split('/')[1] === field);
    if (!found) return [];
    const isUnanswered = ['missing', 'unknown-value', 'wrong-format'].includes(found.code);
    return [[field, (isUnanswered && missing[field]) || inLanguage(found.message, language)]];
  });
  return Object.fromEntries(told) as FieldFaults;
}

interface Form {
  what: 'report' | 'removal';
  fields: readonly Field[];
  /** What the form says without asking. */
  fixed: { kind?: 'removal' };
  view: (props: { host: Host; filled: Filled }) => VNode;
}

const FORMS: readonly Form[] = [
  { what: 'report', fields: REPORT_FIELDS, fixed: {}, view: ReportPage },
  { what: 'removal', fields: REMOVAL_FIELDS, fixed: { kind: 'removal' }, view: RemovalPage },
];

const config = { headers: 'page' } as const;
/** These forms act for nobody, even when a browser sends a token. */
const ANYBODY = { role: 'anonymous' } as const;

const requireHost = async (db: Database, model: Model, { host: ref }: { host: string }): Promise<Host> =>
  findHost(model, ref) ?? (await refuseAbsentPage(db, ref, model.reference));

/** For what no form of these pages sends. */
const notOurs = () =>
  new CatalogueError('invalid-request', {
    fr: 'Ce formulaire n’est pas celui de cette page. Recommencez depuis la page.',
    en: 'This form is not that of this page. Start again from the page.',
  });

/** What was typed is in it: no browser and no server keeps it. */
const sendOnce = (reply: FastifyReply, page: Page, view: VNode) => sendPage(reply, page, view, 'no-store');

type MendNeeds = Pick<Bercail, 'catalogue' | 'contextFor' | 'countReport' | 'db' | 'publicUrl'>;

/** The forms by which anybody says that an entry is wrong, or asks that it be removed. */
export function mendPages(
  app: FastifyInstance,
  { catalogue, contextFor, countReport, db, publicUrl }: MendNeeds,
): void {
  takeForms(app);
  for (const { what, fields, fixed, view: View } of FORMS) {
    const path = `/hosts/:host/${what}`;

    publicPage(app, path, { dependsOn: catalogue, ...config }, async (request, model) => {
      const host = await requireHost(db, model, request.params as { host: string });
      return [pageOf(request, model.reference, publicUrl), <View key={what} host={host} filled={EMPTY} />];
    });

    app.post<{ Params: { host: string }; Body: URLSearchParams | undefined }>(
      path,
      { config, schema: { hide: true } },
      async (request, reply) => {
        const model = catalogue.current();
        const host = await requireHost(db, model, request.params);
        const page = pageOf(request, model.reference, publicUrl);
        const sent = request.body ?? new URLSearchParams();
        const typed = readTyped(sent, fields);
        const show = (filled: Omit<Filled, 'typed'>) =>
          sendOnce(reply, page, <View host={host} filled={{ typed, ...filled }} />);
        // The other language was asked for.
        if (sent.get('go') === 'stay') return show({ faults: {} });

        const refuse = (found: readonly Fault[]) => {
          const faults = beside(found, fields, page.language);
          if (Object.keys(faults).length === 0) throw notOurs();
          reply.code(422);
          return show({ faults });
        };
        const checked = checkedDraft(toDraft(typed, fixed, page.language));
        if ('faults' in checked) return refuse(checked.faults);
        try {
          const countRequest = (db: Database) => countReport(db, senderOf(ANYBODY, request.ip));
          const taken = await reportHost(contextFor(ANYBODY), host.id, checked.draft, { countRequest, once: true });
          return sendOnce(reply, page, <Taken host={host} what={what} {...taken} />);
        } catch (error) {
          const { error: refused, faults, sentence } = refusedIn(error, page, request, reply);
          if (refused.code === 'host-not-found') throw error;
          if (faults.length > 0) return refuse(faults);
          return show({ faults: {}, refusal: sentence });
        }
      },
    );
  }
}
