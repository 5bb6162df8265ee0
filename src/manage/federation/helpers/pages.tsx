import type { Bercail } from '../../../bercail.ts';
import { type FederationHelper, FederationHelperDraft } from '../../../documents/federation.ts';
import { shortNameFrom } from '../../../exchange/spreadsheets/service-names.ts';
import { helperIn, putHelper, removeHelper } from '../../../federations/helpers/commands.ts';
import { curved } from '../../../ground/texts.ts';
import { EMPTY, type Filled } from '../../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, PhoneLink } from '../../../pages/frame/parts.tsx';
import type { Desk, Sent, Shown, SignedIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { wrongIn } from '../../parts/faults.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { doneIn, isStale, type Own, ownFederation, ROOM, tryIn, wasOf } from '../room.tsx';
import { draftOf, HelperForm, type HelperFormProps, listAt, placesIn, typedIn, typedOf, useAbove } from './form.tsx';
import { HELPERS } from './words.ts';

function ListPage({ own, done }: { own: Own; done: string | undefined }) {
  const words = useWords(HELPERS);
  const { say } = usePage();
  const { helpers = [] } = own.federation;
  const at = listAt(own);
  return (
    <FederationPage opened={own} heading={words.title} lead={words.lead} done={done}>
      {helpers.length === 0 && <p>{words.none}</p>}
      {helpers.map(({ id, name, kind, serves, url, phone, observedOn }) => (
        <section class="card" key={id}>
          <h2>{curved(name)}</h2>
          <p>
            {words.kinds[kind] ?? kind} ·{' '}
            {serves
              .slice(0, 5)
              .map((zone) => (zone.level === 'world' ? '' : say.territory(zone)))
              .filter(Boolean)
              .join(', ')}
          </p>
          <p class="small soft">{words.seen(say.on(observedOn))}</p>
          <p>
            <OutsideLink to={url} /> {phone && <PhoneLink phone={phone} />}
          </p>
          <p class="row">
            <Link to={`${at}/${id}`} class="tap">
              {words.change}
              <span class="vh"> {curved(name)}</span>
            </Link>
            <Link to={`${at}/${id}/remove`} class="tap">
              {words.remove}
              <span class="vh"> {curved(name)}</span>
            </Link>
          </p>
        </section>
      ))}
      <p>
        <Link to={`${at}/new`} class="button first">
          {words.add}
        </Link>
      </p>
    </FederationPage>
  );
}

function RemovePage({ own, helper, filled }: HelperFormProps & { helper: FederationHelper }) {
  const words = useWords(HELPERS);
  return (
    <FederationPage
      opened={own}
      heading={words.removeHeading}
      lead={words.removeLead}
      above={useAbove()}
      filled={filled}
    >
      <p>
        <strong>{curved(helper.name)}</strong>
      </p>
      <DeskForm action={`${listAt(own)}/${helper.id}/remove`} send={words.remove} hidden={{ was: [wasOf(helper)] }} />
    </FederationPage>
  );
}

/** Organisations that accompany: named, changed, taken away. */
export function helperPages(desk: Desk, _bercail: Bercail): void {
  const path = `${FEDERATION}/helpers`;

  desk.page(path, async (visit) => {
    const own = await ownFederation(visit, 'putHelper');
    return <ListPage own={own} done={doneIn(visit, HELPERS[visit.page.language].done)} />;
  });

  const take = async (visit: SignedIn, { fields, isStay }: Sent, isNew: boolean): Promise<Shown> => {
    const { page, params } = visit;
    const own = await ownFederation(visit, 'putHelper');
    const { context, federation, model } = own;
    const { reference } = model;
    const words = HELPERS[page.language];
    const helper = isNew ? undefined : helperIn(federation, params.id!);
    const typed = typedIn(fields);
    const show = (refused: Omit<Filled, 'typed'>) => (
      <HelperForm own={own} helper={helper} filled={{ typed, ...refused }} />
    );
    if (isStay) return show({ faults: {} });
    const places = placesIn(words);
    const { draft, noPlace } = await draftOf(typed, helper, reference, page);
    const wrong = wrongIn(FederationHelperDraft, draft, places, page, { serves: noPlace });
    if (wrong) return { status: 422, view: show(wrong) };
    if (isStale(fields, helper)) return { status: 409, view: show({ faults: {}, refusal: ROOM[page.language].stale }) };
    const taken = new Set((federation.helpers ?? []).map(({ id }) => id));
    const wanted = shortNameFrom(draft.name).slice(0, 70) || 'structure';
    const free = () => {
      for (let number = 1; ; number++) {
        const id = number === 1 && wanted !== 'new' ? wanted : `${wanted}-${number}`;
        if (!taken.has(id)) return id;
      }
    };
    const ref = { federation: federation.slug, id: helper?.id ?? free() };
    return await tryIn(
      visit,
      places,
      async () => {
        await putHelper(context, ref, draft, `v${federation.version}`);
        return { to: `${listAt(own)}?done=${helper ? 'changed' : 'made'}` };
      },
      show,
    );
  };

  desk.page(`${path}/new`, async (visit) => {
    const own = await ownFederation(visit, 'putHelper');
    return <HelperForm own={own} filled={{ typed: { observedOn: own.model.day }, faults: {} }} />;
  });
  desk.form(`${path}/new`, (visit, sent) => take(visit, sent, true));

  desk.page(`${path}/:id`, async (visit) => {
    const own = await ownFederation(visit, 'putHelper');
    const helper = helperIn(own.federation, visit.params.id!);
    const typed = typedOf(helper, own.model.reference, visit.page);
    return <HelperForm own={own} helper={helper} filled={{ typed, faults: {} }} />;
  });
  desk.form(`${path}/:id`, (visit, sent) => take(visit, sent, false));

  desk.page(`${path}/:id/remove`, async (visit) => {
    const own = await ownFederation(visit, 'removeHelper');
    return <RemovePage own={own} helper={helperIn(own.federation, visit.params.id!)} filled={EMPTY} />;
  });
  desk.form(`${path}/:id/remove`, async (visit, { fields, isStay }) => {
    const own = await ownFederation(visit, 'removeHelper');
    const { context, federation } = own;
    const helper = helperIn(federation, visit.params.id!);
    const show = (refused: Omit<Filled, 'typed'>) => (
      <RemovePage own={own} helper={helper} filled={{ typed: {}, ...refused }} />
    );
    if (isStay) return show({ faults: {} });
    if (isStale(fields, helper))
      return { status: 409, view: show({ faults: {}, refusal: ROOM[visit.page.language].stale }) };
    return await tryIn(
      visit,
      [],
      async () => {
        await removeHelper(context, { federation: federation.slug, id: helper.id }, `v${federation.version}`);
        return { to: `${listAt(own)}?done=gone` };
      },
      show,
    );
  });
}
