import type { FastifyInstance, FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import type { Bercail } from '../../bercail.ts';
import { refuseAbsentPage } from '../../catalogue/gone.ts';
import { findHost, type Model } from '../../catalogue/model.ts';
import type { Database } from '../../database/open.ts';
import type { Host } from '../../documents/host.ts';
import { CatalogueError, type Fault } from '../../ground/errors.ts';
import { reportHost } from '../../hosts/reports/commands.ts';
import { senderOf } from '../../http/asking/quota.ts';
import { EMPTY, type Filled } from '../frame/fields.tsx';
import { takeForms } from '../frame/forms.ts';
import { type Page, render } from '../frame/page.ts';
import { PAGE_TYPE, pageOf, publicPage } from '../frame/pages.ts';
import { refusedIn } from '../frame/refused.ts';
import { MEND } from '../words/mend.ts';
import { Taken } from './form.tsx';
import { RemovalPage } from './removal-page.tsx';
import { ReportPage } from './report-page.tsx';
import { beside, checkedDraft, type Field, REMOVAL_FIELDS, REPORT_FIELDS, readTyped, toDraft } from './typed.ts';

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
/** Whoever uses these forms is nobody, also where a browser sends a token. */
const ANYBODY = { role: 'anonymous' } as const;

const requireHost = async (db: Database, model: Model, { host: ref }: { host: string }): Promise<Host> =>
  findHost(model, ref) ?? (await refuseAbsentPage(db, ref, model.reference));

/** For what no form of these pages sends. */
const notOurs = () =>
  new CatalogueError('invalid-request', {
    fr: 'Ce formulaire n’est pas celui de cette page. Recommencez depuis la page.',
    en: 'This form is not that of this page. Start again from the page.',
  });

/** What was typed stands in it: no browser and no server keeps it. */
const sendOnce = (reply: FastifyReply, page: Page, view: VNode): FastifyReply =>
  reply
    .headers({ 'content-type': PAGE_TYPE, 'content-language': page.language, 'cache-control': 'no-store' })
    .send(render(page, view));

/** The forms by which anybody says that an entry is wrong, or asks that it be removed. */
export function mendPages(app: FastifyInstance, { catalogue, contextFor, countReport, db, publicUrl }: Bercail): void {
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
        const { missing } = MEND[page.language];
        const sent = request.body ?? new URLSearchParams();
        const typed = readTyped(sent, fields);
        const show = (filled: Omit<Filled, 'typed'>) =>
          sendOnce(reply, page, <View host={host} filled={{ typed, ...filled }} />);
        // The other language was asked for.
        if (sent.get('go') === 'stay') return show({ faults: {} });

        const refuse = (found: readonly Fault[]) => {
          const faults = beside(found, { fields, missing }, page.language);
          if (Object.keys(faults).length === 0) throw notOurs();
          reply.code(422);
          return show({ faults });
        };
        const checked = checkedDraft(toDraft(typed, fixed, page.language));
        if ('faults' in checked) return refuse(checked.faults);
        try {
          const takeTurn = (db: Database) => countReport(db, senderOf(ANYBODY, request.ip));
          const taken = await reportHost(contextFor(ANYBODY), host.id, checked.draft, { takeTurn, once: true });
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
