import type { Bercail } from '../../../bercail.ts';
import { findFederation } from '../../../catalogue/model.ts';
import { announceClosing, type ClosingRef, cancelClosing, tryClosing } from '../../../closings/commands.ts';
import type { Host } from '../../../documents/host.ts';
import { curved } from '../../../ground/texts.ts';
import { ownHost } from '../../../hosts/entries/commands.ts';
import { EMPTY, type Filled, isFaulty } from '../../../pages/frame/fields.tsx';
import { useWords } from '../../../pages/frame/page.ts';
import { Link } from '../../../pages/frame/parts.tsx';
import { today } from '../../../requests/meaning.ts';
import { serviceNotFound } from '../../../services/rights.ts';
import { DESK, type Desk, type Shown, type SignedIn } from '../../desk.tsx';
import { DeskPage } from '../../desk-page.tsx';
import { takenOr } from '../../parts/taking.ts';
import { crumbOf, deskOfHost } from '../form.tsx';
import { placesOf, readClosing, typedFrom, typedIn } from './draft.ts';
import { ClosingPage, ClosingPreview } from './views.tsx';
import { CLOSING_DESK } from './words.ts';

/** What may close, and what is announced already. */
function ClosingsPage({ host }: { host: Host }) {
  const words = useWords(CLOSING_DESK);
  const at = `${deskOfHost(host)}/closing`;
  const line = (to: string, what: string, isAnnounced: boolean) => (
    <li key={to}>
      <Link to={to} class="tap">
        {isAnnounced ? words.change(what) : words.prepare(what)}
      </Link>
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
}

/** The end of a host or of a service: what was promised, the dates, what everybody will read, then the announcement. */
export function closingPages(desk: Desk, { catalogue }: Bercail): void {
  const path = `${DESK}/hosts/:host/closing`;
  desk.page(path, async ({ params, asHost }) => (
    <ClosingsPage host={await ownHost(await asHost(params.host!, 'getHostDocument'), params.host!)} />
  ));

  const endingOf = async (visit: SignedIn, operation: string) => {
    const { params, page } = visit;
    const context = await visit.asHost(
      params.host!,
      params.service ? operation.replace('Closing', 'ServiceClosing') : operation,
    );
    const host = await ownHost(context, params.host!);
    const service = host.services.find(({ slug }) => slug === params.service);
    if (params.service !== undefined && !service) throw serviceNotFound();
    const model = catalogue.current();
    const shown = {
      host,
      service,
      day: today(context),
      action: `${path.replace(':host', params.host!)}/${service ? `services/${service.slug}` : 'host'}`,
      nameOf: (slug: string) => curved(model.bySlug.get(slug)?.name ?? slug),
      federationName: (slug: string) => curved(findFederation(model, slug)?.name ?? slug),
    };
    const ref: ClosingRef = { host: host.id, ...(service && { service: service.slug }) };
    const first = () => typedFrom(shown, page, (slug) => model.bySlug.get(slug)?.name ?? slug);
    return { context, model, shown, ref, first };
  };

  for (const place of [`${path}/host`, `${path}/services/:service`]) {
    desk.page(place, async (visit) => {
      const { shown, first } = await endingOf(visit, 'announceClosing');
      const { done } = visit.request.query as { done?: unknown };
      const isDone = done === 'announced' || done === 'cancelled';
      return (
        <ClosingPage
          {...shown}
          {...(isDone && { done })}
          filled={{ ...EMPTY, typed: first() }}
          found={[]}
          version={shown.host.version}
        />
      );
    });

    desk.form(place, async (visit, { fields, isStay }): Promise<Shown> => {
      const { page, reply } = visit;
      const go = fields.get('go');
      const isCancel = go === 'cancel';
      const { context, model, shown, ref, first } = await endingOf(
        visit,
        isCancel ? 'cancelClosing' : 'announceClosing',
      );
      const typed = isCancel ? first() : typedIn(fields);
      const { draft, filled, found } = readClosing(typed, shown, model, page);
      const show = (status: number, seen: Filled): Shown => ({
        status,
        view: <ClosingPage {...shown} filled={seen} found={found} version={shown.host.version} />,
      });
      const preview = async (isStale = false): Promise<Shown> => ({
        status: isStale ? 409 : 200,
        view: (
          <ClosingPreview {...shown} filled={filled} isStale={isStale} tried={await tryClosing(context, ref, draft)} />
        ),
      });
      if (isStay) return show(200, { ...EMPTY, typed });
      if (!isCancel && isFaulty(filled)) return show(422, filled);
      return await takenOr(
        visit,
        async () => {
          if (isCancel) await cancelClosing(context, ref, fields.get('version') ?? undefined);
          else if (go === 'announce') await announceClosing(context, ref, draft, fields.get('version') ?? undefined);
          else return await preview();
          return { to: `${shown.action}?done=${isCancel ? 'cancelled' : 'announced'}` };
        },
        (refused, { code }) =>
          // What was shown is what is announced: a version that came meanwhile is shown first.
          code === 'version-stale' && !isCancel ? preview(true) : show(reply.statusCode, { typed, ...refused }),
        { places: isCancel ? [] : placesOf(page) },
      );
    });
  }
}
