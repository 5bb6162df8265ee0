import type { Bercail } from '../../../bercail.ts';
import { type FederationHelper, FederationHelperDraft } from '../../../documents/federation.ts';
import { shortNameFrom } from '../../../exchange/spreadsheets/service-names.ts';
import { helperIn, putHelper, removeHelper } from '../../../federations/helpers/commands.ts';
import { curved } from '../../../ground/texts.ts';
import { dateIn } from '../../../ground/written-dates.ts';
import { EMPTY, type Filled, Select, TextArea, TextLine } from '../../../pages/frame/fields.tsx';
import { type Page, usePage, useWords } from '../../../pages/frame/page.ts';
import { Link, OutsideLink, PhoneLink } from '../../../pages/frame/parts.tsx';
import { shapeFaults } from '../../../requests/shape.ts';
import type { Reference } from '../../../vocabulary/reference.ts';
import type { Zone } from '../../../vocabulary/shapes.ts';
import type { Desk, Sent, Shown, SignedIn } from '../../desk.tsx';
import { DeskForm } from '../../desk-page.tsx';
import { beside } from '../../parts/faults.ts';
import { zoneLine, zoneOf } from '../../parts/places.ts';
import { asAddress } from '../../parts/texts.ts';
import { FEDERATION, FederationPage } from '../frame.tsx';
import { doneIn, isStale, type Own, ownFederation, type Place, ROOM, tryIn, wasOf } from '../room.tsx';
import { HELPERS } from './words.ts';

const MOST = { name: 200, serves: 5000, url: 2000, phone: 50, observedOn: 20 } as const;
const FIELDS = ['name', 'kind', 'serves', 'url', 'phone', 'observedOn'] as const;
type Typed = Record<(typeof FIELDS)[number], string>;

const typedIn = (sent: URLSearchParams): Typed =>
  Object.fromEntries(FIELDS.map((field) => [field, (sent.get(field) ?? '').trim()])) as Typed;

const typedOf = (helper: FederationHelper, { territories }: Reference, { language }: Page): Typed => ({
  name: helper.name,
  kind: helper.kind,
  serves: helper.serves.map((zone) => zoneLine(zone, territories, language)).join('\n'),
  url: helper.url,
  phone: helper.phone ?? '',
  observedOn: helper.observedOn,
});

const listAt = ({ at }: Own): string => `${at}/helpers`;
const useAbove = () => ['helpers', useWords(HELPERS).title] as const;

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

interface FormProps {
  own: Own;
  /** Absent: a new one. */
  helper?: FederationHelper | undefined;
  filled: Filled;
}

function FormPage({ own, helper, filled }: FormProps) {
  const words = useWords(HELPERS);
  const { reference } = own.model;
  const action = `${listAt(own)}/${helper?.id ?? 'new'}`;
  const kinds = [...new Set(reference.helpers.map(({ kind }) => kind))]
    .map((kind) => [kind, words.kinds[kind] ?? kind] as const)
    .sort((a, b) => a[1].localeCompare(b[1]));
  return (
    <FederationPage
      opened={own}
      heading={helper ? words.changeHeading : words.add}
      lead={words.addLead}
      above={useAbove()}
      form={action}
      filled={filled}
    >
      <DeskForm id="desk" action={action} send={words.save} hidden={helper ? { was: [wasOf(helper)] } : {}}>
        <TextLine filled={filled} name="name" label={words.name} most={MOST.name} autocomplete="off" />
        <Select filled={filled} name="kind" label={words.kind} groups={[['', [['', words.noKind], ...kinds]]]} />
        <TextArea
          filled={filled}
          name="serves"
          label={words.serves}
          hint={words.servesHint}
          rows={3}
          most={MOST.serves}
        />
        <TextLine
          filled={filled}
          name="url"
          label={words.url}
          hint={words.urlHint}
          most={MOST.url}
          autocomplete="url"
        />
        <TextLine
          filled={filled}
          name="phone"
          label={words.phone}
          hint={words.phoneHint}
          most={MOST.phone}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="observedOn"
          label={words.observedOn}
          hint={words.observedOnHint}
          most={MOST.observedOn}
          autocomplete="off"
        />
      </DeskForm>
    </FederationPage>
  );
}

function RemovePage({ own, helper, filled }: FormProps & { helper: FederationHelper }) {
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

/** What was typed as a draft; its places may be missing, which its shape then refuses. */
function draftOf(
  typed: Typed,
  helper: FederationHelper | undefined,
  { territories }: Reference,
  { language }: Page,
): { draft: FederationHelperDraft; noPlace: string | undefined } {
  const known = new Map((helper?.serves ?? []).map((zone) => [zoneLine(zone, territories, language), zone]));
  const zones = typed.serves
    .split('\n')
    .flatMap((line) => line.trim() || [])
    .map((line) => known.get(line) ?? zoneOf(line, territories, language));
  return {
    draft: {
      name: typed.name,
      kind: typed.kind,
      serves: zones.filter((zone): zone is Zone => typeof zone !== 'string'),
      url: typed.url === '' ? '' : asAddress(typed.url),
      ...(typed.phone !== '' && { phone: typed.phone }),
      observedOn: dateIn(typed.observedOn),
    },
    noPlace: zones.find((zone): zone is string => typeof zone === 'string'),
  };
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
      <FormPage own={own} helper={helper} filled={{ typed, ...refused }} />
    );
    if (isStay) return show({ faults: {} });
    const places: Place[] = [
      { name: 'name', at: ['/name', '/id'], expects: words.nameMissing },
      { name: 'kind', at: ['/kind'], expects: words.kindMissing },
      { name: 'serves', at: ['/serves'], expects: words.servesMissing },
      { name: 'url', at: ['/url'], expects: words.urlMissing },
      { name: 'phone', at: ['/phone'] },
      { name: 'observedOn', at: ['/observedOn'], expects: words.observedOnMissing },
    ];
    const { draft, noPlace } = draftOf(typed, helper, reference, page);
    const told = beside(shapeFaults(FederationHelperDraft, draft), places, page, true);
    const faults: Filled['faults'] = { ...told.faults, ...(noPlace !== undefined && { serves: noPlace }) };
    if (Object.keys(faults).length > 0 || told.refusal)
      return {
        status: 422,
        view: show({
          ...told,
          faults: Object.fromEntries(places.flatMap(({ name }) => (faults[name] ? [[name, faults[name]]] : []))),
        }),
      };
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
    return <FormPage own={own} filled={{ typed: { observedOn: own.model.day }, faults: {} }} />;
  });
  desk.form(`${path}/new`, (visit, sent) => take(visit, sent, true));

  desk.page(`${path}/:id`, async (visit) => {
    const own = await ownFederation(visit, 'putHelper');
    const helper = helperIn(own.federation, visit.params.id!);
    const typed = typedOf(helper, own.model.reference, visit.page);
    return <FormPage own={own} helper={helper} filled={{ typed, faults: {} }} />;
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
