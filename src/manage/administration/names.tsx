import { type Static, Type } from 'typebox';
import { curved, definedOnly } from '../../ground/texts.ts';
import { ownHost } from '../../hosts/entries/commands.ts';
import { putAlias, removeAlias } from '../../hosts/names/commands.ts';
import { AliasDraft, AliasPath } from '../../hosts/names/schema.ts';
import { requireShape } from '../../requests/shape.ts';
import { ALIAS_KINDS } from '../../vocabulary/terms.ts';
import { type Desk, doneIn, type SignedIn } from '../desk.tsx';
import { Done, TapLink } from '../desk-page.tsx';
import { fieldsOf, termChoices } from '../parts/field-kinds.tsx';
import { NO_FIELDS } from '../parts/form.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { ENTRY } from '../words/entry.ts';
import { ADMIN, adminForm, Effects, entryAt } from './frame.tsx';

const { aliasKind, value } = AliasPath.properties;
const FormerName = Type.Object({ aliasKind, value, ...AliasDraft.properties });
type FormerName = Static<typeof FormerName>;

/** By what an entry was known before. */
export function namePages(desk: Desk): void {
  const path = `${ADMIN}/hosts/:host/names`;
  const read = async ({ asAdmin, params, page: { language } }: SignedIn, operation: string) => {
    const context = asAdmin(operation);
    const host = await ownHost(context, params.host!);
    return { context, host, name: curved(host.name), at: `${entryAt(host)}/names`, words: ENTRY[language] };
  };

  adminForm(desk, path, async (visit) => {
    const { language, say } = visit.page;
    const { context, host, name, at, words } = await read(visit, 'putAlias');
    const { goBack } = ADMINISTRATION[language];
    const done = doneIn(visit, { added: [words.added, words.addUndo], removed: [words.removed, words.removeUndo] });
    const { choice, date, line } = fieldsOf(FormerName, language);
    return {
      heading: words.namesTitle(name),
      lead: words.namesLead,
      crumb: [entryAt(host), name],
      before: (
        <>
          {done && (
            <Done>
              {done[0]} <strong>{goBack}</strong> {done[1]}
            </Done>
          )}
          {!host.aliases && <p>{words.noName}</p>}
          <ul class="list">
            {host.aliases?.map(({ kind, value, until }) => (
              <li key={`${kind} ${value}`}>
                {words.kinds[kind]}
                {words.colon} <strong>{value}</strong>
                {until && `, ${words.until(say.date(until))}`}{' '}
                <TapLink to={`${at}/removal`} query={{ kind, value }} name={words.removeName} of={value} />
              </li>
            ))}
          </ul>
          <h2>{words.addName}</h2>
        </>
      ),
      shape: FormerName,
      fields: [
        choice('/aliasKind', words.kind, { choices: termChoices(ALIAS_KINDS, words.kinds) }),
        line('/value', words.value, { hint: words.valueHint }),
        date('/until', words.untilLabel),
      ],
      body: {},
      about: host.version,
      send: words.addSend,
      save: async ({ aliasKind, value, ...draft }: FormerName) => {
        await putAlias(context, { host: host.id, aliasKind, value }, draft, `v${host.version}`);
        return { to: `${at}?done=added` };
      },
    };
  });

  adminForm(desk, `${path}/removal`, async (visit, sent) => {
    const { context, host, name, at, words } = await read(visit, 'removeAlias');
    const asked = new URLSearchParams(visit.request.url.split('?')[1]);
    const aliasKind = sent?.get('aliasKind') ?? asked.get('kind') ?? undefined;
    const value = sent?.get('value') ?? asked.get('value') ?? undefined;
    const ref = definedOnly({ host: host.id, aliasKind, value });
    requireShape(AliasPath, ref);
    return {
      ...NO_FIELDS,
      heading: words.removeTitle(ref.value),
      crumb: [at, words.namesTitle(name)],
      before: <Effects effects={[words.removeEffects[ref.aliasKind]]} undo={words.removeUndo} />,
      hidden: { aliasKind: [ref.aliasKind], value: [ref.value] },
      about: host.version,
      send: words.removeName,
      save: async () => {
        await removeAlias(context, ref, `v${host.version}`);
        return { to: `${at}?done=removed` };
      },
    };
  });
}
