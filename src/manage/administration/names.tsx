import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { type AliasRef, putAlias, removeAlias } from '../../hosts/names/commands.ts';
import { AliasDraft, AliasPath } from '../../hosts/names/schema.ts';
import { EMPTY, type Filled, Radios, TextLine } from '../../pages/frame/fields.tsx';
import { usePage, useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { requireShape } from '../../requests/shape.ts';
import { ALIAS_KINDS, type AliasKind } from '../../vocabulary/terms.ts';
import type { Desk, SignedIn } from '../desk.tsx';
import { DeskForm, DeskPage, Done } from '../desk-page.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, attempt, Effects, entryAt, typedIn } from './frame.tsx';

const FIELDS = ['aliasKind', 'value', 'until'] as const;
const MOST = { value: 253, until: 10 } as const;

/** The former name that a form or an address names. @throws CatalogueError invalid-request */
function refOf(host: Host, { aliasKind, value }: { aliasKind: string; value: string }): AliasRef {
  const ref = { host: host.id, ...(aliasKind !== '' && { aliasKind }), ...(value !== '' && { value }) };
  requireShape(AliasPath, ref);
  return ref;
}

function NamesPage({ host, filled = EMPTY, done }: { host: Host; filled?: Filled; done?: string | undefined }) {
  const words = useWords(ENTRY);
  const { goBack } = useWords(ADMINISTRATION);
  const { say } = usePage();
  const action = `${entryAt(host)}/names`;
  const name = curved(host.name);
  return (
    <DeskPage
      heading={words.namesTitle(name)}
      lead={words.namesLead}
      crumb={[entryAt(host), name]}
      form={action}
      filled={filled}
    >
      {done === 'added' && (
        <Done>
          {words.added} <strong>{goBack}</strong> {words.addUndo}
        </Done>
      )}
      {done === 'removed' && (
        <Done>
          {words.removed} <strong>{goBack}</strong> {words.removeUndo}
        </Done>
      )}
      {!host.aliases && <p>{words.noName}</p>}
      <ul class="list">
        {host.aliases?.map(({ kind, value, until }) => (
          <li key={`${kind} ${value}`}>
            {words.kinds[kind]}
            {words.colon} <strong>{value}</strong>
            {until && `, ${words.until(say.date(until))}`}{' '}
            <Link to={`${action}/removal`} query={{ kind, value }} class="tap">
              {words.removeName}
              <span class="vh"> {value}</span>
            </Link>
          </li>
        ))}
      </ul>
      <h2>{words.addName}</h2>
      <DeskForm id="desk" action={action} send={words.addSend} hidden={{ version: [`v${host.version}`] }}>
        <Radios
          filled={filled}
          name="aliasKind"
          label={words.kind}
          choices={ALIAS_KINDS.map((kind) => [kind, words.kinds[kind]])}
        />
        <TextLine
          filled={filled}
          name="value"
          label={words.value}
          hint={words.valueHint}
          most={MOST.value}
          autocomplete="off"
        />
        <TextLine
          filled={filled}
          name="until"
          label={words.untilLabel}
          hint={words.untilHint}
          most={MOST.until}
          autocomplete="off"
        />
      </DeskForm>
    </DeskPage>
  );
}

function RemovalPage({
  host,
  kind,
  value,
  refusal,
}: {
  host: Host;
  kind: AliasKind;
  value: string;
  refusal?: string | undefined;
}) {
  const words = useWords(ENTRY);
  const action = `${entryAt(host)}/names`;
  return (
    <DeskPage
      heading={words.removeTitle(value)}
      crumb={[action, words.namesTitle(curved(host.name))]}
      form={`${action}/removal`}
      filled={{ ...EMPTY, refusal }}
    >
      <Effects effects={[words.removeEffects[kind]]} undo={words.removeUndo} />
      <DeskForm
        id="desk"
        action={`${action}/removal`}
        send={words.removeName}
        hidden={{ version: [`v${host.version}`], aliasKind: [kind], value: [value] }}
      />
    </DeskPage>
  );
}

/** By what an entry was known before. */
export function namePages(desk: Desk, { catchUp }: Bercail): void {
  const path = `${ADMIN}/hosts/:host/names`;
  const read = ({ asAdmin, params }: SignedIn) => ownHost(asAdmin('getHost'), params.host!);

  desk.page(path, async (visit) => {
    const { done } = visit.request.query as Record<string, unknown>;
    return <NamesPage host={await read(visit)} done={typeof done === 'string' ? done : undefined} />;
  });

  desk.form(path, async (visit, { fields, isStay }) => {
    const host = await read(visit);
    const typed = typedIn(fields, FIELDS);
    if (isStay) return <NamesPage host={host} filled={{ typed, faults: {} }} />;
    return await attempt(
      visit,
      typed,
      async () => {
        const draft = typed.until === '' ? {} : { until: typed.until };
        requireShape(AliasDraft, draft);
        await putAlias(visit.asAdmin('putAlias'), refOf(host, typed), draft, fields.get('version') ?? '');
        await catchUp();
        return { to: `${entryAt(host)}/names?done=added` };
      },
      async (refused) => <NamesPage host={await read(visit)} filled={{ typed, ...refused }} />,
    );
  });

  desk.page(`${path}/removal`, async (visit) => {
    const { kind, value } = visit.request.query as Record<string, string>;
    const host = await read(visit);
    const ref = refOf(host, { aliasKind: kind ?? '', value: value ?? '' });
    return <RemovalPage host={host} kind={ref.aliasKind} value={ref.value} />;
  });

  desk.form(`${path}/removal`, async (visit, { fields, isStay }) => {
    const host = await read(visit);
    const ref = refOf(host, typedIn(fields, ['aliasKind', 'value']));
    if (isStay) return <RemovalPage host={host} kind={ref.aliasKind} value={ref.value} />;
    return await attempt(
      visit,
      {},
      async () => {
        await removeAlias(visit.asAdmin('removeAlias'), ref, fields.get('version') ?? '');
        await catchUp();
        return { to: `${entryAt(host)}/names?done=removed` };
      },
      async ({ refusal }) => (
        <RemovalPage host={await read(visit)} kind={ref.aliasKind} value={ref.value} refusal={refusal} />
      ),
    );
  });
}
