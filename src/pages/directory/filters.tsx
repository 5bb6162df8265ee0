import type { ComponentChildren } from 'preact';
import type { FacetCount } from '../../catalogue/counts.ts';
import { parseTerritory } from '../../catalogue/filters.ts';
import type { Model } from '../../catalogue/model.ts';
import { capital, curved } from '../../ground/texts.ts';
import { DepartementLine } from '../asking/parts.tsx';
import { EMPTY } from '../frame/fields.tsx';
import { Fold } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Go } from '../frame/parts.tsx';
import { FindField } from '../home/home.tsx';
import { DIRECTORY } from '../words/directory.ts';
import { DIRECTORY_FILTERS } from '../words/directory-filters.ts';
import { choicesIn, TICKS, unofferedOf } from './asked.ts';
import type { HostResults } from './find.ts';

/** The one form of the directory; the field on the roof belongs to it too. */
const FORM = 'find';

/** Words to look for, on the roof. */
export const SearchField = ({ q }: { q: string | undefined }) => (
  <div class="find text">
    <FindField q={q} form={FORM} />
  </div>
);

interface TickProps {
  name: string;
  value: string;
  checked: boolean;
  count?: number | undefined;
  children: ComponentChildren;
}

function Ticked({ name, value, checked, count, children }: TickProps) {
  const words = useWords(DIRECTORY);
  return (
    <label class="check">
      <input type="checkbox" name={name} value={value} checked={checked} />
      <span>{children}</span>
      {count !== undefined && (
        <span class="n">
          {count}
          <span class="vh">{words.counted(count)}</span>
        </span>
      )}
    </label>
  );
}

interface CountedProps {
  name: string;
  counts: readonly FacetCount[];
  chosen: readonly string[];
  /** How many are found now: what ticking again what is ticked finds. */
  total: number;
  more: string;
  label: (value: string) => string;
}

const SHOWN = 7;

/** Values with what each would find: the chosen ones, then the most frequent; all others behind one line. */
function Counted({ name, counts, chosen, total, more, label }: CountedProps) {
  const countOf = new Map(counts.map(({ value, count }) => [value, count]));
  const values = [...chosen, ...counts.map(({ value }) => value).filter((value) => !chosen.includes(value))];
  const tick = (value: string) => (
    <Ticked key={value} name={name} value={value} checked={chosen.includes(value)} count={countOf.get(value) ?? total}>
      {label(value)}
    </Ticked>
  );
  const shown = Math.max(SHOWN, chosen.length);
  const isFew = values.length <= shown + 1;
  return (
    <>
      {values.slice(0, isFew ? values.length : shown).map(tick)}
      {!isFew && (
        <Fold title={more}>
          <div>{values.slice(shown).map(tick)}</div>
        </Fold>
      )}
    </>
  );
}

/** Values under a heading, where there are any. */
function Narrowing({ legend, ...counted }: CountedProps & { legend: string }) {
  if (counted.counts.length + counted.chosen.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      <Counted {...counted} />
    </fieldset>
  );
}

/** What narrows the list, with what each choice would find. */
export function Filters({ found, model }: { found: HostResults; model: Model }) {
  const words = useWords(DIRECTORY);
  const others = useWords(DIRECTORY_FILTERS);
  const { say, query } = usePage();
  const { asked, counts, ticks, total } = found;
  const { territories } = model.reference;
  return (
    <Fold title={words.filter(choicesIn(asked))} class="filters">
      <form id={FORM} action="/hosts" aria-label={words.filters}>
        {query.lang && <input type="hidden" name="lang" value={query.lang} />}
        {Object.entries(unofferedOf(asked)).flatMap(([name, values]) =>
          [values ?? []]
            .flat()
            .map((value) => <input type="hidden" name={name} value={value} key={`${name} ${value}`} />),
        )}
        <fieldset>
          <legend>{words.usages}</legend>
          <Counted
            name="usage.all"
            counts={counts.usage}
            chosen={asked.usages}
            total={total}
            more={words.more}
            label={say.usageShort}
          />
        </fieldset>
        <fieldset>
          <legend>{words.forYou}</legend>
          {TICKS.map((tick) => (
            <Ticked key={tick} name={tick} value="yes" checked={asked.ticked.includes(tick)} count={ticks[tick]}>
              {words.ticks[tick].label}
            </Ticked>
          ))}
        </fieldset>
        <Narrowing
          name="criterion.all"
          legend={others.values}
          {...{ counts: counts.criterion, chosen: asked.criteria, total, more: others.moreValues }}
          label={(key) => capital(say.criterion(key))}
        />
        <Narrowing
          name="federation"
          legend={words.network}
          {...{ counts: counts.federation, chosen: asked.federations, total: 0, more: words.moreNetworks }}
          label={(slug) => curved(model.federationBySlug.get(slug)?.name ?? slug)}
        />
        <DepartementLine
          filled={{ ...EMPTY, typed: { territory: asked.territory } }}
          {...{ name: 'place', field: 'territory', label: words.place, none: words.anywhere, territories }}
          chosen={asked.territory === undefined ? undefined : parseTerritory(asked.territory)}
        />
        <Go line="row" class="first" text={words.show} />
      </form>
    </Fold>
  );
}
