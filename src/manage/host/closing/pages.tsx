import { announceClosing, type ClosingRef, cancelClosing, tryClosing } from '../../../closings/commands.ts';
import type { ClosingDraft } from '../../../closings/schema.ts';
import { curved } from '../../../ground/texts.ts';
import { today } from '../../../requests/meaning.ts';
import { serviceNotFound } from '../../../services/rights.ts';
import { DESK, type Desk, queryParam } from '../../desk.tsx';
import { DeskPage, TapLink } from '../../desk-page.tsx';
import { deskForm } from '../../parts/form.tsx';
import { crumbOf, deskOfHost, federationNameIn, openHost } from '../form.tsx';
import { closingForm, closingOf } from './draft.tsx';
import { ClosingPage, ClosingPreview } from './views.tsx';
import { CLOSING_DESK } from './words.ts';

/** The end of a host or of a service: what was promised, the dates, what everybody will read, then the announcement. */
export function closingPages(desk: Desk): void {
  const path = `${DESK}/hosts/:host/closing`;
  desk.page(path, async (visit) => {
    const { host } = await openHost(visit, 'getHostDocument');
    const words = CLOSING_DESK[visit.page.language];
    const at = `${deskOfHost(host)}/closing`;
    const line = (to: string, what: string, isAnnounced: boolean) => (
      <li key={to}>
        <TapLink to={to} name={isAnnounced ? words.change(what) : words.prepare(what)} />
      </li>
    );
    return (
      <DeskPage heading={words.heading} lead={words.lead} crumb={crumbOf(host)}>
        {host.state === 'draft' ? (
          <p>{words.draft}</p>
        ) : (
          <ul class="plain">
            {line(`${at}/host`, words.whole, host.closing !== null)}
            {host.services.map(({ slug, name, closing }) =>
              line(`${at}/services/${slug}`, words.service(curved(name)), closing !== null),
            )}
          </ul>
        )}
      </DeskPage>
    );
  });

  for (const place of [`${path}/host`, `${path}/services/:service`])
    deskForm(desk, place, async (visit, sent) => {
      const { params, page, model } = visit;
      const words = CLOSING_DESK[page.language];
      const operation = sent?.get('go') === 'cancel' ? 'cancelClosing' : 'announceClosing';
      const { context, host } = await openHost(
        visit,
        params.service ? operation.replace('Closing', 'ServiceClosing') : operation,
      );
      const service = host.services.find(({ slug }) => slug === params.service);
      if (params.service !== undefined && !service) throw serviceNotFound();
      const shown = {
        ...{ host, service, day: today(context) },
        action: `${path.replace(':host', params.host!)}/${service ? `services/${service.slug}` : 'host'}`,
        nameOf: (slug: string) => curved(model.bySlug.get(slug)?.name ?? slug),
        federationName: federationNameIn(visit),
      };
      const ref: ClosingRef = { host: host.id, ...(service && { service: service.slug }) };
      const done = queryParam(visit, 'done');
      const isDone = done === 'announced' || done === 'cancelled';
      return {
        ...closingForm(shown, page, model, sent?.get('successor')?.trim()),
        about: host.version,
        send: words.look,
        page: (form, filled) => <ClosingPage {...shown} {...(isDone && { done })} form={form} filled={filled} />,
        tries: (draft) => tryClosing(context, ref, draft),
        preview: {
          send: closingOf(shown) ? words.announceChange : words.announce,
          correct: words.correct,
          changed: words.stale,
          show: async (draft: ClosingDraft, buttons, filled) => (
            <ClosingPreview {...shown} {...{ buttons, filled }} tried={await tryClosing(context, ref, draft)} />
          ),
        },
        buttons: {
          cancel: async () => {
            await cancelClosing(context, ref, sent?.get('version') ?? undefined);
            return { to: `${shown.action}?done=cancelled` };
          },
        },
        save: async (draft: ClosingDraft) => {
          await announceClosing(context, ref, draft, `v${host.version}`);
          return { to: `${shown.action}?done=announced` };
        },
      };
    });
}
